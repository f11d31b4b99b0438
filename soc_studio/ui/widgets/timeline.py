"""Time from left to right: ruler, the part that is worked on, a lane for each expression."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from soc_studio.core.timing import Timing
from soc_studio.core.track_view import LOOK, Source, State, TrackView
from soc_studio.ui.images import to_qcolor
from soc_studio.ui.time_text import clock

_RULER = 26
_LANE = 28
_NAMES = 150
_LEAST_APART = 90  # pixels between two numbers of the ruler


class Timeline(QWidget):
    """Draws the lanes it is given, and says where the user clicks."""

    frame_asked = Signal(int)  # the playhead shall go there
    lane_chosen = Signal(int)  # id of an expression
    hovered = Signal(int)  # the frame under the pointer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.setAccessibleName(self.tr("Timeline"))
        self._timing: Timing | None = None
        self._lanes: list[tuple[int, str, QColor, TrackView | None]] = []
        self._selected: int | None = None
        self._frame = 0
        self._span = range(0)
        self._first = 0.0  # the frame at the left edge
        self._frames_seen = 1.0

    def set_timing(self, timing: Timing | None) -> None:
        """Show the time of a video, all of it."""
        self._timing = timing
        self._frame = 0
        self.show_all()

    def set_lanes(
        self, views: list[tuple[int, str, tuple[int, int, int], TrackView | None]]
    ) -> None:
        """Show lanes: id, name, colour, and what is seen, None where it is being read."""
        self._lanes = [(each, name, to_qcolor(colour), view) for each, name, colour, view in views]
        self.setMinimumHeight(_RULER + _LANE * max(1, min(4, len(self._lanes))))
        self.updateGeometry()
        self.update()

    def set_selected(self, expression: int | None) -> None:
        """Mark the lane that is worked on."""
        self._selected = expression
        self.update()

    def set_frame(self, frame: int) -> None:
        """Put the playhead on a frame; where it leaves the sight, the sight goes with it."""
        self._frame = frame
        if not self._first <= frame < self._first + self._frames_seen:
            self._look_from(frame - self._frames_seen * 0.1)
        self.update()

    def set_span(self, span: range) -> None:
        """Mark the frames between the in and the out point."""
        self._span = span
        self.update()

    def show_all(self) -> None:
        """Show the whole video."""
        self._frames_seen = float(self._count)
        self._look_from(0)

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Show `factor` times as much around a place of the widget, the playhead if left out."""
        place = self.to_frame(at) if at is not None else self._frame + 0.5
        share = (place - self._first) / self._frames_seen
        least = min(8.0, float(self._count))
        self._frames_seen = max(least, min(self._frames_seen * factor, float(self._count)))
        self._look_from(place - share * self._frames_seen)

    def to_frame(self, x: float) -> float:
        """Return the frame, with its share, at a column of the widget."""
        return self._first + (x - _NAMES) / max(1, self.width() - _NAMES) * self._frames_seen

    def to_x(self, frame: float) -> float:
        """Return the column where a frame begins."""
        return _NAMES + (frame - self._first) / self._frames_seen * (self.width() - _NAMES)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(800, _RULER + _LANE * max(3, len(self._lanes)))

    @property
    def _count(self) -> int:
        return 1 if self._timing is None else self._timing.frame_count

    def _look_from(self, first: float) -> None:
        self._first = max(0.0, min(first, self._count - self._frames_seen))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        if self._timing is None:
            return
        self._paint_ruler(painter)
        for place, lane in enumerate(self._lanes):
            self._paint_lane(painter, _RULER + place * _LANE, *lane)
        x = self.to_x(self._frame)
        if x >= _NAMES:
            width = max(2.0, self.to_x(self._frame + 1) - x)
            tint = QColor("#ff5a4f")
            tint.setAlpha(70)
            painter.fillRect(QRectF(x, 0, width, self.height()), tint)
            painter.fillRect(QRectF(x, 0, 2, self.height()), QColor("#ff5a4f"))
        painter.end()

    def _paint_ruler(self, painter: QPainter) -> None:
        assert self._timing is not None
        faint = self.palette().mid().color()
        text = self.palette().text().color()
        painter.fillRect(QRectF(0, 0, self.width(), _RULER), self.palette().window())
        left, right = self.to_x(self._span.start), self.to_x(self._span.stop)
        left, right = max(left, float(_NAMES)), max(right, float(_NAMES))
        painter.fillRect(QRectF(left, _RULER - 4, right - left, 4), self.palette().highlight())
        step = _ruler_step(self._timing, self._frames_seen, self.width() - _NAMES)
        frame = int(self._first // step) * step
        while frame < min(self._first + self._frames_seen, self._count):
            x = self.to_x(frame)
            if x >= _NAMES:
                painter.setPen(faint)
                painter.drawLine(QPointF(x, _RULER - 10), QPointF(x, _RULER - 4))
                painter.setPen(text)
                painter.drawText(QPointF(x + 4, _RULER - 10), clock(self._timing, frame))
            frame += step

    def _paint_lane(
        self, painter: QPainter, top: int, number: int, name: str, colour: QColor, view: object
    ) -> None:
        if number == self._selected:
            chosen = self.palette().highlight().color()
            chosen.setAlpha(60)
            painter.fillRect(QRectF(0, top, self.width(), _LANE), chosen)
        painter.fillRect(QRectF(8, top + 8, 12, 12), colour)
        painter.setPen(self.palette().text().color())
        shown = QFontMetrics(painter.font()).elidedText(
            name, Qt.TextElideMode.ElideRight, _NAMES - 36
        )
        painter.drawText(QRectF(28, top, _NAMES - 36, _LANE), Qt.AlignmentFlag.AlignVCenter, shown)
        if isinstance(view, TrackView):
            self._paint_view(painter, top, colour, view)
        painter.setPen(self.palette().mid().color())
        painter.drawLine(QPointF(0, top + _LANE - 1), QPointF(self.width(), top + _LANE - 1))

    def _paint_view(self, painter: QPainter, top: int, colour: QColor, view: TrackView) -> None:
        """One bar a column of pixels: as high as the score, faint where absent."""
        columns = np.arange(_NAMES, self.width())
        edges = self._first + np.arange(len(columns) + 1) / len(columns) * self._frames_seen
        starts = edges[:-1].astype(np.int64).clip(0, self._count - 1)
        stops = np.maximum(np.ceil(edges[1:]).astype(np.int64), starts + 1).clip(1, self._count)
        states = _most(view.states, starts, stops)
        scores = _most(np.nan_to_num(view.scores, nan=1.0), starts, stops)
        hand = _most((view.sources >= Source.HAND).astype(np.uint8), starts, stops)
        weak = _most(view.weakness, starts, stops)
        faint = QColor(colour)
        faint.setAlpha(60)
        room = _LANE - 8
        for x, state, score, by_hand, weakness in zip(
            columns.tolist(),
            states.tolist(),
            scores.tolist(),
            hand.tolist(),
            weak.tolist(),
            strict=True,
        ):
            if state == State.PRESENT:
                height = 3 + (room - 3) * score
                painter.fillRect(QRectF(x, top + 4 + room - height, 1, height), colour)
                if by_hand:
                    painter.fillRect(QRectF(x, top + 2, 1, 3), self.palette().text())
                elif weakness >= LOOK:
                    painter.fillRect(QRectF(x, top + 2, 1, 2), QColor("#ffb000"))
            elif state == State.ABSENT:
                painter.fillRect(QRectF(x, top + 4 + room - 2, 1, 2), faint)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        place = event.position()
        lane = int((place.y() - _RULER) // _LANE)
        if 0 <= lane < len(self._lanes) and place.y() >= _RULER:
            self.lane_chosen.emit(self._lanes[lane][0])
        if place.x() >= _NAMES:
            self._ask(place.x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        x = event.position().x()
        if x < _NAMES or self._timing is None:
            return
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask(x)
        self.hovered.emit(max(0, min(int(self.to_frame(x)), self._count - 1)))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        turns = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._look_from(self._first - turns * self._frames_seen * 0.1)
        else:
            self.zoom(0.8**turns, event.position().x())

    def _ask(self, x: float) -> None:
        if self._timing is not None:
            self.frame_asked.emit(max(0, min(int(self.to_frame(x)), self._count - 1)))


def _most(
    values: NDArray[np.generic], starts: NDArray[np.int64], stops: NDArray[np.int64]
) -> NDArray[np.generic]:
    """Return the largest of `values` in each of the spans, which are not empty."""
    pairs = np.stack((starts, stops), axis=1).ravel()
    # One more at the end: a span may stop there.
    return np.asarray(np.maximum.reduceat(np.append(values, values[-1:]), pairs)[::2])


def _ruler_step(timing: Timing, frames: float, width: int) -> int:
    """Return how many frames apart the numbers of the ruler are: a round time."""
    rate = float(timing.rate)
    least = frames * _LEAST_APART / max(1, width)
    for seconds in (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600):
        if seconds * rate >= max(1.0, least):
            return max(1, round(seconds * rate))
    return max(1, round(least))
