"""The list of a video's layers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from soc_studio.core.project.project import Layer
from soc_studio.core.tracks.layer_facts import LayerFacts, coverage
from soc_studio.core.tracks.resolved_track import ResolvedTrack, State
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.widgets.icons import Picture, paint_picture

_HEIGHT = 46
_BUTTON = 22
_LEFT = 30  # of the name
_EDGE = 6
_OFF = 0.45  # how much there is of what is off
_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class LayerRow:
    """A layer, what is seen of it, None where it is being read, and whether it is shown alone."""

    layer: Layer
    view: ResolvedTrack | None
    facts: LayerFacts | None
    alone: bool = False


class RowButton(Enum):
    """What can be pressed on a row."""

    SOLO = "solo"
    LOCK = "lock"
    EYE = "eye"


class LayerList(QListWidget):
    """One row a layer: colour, name, score, how much of it is found, and three buttons."""

    chosen = Signal(int)
    shown_asked = Signal(int, bool)
    locked_asked = Signal(int, bool)
    alone_asked = Signal(int, bool)
    rename_asked = Signal(int, str)
    moved = Signal(int, int)  # a layer, and its new place

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        """Show a menu of `actions` for the selected row."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Layers"))
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setEditTriggers(QListWidget.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_RowPainter(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.addActions(list(actions))
        self._filling = False
        self._ids: list[int] = []
        self._rows: dict[int, LayerRow] = {}
        self.currentItemChanged.connect(self._choose)
        self.itemChanged.connect(self._change)
        self.model().rowsMoved.connect(self._move)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(340, 4 * _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(220, 2 * _HEIGHT)

    def show_layers(self, rows: Sequence[LayerRow], selected: int | None) -> None:
        """Show layers with what is seen of them, the uppermost first."""
        self._filling = True
        self._rows = {row.layer.id: row for row in rows}
        ids = [row.layer.id for row in rows]
        if self._ids != ids:
            self._ids = list(ids)
            self.clear()
            for each in ids:
                item = QListWidgetItem()
                item.setData(_ID, each)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsEditable
                    | Qt.ItemFlag.ItemIsDragEnabled
                )
                self.addItem(item)
        for place, row in enumerate(rows):
            item = self.item(place)
            # Only what changed: a name that is being typed would be lost.
            if item.text() != row.layer.label:
                item.setText(row.layer.label)
            spoken = ", ".join([row.layer.label, *self._told(row)])
            if item.data(Qt.ItemDataRole.AccessibleTextRole) != spoken and not self._is_typing():
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            if row.layer.id == selected and self.currentRow() != place:
                self.setCurrentRow(place)
        self._filling = False
        self.viewport().update()

    def edit_name(self) -> None:
        """Edit the name of the selected layer in its row."""
        item = self.currentItem()
        if item is not None:
            self.scrollToItem(item)
            self.setFocus()
            self.editItem(item)

    def row_of(self, index: QModelIndex | QPersistentModelIndex) -> LayerRow | None:
        """Return the layer at a place of the model."""
        return self._rows.get(index.data(_ID))

    def button_place(self, layer: int, button: RowButton) -> QRect:
        """Return where a button of a layer is."""
        room = self.visualItemRect(self.item(self._ids.index(layer)))
        return next(place for each, place in _button_places(room) if each is button)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        found = self._button_at(event.position().toPoint())
        if found is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        row, button = found
        one = row.layer
        if button is RowButton.EYE:
            self.shown_asked.emit(one.id, not one.visible)
        elif button is RowButton.LOCK:
            self.locked_asked.emit(one.id, not one.locked)
        else:
            self.alone_asked.emit(one.id, not row.alone)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._button_at(event.position().toPoint()) is not None:
            self.mousePressEvent(event)
        elif self.itemAt(event.position().toPoint()) is not None:
            self.edit_name()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(event), self.viewport())
            return True
        return super().viewportEvent(event)

    def _tip(self, event: QHelpEvent) -> str:
        found = self._button_at(event.pos())
        if found is not None:
            row, button = found
            if button is RowButton.EYE:
                return self.tr("Hide") if row.layer.visible else self.tr("Show")
            if button is RowButton.LOCK:
                locked = row.layer.locked
                return self.tr("Unlock") if locked else self.tr("Lock against changes")
            alone = row.alone
            return self.tr("Show all layers again") if alone else self.tr("Show this layer alone")
        shown = self.row_of(self.indexAt(event.pos()))
        if shown is None:
            return ""
        return "\n".join([shown.layer.label, ", ".join(self._told(shown))])

    def _told(self, row: LayerRow) -> list[str]:
        one, facts = row.layer, row.facts
        told = []
        if facts is None:
            told.append(self.tr("being read"))
        elif not facts.computed:
            told.append(self.tr("not searched yet"))
        else:
            told.append(self.tr("on {0} of {1} frames").format(facts.present, facts.computed))
            if facts.score is not None:
                told.append(self.tr("score {0}").format(f"{facts.score:.2f}"))
        told += [self.tr("hidden")] if not one.visible else []
        told += [self.tr("locked")] if one.locked else []
        told += [self.tr("shown alone")] if row.alone else []
        return told

    def _button_at(self, place: object) -> tuple[LayerRow, RowButton] | None:
        item = self.itemAt(place)  # type: ignore[call-overload]
        if item is None:
            return None
        for button, room in _button_places(self.visualItemRect(item)):
            if room.contains(place):  # type: ignore[call-overload]
                return self._rows[item.data(_ID)], button
        return None

    def is_typing_in(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Return whether the name at a place of the model is being typed."""
        return self._is_typing() and index.row() == self.currentRow()

    def _is_typing(self) -> bool:
        return self.state() == QListWidget.State.EditingState

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.chosen.emit(item.data(_ID))

    def _change(self, item: QListWidgetItem) -> None:
        if not self._filling:
            self.rename_asked.emit(item.data(_ID), item.text())

    def _move(self, _parent: QModelIndex, start: int, _end: int, _to: QModelIndex, at: int) -> None:
        place = at if at < start else at - 1
        each = self._ids.pop(start)
        self._ids.insert(place, each)
        if not self._filling:
            self.moved.emit(each, place)


def _button_places(room: QRect) -> Iterator[tuple[RowButton, QRect]]:
    left = room.right() - _EDGE - _BUTTON * len(RowButton)
    for place, button in enumerate(RowButton):
        yield button, QRect(left + place * _BUTTON, room.top() + 4, _BUTTON, _BUTTON)


class _RowPainter(QStyledItemDelegate):
    def __init__(self, layers: LayerList) -> None:
        super().__init__(layers)
        self._layers = layers

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(160, max(_HEIGHT, option.fontMetrics.height() + 26))

    def updateEditorGeometry(  # noqa: N802
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        room = option.rect
        right = next(_button_places(room))[1].left()
        left = room.left() + _LEFT - 6
        editor.setGeometry(left, room.top() + 2, right - left, 26)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        layers, room = self._layers, option.rect
        style = layers.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, layers)
        row = layers.row_of(index)
        if row is None:
            return
        painter.save()
        one = row.layer
        ink = layers.palette().text().color()
        if not one.visible:
            ink.setAlphaF(0.55)
        middle = room.top() + 4 + _BUTTON / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(to_qcolor(one.colour))
        painter.drawRoundedRect(QRectF(room.left() + 9, middle - 6, 12, 12), 3, 3)
        _paint_buttons(painter, room, row, layers.palette().text().color())
        bar = QRectF(room.left() + _LEFT, room.top() + 32, room.width() - _LEFT - 10, 5)
        _paint_coverage(painter, bar, row, ink)
        if not layers.is_typing_in(index):
            self._paint_texts(painter, option, row, ink)
        painter.restore()

    def _paint_texts(
        self, painter: QPainter, option: QStyleOptionViewItem, row: LayerRow, ink: QColor
    ) -> None:
        room = option.rect
        right = next(_button_places(room))[1].left() - 4
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(ink)
        score = row.facts.score if row.facts is not None else None
        if score is not None:
            shown = f"{score:.2f}"
            width = option.fontMetrics.horizontalAdvance(shown) + 4
            place = QRectF(right - width, room.top() + 4, width, _BUTTON)
            right_aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, right_aligned, shown)
            right -= width + 4
        name = QRectF(room.left() + _LEFT, room.top() + 4, right - room.left() - _LEFT, _BUTTON)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        elide = Qt.TextElideMode.ElideRight
        label = row.layer.label
        text = option.fontMetrics.elidedText(label, elide, int(name.width()))
        painter.drawText(name, flags, text)


def _paint_buttons(painter: QPainter, room: QRect, row: LayerRow, ink: QColor) -> None:
    one = row.layer
    shown = {
        RowButton.SOLO: (Picture.SOLO, row.alone),
        RowButton.LOCK: (Picture.LOCK if one.locked else Picture.NO_LOCK, one.locked),
        RowButton.EYE: (Picture.EYE if one.visible else Picture.NO_EYE, False),
    }
    for button, place in _button_places(room):
        picture, on = shown[button]
        colour = QColor(ink)
        strong = on or button is RowButton.EYE
        colour.setAlphaF(0.95 if strong else _OFF)
        paint_picture(painter, picture, QRectF(place).adjusted(3, 3, -3, -3), colour)


def _paint_coverage(painter: QPainter, room: QRectF, row: LayerRow, ink: QColor) -> None:
    """Draw where the object is: full where present, a thin line where absent, nothing elsewhere."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    ground = QColor(ink)
    ground.setAlphaF(0.12)
    painter.fillRect(room, ground)
    if row.view is None:
        return
    states = coverage(row.view, max(1, int(room.width())))
    step = room.width() / max(1, len(states))
    left = room.left()
    line = QColor(ink)
    line.setAlphaF(0.6)
    for state, run in groupby(states):
        width = step * len(list(run))
        if state is State.PRESENT:
            part = QRectF(left, room.top(), width, room.height())
            painter.fillRect(part, to_qcolor(row.layer.colour))
        elif state is State.ABSENT:
            at = QPointF(left, room.center().y())
            painter.fillRect(QRectF(at.x(), at.y() - 0.5, width, 1), line)
        left += width
