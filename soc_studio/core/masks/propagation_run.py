"""Propagates corrections as far as a person asks, and again where one changes meanwhile."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Generator, Mapping
from contextlib import ExitStack
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from soc_rvos.masks import Mask
from soc_studio.core.project.layer import Correction
from soc_studio.core.project.outdated import basis_of
from soc_studio.core.system.progress import Progress, Stopwatch


class Followed(NamedTuple):
    """The object's mask on a frame, and how far it can be relied on, 0 to 1.

    `cut` says that another shot seems to be entered with it, by a cut that was not known.
    """

    frame: int
    mask: Mask
    trust: float
    cut: bool = False


Follow: TypeAlias = Callable[[Mapping[int, Mask], int, range], Generator[Followed, None, None]]
"""Yields what is found from a corrected frame on its way, as `core.masks.following.follow` does."""


class PropagationRange(StrEnum):
    """How far a correction is carried."""

    CORRECTION = "correction"
    SHOT = "shot"
    CLIP = "clip"
    MARKED = "marked"
    FRAMES = "frames"

    @property
    def ends_at_cuts(self) -> bool:
        """Whether it is carried past no cut."""
        return self in (PropagationRange.CORRECTION, PropagationRange.SHOT)


def propagation_reach(
    how_far: PropagationRange,
    frame: int,
    span: range,
    count: int,
    cuts: Collection[int] = (),
    corrected: Collection[int] = (),
    frames: int = 0,
) -> range:
    """Return how far around `frame` its mask is carried; it is among them.

    Only the whole clip goes beyond the marked part, unless `frame` lies beside it.

    Args:
        how_far: what a person chose.
        frame: the frame that is looked at.
        span: the part between in and out point.
        count: frames of the video.
        cuts: frames that a shot starts with, where known.
        corrected: frames that a person corrected; where those end it, they do not belong to it.
        frames: to either side, for `PropagationRange.FRAMES`.
    """
    if how_far is PropagationRange.CLIP or frame not in span:
        span = range(count)
    starts, stops = [span.start], [span.stop]
    if how_far.ends_at_cuts:
        starts += [each for each in cuts if each <= frame]
        stops += [each for each in cuts if each > frame]
    if how_far is PropagationRange.CORRECTION:
        starts += [each + 1 for each in corrected if each < frame]
        stops += [each for each in corrected if each > frame]
    if how_far is PropagationRange.FRAMES:
        starts.append(frame - frames)
        stops.append(frame + frames + 1)
    return range(max(starts), min(stops))


def touched(
    before: Mapping[int, Mask], after: Mapping[int, Mask], frames: Collection[int]
) -> set[int]:
    """Return those of `frames` whose masks another set of corrections makes different: the ones up
    to the next corrections beside each that changed."""
    found: set[int] = set()
    fixed = sorted(after)
    for frame in before.keys() | after.keys():
        if before.get(frame) == after.get(frame):
            continue
        below = fixed[bisect_left(fixed, frame) - 1] if bisect_left(fixed, frame) else -1
        above = bisect_right(fixed, frame)
        stop = fixed[above] if above < len(fixed) else None
        found |= {n for n in frames if n > below and (stop is None or n < stop)}
    return found - after.keys()


class PropagationRun:
    """Carries corrections of one object to the frames of `reach`, outwards from `source`.

    Each stretch between two corrections is followed by itself, from the one nearer to `source` and
    with all that are around it. `change` may be called on another thread than that of `steps`.
    """

    def __init__(
        self,
        corrections: Mapping[int, Mask],
        source: int,
        reach: range,
        follower: Follow,
        done: Collection[int] = (),
        stops: bool = False,
    ) -> None:
        """Carry `corrections`, by frame, from that of `source` to `reach`, which `source` is in.

        What is `done` was followed before, and is not asked for again. One that `stops` goes no
        further than to where a cut seems to be.
        """
        self.source = source
        self.reach = reach
        self._set(corrections)
        self._wanted: dict[int, Mask] | None = None
        self._follow = follower
        self._ways = [
            _Way(range(source + 1, reach.stop), 1),
            _Way(range(source - 1, reach.start - 1, -1), -1),
        ]
        for way in self._ways:
            way.done |= set(done) & set(way.frames)
            way.stops = stops

    @property
    def total(self) -> int:
        """How many frames are carried to."""
        return len(self.reach) - len(self._corrections.keys() & set(self.reach))

    @property
    def seeming_cuts(self) -> dict[int, int]:
        """The cuts that were not known, by the frame that entered each: with which shots begin."""
        ways = zip(self._ways, (0, 1), strict=True)
        return {frame: frame + later for way, later in ways for frame in way.cuts}

    @property
    def is_stopped(self) -> bool:
        """Whether it went no further than to what seems to be a cut."""
        return any(way.stopped is not None for way in self._ways)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do, as far as is known by now."""
        return self._wanted is None and not any(way.left(self._corrections) for way in self._ways)

    def basis(self, frame: int) -> int:
        """Return a number for the corrections beside `frame`; see `core.project.outdated`."""
        return basis_of(self._known, self._fixed, frame)

    def _set(self, corrections: Mapping[int, Mask]) -> None:
        self._corrections = dict(corrections)
        self._known = {n: Correction(each) for n, each in corrections.items()}
        self._fixed = sorted(corrections)

    def change(self, corrections: Mapping[int, Mask]) -> None:
        """Go on with other corrections, that of the source among them.

        Only what lies between a changed correction and the next ones is followed again.
        """
        self._wanted = dict(corrections)

    def steps(self) -> Generator[Followed | Progress, None, None]:
        """Yield frames with their masks, both ways in turn, and the progress after each.

        A frame comes again after a correction beside it changed. Called again, it does what is
        left.

        Raises:
            VideoError: a frame cannot be read.
        """
        watch = Stopwatch()
        with ExitStack() as stack:
            for way in self._ways:
                stack.callback(way.stop)
            while True:
                found = False
                for way in self._ways:
                    self._take_changes()
                    step = way.step(self._corrections, self.source, self._follow)
                    if step is not None:
                        found = True
                        yield step
                        yield watch.progress(sum(len(each.done) for each in self._ways), self.total)
                if not found and self._wanted is None:
                    return

    def _take_changes(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        before = self._corrections
        self._set(wanted)
        for way in self._ways:
            way.change(before, wanted)


class _Way:
    """One direction: `frames` outwards from the source, of which some are `done`."""

    def __init__(self, frames: range, direction: int) -> None:
        self.frames = frames
        self.done: set[int] = set()
        self._direction = direction
        self._running: Generator[Followed, None, None] | None = None
        self._stretch = range(0)  # what is being followed, ascending
        self._first: int | None = None  # the correction to begin with
        self.cuts: set[int] = set()  # frames that seem to be of another shot than those before
        self.stops = False  # whether to stop there
        self.stopped: int | None = None  # one of them

    def left(self, corrections: Mapping[int, Mask]) -> list[int]:
        """Return the frames still to be followed, outwards."""
        frames = self.frames
        if self.stopped is not None:
            frames = range(frames.start, self.stopped, self._direction)
        return [n for n in frames if n not in self.done and n not in corrections]

    def step(
        self, corrections: Mapping[int, Mask], source: int, follower: Follow
    ) -> Followed | None:
        """Return the next frame, None where there is none."""
        while True:
            if self._running is None:
                left = self.left(corrections)
                if not left:
                    return None
                self._begin(left, corrections, source, follower)
            assert self._running is not None
            found = next(self._running, None)
            if found is None:
                self.done |= set(self._stretch) - corrections.keys()
                self.stop()
                continue
            if found.cut:
                self.cuts.add(found.frame)
                if self.stops:
                    self.stopped = found.frame
                    self.stop()
                    continue
            self.done.add(found.frame)
            return found

    def change(self, before: Mapping[int, Mask], after: Mapping[int, Mask]) -> None:
        """Forget what other corrections make different."""
        again = touched(before, after, self.frames)
        self.done -= again | after.keys()
        if again & set(self._stretch):
            self.stop()
        if again:
            self.stopped = None
            self.cuts -= again | after.keys()
        new = [n for n in after if n in self.frames and before.get(n) != after[n]]
        self._first = new[-1] if new else self._first

    def stop(self) -> None:
        """Follow no further for now."""
        if self._running is not None:
            self._running.close()
        self._running, self._stretch = None, range(0)

    def _begin(
        self, left: list[int], corrections: Mapping[int, Mask], source: int, follower: Follow
    ) -> None:
        """Follow the first stretch that is left; the one behind a new correction before others."""
        first, self._first = self._first, None
        behind = [] if first is None else [n for n in left if (n - first) * self._direction > 0]
        frame = (behind or left)[0]
        anchors = [*(n for n in corrections if n in self.frames), source]
        start = max(
            (n for n in anchors if (frame - n) * self._direction > 0),
            key=lambda n: n * self._direction,
        )
        end = self.frames.stop
        ahead = [n for n in anchors if (n - frame) * self._direction > 0]
        if ahead:
            end = min(ahead, key=lambda n: n * self._direction)
        if self._direction > 0:
            self._stretch = range(start + 1, end)
            way = range(start, end)
        else:
            self._stretch = range(end + 1, start)
            way = range(end + 1, start + 1)
        self._running = follower(corrections, start, way)
