"""One direction of a propagation: several objects are followed together, stretch by stretch."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from soc_rvos.masks import Mask

_MOST_INSIDE = 16
"""Corrections that are passed in one stretch, so that few masks are in memory."""
_SURE = 0.75
"""Trust from which a mask that was found is where following may begin again."""


class Followed(NamedTuple):
    """The object's mask on a frame, and how far it can be relied on, 0 to 1.

    `cut` says that another shot seems to be entered with it, by a cut that was not known. `thing`
    tells the object from others that are followed with it.
    """

    frame: int
    mask: Mask
    trust: float
    cut: bool = False
    thing: int = 1


Masks: TypeAlias = Mapping[int, Mask]
"""Masks of one object, by frame."""
Known: TypeAlias = Callable[[int], Mapping[int, Mask]]
"""Says for a frame which objects were found on it by now, and need not be followed there."""
Follow: TypeAlias = Callable[
    [Mapping[int, Masks], int, range, Known], Generator[Followed, None, None]
]
"""Yields what is found of objects, by their masks, from a frame on its way, as
`core.masks.following.follow_together` does."""


@dataclass(slots=True)
class Thing:
    """One object: carried from its mask on the frame `source` to `reach`.

    Attributes:
        masks: its corrections, by frame, that of `source` among them.
        done: what was found by now; None on frames that nothing was found for.
        cuts: by direction, 1 or -1, frames that seem to be of another shot than those before.
        stopped: by direction, the one of them that it stops at.
    """

    masks: dict[int, Mask]
    source: int
    reach: range
    done: dict[int, Followed | None] = field(default_factory=dict)
    cuts: dict[int, set[int]] = field(default_factory=lambda: {1: set(), -1: set()})
    stopped: dict[int, int] = field(default_factory=dict)

    def frames(self, direction: int) -> range:
        """Return the frames in one direction, outwards from the source."""
        if direction > 0:
            return range(max(self.source + 1, self.reach.start), self.reach.stop)
        return range(min(self.source, self.reach.stop) - 1, self.reach.start - 1, -1)

    def left(self, direction: int) -> list[int]:
        """Return the frames still to be followed, outwards."""
        return [n for n in self._open(direction) if n not in self.done and n not in self.masks]

    def lacks(self, frame: int, direction: int) -> bool:
        """Return whether a frame is still to be followed."""
        is_open = frame in self._open(direction)
        return is_open and frame not in self.done and frame not in self.masks

    def surest(self, frame: int) -> Mask | None:
        """Return the mask of a frame that following can begin from, None without any."""
        found = self.done.get(frame)
        if frame in self.masks or found is None:
            return self.masks.get(frame)
        return found.mask if found.trust >= _SURE and found.mask.area else None

    def beginning(self, frame: int, direction: int) -> int:
        """Return the last frame before one to be followed that following can begin from."""
        way = range(frame - direction, self.source, -direction)
        return next((n for n in way if self.surest(n) is not None), self.source)

    def _open(self, direction: int) -> range:
        frames = self.frames(direction)
        return range(frames.start, self.stopped.get(direction, frames.stop), direction)


class PropagationWay:
    """The frames in one direction from the sources of `things`, which others may change."""

    def __init__(
        self, things: Mapping[int, Thing], direction: int, follower: Follow, stops: bool
    ) -> None:
        """Follow `things`, by what tells them apart; `stops` where it ends at seeming cuts."""
        self._things = things
        self._direction = direction
        self._follow = follower
        self._stops = stops
        self._running: Generator[Followed, None, None] | None = None
        self._stretch = range(0)  # what is being followed
        self._first: int | None = None  # the correction to begin with
        self._joined: dict[int, int] = {}  # from where each object is followed
        self._began: dict[int, Followed] = {}  # what was found, where objects began with that

    def step(self) -> Followed | bool:
        """Return what is found next, True where a frame was only passed, False where none is left.

        Raises:
            VideoError: a frame cannot be read.
        """
        while True:
            if self._running is None and not self._begin():
                return False
            assert self._running is not None
            found = next(self._running, None)
            if found is not None:
                return self._take(found)
            for name, start in self._joined.items():
                each = self._things[name]
                way = range(start, self._stretch.stop, self._direction)
                each.done |= dict.fromkeys(set(each.left(self._direction)) & set(way))
            self.stop()

    def change(self, again: set[int], first: int | None) -> None:
        """Follow frames again, and begin behind the correction of the frame `first`."""
        if again & set(self._stretch):
            self.stop()
        self._first = self._first if first is None else first

    def stop(self) -> None:
        """Follow no further for now."""
        if self._running is not None:
            self._running.close()
        self._running, self._stretch = None, range(0)

    def _take(self, found: Followed) -> Followed | bool:
        direction = self._direction
        thing = self._things.get(found.thing)
        if thing is None or not thing.lacks(found.frame, direction):
            return True
        if found.cut:
            thing.cuts[direction].add(found.frame)
            if self._stops:
                thing.stopped[direction] = found.frame
                rest = range(found.frame, self._stretch.stop, direction)
                if not any(set(each.left(direction)) & set(rest) for each in self._things.values()):
                    self.stop()
                return True
        began = self._began.get(found.thing)
        if began is not None:  # it is no surer than what it comes from
            low, high = sorted((began.frame, found.frame))
            if not any(low < n < high for n in thing.masks):
                found = found._replace(trust=found.trust * began.trust)
        thing.done[found.frame] = found
        return found

    def _begin(self) -> bool:
        """Follow the first stretch that is left, the one behind a new correction before others;
        return whether one is."""
        direction = self._direction

        def ahead(frame: int) -> int:
            return frame * direction

        left = {n: frames for n, e in self._things.items() if (frames := e.left(direction))}
        wanted = sorted({n for frames in left.values() for n in frames}, key=ahead)
        if not wanted:
            return False
        first, self._first = self._first, None
        behind = [] if first is None else [n for n in wanted if ahead(n) > ahead(first)]
        frame = (behind or wanted)[0]
        # It ends where all are corrected: until then each is anchored on its way.
        of_some = [self._things[name].masks for name in left]
        fixed = sorted({n for e in of_some for n in e if ahead(n) > ahead(frame)}, key=ahead)
        ends = (
            n
            for place, n in enumerate(fixed)
            if place == _MOST_INSIDE or all(n in each for each in of_some)
        )
        end = next(ends, wanted[-1] + direction)
        inside = {
            name: some
            for name, frames in left.items()
            if (some := [n for n in frames if ahead(frame) <= ahead(n) < ahead(end)])
        }
        began = {n: self._things[n].beginning(some[0], direction) for n, some in inside.items()}
        self._joined = began
        start = min(began.values(), key=ahead)
        last = max((some[-1] for some in inside.values()), key=ahead)
        given = {name: dict(each.masks) for name, each in self._things.items()}
        for name, each in self._things.items():
            for at in {start, began.get(name, start)}:
                mask = each.surest(at)
                if mask is not None:
                    given[name][at] = mask
        self._began = {
            name: known
            for name, at in began.items()
            if (known := self._things[name].done.get(at)) is not None
        }
        self._stretch = range(start + direction, last + direction, direction)
        way = range(min(start, last), max(start, last) + 1)

        def elsewhere(frame: int) -> dict[int, Mask]:
            return {
                name: found.mask
                for name, each in self._things.items()
                if name not in began or ahead(frame) <= ahead(began[name])
                if (found := each.done.get(frame)) is not None
            }

        self._running = self._follow(given, start, way, elsewhere)
        return True
