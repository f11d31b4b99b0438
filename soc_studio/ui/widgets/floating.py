"""A frame that floats over the window, with a shadow under it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QWidget

from soc_studio.ui.toolkit.theme import is_dark

_REACH = 44  # pixels that a shadow reaches beyond its frame
_ROUND = 12
_LAYERS = ((12, 16.0, 0.55, 0.20), (2, 3.0, 0.40, 0.12))  # down, blur, share in dark, in light
_MOVES = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ZOrderChange}
)


class Floating(QFrame):
    """A rounded frame over its parent; takes no room from anything in the window's layouts.

    `kind` chooses its look: "popover", "notice" (nearly opaque, over the picture) or "sheet".
    """

    def __init__(self, parent: QWidget, kind: str = "popover") -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shadow = _Shadow(parent)
        self.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self:
            if event.type() in _MOVES:
                self._shadow.follow(self)
            elif event.type() == QEvent.Type.Hide:
                self._shadow.hide()
            elif event.type() == QEvent.Type.DeferredDelete:
                self._shadow.deleteLater()
        return False

    def within(self, room: QRect, wanted: QPoint) -> QPoint:
        """Return the place nearest to `wanted` at which the whole frame lies in `room`."""
        left = max(room.left(), min(wanted.x(), room.right() + 1 - self.width()))
        top = max(room.top(), min(wanted.y(), room.bottom() + 1 - self.height()))
        return QPoint(left, top)


class _Shadow(QWidget):
    """The shadow of a frame, through which people click."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def follow(self, frame: QWidget) -> None:
        """Lie under `frame`."""
        self.setGeometry(frame.geometry().adjusted(-_REACH, -_REACH, _REACH, _REACH))
        self.setVisible(frame.isVisible())
        self.stackUnder(frame)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        _paint_in_nine(painter, self.rect(), _shadow(is_dark()))
        painter.end()


def _paint_in_nine(painter: QPainter, room: QRect, pixmap: QPixmap) -> None:
    """Draw a pixmap whose corners keep their size while its middle is stretched."""
    corner = _REACH + _ROUND
    side = pixmap.width()
    middle = side - 2 * corner

    def thirds(length: int) -> tuple[tuple[int, int, int, int], ...]:
        return (
            (0, corner, 0, corner),
            (corner, length - 2 * corner, corner, middle),
            (length - corner, corner, side - corner, corner),
        )

    for x, wide, from_x, from_wide in thirds(room.width()):
        for y, high, from_y, from_high in thirds(room.height()):
            if wide > 0 and high > 0:
                painter.drawPixmap(
                    QRectF(x, y, wide, high), pixmap, QRectF(from_x, from_y, from_wide, from_high)
                )


@lru_cache(maxsize=2)
def _shadow(dark: bool) -> QPixmap:
    side = 2 * (_REACH + _ROUND) + 2
    total = np.zeros((side, side))
    for down, blur, in_dark, in_light in _LAYERS:
        edges = (_REACH + down, side - _REACH + down), (_REACH, side - _REACH)
        high, wide = (_blurred(side, start, stop, blur) for start, stop in edges)
        total = total + (1 - total) * (in_dark if dark else in_light) * np.outer(high, wide)
    pixels = np.zeros((side, side, 4), np.uint8)
    pixels[..., 3] = np.clip(total * 255, 0, 255)
    image = QImage(pixels.data, side, side, 4 * side, QImage.Format.Format_ARGB32)
    return QPixmap.fromImage(image.copy())


def _blurred(side: int, start: int, stop: int, sigma: float) -> NDArray[np.float64]:
    """Return a line of `side` pixels, 1 from `start` to `stop` and 0 elsewhere, also around it,
    blurred by a Gaussian of `sigma` pixels."""
    line = np.zeros(side)
    line[start : min(side, stop)] = 1
    reach = np.arange(-round(3 * sigma), round(3 * sigma) + 1)
    weights = np.exp(-(reach**2) / (2 * sigma**2))
    whole = np.convolve(line, weights / weights.sum())  # as long as both, less one
    return whole[len(weights) // 2 :][:side]
