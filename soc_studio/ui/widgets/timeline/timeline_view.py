"""What the timeline shows, and where on the widget it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from soc_studio.core.media.time_code import TimeCodes
from soc_studio.core.media.waveform import Waveform
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.time_scale import TimeScale
from soc_studio.core.tracks.timeline_columns import LaneSummary
from soc_studio.ui.widgets.timeline.lane_header import Lane, LaneButton, button_places

RULER, WAVE = 22, 28  # pixels that the rows are high
FILM, LOW_FILM = 44, 30  # of the small pictures; the latter in a low window
FILM_GAP = 4  # below them
LANE, LOW_LANE = 36, 28  # the latter in a low window
END = 12  # pixels to the right of the time
_NAMES, _NARROW_NAMES = 252, 160
_NARROW = 760  # pixels of a widget whose names are short
_BAND = 10  # pixels at the foot of the ruler that the in and the out point are in
_HANDLE = 6.0  # pixels around an edge where it can be taken hold of
_SNAP = 7.0


class Row(Enum):
    """A row above the lanes."""

    RULER = auto()
    STRIP = auto()
    WAVE = auto()


class Edge(Enum):
    """An end of the frames that are worked on."""

    IN = auto()
    OUT = auto()


@dataclass(frozen=True, slots=True)
class Selected:
    """Frames of a layer from `start` until before `stop` that the user marked."""

    layer: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class DraggedKey:
    """The correction of a layer on the frame `source`, dragged to `target`; or a copy of it."""

    layer: int
    source: int
    target: int
    copies: bool = False


class Proposed(NamedTuple):
    """Propagated masks of a layer that are not kept yet: the stretches that have them, and what
    seem to be cuts, by the frame each shot begins with and whether it went on past it."""

    stretches: tuple[range, ...]
    cuts: tuple[tuple[int, bool], ...] = ()


@dataclass(slots=True)
class TimelineView:
    """The state of a timeline of `width` by `height` pixels, the lanes of it `scrolled` down.

    Attributes:
        codes: the time codes of the video; None where there is none.
        chosen: the lane that is worked on.
        span: the frames between in and out point; `dragged_span` while one of them is moved.
        pointer: where the mouse is, None where it is elsewhere.
        lane: pixels that a lane is high.
        doubts: by layer, frames to check beside those that its view says.
        proposed: by layer, propagated masks that are not kept yet.
        dragged_key: the correction that is being moved.
        chosen_key: a layer and the frame of the correction in it that keys mean.
    """

    width: int = 0
    height: int = 0
    scrolled: int = 0
    scale: TimeScale = field(default_factory=TimeScale)
    codes: TimeCodes | None = None
    lanes: list[Lane] = field(default_factory=list)
    chosen: int | None = None
    frame: int = 0
    span: range = range(0)
    dragged_span: range | None = None
    selection: Selected | None = None
    cuts: list[int] = field(default_factory=list)
    waveform: Waveform | None = None
    pointer: QPointF | None = None
    lane: int = LANE
    proposed: Mapping[int, Proposed] = field(default_factory=dict)
    doubts: Mapping[int, Sequence[range]] = field(default_factory=dict)
    dragged_key: DraggedKey | None = None
    chosen_key: tuple[int, int] | None = None
    _summaries: dict[int, tuple[ResolvedTrack, LaneSummary]] = field(default_factory=dict)
    _pictures: dict[int, tuple[ResolvedTrack, Hashable, QImage]] = field(default_factory=dict)

    def set_lanes(self, lanes: Sequence[Lane]) -> None:
        """Show lanes, the uppermost first; a selection in one that is gone is gone too."""
        self.lanes = list(lanes)
        ids = {each.id for each in lanes}
        self._summaries = {one: each for one, each in self._summaries.items() if one in ids}
        self._pictures = {one: each for one, each in self._pictures.items() if one in ids}
        if self.selection is not None and self.selection.layer not in ids:
            self.selection = None

    def summary(self, layer: int, view: ResolvedTrack) -> LaneSummary:
        """Return what a lane draws of a layer; it is worked out once."""
        known = self._summaries.get(layer)
        if known is None or known[0] is not view:
            known = self._summaries[layer] = (view, LaneSummary(view))
        return known[1]

    def picture(
        self, layer: int, view: ResolvedTrack, means: Hashable, draw: Callable[[], QImage]
    ) -> QImage:
        """Return what `draw` makes of a layer; made once for the same `means`, which is all else
        that the picture depends on."""
        known = self._pictures.get(layer)
        if known is None or known[0] is not view or known[1] != means:
            known = self._pictures[layer] = (view, means, draw())
        return known[2]

    # Rows and lanes

    @property
    def film(self) -> int:
        """The pixels that small pictures are high."""
        return FILM if self.lane == LANE else LOW_FILM

    @property
    def strip(self) -> int:
        """The pixels that the row of small pictures is high."""
        return self.film + FILM_GAP

    @property
    def names(self) -> int:
        """The pixels that names take to the left of the time."""
        return _NAMES if self.width >= _NARROW else _NARROW_NAMES

    @property
    def rows(self) -> Iterator[tuple[Row, int, int]]:
        """The rows above the lanes with their top and height; the ones there is room for."""
        two, three = (self.lane * max(1, min(most, len(self.lanes))) for most in (2, 3))
        shows_strip = self.height >= RULER + self.strip + two
        with_wave = RULER + self.strip + WAVE + three
        shows_wave = self.waveform is not None and self.height >= with_wave
        top = 0
        for row, room, wanted in (
            (Row.RULER, RULER, True),
            (Row.STRIP, self.strip, shows_strip),
            (Row.WAVE, WAVE, shows_wave),
        ):
            if wanted:
                yield row, top, room
                top += room

    @property
    def lanes_top(self) -> int:
        """Where the first lane begins, unless it is scrolled."""
        return sum(height for _, _, height in self.rows)

    def lane_top(self, layer: int) -> int:
        """Return where a lane begins."""
        place = next(at for at, lane in enumerate(self.lanes) if lane.id == layer)
        return self.lanes_top + place * self.lane - self.scrolled

    def lane_at(self, y: float) -> Lane | None:
        """Return the lane at a row of the widget."""
        if y < self.lanes_top:
            return None
        place = int((y - self.lanes_top + self.scrolled) // self.lane)
        return self.lanes[place] if place < len(self.lanes) else None

    def button_at(self, lane: Lane, place: QPointF) -> LaneButton | None:
        """Return the button of a lane's header at a place."""
        room = QRectF(0, self.lane_top(lane.id), self.names, self.lane)
        found = [button for button, here in button_places(room, lane) if here.contains(place)]
        return found[0] if found else None

    # Time

    @property
    def right(self) -> int:
        """Where the time ends."""
        return self.names + round(self.scale.width)

    def shows(self, frame: int) -> bool:
        """Return whether the beginning of a frame is in sight."""
        return self.names <= round(self.to_x(frame)) <= self.right

    @property
    def seen(self) -> range:
        """The frames in sight."""
        stop = min(math.ceil(self.scale.first + self.scale.seen), self.scale.count)
        return range(int(self.scale.first), stop)

    def to_frame(self, x: float) -> float:
        """Return the frame, with its share, at a column."""
        return self.scale.to_frame(x - self.names)

    def to_x(self, frame: float) -> float:
        """Return the column where a frame begins."""
        return self.names + self.scale.to_x(frame)

    def frame_at(self, x: float) -> int:
        """Return the frame at a column."""
        return self.scale.frame_at(x - self.names)

    def border_at(self, x: float, free: bool) -> int:
        """Return the border between frames at a column; cuts are caught, unless it is `free`."""
        border = self.scale.border_at(x - self.names)
        if not free:
            near = min(self.cuts, key=lambda cut: abs(self.to_x(cut) - x), default=border)
            if abs(self.to_x(near) - x) <= _SNAP:
                return near
        return border

    def edge_at(self, place: QPointF) -> Edge | None:
        """Return which of the in and the out point is to be had at a place."""
        if not RULER - _BAND <= place.y() < RULER or self.codes is None:
            return None
        found = [
            (abs(place.x() - self.to_x(frame)), edge)
            for frame, edge in ((self.span.start, Edge.IN), (self.span.stop, Edge.OUT))
        ]
        distance, edge = min(found, key=lambda each: each[0])
        return edge if distance <= _HANDLE else None

    def key_at(self, place: QPointF) -> DraggedKey | None:
        """Return the correction of the chosen lane whose diamond is at a place."""
        lane = self.lane_at(place.y())
        if lane is None or lane.id != self.chosen or lane.view is None or lane.locked:
            return None
        frames = self.summary(lane.id, lane.view).corrected
        if not len(frames) or place.x() < self.names:
            return None
        frame = int(frames[abs(frames + 0.5 - self.to_frame(place.x())).argmin()])
        near = abs(self.to_x(frame + 0.5) - place.x()) <= _HANDLE
        return DraggedKey(lane.id, frame, frame) if near else None

    def seeming_cut_at(self, place: QPointF) -> tuple[int, bool] | None:
        """Return what seems to be a cut in the lane at a place, as `Proposed` has it."""
        lane = self.lane_at(place.y())
        if lane is None or place.x() < self.names:
            return None
        cuts = self.seeming_cuts(lane)
        off = {each: abs(self.to_x(each[0]) - place.x()) for each in cuts}
        near = min(cuts, key=lambda each: off[each], default=None)
        return near if near is not None and off[near] <= _HANDLE else None

    def seeming_cuts(self, lane: Lane) -> tuple[tuple[int, bool], ...]:
        """Return what seem to be cuts in a lane, as `Proposed` has them; where masks are proposed
        none of those that are kept."""
        kept = () if lane.view is None else self.summary(lane.id, lane.view).cuts
        proposed = self.proposed.get(lane.id)
        if proposed is None:
            return kept
        first, last = proposed.stretches[0].start, proposed.stretches[-1].stop
        return proposed.cuts + tuple(each for each in kept if not first <= each[0] <= last)

    def in_selection(self, lane: Lane | None, frame: int) -> bool:
        """Return whether a frame of a lane is marked."""
        selected = self.selection
        return (
            selected is not None
            and lane is not None
            and lane.id == selected.layer
            and selected.start <= frame < selected.stop
        )
