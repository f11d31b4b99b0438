"""The ruler of the timeline, the in and the out point on it, and the playhead."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from soc_studio.core.tracks.ruler_marks import ruler_marks
from soc_studio.ui.toolkit.theme import colour, role_font
from soc_studio.ui.widgets.timeline.timeline_view import RULER, TimelineView

_COLUMN_FROM = 12  # pixels of a frame, from which the playhead's frame is tinted
_LEAST_APART = 96.0  # pixels between two labels
_TICK = 18  # pixels that the line beside a label is high
_BESIDE = 8  # pixels from there to the label: the playhead does not cover it
_HEAD = 7  # pixels that the playhead reaches beside its line
_KEY = 8  # pixels beside it that the chosen diamond may take


def paint_ruler(painter: QPainter, view: TimelineView) -> None:
    """Paint the times, at the top."""
    assert view.codes is not None
    painter.setClipRect(view.names, 0, view.width - view.names, RULER)
    painter.setFont(role_font("caption", tabular=True))
    for frame in ruler_marks(view.codes, view.scale, _LEAST_APART):
        x = round(view.to_x(frame))
        if x < view.names:
            continue
        painter.fillRect(x, RULER - _TICK, 1, _TICK, colour("line2"))
        code = view.codes.code(frame)
        room = QRectF(x + _BESIDE, 0, painter.fontMetrics().horizontalAdvance(code) + 1, RULER - 4)
        if room.right() <= view.width:
            painter.setPen(colour("t2"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, code)
    painter.setClipping(False)


def paint_span(painter: QPainter, view: TimelineView) -> None:
    """Paint in and out point: a bar at the foot of the ruler with an edge at each end; the rest is
    dimmed. All of the video has no bar, unless the pointer is where its ends can be taken."""
    span = view.span if view.dragged_span is None else view.dragged_span
    whole = span == range(view.scale.count)
    if whole and not (view.pointer is not None and view.pointer.y() < RULER):
        return
    left, right = view.to_x(span.start), view.to_x(span.stop)
    height, end = view.height, view.right
    tint = colour("acc_t")
    painter.fillRect(QRectF(left, RULER - 3, right - left, 3), tint)
    dim = QColor(colour("bg1"))
    dim.setAlpha(150)
    if left > view.names:
        painter.fillRect(QRectF(view.names, RULER, left - view.names, height), dim)
    if right < end:
        painter.fillRect(QRectF(right, RULER, end - right, height), dim)
    for x, way in ((left, 1), (right, -1)):
        painter.fillRect(QRectF(x if way > 0 else x - 3, RULER - 10, 3, 10), tint)
        painter.fillRect(QRectF(x if way > 0 else x - 7, RULER - 10, 7, 3), tint)


def playhead_room(view: TimelineView, frame: int) -> QRect:
    """Return the pixels that the playhead on a frame takes."""
    width = view.scale.pixels if view.scale.pixels >= _COLUMN_FROM else 0.0
    left = round(view.to_x(frame)) - _HEAD - 1
    return QRect(left, 0, round(width) + 2 * _HEAD + 3 + _KEY, view.height)


def paint_playhead(painter: QPainter, view: TimelineView) -> None:
    """Paint the playhead, over everything."""
    height, width = view.height, view.scale.pixels
    play, x = colour("play"), view.to_x(view.frame)
    if width >= _COLUMN_FROM:
        tint = QColor(play)
        tint.setAlpha(50)
        left = max(x, view.names)
        right = min(x + width, view.right)
        painter.fillRect(QRectF(left, RULER, right - left, height), tint)
    if not view.shows(view.frame):
        return
    middle = round(x) + 0.5
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rim = QColor(0, 0, 0, 90)
    painter.fillRect(QRectF(middle - 1.5, RULER, 3, height), rim)
    painter.fillRect(QRectF(middle - 0.75, 0, 1.5, height), play)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(play)
    head = ((-6, 2), (6, 2), (6, 9), (0, 15), (-6, 9))
    painter.drawPolygon(QPolygonF([QPointF(middle + across, down) for across, down in head]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
