"""The candidates of a frame side by side, to pick one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.tracks.candidate_list import Candidate
from soc_studio.ui.toolkit.theme import role_font
from soc_studio.ui.widgets.candidate_tile import TilePainter, put_candidate, tile_height
from soc_studio.ui.widgets.choice import Choice
from soc_studio.ui.widgets.confidence import likelihood_word
from soc_studio.ui.widgets.labelled_button import KeyButton

PICTURE = QSize(156, 88)
"""Size of a small picture in logical pixels."""
_GAP = 8
_ACROSS = 2  # tiles in a row


class CandidateTray(QWidget):
    """A small picture for each candidate, with how likely it is; a click picks it.

    `scope` says for which frames; it stands beside the title of the tray.
    """

    picked = Signal(int, bool)  # place of a candidate, and whether for the whole clip
    none_asked = Signal(bool)  # none of these, and whether on the whole clip

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scope = Choice(height=26)
        self.scope.setProperty("compact", True)
        self.scope.setAccessibleName(self.tr("Frames to pick for"))
        self.whole_button = self.scope.add(
            True, self.tr("Whole clip"), self.tr("A click picks the object on every frame.")
        )
        self.stretch_button = self.scope.add(False, self.tr("Here"))
        self.scope.set_value(True)
        self.scope.chosen.connect(self._name_scope)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Answers to choose from"))
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setMouseTracking(True)
        for set_policy in (
            self.list.setHorizontalScrollBarPolicy,
            self.list.setVerticalScrollBarPolicy,
        ):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._painter = TilePainter(self.list)
        self.list.setItemDelegate(self._painter)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.itemClicked.connect(self._pick)
        self.list.itemActivated.connect(self._pick)
        self.hint = QLabel("")
        self.hint.setWordWrap(True)
        self.hint.setProperty("tone", "second")
        self.none_button = KeyButton("", picture="ban", kind="quiet")
        self.none_button.shrinks = True
        self.none_button.setFont(role_font("small"))
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)  # what is below stays where it is
        self.none_button.setSizePolicy(policy)
        self.none_button.clicked.connect(self._deny)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 8)
        column.setSpacing(4)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.hint)
        self._stack.addWidget(self.list)
        column.addWidget(self._stack)
        column.addWidget(self.none_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._enabled = True
        self._name_scope()
        self.set_stretch(None)
        self.show_hint("")

    @property
    def whole(self) -> bool:
        """Whether a click picks for the whole clip."""
        return bool(self.scope.value)

    def show_candidates(
        self,
        candidates: Sequence[Candidate],
        changeable: bool = True,
        colour: QColor | None = None,
    ) -> None:
        """Offer candidates, the chosen one ringed in `colour`; none can be picked where they are
        not `changeable`."""
        row = self.list.currentRow()
        self._painter.ring = colour
        self._keep(len(candidates))
        for place, each in enumerate(candidates):
            item = self.list.item(place)
            if item is None:
                item = QListWidgetItem()
                self.list.addItem(item)
            word = self._word(each)
            item.setText(word)
            said = self.tr("Answer {0}: {1}, {2} of 100").format(
                place + 1, word, round(100 * each.score)
            )
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setToolTip(said)
            put_candidate(item, each, self.devicePixelRatioF())
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)
        self._stack.setCurrentWidget(self.list)
        self.none_button.show()
        self._fit()
        self._set_changeable(changeable)

    def show_hint(self, sentence: str) -> None:
        """Say why there is nothing to pick from."""
        self._keep(0)
        self.hint.setText(sentence)
        self._stack.setCurrentWidget(self.hint)
        self.none_button.hide()
        self._fit()
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

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _keep(self, count: int) -> None:
        """Keep the first tiles. Python takes the others away, which holds the interpreter: Qt's own
        `clear` looks for their objects of Python beside other threads, and met one that was gone.
        """
        while self.list.count() > count:
            self.list.takeItem(self.list.count() - 1)

    def _word(self, candidate: Candidate) -> str:
        if candidate.chosen and candidate.enough:
            return self.tr("Shown now")
        return likelihood_word(candidate.score, candidate.enough)

    def _fit(self) -> None:
        """Have as many tiles in a row as belong there, and be as high as they are."""
        width = max(1, self.list.viewport().width() if self.list.isVisible() else self.width() - 24)
        cell = (width - 1) // _ACROSS
        across = cell - _GAP // 2
        high = tile_height(across)
        self._painter.tile = QSize(across, high)
        self.list.setGridSize(QSize(cell, high + 4))
        rows = -(-self.list.count() // _ACROSS)
        if self._stack.currentWidget() is self.list:
            self._stack.setFixedHeight(max(1, rows) * (high + 4) + 2)
        else:
            # As high as one row, so that what is below stays where it is while one looks around.
            self._stack.setFixedHeight(high + 6)

    def _set_changeable(self, changeable: bool) -> None:
        self._enabled = changeable
        self.none_button.setEnabled(changeable)
        self.list.setEnabled(changeable)

    def _name_scope(self) -> None:
        self.none_button.setText(
            self.tr("None: it is not in this clip")
            if self.whole
            else self.tr("None: it is not here")
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
        stretch = menu.addAction(self.tr("Take it here"))
        whole = menu.addAction(self.tr("Pick for the whole clip"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = menu.exec(self.list.mapToGlobal(place))
        if chosen in (stretch, whole):
            self.picked.emit(row, chosen is whole)
