"""Propagates corrections as far as a person asks, and again where one changes meanwhile."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Generator, Iterable, Mapping
from contextlib import ExitStack
from enum import StrEnum

from soc_rvos.masks import Mask
from soc_studio.core.masks.propagation_way import Follow, Followed, Masks, PropagationWay, Thing
from soc_studio.core.project.layer import Correction
from soc_studio.core.project.outdated import basis_of
from soc_studio.core.system.progress import Progress, Stopwatch

_NONE_DONE: Mapping[int, Iterable[Followed]] = {}
_NO_CUTS: Mapping[int, Iterable[int]] = {}


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
    """Carries corrections of objects to the frames of their reaches, outwards from their sources.

    Each stretch that ends where all are corrected is followed by itself, with all corrections that
    are around it. `change` may be called on another thread than that of `steps`.
    """

    def __init__(
        self,
        corrections: Mapping[int, Masks],
        sources: Mapping[int, int],
        reaches: Mapping[int, range],
        follower: Follow,
        done: Mapping[int, Iterable[Followed]] = _NONE_DONE,
        stops: bool = False,
        cuts: Mapping[int, Iterable[int]] = _NO_CUTS,
    ) -> None:
        """Carry `corrections`, by object and frame.

        Args:
            corrections: those of each object, that of its source among them.
            sources: the frame that each object is carried from.
            reaches: the frames that each object is carried to.
            follower: follows objects.
            done: what was found before of each, and is not asked for again.
            stops: whether objects are carried no further than to where a cut seems to be.
            cuts: the frames of each that entered what seemed to be cuts before.
        """
        self._things = {
            name: Thing(
                dict(corrections[name]),
                source,
                reaches[name],
                {each.frame: each for each in done.get(name, ())},
            )
            for name, source in sources.items()
        }
        for name, each in self._things.items():
            for n in cuts.get(name, ()):
                each.cuts[1 if n > each.source else -1].add(n)
        self._set()
        self._wanted: dict[int, dict[int, Mask]] | None = None
        self._ways = {step: PropagationWay(self._things, step, follower, stops) for step in (1, -1)}
        self._watch = Stopwatch(already=self._count)

    @property
    def total(self) -> int:
        """How many frames each object is carried to, on average."""
        return self._total

    @property
    def progress(self) -> Progress:
        """How far it is: of the frames that each object is carried to, on average."""
        return self._watch.progress(self._count, self.total)

    @property
    def is_stopped(self) -> bool:
        """Whether an object was carried no further than to what seems to be a cut."""
        return any(each.stopped for each in list(self._things.values()))

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do, as far as is known by now."""
        left = (each.left(step) for each in self._things.values() for step in self._ways)
        return self._wanted is None and not any(left)

    def seeming_cuts(self, thing: int) -> dict[int, int]:
        """Return the cuts that were not known and an object was carried to, by the frame that
        entered each: with which shots begin."""
        known = self._things.get(thing)
        cuts = {} if known is None else known.cuts
        return {n: n if step > 0 else n + 1 for step, frames in cuts.items() for n in tuple(frames)}

    def basis(self, thing: int, frame: int) -> int:
        """Return a number for an object's corrections beside `frame`; see
        `core.project.outdated`."""
        known, fixed = self._known[thing]
        return basis_of(known, fixed, frame)

    def change(self, corrections: Mapping[int, Masks]) -> None:
        """Go on with other corrections; objects without that of their source are left out.

        Only what lies between a changed correction and the next ones is followed again.
        """
        self._wanted = {name: dict(masks) for name, masks in corrections.items()}

    def steps(self) -> Generator[Followed | Progress, None, None]:
        """Yield frames with their masks, both ways in turn, and the progress after each.

        A frame comes again after a correction beside it changed. Called again, it does what is
        left.

        Raises:
            VideoError: a frame cannot be read.
        """
        self._watch = Stopwatch(already=self._count)
        with ExitStack() as stack:
            for way in self._ways.values():
                stack.callback(way.stop)
            while True:
                goes_on = False
                for way in self._ways.values():
                    self._take_changes()
                    step = way.step()
                    if step is False:
                        continue
                    goes_on = True
                    if isinstance(step, Followed):
                        yield step
                    yield self.progress
                if not goes_on and self._wanted is None:
                    return

    @property
    def _count(self) -> int:
        things = list(self._things.values())
        return -(-sum(len(each.done) for each in things) // max(1, len(things)))

    def _set(self) -> None:
        things = self._things
        known = {n: {at: Correction(m) for at, m in e.masks.items()} for n, e in things.items()}
        self._known = {name: (each, sorted(each)) for name, each in known.items()}
        frames = [
            sum(n not in each.masks for step in (1, -1) for n in each.frames(step))
            for each in things.values()
        ]
        self._total = -(-sum(frames) // max(1, len(frames)))

    def _take_changes(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        for name, each in list(self._things.items()):
            after = wanted.get(name, {})
            if each.source not in after:
                del self._things[name]
                for way in self._ways.values():
                    way.stop()
                continue
            for step, way in self._ways.items():
                frames = each.frames(step)
                again = touched(each.masks, after, frames)
                new = [n for n in after if n in frames and each.masks.get(n) != after[n]]
                if again:
                    each.stopped.pop(step, None)
                each.cuts[step] -= again | after.keys()
                for n in again | after.keys():
                    each.done.pop(n, None)
                way.change(again, new[-1] if new else None)
            each.masks = after
        self._set()
        self._watch = Stopwatch(already=self._count)
