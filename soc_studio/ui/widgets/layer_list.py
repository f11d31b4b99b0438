"""The list of a video's layers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from soc_studio.core.project.project import Layer
from soc_studio.core.tracks.layer_facts import LayerFacts
from soc_studio.ui.text import layer_text
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.toolkit.theme import colour, role_font, weighted
from soc_studio.ui.widgets.confidence import (
    WIDTH,
    Confidence,
    confidence,
    confidence_word,
    paint_confidence,
)
from soc_studio.ui.widgets.icons import Picture, paint_picture
from soc_studio.ui.widgets.ringed_picture import paint_ringed

ROW = 52
"""Height of a row."""
_BUTTON = 24
_PICTURE = 36
_LEFT = 15 + _PICTURE + 9  # of the name
_EDGE = 6
_OFF = 0.5  # how much there is of a layer that is hidden
_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class LayerRow:
    """A layer, and what is known of it; `facts` are None where it is being read."""

    layer: Layer
    facts: LayerFacts | None
    alone: bool = False
    searching: bool = False
    dashed: bool = False  # whether it has the colour of an older layer
    waits: bool = False  # whether its search has not begun


class RowButton(Enum):
    """What can be pressed on a row."""

    SOLO = "solo"
    LOCK = "lock"
    EYE = "eye"


class LayerList(QListWidget):
    """One row a layer: its picture, name, how sure the model is, its state, and three buttons."""

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
        self.setFrameShape(QListWidget.Shape.NoFrame)
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
        self._pictures: dict[int, QPixmap] = {}
        self.currentItemChanged.connect(self._choose)
        self.itemChanged.connect(self._change)
        self.model().rowsMoved.connect(self._move)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(340, 4 * ROW)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(220, 2 * ROW)

    def show_layers(self, rows: Sequence[LayerRow], selected: int | None) -> None:
        """Show layers with what is seen of them, the uppermost first."""
        self._filling = True
        self._rows = {row.layer.id: row for row in rows}
        self._pictures = {
            each: self._pictures[each] for each in self._rows if each in self._pictures
        }
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

    def show_picture(self, layer: int, picture: QPixmap) -> None:
        """Show a small picture of a layer's object in its row."""
        self._pictures[layer] = picture
        self.viewport().update()

    def picture_of(self, layer: int) -> QPixmap | None:
        """Return the small picture of a layer's object, None before there is one."""
        return self._pictures.get(layer)

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

    def tip_at(self, place: QPoint) -> tuple[str, QRect]:
        """Return the tooltip at a place of the viewport, and where it holds."""
        room = self.visualRect(self.indexAt(place))
        buttons = [each for _, each in _button_places(room) if each.contains(place)]
        return self._tip(place), next(iter(buttons), room)

    def _tip(self, place: QPoint) -> str:
        found = self._button_at(place)
        if found is not None:
            row, button = found
            if button is RowButton.EYE:
                return self.tr("Hide") if row.layer.visible else self.tr("Show")
            if button is RowButton.LOCK:
                locked = row.layer.locked
                return self.tr("Unlock") if locked else self.tr("Lock against changes")
            alone = row.alone
            return self.tr("Show all layers again") if alone else self.tr("Show this layer alone")
        shown = self.row_of(self.indexAt(place))
        if shown is None:
            return ""
        return "\n".join([shown.layer.label, ", ".join(self._told(shown))])

    def _told(self, row: LayerRow) -> list[str]:
        one, facts = row.layer, row.facts
        told = [layer_text.state(facts, row.searching, row.waits)]
        level = _level(row)
        if level is not None and facts is not None and facts.confidence is not None:
            told.insert(0, confidence_word(level))
            told.append(self.tr("{0} of 100").format(round(100 * facts.confidence)))
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
    top = room.top() + (ROW - _BUTTON) // 2
    for place, button in enumerate(RowButton):
        yield button, QRect(left + place * _BUTTON, top, _BUTTON, _BUTTON)


def _level(row: LayerRow) -> Confidence | None:
    """Return how sure the model is of a layer, None where that says nothing.

    It is not sure of what should be looked at on most frames, however high its scores are.
    """
    facts = row.facts
    if facts is None or facts.confidence is None or not facts.present:
        return None
    return Confidence.UNSURE if facts.is_doubtful else confidence(facts.confidence)


class _RowPainter(QStyledItemDelegate):
    def __init__(self, layers: LayerList) -> None:
        super().__init__(layers)
        self._layers = layers

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(160, ROW)

    def updateEditorGeometry(  # noqa: N802
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        room = option.rect
        right = next(_button_places(room))[1].left()
        left = room.left() + _LEFT - 6
        editor.setGeometry(left, room.top() + 12, right - left, 28)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        layers, room = self._layers, option.rect
        row = layers.row_of(index)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        tint = to_qcolor(row.layer.colour)
        if selected:
            painter.fillRect(room, colour("sel"))
            painter.fillRect(QRect(room.left(), room.top(), 3, room.height()), tint)
        elif hovered:
            painter.fillRect(room, colour("bg2"))
        shown = _buttons_shown(row, hovered)
        _paint_buttons(painter, room, row, shown)
        if not row.layer.visible:
            painter.setOpacity(_OFF)
        top = room.top() + (ROW - _PICTURE) // 2
        place = QRectF(room.left() + 15, top, _PICTURE, _PICTURE)
        paint_ringed(painter, place, layers.picture_of(row.layer.id), tint, row.dashed)
        if not layers.is_typing_in(index):
            places = dict(_button_places(room))
            right = min(places[each].left() for each in shown) - 6
            _paint_texts(painter, room, right, row)
        painter.restore()


def _buttons_shown(row: LayerRow, hovered: bool) -> list[RowButton]:
    shown = [RowButton.EYE]
    shown += [RowButton.LOCK] if hovered or row.layer.locked else []
    shown += [RowButton.SOLO] if hovered or row.alone else []
    return shown


def _paint_texts(painter: QPainter, room: QRect, right: int, row: LayerRow) -> None:
    left, width = room.left() + _LEFT, right - room.left() - _LEFT
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    elide = Qt.TextElideMode.ElideRight
    font = weighted(role_font("body"), QFont.Weight.Medium)
    painter.setFont(font)
    painter.setPen(colour("t1"))
    name = QFontMetrics(font).elidedText(row.layer.label, elide, width)
    painter.drawText(QRect(left, room.top() + 8, width, 18), flags, name)
    level, state = _level(row), layer_text.state(row.facts, row.searching, row.waits)
    middle = room.top() + 36
    if level is not None:
        paint_confidence(painter, left, middle, level)
        left, width = left + WIDTH + 6, width - WIDTH - 6
        if not row.searching:
            state = f"{confidence_word(level)} · {state}"
    small = role_font("caption")
    painter.setFont(small)
    painter.setPen(colour("t2"))
    shown = QFontMetrics(small).elidedText(state, elide, width)
    painter.drawText(QRect(left, middle - 8, width, 16), flags, shown)


def _paint_buttons(
    painter: QPainter, room: QRect, row: LayerRow, shown: Sequence[RowButton]
) -> None:
    one = row.layer
    pictures = {
        RowButton.SOLO: (Picture.SOLO, row.alone),
        RowButton.LOCK: (Picture.LOCK if one.locked else Picture.NO_LOCK, one.locked),
        RowButton.EYE: (Picture.EYE if one.visible else Picture.NO_EYE, False),
    }
    for button, place in _button_places(room):
        if button in shown:
            picture, on = pictures[button]
            ink = colour("acc_t" if on else "t2")
            paint_picture(painter, picture, QRectF(place).adjusted(4, 4, -4, -4), ink)
