"""Points and rough strokes over the picture that say what belongs to the object, and what not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from soc_studio.core.masks.brush import Place
from soc_studio.core.masks.pointed import Mark

RADIUS = 8.0
"""Of a point, in screen pixels."""
_GRIP = 12.0  # screen pixels around a point's middle in which it can be taken
_ARM, _LINE, _RING = 4.0, 4.0, 14.0
_ON, _OFF = QColor("#17803D"), QColor("#C0272D")
_WHITE, _DARK = QColor(255, 255, 255), QColor(0, 0, 0, 150)


class Marks:
    """The marks of a frame, in pixels of the video; the last may be waiting for its answer."""

    def __init__(self) -> None:
        self.marks: tuple[Mark, ...] = ()
        self.is_waiting = False
        self.held: int | None = None
        """Which of them the mouse holds."""

    def at(self, place: QPointF, scale: float) -> int | None:
        """Return which point is at a place of the video, of which a pixel is `scale` of the
        screen's; the last one made of several."""
        for number in reversed(range(len(self.marks))):
            mark = self.marks[number]
            if len(mark.places) == 1:
                line = QLineF(place, QPointF(*mark.places[0]))
                if line.length() * scale <= _GRIP:
                    return number
        return None

    def paint(self, painter: QPainter, target: QRectF, scale: float) -> None:
        """Show all marks over a video that lies at `target`."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self.marks:
            paint_mark(
                painter, [_placed(each, target, scale) for each in mark.places], mark.positive
            )
        if self.is_waiting and self.marks:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            middle = _placed(self.marks[-1].places[-1], target, scale)
            for colour, width in ((_DARK, 4.0), (_WHITE, 2.0)):
                painter.setPen(QPen(colour, width))
                painter.drawEllipse(middle, _RING, _RING)
        painter.restore()


def paint_mark(painter: QPainter, places: Sequence[QPointF], positive: bool) -> None:
    """Paint a point at a place of the screen, or a stroke through several."""
    colour = _ON if positive else _OFF
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if len(places) > 1:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for shade, width in ((_DARK, _LINE + 4), (_WHITE, _LINE + 2), (colour, _LINE)):
            pen = QPen(shade, width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(places))
        return
    middle = places[0]
    painter.setPen(QPen(_DARK, 4.0))
    painter.drawEllipse(middle, RADIUS, RADIUS)
    painter.setPen(QPen(_WHITE, 2.0))
    painter.setBrush(colour)
    painter.drawEllipse(middle, RADIUS, RADIUS)
    arm = QPointF(_ARM, 0)
    painter.drawLine(QLineF(middle - arm, middle + arm))
    if positive:
        arm = QPointF(0, _ARM)
        painter.drawLine(QLineF(middle - arm, middle + arm))


def _placed(place: Place, target: QRectF, scale: float) -> QPointF:
    return QPointF(target.x() + place[0] * scale, target.y() + place[1] * scale)
