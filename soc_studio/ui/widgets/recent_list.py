"""Recent work on the start page: cards in a grid or a list, and a search over them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from soc_studio.core.tracks.recent_work import RecentWork
from soc_studio.ui.toolkit.icons import icon
from soc_studio.ui.toolkit.theme import is_in_new_theme, role_font
from soc_studio.ui.widgets.choice import Choice
from soc_studio.ui.widgets.work_card import WorkCard

_CARD, _GAP = 200, 16  # pixels of width of a card, at least; between cards
_ROW_GAP = 6  # between rows


class RecentList(QWidget):
    """Keeps a card for each piece of work, in their order."""

    open_asked = Signal(object)  # RecentWork
    menu_asked = Signal(object, object)  # RecentWork, and the QPoint on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[WorkCard] = []
        self._columns = 0
        title = QLabel(self.tr("Recent"))
        title.setFont(role_font("title"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Video or sentence"))
        self.field.setAccessibleName(self.tr("Search recent work"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(200)
        self.field.setMinimumWidth(120)
        self._search = self.field.addAction(
            icon("search", 16), QLineEdit.ActionPosition.LeadingPosition
        )
        self.field.textChanged.connect(self._filter)
        self.grid_action = QAction(self.tr("Show as cards"), self)
        self.list_action = QAction(self.tr("Show as a list"), self)
        group = QActionGroup(self)
        self.choice = Choice(height=28)
        for action in (self.grid_action, self.list_action):
            action.setCheckable(True)
            group.addAction(action)
            self.choice.add_action(action, icon_only=True)
        self.grid_action.setChecked(True)
        group.triggered.connect(self._arrange)
        self._draw_icons()
        self.nothing = QLabel(self.tr("Nothing has these words in it."))
        self.nothing.setProperty("tone", "second")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.field)
        head.addWidget(self.choice)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.nothing)
        column.addLayout(self._grid)
        column.addStretch(1)

    @property
    def is_list(self) -> bool:
        """Whether the cards are rows of a list."""
        return self.list_action.isChecked()

    def show_work(self, found: Sequence[RecentWork]) -> None:
        """Show these pieces of work; what is shown already keeps its card, and the focus."""
        known: dict[Path, WorkCard] = {card.work.path: card for card in self.cards}
        cards = []
        for work in found:
            card = known.pop(work.path, None)
            if card is None:
                card = WorkCard(work, self)
                card.clicked.connect(self._open)
                card.menu_asked.connect(self.menu_asked)
            else:
                card.show_work(work)
            cards.append(card)
        for card in known.values():
            card.hide()
            card.deleteLater()
        self.cards = cards
        self.setVisible(bool(cards))
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if hasattr(self, "_search") and is_in_new_theme(self, event):
            self._draw_icons()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._columns != self._fitting():
            self._arrange()

    def _open(self) -> None:
        card = self.sender()
        if isinstance(card, WorkCard):
            self.open_asked.emit(card.work)

    def _filter(self) -> None:
        self._arrange()

    def _fitting(self) -> int:
        return 1 if self.is_list else max(1, (self.width() + _GAP) // (_CARD + _GAP))

    def _arrange(self) -> None:
        """Lay out the cards that have the words in them."""
        words = self.field.text()
        while self._grid.takeAt(0) is not None:
            pass
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._columns = self._fitting()
        self._grid.setSpacing(_ROW_GAP if self.is_list else _GAP)
        shown = [card for card in self.cards if card.work.matches(words)]
        for card in self.cards:
            card.setVisible(card in shown)
            card.show_as_row(self.is_list)
        for place, card in enumerate(shown):
            self._grid.addWidget(card, *divmod(place, self._columns))
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 0)
        before: QWidget = self.choice.button(self.list_action)
        for card in shown:  # Tab goes through them in the order in which they are seen
            QWidget.setTabOrder(before, card)
            before = card
        self.nothing.setVisible(bool(self.cards) and not shown)

    def _draw_icons(self) -> None:
        self._search.setIcon(icon("search", 16))
        self.grid_action.setIcon(icon("layout-grid"))
        self.list_action.setIcon(icon("list"))
