"""A candidate as a tile: its picture, and how likely it is in a word and three bars."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import (
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from soc_studio.core.tracks.candidate_list import Candidate
from soc_studio.ui.toolkit.images import to_qimage
from soc_studio.ui.toolkit.theme import colour, role_font
from soc_studio.ui.toolkit.tokens import tokens
from soc_studio.ui.widgets.confidence import WIDTH, confidence, paint_confidence

_PICTURE, _CHOSEN, _SCORE = (Qt.ItemDataRole.UserRole + number for number in range(3))
_WORD = 24  # pixels of height below the picture
_RING, _TICK = 2, 18
_INK = QColor("#0F1113")  # on the colour of a layer


def tile_height(width: int) -> int:
    """Return how high a tile of `width` is: a picture of 16:9, and the word below it."""
    return round(width * 9 / 16) + _WORD


def put_candidate(item: QListWidgetItem, candidate: Candidate, ratio: float) -> None:
    """Have an item show a candidate on a screen of `ratio` pixels for each logical one."""
    pixmap = QPixmap.fromImage(to_qimage(candidate.picture))
    pixmap.setDevicePixelRatio(ratio)
    item.setData(_PICTURE, pixmap)
    item.setData(_CHOSEN, candidate.chosen)
    item.setData(_SCORE, candidate.score)


class TilePainter(QStyledItemDelegate):
    """Draws the tiles of a list; the chosen one has a ring and a tick."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tile = QSize(148, tile_height(148))
        self.ring: QColor | None = None

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self.tile

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        pixmap = index.data(_PICTURE)
        if pixmap is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        is_on = bool(option.state & QStyle.StateFlag.State_Enabled)
        painter.setOpacity(1.0 if is_on else 0.6)
        room = QRectF(option.rect.topLeft(), self.tile)
        picture = QRectF(room.topLeft(), QSize(self.tile.width(), self.tile.height() - _WORD))
        radius = tokens().radius.tile
        path = QPainterPath()
        path.addRoundedRect(picture, radius, radius)
        painter.setClipPath(path)
        painter.drawPixmap(picture, pixmap, QRectF(pixmap.rect()))
        painter.setClipping(False)
        chosen = bool(index.data(_CHOSEN))
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ring = self.ring or colour("acc_t")
        width = _RING if chosen else 1
        painter.setPen(QPen(ring if chosen else colour("t2" if is_hovered else "fieldline"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        painter.drawRoundedRect(picture.adjusted(half, half, -half, -half), radius, radius)
        if chosen:
            _paint_tick(painter, picture, ring)
        middle = picture.bottom() + _WORD / 2
        level = confidence(float(index.data(_SCORE)))
        paint_confidence(painter, room.left() + 1, middle, level)
        painter.setPen(colour("t1" if chosen else "t2"))
        painter.setFont(role_font("small"))
        words = QRectF(room.left() + WIDTH + 8, picture.bottom(), room.width() - WIDTH - 8, _WORD)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(words, flags, index.data(Qt.ItemDataRole.DisplayRole))
        painter.restore()


def _paint_tick(painter: QPainter, picture: QRectF, ring: QColor) -> None:
    place = QRectF(picture.right() - _TICK - 6, picture.top() + 6, _TICK, _TICK)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ring)
    painter.drawEllipse(place)
    pen = QPen(_INK, 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    tick = [(0.28, 0.52), (0.44, 0.68), (0.73, 0.36)]
    painter.drawPolyline(
        [QPointF(place.left() + x * _TICK, place.top() + y * _TICK) for x, y in tick]
    )
