"""Asks what holds where two projects decided something differently."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.project.conflicts import Conflict, ConflictKind, Whose
from soc_studio.core.tracks.conflict_pictures import ConflictPictures
from soc_studio.core.tracks.project_merge import MergePlan
from soc_studio.ui.text.merge_text import frames_text, kind_text, plan_text, value_texts
from soc_studio.ui.toolkit.images import to_qimage
from soc_studio.ui.toolkit.theme import weighted
from soc_studio.ui.widgets.sheet import Sheet

PICTURE = QSize(320, 180)
"""The room for a picture of a mask, in pixels of the window."""
_WIDTH, _BUTTON, _TREE, _ROW = 820, 32, 240, 28
_LOW_TREE, _LOW_PICTURE = 4 * _ROW, QSize(160, 90)  # in a low window
_WHAT, _FRAMES, _MINE, _THEIRS = range(4)
_CONFLICT = Qt.ItemDataRole.UserRole


class MergeSheet(Sheet):
    """Lists conflicts by kind, with both decisions; the selected ones are decided together.

    A kind that is selected stands for all of its conflicts. Merging is possible once all are
    decided.
    """

    merge_asked = Signal(object)  # Whose by conflict
    pictures_asked = Signal(object)  # Conflict

    def __init__(self, window: QWidget, source: str, plan: MergePlan) -> None:
        super().__init__(window, "", _WIDTH, source)
        self.title.setText(self.tr("Merge a project"))
        self.setAccessibleName(self.tr("Merge a project"))
        self.choices: dict[Conflict, Whose] = {}
        self._conflicts = plan.conflicts
        self._items: dict[Conflict, QTreeWidgetItem] = {}
        self.hint = QLabel(plan_text(plan))
        self.hint.setProperty("tone", "second")
        self.hint.setWordWrap(True)
        self.tree = _Tree()
        self.tree.setMinimumHeight(_LOW_TREE)
        self.tree.setAccessibleName(self.tr("Decided differently"))
        self.tree.setHeaderLabels(
            [self.tr("What"), self.tr("Frames"), self.tr("Mine"), self.tr("Theirs")]
        )
        self.tree.setRootIsDecorated(False)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(_FRAMES, QHeaderView.ResizeMode.ResizeToContents)
        self._fill(plan.conflicts)
        self.mine_button = QPushButton(self.tr("Take mine"))
        self.theirs_button = QPushButton(self.tr("Take theirs"))
        self.decided = QLabel()
        self.decided.setProperty("tone", "second")
        self.merge_button = QPushButton(self.tr("Merge"))
        self.merge_button.setProperty("kind", "primary")
        self._pictures = [_Picture(self.tr("Mine")), _Picture(self.tr("Theirs"))]
        self._choice = QWidget()
        self._choice.setObjectName("pane")
        self._lay_out()
        self.primary = self.merge_button
        self.mine_button.clicked.connect(lambda: self._take(Whose.MINE))
        self.theirs_button.clicked.connect(lambda: self._take(Whose.THEIRS))
        self.merge_button.clicked.connect(self._merge)
        self.tree.currentItemChanged.connect(self._ask_pictures)
        self.tree.itemDoubleClicked.connect(self._take_clicked)
        self._choice.setVisible(bool(plan.conflicts))
        self._show_choices()

    def show_pictures(self, shown: ConflictPictures) -> None:
        """Show both masks of the conflict that is looked at."""
        if shown.conflict != self._current():
            return
        ratio = self.devicePixelRatioF()
        for label, picture in zip(self._pictures, (shown.mine, shown.theirs), strict=True):
            pixmap = QPixmap.fromImage(to_qimage(picture))
            pixmap.setDevicePixelRatio(ratio)
            label.setPixmap(pixmap)

    @property
    def picture_shown(self) -> QPixmap:
        """The picture of the other person's mask, null where none is shown."""
        return self._pictures[1].pixmap()

    def begin(self) -> None:
        """Look at the first conflict, with all of its kind selected."""
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        for button in (self.mine_button, self.theirs_button, self.merge_button):
            button.setFixedHeight(_BUTTON)
        grid = QGridLayout(self._choice)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        buttons = self.mine_button, self.theirs_button
        for at, (button, picture) in enumerate(zip(buttons, self._pictures, strict=True)):
            grid.addWidget(picture, 0, at, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(button, 1, at, Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.hint)
        column.addWidget(self.tree, 1)
        column.addWidget(self._choice)
        self.tree.setVisible(bool(self._conflicts))
        foot = QHBoxLayout()
        foot.addWidget(self.decided, 1)
        foot.addWidget(self.merge_button)
        self.foot.addLayout(foot, 1)

    def _fill(self, conflicts: Sequence[Conflict]) -> None:
        by_kind: dict[ConflictKind, list[Conflict]] = {}
        for each in conflicts:
            by_kind.setdefault(each.kind, []).append(each)
        for kind, own in by_kind.items():
            top = QTreeWidgetItem([f"{kind_text(kind)} ({len(own)})"])
            top.setSizeHint(_WHAT, QSize(0, _ROW))
            font = weighted(top.font(_WHAT), QFont.Weight.Medium)
            top.setFont(_WHAT, font)
            for column in (_FRAMES, _MINE, _THEIRS):
                top.setData(column, Qt.ItemDataRole.AccessibleTextRole, kind_text(kind))
            self.tree.addTopLevelItem(top)
            for each in own:
                item = QTreeWidgetItem([each.label, frames_text(each), *value_texts(each)])
                item.setSizeHint(_WHAT, QSize(0, _ROW))
                item.setData(_WHAT, _CONFLICT, each)
                for column in (_WHAT, _MINE, _THEIRS):
                    item.setToolTip(column, item.text(column))
                top.addChild(item)
                self._items[each] = item
            top.setExpanded(True)

    def _current(self) -> Conflict | None:
        """Return the conflict that is looked at: of a kind the first one."""
        item = self.tree.currentItem()
        return None if item is None else _conflicts_of(item)[0]

    def _selected(self) -> list[Conflict]:
        items = self.tree.selectedItems()
        return list(dict.fromkeys(each for item in items for each in _conflicts_of(item)))

    def _take(self, side: Whose) -> None:
        """Decide what is selected."""
        self.choices |= dict.fromkeys(self._selected(), side)
        self._show_choices()

    def _take_clicked(self, item: QTreeWidgetItem, column: int) -> None:
        conflict = item.data(_WHAT, _CONFLICT)
        if conflict is not None and column in (_MINE, _THEIRS):
            self.choices[conflict] = Whose.MINE if column == _MINE else Whose.THEIRS
            self._show_choices()

    def _show_choices(self) -> None:
        for conflict, item in self._items.items():
            side = self.choices.get(conflict)
            said = value_texts(conflict)
            for column, own, text in (
                (_MINE, Whose.MINE, said[0]),
                (_THEIRS, Whose.THEIRS, said[1]),
            ):
                weight = QFont.Weight.Bold if side is own else QFont.Weight.Normal
                item.setText(column, f"✓ {text}" if side is own else text)
                item.setFont(column, weighted(item.font(column), weight))
        count, done = len(self._conflicts), len(self.choices)
        self.decided.setText(self.tr("Decided: {0} of {1}").format(done, count) if count else "")
        self.merge_button.setEnabled(done == count)

    def _ask_pictures(self, *_: object) -> None:
        for label in self._pictures:
            label.setPixmap(QPixmap())
        if (conflict := self._current()) is not None:
            self.pictures_asked.emit(conflict)

    def _merge(self) -> None:
        self.dismiss()
        self.merge_asked.emit(dict(self.choices))


def _conflicts_of(item: QTreeWidgetItem) -> list[Conflict]:
    """Return the conflict of an item, or all those of a kind."""
    own = [item.child(at) for at in range(item.childCount())] or [item]
    return [each.data(_WHAT, _CONFLICT) for each in own if each is not None]


class _Tree(QTreeWidget):
    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), _TREE)


class _Picture(QLabel):
    """Shows its picture smaller where there is not room for all of it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaximumSize(PICTURE)

    def sizeHint(self) -> QSize:  # noqa: N802
        return PICTURE

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return _LOW_PICTURE

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self.pixmap().isNull():
            return
        size = self.pixmap().deviceIndependentSize()
        if size.width() > self.width() or size.height() > self.height():
            size.scale(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        room = QRectF(QPointF(), size)
        room.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(room, self.pixmap(), QRectF(self.pixmap().rect()))
        painter.end()
