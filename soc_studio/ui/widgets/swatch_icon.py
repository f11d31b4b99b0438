"""The colour of a layer: a filled square, or one with a dashed edge where the colour is another
layer's too."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

_SIZE = 14
_SCALE = 3  # so that it is sharp where the screen is fine
_EDGE = 2.0  # pixels of a dashed edge
_DASHES = (1.7, 1.1)  # pixels of a dash and of the gap after it, in widths of the edge
_FAINT = 0.35  # how much of the colour is within a dashed edge


def swatch_icon(colour: QColor, dashed: bool = False) -> QIcon:
    """Return a small rounded square of `colour`, with a `dashed` edge as `paint_swatch` has it."""
    picture = QPixmap(_SIZE * _SCALE, _SIZE * _SCALE)
    picture.setDevicePixelRatio(_SCALE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_swatch(painter, QRectF(1, 1, _SIZE - 2, _SIZE - 2), colour, dashed)
    painter.end()
    return QIcon(picture)


def paint_swatch(painter: QPainter, room: QRectF, colour: QColor, dashed: bool = False) -> None:
    """Draw the colour of a layer into `room`.

    A `dashed` layer has the colour of an older one: a faint square with a dashed edge, as its
    outline is dashed on the picture.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if dashed:
        faint = QColor(colour)
        faint.setAlphaF(_FAINT)
        painter.setBrush(faint)
        painter.setPen(dashed_pen(colour, _EDGE))
        half = _EDGE / 2
        painter.drawRoundedRect(room.adjusted(half, half, -half, -half), 2.5, 2.5)
    else:
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(room, 3, 3)
    painter.restore()


def dashed_pen(colour: QColor, width: float) -> QPen:
    """Return the pen of the edge of a dashed layer, in `colour`, `width` pixels wide."""
    pen = QPen(colour, width, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern(_DASHES)
    return pen
