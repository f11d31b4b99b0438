"""The ruler of the timeline, the in and the out point on it, and the playhead."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPolygonF

from soc_studio.core.tracks.ruler_marks import ruler_marks
from soc_studio.ui.widgets.timeline.timeline_colours import PLAYHEAD, faint, mixed
from soc_studio.ui.widgets.timeline.timeline_view import RULER, TimelineView

_COLUMN_FROM = 12  # pixels of a frame, from which the playhead's frame is tinted
_LEAST_APART = 96.0  # pixels between two labels


def paint_ruler(painter: QPainter, view: TimelineView, palette: QPalette) -> None:
    """Paint the times, at the top."""
    assert view.codes is not None
    painter.fillRect(QRectF(0, 0, view.width, RULER), palette.window())
    painter.setClipRect(view.names, 0, view.scale.width, RULER)
    for frame in ruler_marks(view.codes, view.scale, _LEAST_APART):
        x = view.to_x(frame)
        painter.setPen(faint(palette, 0.6))
        painter.drawLine(QPointF(x, RULER - 14), QPointF(x, RULER - 6))
        painter.setPen(palette.text().color())
        painter.drawText(QPointF(x + 4, RULER - 14), view.codes.code(frame))
    painter.setClipping(False)


def paint_span(painter: QPainter, view: TimelineView, palette: QPalette) -> None:
    """Paint in and out point: a bar on the ruler with an edge at each end; the rest is dimmed."""
    span = view.span if view.dragged_span is None else view.dragged_span
    left, right = view.to_x(span.start), view.to_x(span.stop)
    height, width = view.height, view.width
    # Some themes mark with a tint that is hard to tell from their ground.
    colour = mixed(palette.highlight().color(), palette.text().color(), 0.3)
    painter.fillRect(QRectF(left, RULER - 5, right - left, 4), colour)
    dim = QColor(palette.base().color())
    dim.setAlpha(150)
    if left > view.names:
        painter.fillRect(QRectF(view.names, RULER, left - view.names, height), dim)
    if right < width:
        painter.fillRect(QRectF(right, RULER, width - right, height), dim)
    for x, way in ((left, 1), (right, -1)):
        painter.fillRect(QRectF(x if way > 0 else x - 3, RULER - 13, 3, 12), colour)
        painter.fillRect(QRectF(x if way > 0 else x - 7, RULER - 13, 7, 3), colour)


def paint_playhead(painter: QPainter, view: TimelineView) -> None:
    """Paint the playhead, over everything."""
    x, height = view.to_x(view.frame), view.height
    width = view.scale.pixels
    if width >= _COLUMN_FROM:
        tint = QColor(PLAYHEAD)
        tint.setAlpha(50)
        painter.fillRect(QRectF(x, RULER, width, height), tint)
    x = round(x)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(x - 0.75, 0, 1.5, height), PLAYHEAD)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(PLAYHEAD)
    head = ((-6, 0), (6, 0), (6, 5), (0, 11), (-6, 5))
    painter.drawPolygon(QPolygonF([QPointF(x + across, down) for across, down in head]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
