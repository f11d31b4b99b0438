"""A colour as an icon."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

_SIZE = 14
_SCALE = 3  # so that it is sharp where the screen is fine


def swatch_icon(colour: QColor) -> QIcon:
    """Return a small rounded square of `colour`."""
    picture = QPixmap(_SIZE * _SCALE, _SIZE * _SCALE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    side = (_SIZE - 2) * _SCALE
    painter.drawRoundedRect(QRectF(_SCALE, _SCALE, side, side), 3 * _SCALE, 3 * _SCALE)
    painter.end()
    return QIcon(picture)
