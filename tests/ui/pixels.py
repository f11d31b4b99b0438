"""Pixels of pictures of widgets, which have more of them than places where a screen is dense."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage


def pixel(image: QImage, x: float, y: float) -> QColor:
    """Return the colour in the middle of a place of a widget, by a picture of it."""
    ratio = image.devicePixelRatio()
    return image.pixelColor(int((x + 0.5) * ratio), int((y + 0.5) * ratio))
