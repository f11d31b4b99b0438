"""The command palette: finds commands and layers by a few letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from soc_studio.ui.commands.fuzzy import ranked
from soc_studio.ui.toolkit.theme import colour

_SHOWN = 12
_ENTRY = Qt.ItemDataRole.UserRole + 1
_LEFT, _RIGHT, _HIGH, _GAP = 12, 18, 5, 12  # pixels around the texts of a row, and between them
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
        self.list.setItemDelegate(_RowPainter(self.list))
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
            item.setData(_ENTRY, entry)
            self.list.addItem(item)
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


class _RowPainter(QStyledItemDelegate):
    """Paints an entry: widgets for all of them would take tenths of a second to make."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, option.fontMetrics.height() + 2 * _HIGH)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)  # the ground of a row that is lit
        entry = index.data(_ENTRY)
        metrics = option.fontMetrics
        room = QRect(option.rect).adjusted(_LEFT, 0, -_RIGHT, 0)
        aside = metrics.horizontalAdvance(entry.aside)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(colour("t3"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, entry.aside)
        room.setRight(room.right() - aside - (_GAP if aside else 0))
        painter.setPen(colour("t1"))
        # Long names are cut off rather than push the keys out.
        name = metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, name)
        painter.restore()
