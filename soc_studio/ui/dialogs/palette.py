"""The command palette: finds commands and layers by a few letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from soc_studio.ui.commands.fuzzy import ranked

_SHOWN = 12
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be chosen: its `key` is for whoever asked, `aside` is read at its end."""

    key: str
    text: str
    aside: str = ""


class Palette(QDialog):
    """Shows the entries that fit what is typed, the best first; Enter takes the one that is lit."""

    taken = Signal(str)  # key of an entry

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popover")
        self._entries = list(entries)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Command or layer"))
        self.line.setAccessibleName(self.tr("Command or layer"))
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Matches"))
        self.nothing = QLabel(self.tr("No matches."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing)
        self.resize(520, 420)
        self.line.textChanged.connect(self._show)
        self.line.returnPressed.connect(self._take)
        self.list.itemClicked.connect(self._take)
        self._show()

    def keys(self) -> list[str]:
        """Return the keys of what is shown, in its order."""
        rows = range(self.list.count())
        return [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in rows]

    def showEvent(self, event: QEvent) -> None:  # noqa: N802
        parent = self.parentWidget()
        if parent is not None:
            place = parent.mapToGlobal(parent.rect().center())
            top = parent.mapToGlobal(parent.rect().topLeft()).y()
            self.move(place.x() - self.width() // 2, top + parent.height() // 8)
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            move = _MOVES.get(Qt.Key(event.key()))
            if move is not None:
                row = self.list.currentRow() + move
                self.list.setCurrentRow(max(0, min(row, self.list.count() - 1)))
                return True
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        self.list.clear()
        places = ranked(self.line.text(), [each.text for each in self._entries])
        if self.line.text().strip():
            places = places[:_SHOWN]
        for place in places:
            entry = self._entries[place]
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, entry.key)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.text} {entry.aside}".strip())
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(8, 4, 12, 4)
            name = QLabel(entry.text)
            name.setMinimumWidth(1)  # long names are cut off rather than push the keys out
            across.addWidget(name, 1)
            aside = QLabel(entry.aside)
            aside.setObjectName("aside")
            across.addWidget(aside)
            row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            item.setSizeHint(row.sizeHint())
            self.list.addItem(item)
            self.list.setItemWidget(item, row)
        self.list.setVisible(bool(places))
        self.nothing.setVisible(not places)
        if places:
            self.list.setCurrentRow(0)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            key = str(item.data(Qt.ItemDataRole.UserRole))
            self.close()
            self.taken.emit(key)
