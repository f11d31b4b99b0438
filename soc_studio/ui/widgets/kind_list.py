"""What an export can be, as a list in groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from soc_studio.ui.toolkit.icons import paint_icon
from soc_studio.ui.toolkit.theme import colour, role_font, weighted
from soc_studio.ui.toolkit.tokens import tokens

_ID = Qt.ItemDataRole.UserRole
_ICON, _SECOND = _ID + 1, _ID + 2
_HEAD, _ROW = 28, 46


@dataclass(frozen=True, slots=True)
class KindText:
    """A row of the list: its id, icon, name, a second line, and the group that it is in."""

    id: str
    icon: str
    name: str
    second: str
    group: str


class KindList(QListWidget):
    """Rows with an icon and two lines, under the heads of their groups."""

    chosen = Signal(str)  # the id of the row that the person chose

    def __init__(self, rows: Sequence[KindText], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kinds")
        self.setItemDelegate(_Rows(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        group = ""
        for each in rows:
            if each.group != group:
                group = each.group
                head = QListWidgetItem(group)
                head.setFlags(Qt.ItemFlag.ItemIsEnabled)
                head.setSizeHint(QSize(0, _HEAD))
                self.addItem(head)
            item = QListWidgetItem(each.name)
            item.setData(_ID, each.id)
            item.setData(_ICON, each.icon)
            item.setData(_SECOND, each.second)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{each.name}, {each.second}")
            item.setSizeHint(QSize(0, _ROW))
            self.addItem(item)
        self.currentItemChanged.connect(self._tell)

    @property
    def value(self) -> str:
        """The id of the chosen row, empty where none is."""
        item = self.currentItem()
        return "" if item is None else str(item.data(_ID) or "")

    def set_value(self, kind: str) -> None:
        """Choose a row without saying so, or none."""
        places = [row for row in range(self.count()) if self.item(row).data(_ID) == kind]
        was = self.blockSignals(True)
        self.setCurrentRow(places[0] if places and kind else -1)
        self.blockSignals(was)

    def show_second(self, kind: str, second: str) -> None:
        """Show another second line in a row."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_ID) == kind:
                item.setData(_SECOND, second)
                name = f"{item.text()}, {second}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, name)

    def _tell(self) -> None:
        if self.value:
            self.chosen.emit(self.value)


class _Rows(QStyledItemDelegate):
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        room: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not index.data(_ID):
            painter.setFont(weighted(role_font("caption"), role_font("display").weight()))
            painter.setPen(colour("t2"))
            words = room.adjusted(10, 4, -4, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
            painter.restore()
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("acc_bg" if chosen else "bg3"))
            radius = tokens().radius.tile
            painter.drawRoundedRect(QRectF(room).adjusted(0, 1, 0, -1), radius, radius)
        icon = QRectF(room.left() + 10, room.top() + (room.height() - 18) / 2, 18, 18)
        paint_icon(painter, str(index.data(_ICON)), icon, colour("acc_t" if chosen else "t2"))
        left, middle = room.left() + 40, room.center().y()
        elide = Qt.TextElideMode.ElideRight
        for text, font, ink, top in (
            (str(index.data()), role_font("body"), "t1", middle - 18),
            (str(index.data(_SECOND)), role_font("caption"), "t2", middle + 1),
        ):
            font = weighted(font, font.weight())
            painter.setFont(font)
            painter.setPen(colour(ink))
            line = QRect(left, top, room.right() - left - 6, 17)
            shown = painter.fontMetrics().elidedText(text, elide, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
