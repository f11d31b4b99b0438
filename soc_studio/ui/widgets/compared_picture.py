"""Pictures that have what they were made of below them, to be compared with it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter


def upper_half(image: QImage) -> QImage:
    """Return the picture without what it was made of."""
    return image.copy(0, 0, image.width(), image.height() // 2)


def paint_compared(
    painter: QPainter, image: QImage, target: QRectF, room: QSize, edge: float
) -> None:
    """Draw the picture into `target` at the left of `edge`, and what it was made of at the right.

    `room` is the size of the widget, and `edge` a share of its width, 0 to 1.
    """
    middle, half = round(edge * room.width()), image.height() // 2
    for top, left, right in ((0, 0, middle), (half, middle, room.width())):
        if right > left:
            painter.setClipRect(left, 0, right - left, room.height())
            painter.drawImage(target, image, QRectF(0, top, image.width(), half))
    painter.setClipping(False)
