"""The candidates of a frame side by side, to pick one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.tracks.candidate_list import Candidate
from soc_studio.ui.toolkit.images import to_qimage

PICTURE = QSize(104, 64)
"""Size of a small picture in logical pixels."""
_EDGE = 3
_TICK = 18


class CandidateTray(QWidget):
    """A small picture for each candidate, with its score; a click picks it."""

    picked = Signal(int, bool)  # place of a candidate, and whether for the whole clip
    none_asked = Signal(bool)  # none of these, and whether on the whole clip

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stretch_button = self._choice(self.tr("This stretch"))
        self.whole_button = self._choice(self.tr("Whole clip"))
        self.whole_button.setToolTip(self.tr("A click picks the object on every frame."))
        group = QButtonGroup(self)
        group.addButton(self.stretch_button)
        group.addButton(self.whole_button)
        self.whole_button.setChecked(True)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.stretch_button)
        row.addWidget(self.whole_button)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Candidates"))
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setIconSize(PICTURE)
        cell = QSize(PICTURE.width() + 6, PICTURE.height() + 26)
        self.list.setGridSize(cell)
        self.list.setMinimumHeight(cell.height() + 2)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.itemClicked.connect(self._pick)
        self.list.itemActivated.connect(self._pick)
        self.hint = QLabel("")
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none_button = QPushButton()
        self.none_button.clicked.connect(self._deny)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addLayout(row)
        # Of one size whatever is shown, so that the picture beside it stays where it is.
        self._stack = QStackedWidget()
        self._stack.addWidget(self.hint)
        self._stack.addWidget(self.list)
        column.addWidget(self._stack, 1)
        column.addWidget(self.none_button)
        group.buttonClicked.connect(self._name_scope)
        self._enabled = True
        self._name_scope()
        self.set_stretch(None)
        self.show_hint("")

    @property
    def whole(self) -> bool:
        """Whether a click picks for the whole clip."""
        return self.whole_button.isChecked()

    def show_candidates(self, candidates: Sequence[Candidate], changeable: bool = True) -> None:
        """Offer candidates; none can be picked where they are not `changeable`."""
        row = self.list.currentRow()
        self.list.clear()
        ratio = self.devicePixelRatioF()
        for place, each in enumerate(candidates):
            item = QListWidgetItem(_icon(each, self._mark_colour(), ratio), f"{each.score:.2f}")
            said = self.tr("Candidate {0}, score {1:.2f}").format(place + 1, each.score)
            if not each.enough:
                item.setText(self.tr("{0:.2f} too low").format(each.score))
                said = self.tr("{0}, below the threshold").format(said)
            if each.chosen:
                said = self.tr("{0}, shown now").format(said)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setToolTip(said)
            self.list.addItem(item)
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)
        self._stack.setCurrentWidget(self.list)
        self._set_changeable(changeable)

    def show_hint(self, sentence: str) -> None:
        """Say why there is nothing to pick from."""
        self.list.clear()
        self.hint.setText(sentence)
        self._stack.setCurrentWidget(self.hint)
        self._set_changeable(False)

    def set_stretch(self, stretch: tuple[int, int] | None) -> None:
        """Say which frames a click picks for, where it is not the whole clip."""
        if stretch is None:
            self.stretch_button.setToolTip(self.tr("A click picks the object around this frame."))
        else:
            self.stretch_button.setToolTip(
                self.tr("A click picks the object on frames {0} to {1}.").format(
                    stretch[0], stretch[1] - 1
                )
            )

    def _choice(self, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    def _set_changeable(self, changeable: bool) -> None:
        self._enabled = changeable
        self.none_button.setEnabled(changeable)
        self.list.setEnabled(changeable)

    def _name_scope(self) -> None:
        self.none_button.setText(
            self.tr("None of these: it is not in this clip")
            if self.whole
            else self.tr("None of these: it is not here")
        )

    def _pick(self, item: QListWidgetItem) -> None:
        # With Shift it is the other one of the two.
        shift = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.picked.emit(self.list.row(item), self.whole is not bool(shift))

    def _deny(self) -> None:
        self.none_asked.emit(self.whole)

    def _show_menu(self, place: QPoint) -> None:
        item = self.list.itemAt(place)
        if item is None:
            return
        row = self.list.row(item)
        menu = QMenu(self)
        stretch = menu.addAction(self.tr("Pick for this stretch"))
        whole = menu.addAction(self.tr("Pick for the whole clip"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = menu.exec(self.list.mapToGlobal(place))
        if chosen in (stretch, whole):
            self.picked.emit(row, chosen is whole)

    def _mark_colour(self) -> QColor:
        return self.palette().highlight().color()


def _icon(candidate: Candidate, mark: QColor, ratio: float) -> QIcon:
    """Return a candidate's picture; with a frame and a tick where it is chosen."""
    pixmap = QPixmap.fromImage(to_qimage(candidate.picture))
    pixmap.setDevicePixelRatio(ratio)
    if candidate.chosen:
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = pixmap.deviceIndependentSize()
        width, height = size.width(), size.height()
        painter.setPen(QPen(mark, 2 * _EDGE))
        painter.drawRect(0, 0, int(width), int(height))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark)
        left, top = width - _TICK - _EDGE, _EDGE
        painter.drawEllipse(int(left), int(top), _TICK, _TICK)
        ink = QColor(Qt.GlobalColor.black if mark.lightness() > 140 else Qt.GlobalColor.white)
        painter.setPen(QPen(ink, 2))
        tick = [(0.26, 0.52), (0.44, 0.7), (0.75, 0.33)]
        places = [QPoint(round(left + x * _TICK), round(top + y * _TICK)) for x, y in tick]
        painter.drawPolyline(places)
        painter.end()
    icon = QIcon(pixmap)
    # Else a style tints what is selected, or greys it.
    for mode in (QIcon.Mode.Selected, QIcon.Mode.Active):
        icon.addPixmap(pixmap, mode)
    return icon
