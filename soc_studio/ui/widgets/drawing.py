"""The stroke in progress: drawn over the picture at once, before the frame is composed again."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from soc_studio.core.masks.brush import LARGEST, Shape, Stroke
from soc_studio.ui.widgets.marks import RADIUS, paint_mark

_OPACITY = 0.6
_REMOVED = QColor(20, 20, 20)
_LEAST_RING = 3.0  # screen pixels of the radius below which the brush itself cannot be seen
_SIGN = 4.0  # screen pixels of the arms of a sign
_APART = 3.0  # screen pixels between the points of a lasso's line


class Tool(StrEnum):
    """What the mouse does on the picture."""

    POINTER = "pointer"
    POINTS = "points"
    BRUSH = "brush"
    ERASER = "eraser"
    BOX = "box"
    SCRIBBLE = "scribble"
    LASSO = "lasso"


POINTING = (Tool.POINTS, Tool.BOX, Tool.SCRIBBLE)
"""Tools that say where the object is; what belongs to it is found."""
_SHAPES = {
    Tool.POINTS: Shape.POINT,
    Tool.SCRIBBLE: Shape.SCRIBBLE,
    Tool.BRUSH: Shape.LINE,
    Tool.ERASER: Shape.LINE,
    Tool.BOX: Shape.BOX,
    Tool.LASSO: Shape.AREA,
}


@dataclass(slots=True)
class _Trace:
    """A stroke while it is drawn, its points in pixels of the video."""

    shape: Shape
    removes: bool
    diameter: float
    colour: QColor
    points: list[tuple[float, float]] = field(default_factory=list)
    applied: bool = False
    painted: int = 0  # how many of the points are on the layer


class Drawing:
    """The tool in hand, and strokes from their first point until the picture shows their effect.

    Lines are painted onto a layer of screen pixels as they grow, so that a long one costs no more
    than a short one.
    """

    def __init__(self) -> None:
        self.tool = Tool.POINTER
        self.diameter = 40.0  # of the brush, in pixels of the video
        self.colour = QColor(Qt.GlobalColor.white)
        self._active: _Trace | None = None
        self._traces: list[_Trace] = []
        self._layer: QImage | None = None
        self._place: tuple[QRectF, QSize, float] | None = None

    @property
    def is_brush(self) -> bool:
        """Whether the tool in hand paints lines."""
        return self.tool in (Tool.BRUSH, Tool.ERASER)

    @property
    def is_drawing(self) -> bool:
        """Whether a stroke has begun and not ended."""
        return self._active is not None

    def set_diameter(self, diameter: float) -> None:
        """Take another size of brush, in pixels of the video."""
        self.diameter = max(1.0, min(float(LARGEST), diameter))

    def begin(self, place: QPointF, turned: bool) -> None:
        """Begin a stroke at a place of the video; `turned` adds where the tool would remove, and
        the other way round."""
        removes = (self.tool is Tool.ERASER) is not turned
        trace = _Trace(_SHAPES[self.tool], removes, self.diameter, QColor(self.colour))
        trace.points.append((place.x(), place.y()))
        self._active = trace
        self._traces.append(trace)

    def extend(self, place: QPointF, scale: float) -> None:
        """Go on to a place of the video, of which a pixel is `scale` of the screen's."""
        trace = self._active
        assert trace is not None
        here = (place.x(), place.y())
        if trace.shape is Shape.POINT:
            return
        if trace.shape is Shape.BOX:
            trace.points[1:] = [here]
        elif trace.shape is Shape.LINE or _apart(trace.points[-1], here) * scale >= _APART:
            trace.points.append(here)

    def finish(self) -> Stroke | None:
        """End the stroke and return it, None where it comes to nothing; it is shown until it is
        settled or forgotten."""
        trace, self._active = self._active, None
        assert trace is not None
        across, down = ({point[axis] for point in trace.points} for axis in (0, 1))
        is_area = trace.shape in (Shape.AREA, Shape.BOX)
        if is_area and (len(across) < 2 or len(down) < 2):
            self._traces.remove(trace)
            return None
        if trace.shape in (Shape.POINT, Shape.SCRIBBLE):
            self._traces.remove(trace)  # it is a mark from now on
        return Stroke(trace.shape, tuple(trace.points), trace.diameter, trace.removes)

    def cancel(self) -> None:
        """End the stroke as if it had not begun."""
        if self._active is not None:
            self._traces.remove(self._active)
            self._active = None
            self._layer = None

    def settle(self) -> None:
        """Take what is finished as done: the next picture will show it."""
        for each in self._traces:
            each.applied = each is not self._active

    def drop_settled(self) -> None:
        """Show no more what is done: the picture shows it now."""
        if any(each.applied for each in self._traces):
            self._traces = [each for each in self._traces if not each.applied]
            self._layer = None

    def forget(self) -> None:
        """Remove the stroke from the picture."""
        self._active = None
        self._traces.clear()
        self._layer = None

    def reach(self, scale: float) -> float:
        """Return the radius of the tool around the pointer, in screen pixels."""
        return self.diameter * scale / 2 + 2 * _SIGN + 4

    def changed(self, target: QRectF, size: QSize) -> QRectF:
        """Return the rectangle of the last stroke on the screen."""
        trace = self._active
        assert trace is not None
        scale = target.width() / size.width()
        points = trace.points if trace.shape is not Shape.LINE else trace.points[-2:]
        room = max(trace.diameter * scale / 2 + 4, 2 * RADIUS)
        places = QPolygonF([_to_screen(each, target, scale) for each in points])
        return places.boundingRect().adjusted(-room, -room, room, room)

    def paint(
        self, painter: QPainter, target: QRectF, size: QSize, screen: QSize, ratio: float
    ) -> None:
        """Show all strokes; the video of `size` lies at `target` of a widget of size `screen`."""
        if not self._traces:
            return
        scale = target.width() / size.width()
        self._paint_lines(target, scale, screen, ratio)
        if self._layer is not None:
            painter.setOpacity(_OPACITY)
            painter.drawImage(QPointF(0, 0), self._layer)
            painter.setOpacity(1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(target)  # what lies outside of the picture changes nothing
        for trace in self._traces:
            if trace.shape in (Shape.AREA, Shape.BOX):
                _paint_area(painter, trace, target, scale)
            elif trace.shape is not Shape.LINE:
                places = [_to_screen(each, target, scale) for each in trace.points]
                paint_mark(painter, places, not trace.removes)
        painter.restore()

    def paint_pointer(self, painter: QPainter, at: QPointF, scale: float, turned: bool) -> None:
        """Show the brush where the pointer is, and whether it adds or removes."""
        radius = self.diameter * scale / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        removes = (self.tool is Tool.ERASER) is not turned
        shown = self.is_brush and radius >= _LEAST_RING
        aside = radius * 0.7071 if shown else 2 * _SIGN
        middle = QPointF(at.x() + aside + _SIGN + 3, at.y() + aside + _SIGN + 3)
        for colour, width in ((QColor(0, 0, 0, 190), 3.0), (QColor(255, 255, 255), 1.3)):
            painter.setPen(QPen(colour, width))
            if shown:
                painter.drawEllipse(at, radius, radius)
            if self.tool is not Tool.BOX or removes:
                painter.drawLine(
                    QLineF(middle.x() - _SIGN, middle.y(), middle.x() + _SIGN, middle.y())
                )
                if not removes:
                    painter.drawLine(
                        QLineF(middle.x(), middle.y() - _SIGN, middle.x(), middle.y() + _SIGN)
                    )

    def ring_is_seen(self, scale: float) -> bool:
        """Return whether the brush is large enough to be its own pointer."""
        return self.is_brush and self.diameter * scale / 2 >= _LEAST_RING

    def _paint_lines(self, target: QRectF, scale: float, screen: QSize, ratio: float) -> None:
        """Bring the layer up to date."""
        lines = [each for each in self._traces if each.shape is Shape.LINE]
        if not lines:
            self._layer = None
            return
        place = (target, screen, ratio)
        if self._layer is None or place != self._place:
            self._place = place
            self._layer = QImage(screen * ratio, QImage.Format.Format_ARGB32_Premultiplied)
            self._layer.setDevicePixelRatio(ratio)
            self._layer.fill(Qt.GlobalColor.transparent)
            for each in lines:
                each.painted = 0
        if all(each.painted == len(each.points) for each in lines):
            return
        painter = QPainter(self._layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(target)
        for each in lines:
            _paint_line(painter, each, target, scale)
        painter.end()


def _paint_line(painter: QPainter, trace: _Trace, target: QRectF, scale: float) -> None:
    pen = QPen(_REMOVED if trace.removes else trace.colour, max(1.0, trace.diameter * scale))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    places = [_to_screen(each, target, scale) for each in trace.points[max(0, trace.painted - 1) :]]
    if trace.painted == 0:
        painter.drawPoint(places[0])
    for start, end in pairwise(places):
        painter.drawLine(start, end)
    trace.painted = len(trace.points)


def _paint_area(painter: QPainter, trace: _Trace, target: QRectF, scale: float) -> None:
    places = [_to_screen(each, target, scale) for each in trace.points]
    path = QPainterPath()
    if trace.shape is Shape.BOX:
        path.addRect(QRectF(places[0], places[-1]).normalized())
    else:
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addPolygon(QPolygonF(places))
        path.closeSubpath()
    fill = QColor(_REMOVED if trace.removes else trace.colour)
    fill.setAlphaF(0.35)
    painter.fillPath(path, fill)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(0, 0, 0, 190), 3.0))
    painter.drawPath(path)
    painter.setPen(QPen(QColor(255, 255, 255), 1.3, Qt.PenStyle.DashLine))
    painter.drawPath(path)


def _to_screen(point: tuple[float, float], target: QRectF, scale: float) -> QPointF:
    return QPointF(target.x() + point[0] * scale, target.y() + point[1] * scale)


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)
