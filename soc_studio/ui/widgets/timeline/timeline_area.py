"""The time that is in sight on the timeline: painted, scrolled and zoomed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from soc_studio.core.tracks.time_scale import TimeScale
from soc_studio.ui.toolkit.theme import colour
from soc_studio.ui.widgets.timeline.film_strip import FilmStrip
from soc_studio.ui.widgets.timeline.lanes import RowPainter, paint_key, paint_selection
from soc_studio.ui.widgets.timeline.ruler import (
    paint_playhead,
    paint_ruler,
    paint_span,
    playhead_room,
)
from soc_studio.ui.widgets.timeline.timeline_colours import faint
from soc_studio.ui.widgets.timeline.timeline_view import (
    END,
    LANE,
    LOW_LANE,
    RULER,
    WAVE,
    Row,
    TimelineView,
)

ZOOM = 0.8  # how much less is shown for one turn of the wheel
_UNITS = 64  # of the scroll bar, in a frame at most
_LANES, _LOW_LANES = 3, 2  # for which there is room before they are there
LOW = 800  # pixels of a window in which everything is lower, for the picture to be larger


class TimelineArea(QAbstractScrollArea):
    """The time that is in sight: what is shown in it, and how it is scrolled and zoomed.

    The state is in `view`; it knows where everything is.
    """

    pictures_wanted = Signal()  # other frames are in sight; see `slots`
    scale_changed = Signal()
    rows_changed = Signal()  # there are more or fewer of them, and `sizeHint` is another

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.view = TimelineView()
        self.strip = FilmStrip()
        self._still: QPixmap | None = None  # all that does not move with playhead and pointer
        self._moving_bars = False
        self.horizontalScrollBar().valueChanged.connect(self._bar_moved)
        self.verticalScrollBar().valueChanged.connect(self._scrolled_down)

    @property
    def seen(self) -> range:
        """The frames in sight."""
        return self.view.seen

    def slots(self) -> tuple[list[int], int]:
        """Return the first frames of the small pictures in sight, and the frames of each."""
        return self.strip.slots(self.view.scale, self.view.film)

    def show_all(self) -> None:
        """Show the whole video."""
        self.look(self.view.scale.whole())

    def show_stretch(self, start: int, stop: int) -> None:
        """Show the frames from `start` until before `stop`, as near as they fit."""
        self.look(self.view.scale.showing(start, stop))

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Show `factor` times as much around a place of the widget, the playhead if left out."""
        scale, frame = self.view.scale, self.view.frame
        if at is None:
            inside = 0 <= scale.to_x(frame) <= scale.width
            place = scale.to_x(frame + 0.5) if inside else scale.width / 2
        else:
            place = at - self.view.names
        self.look(scale.zoomed(factor, place))

    def zoom_to(self, nearness: float) -> None:
        """Show the time so near, from 0 for all of it to 1, around the playhead."""
        scale, frame = self.view.scale, self.view.frame
        inside = 0 <= scale.to_x(frame) <= scale.width
        self.look(
            scale.at_nearness(nearness, scale.to_x(frame + 0.5) if inside else scale.width / 2)
        )

    def zoom_in(self) -> None:
        """Show less, nearer."""
        self.zoom(ZOOM**2)

    def zoom_out(self) -> None:
        """Show more."""
        self.zoom(ZOOM**-2)

    def look(self, scale: TimeScale) -> None:
        """Have other frames in sight."""
        if scale != self.view.scale:
            self.view.scale = scale
            self.set_bars()
            self.redraw()
            self.scale_changed.emit()
            self.pictures_wanted.emit()

    def fit(self, height: int) -> None:
        """Have lanes for a window of this height."""
        lane = LANE if height >= LOW else LOW_LANE
        if lane != self.view.lane:
            self.view.lane = lane
            self.updateGeometry()  # at once, for the panel that is sized next
            self.set_bars()
            self.redraw()
            self.pictures_wanted.emit()
            self.updateGeometry()

    def set_bars(self) -> None:
        """Let the scroll bars say what is in sight."""
        view, bar = self.view, self.horizontalScrollBar()
        scale = view.scale
        units = self._units()
        self._moving_bars = True
        bar.setRange(0, round((scale.count - scale.seen) * units))
        bar.setPageStep(max(1, round(scale.seen * units)))
        bar.setSingleStep(max(1, round(scale.seen * units / 20)))
        bar.setValue(round(scale.first * units))
        self._moving_bars = False
        room = max(1, view.height - view.lanes_top)
        down = self.verticalScrollBar()
        down.setRange(0, max(0, len(view.lanes) * view.lane - room))
        down.setPageStep(room)
        down.setSingleStep(view.lane)

    def redraw(self) -> None:
        """Draw all of it anew, not only what moves."""
        self._still = None
        self.viewport().update()

    def redraw_playhead(self, before: int) -> None:
        """Draw where the playhead was, on the frame `before`, and where it is now."""
        view = self.view
        for frame in (before, view.frame):
            self.viewport().update(playhead_room(view, frame))

    def redraw_pointer(self, before: float | None) -> None:
        """Draw where the line under the pointer was, at the column `before`, and where it is."""
        place = self.view.pointer
        for x in (before, None if place is None else place.x()):
            if x is not None:
                self.viewport().update(QRect(round(x) - 1, 0, 3, self.view.height))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for all lanes, and for the first ones while they are not there yet."""
        view = self.view
        rows = RULER + view.strip + (0 if view.waveform is None else WAVE)
        least = _LANES if view.lane == LANE else _LOW_LANES
        lanes = view.lane * max(least, len(view.lanes))
        return QSize(800, rows + lanes + self.horizontalScrollBar().sizeHint().height() + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(320, RULER + 2 * self.view.lane + 16)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        view, size = self.view, self.viewport().size()
        view.width, view.height = size.width(), size.height()
        self.look(view.scale.resized(view.width - view.names - END))
        self.set_bars()
        self.redraw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if event.type() in kinds:
            self.redraw()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        ratio, view = self.devicePixelRatioF(), self.view
        if self._still is None or self._still.devicePixelRatioF() != ratio:
            self._still = self._drawn(ratio)
        with _painting(self.viewport()) as painter:
            # From its corner on, whichever part is asked for: parts do not begin on whole pixels
            # of a screen that has, say, five for four places.
            painter.drawPixmap(QPointF(), self._still)
            if view.codes is not None:
                painter.setClipRect(view.names, 0, view.width - view.names, view.height)
                paint_span(painter, view)
                paint_selection(painter, view)
                paint_key(painter, view)
                self._paint_pointer(painter)
                painter.setClipping(False)
                paint_playhead(painter, view)

    def _drawn(self, ratio: float) -> QPixmap:
        """Return all that stays while playhead and pointer move."""
        view = self.view
        still = QPixmap(self.viewport().size() * ratio)
        still.setDevicePixelRatio(ratio)
        still.fill(colour("bg1"))
        if view.codes is None:
            return still
        with _painting(still) as painter:
            painter.setFont(self.font())
            rows = RowPainter(painter, view, ratio)
            rows.paint_lanes()
            for row, top, height in view.rows:
                if row is Row.RULER:
                    paint_ruler(painter, view)
                elif row is Row.STRIP:
                    rows.paint_strip(self.strip, top, height)
                else:
                    rows.paint_wave(top, height)
            rows.paint_cuts()
        return still

    def _paint_pointer(self, painter: QPainter) -> None:
        """Paint a line under the pointer, where there is one."""
        place = self.view.pointer
        if place is not None and place.x() >= self.view.names:
            painter.setPen(faint(0.4))
            painter.drawLine(round(place.x()), 0, round(place.x()), self.view.height)

    def _units(self) -> int:
        return max(1, min(_UNITS, 2**30 // self.view.scale.count))

    def _bar_moved(self, value: int) -> None:
        if not self._moving_bars:
            self.look(self.view.scale.scrolled(value / self._units()))

    def _scrolled_down(self, value: int) -> None:
        self.view.scrolled = value
        self.redraw()


@contextmanager
def _painting(device: QPixmap | QWidget) -> Iterator[QPainter]:
    """Draw on something; a painter that is not ended would outlive it."""
    painter = QPainter(device)
    try:
        yield painter
    finally:
        painter.end()
