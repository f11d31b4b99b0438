"""The picture of an object in a ring of its layer's colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from soc_studio.ui.toolkit.tokens import tokens
from soc_studio.ui.widgets.swatch_icon import dashed_pen

_RING = 2  # pixels


def paint_ringed(
    painter: QPainter, place: QRectF, picture: QPixmap | None, tint: QColor, dashed: bool = False
) -> None:
    """Draw the picture of an object in a ring of its colour, the colour alone where none is; the
    ring is `dashed` where the colour is another layer's too."""
    radius = tokens().radius.control
    path = QPainterPath()
    path.addRoundedRect(place, radius, radius)
    if picture is None:
        faint = QColor(tint)
        faint.setAlphaF(0.25)
        painter.fillPath(path, faint)
    else:
        painter.save()
        painter.setClipPath(path)
        painter.drawPixmap(place, picture, QRectF(picture.rect()))
        painter.restore()
    half = _RING / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(dashed_pen(tint, _RING) if dashed else QPen(tint, _RING))
    painter.drawRoundedRect(place.adjusted(half, half, -half, -half), radius, radius)
