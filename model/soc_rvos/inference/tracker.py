"""Our own tracker: follows objects from what a person gave on some frames to all the others."""

from __future__ import annotations

import zlib
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.click_marks import Prompts
from soc_rvos.inference.click_sight import ClickSight
from soc_rvos.inference.clicks import Clicks
from soc_rvos.inference.tracker_found import Found, shared_out
from soc_rvos.inference.tracker_given import GivenStore
from soc_rvos.inference.tracker_memory import GIVEN, GivenMemory, chosen
from soc_rvos.inference.tracker_motion import Motions
from soc_rvos.inference.tracker_sight import Sights, half_plane
from soc_rvos.inference.tracker_way import Way
from soc_rvos.inference.tracking import Corrections, Given, Pictures, Tracked
from soc_rvos.mask_size import kept_size
from soc_rvos.networks.mask_memory import MaskMemory
from soc_rvos.networks.parts.picture_maps import FrozenEyes

MEETING = 48
"""Frames before a correction that are followed back from it, to meet what comes towards it."""

_MEET = 0.65
"""Part of the way between two corrections that is followed from each of them."""
_TELLS = 0.1
"""Share of a frame from which a way is worth following it."""

Plane = NDArray[np.float32]
_Masks = Mapping[int, NDArray[np.bool_]]


class MemoryTracker:
    """The tracker. Not for several threads at once."""

    name = "soc-tracker"

    def __init__(self, eyes: FrozenEyes, network: MaskMemory) -> None:
        """Follow with `network`, which sees with `eyes`."""
        self._eyes = eyes
        self._network = network
        self._clicks = Clicks(eyes, network)
        self._store = GivenStore()
        self._looked_at: tuple[NDArray[np.uint8], ClickSight] | None = None

    def track(
        self,
        frames: Pictures,
        given: Corrections,
        numbers: Sequence[int],
        cuts: frozenset[int] = frozenset(),
        competing: bool = True,
    ) -> Generator[Tracked, None, None]:
        """Yield the objects on each frame of `numbers`; see `Tracker.track`.

        Of points and boxes masks are made first, each by what is given on its frame alone. Objects
        that are not `competing` may share pixels.
        """
        steps = set(np.diff(numbers).tolist())
        if not given or not any(given.values()) or len(steps) > 1 or not steps <= {1, -1}:
            raise ValueError("nothing is given, or frames do not follow each other")
        masks = {
            number: self._masks(number, each, frames) for number, each in given.items() if each
        }
        shot = _Shot(self._eyes, self._network, frames, masks, cuts, competing, self._store)
        return shot.follow(numbers)

    def answer(
        self,
        frame: NDArray[np.uint8],
        number: int,
        given: Mapping[int, Given],
        frames: Pictures | None = None,
        others: Corrections | None = None,
    ) -> Mapping[int, Plane]:
        """Return each object of `given` on `frame`; see `Tracker.answer`.

        It goes by what is given on the frame alone. What is seen of it is kept for the next call.
        """
        return {thing: self._answer(frame, each) for thing, each in given.items()}

    def _masks(self, number: int, given: Mapping[int, Given], frames: Pictures) -> _Masks:
        if any(each.points or each.box is not None for each in given.values()):
            planes = self.answer(frames(number), number, given)
            return {thing: plane >= 0.5 for thing, plane in planes.items()}
        return {thing: each.mask for thing, each in given.items() if each.mask is not None}

    def _answer(self, frame: NDArray[np.uint8], given: Given) -> Plane:
        if given.mask is not None and not given.points and given.box is None:
            return given.mask.astype(np.float32)
        if self._looked_at is None or not np.array_equal(self._looked_at[0], frame):
            self._looked_at = frame.copy(), self._clicks.look(frame)
        return self._clicks.answer(self._looked_at[1], Prompts(given.points, given.box, given.mask))


@dataclass(frozen=True, slots=True)
class _Kept:
    """A probability at half size, in few bytes."""

    packed: bytes
    shape: tuple[int, int]
    trust: float

    @classmethod
    def of(cls, found: Found) -> _Kept:
        levels = np.rint(found.chance * 255).astype(np.uint8)
        return cls(zlib.compress(levels.tobytes(), 1), found.chance.shape, found.trust)

    def chance(self) -> Plane:
        levels = np.frombuffer(zlib.decompress(self.packed), dtype=np.uint8).reshape(self.shape)
        return levels.astype(np.float32) / np.float32(255)


@dataclass(slots=True, eq=False)
class _Shot:
    """A video that is being followed through; `given` are the masks of its corrected frames."""

    eyes: FrozenEyes
    network: MaskMemory
    frames: Pictures
    given: Mapping[int, _Masks]
    cuts: frozenset[int]
    competing: bool
    store: GivenStore
    memory: GivenMemory = field(default_factory=GivenMemory)
    motions: Motions = field(default_factory=Motions)
    sights: Sights | None = None
    met: set[int] = field(default_factory=set)
    cut: bool = False  # whether the last step seemed to be over one that was not known

    def follow(self, numbers: Sequence[int]) -> Generator[Tracked, None, None]:
        """Yield what is found on `numbers`, in their order."""
        if not numbers:
            return
        step = 1 if len(numbers) < 2 or numbers[1] > numbers[0] else -1
        things = sorted({thing for each in self.given.values() for thing in each})
        sights = self._sights()
        way = self._way(sights)
        began = self._began(numbers[0], step)
        if began is not None and began != numbers[0]:
            self._recall(began)
            frame = self.frames(began)
            way.anchor(began, frame, self.given[began])
            start = began + step
            # What lies between is followed, but not asked for.
            for number in range(start, numbers[0], step):
                self._step(way, number, step, things, numbers[-1])
        meeting: dict[int, dict[int, _Kept]] = {}
        for number in numbers:
            if number not in meeting:
                meeting |= self._towards(number, numbers[-1], step)
            frame = self.frames(number)
            exact = self.given.get(number, {})
            shares = {thing: self._share(number, thing, step) for thing in meeting.get(number, {})}
            followed = [n for n in things if n not in exact and shares.get(n, 0) < 1]
            found = self._step(way, number, step, followed, numbers[-1], frame)
            cut = self.cut
            if exact:
                self._recall(number)
                way.anchor(number, frame, exact)
            back = meeting.pop(number, {})
            yield replace(self._merged(number, frame, found, exact, back, shares), cut=cut)

    def _sights(self) -> Sights:
        if self.sights is None:
            first = min(self.given)
            self.sights = self.store.sights(self.eyes, self.network, first, self.frames(first))
        return self.sights

    def _way(self, sights: Sights, returns: bool = False) -> Way:
        grid = sights.size[0] // 16, sights.size[1] // 16
        return Way(self.network, self.memory, grid, self.motions, self.competing, returns)

    def _began(self, number: int, step: int) -> int | None:
        """Return the corrected frame from which `number` is reached, None where there is none."""
        behind = [each for each in self.given if (number - each) * step >= 0]
        return max(behind, key=lambda each: each * step, default=None)

    def _recall(self, number: int) -> None:
        """Remember the corrections that matter around `number`, and no others."""
        things = {thing for each in self.given.values() for thing in each}
        wanted: set[int] = set()
        for thing in things:
            own = [each for each, masks in self.given.items() if thing in masks]
            wanted |= set(chosen(own, number, max(2, GIVEN // len(things))))
        for old in set(self.memory.frames) - wanted:
            del self.memory.frames[old]
        for new in sorted(wanted - set(self.memory.frames)):
            sights, frame = self._sights(), self.frames(new)
            size = sights.size[0] // 2, sights.size[1] // 2
            halves = {thing: half_plane(mask, size) for thing, mask in self.given[new].items()}
            kept = self.store.frame(self.network, sights, new, frame, halves)
            self.memory.add(kept, halves)

    def _step(
        self,
        way: Way,
        number: int,
        step: int,
        things: Sequence[int],
        last: int,
        frame: NDArray[np.uint8] | None = None,
    ) -> dict[int, Found]:
        """Follow `things` to frame `number`, of a way on which `last` is the last one asked for."""
        picture = self.frames(number) if frame is None else frame
        ahead = (self.frames(there) for there in range(number + step, last + step, step))
        cut = way.cuts.add(picture, ahead)
        is_known = (number if step > 0 else number + 1) in self.cuts
        self.cut = cut and not is_known
        if cut or is_known:
            way.forget(returns=cut and way.cuts.returns)
        if not things:
            return {}
        if way.cuts.flashes:
            return way.hold(things)
        picture = way.cuts.unfaded(picture)
        self._recall(number)
        sights = self._sights()
        return way.step(number, lambda: sights.look(number, picture, way.returns), picture, things)

    def _towards(self, number: int, last: int, step: int) -> dict[int, dict[int, _Kept]]:
        """Follow back from the next correction, if that begins at `number` or before."""
        ahead = [each for each in self.given if (each - number) * step > 0]
        target = min(ahead, key=lambda each: each * step, default=None)
        if target is None or target in self.met or number in self.given:
            return {}
        behind = self._began(number, step)
        far = MEETING
        if behind is not None:
            far = min(MEETING, max(1, int(abs(target - behind) * _MEET)))
        things = sorted(self.given[target])
        while far > 1 and not any(self._share(target - step * far, n, step) for n in things):
            far -= 1
        first = target - step * far
        if (number - first) * step < 0:
            return {}
        self.met.add(target)
        sights = self._sights()
        way = self._way(sights, returns=True)
        self._recall(target)
        frame = self.frames(target)
        way.anchor(target, frame, self.given[target])
        found: dict[int, dict[int, _Kept]] = {}
        for there in range(target - step, number - step, -step):
            if (there + 1 if step > 0 else there) in self.cuts:
                break
            answers = self._step(way, there, -step, things, number)
            if (last - there) * step >= 0:
                found[there] = {thing: _Kept.of(each) for thing, each in answers.items()}
        return found

    def _merged(
        self,
        number: int,
        frame: NDArray[np.uint8],
        found: Mapping[int, Found],
        exact: _Masks,
        back: Mapping[int, _Kept],
        shares: Mapping[int, np.float32],
    ) -> Tracked:
        height, width = frame.shape[:2]
        size = kept_size(height, width)
        planes: dict[int, Plane] = {}
        trust = dict.fromkeys(exact, 1.0)
        for thing in sorted({*found, *back} - {*exact}):
            weighed: list[tuple[np.float32, Plane, float]] = []
            share = shares.get(thing, np.float32(0))
            if thing in found:
                each = found[thing]
                plane = each.chance if each.fine is None else each.fine
                weighed.append((1 - share, _grown(plane, size), each.trust))
            if thing in back:
                kept = back[thing]
                weighed.append((share, _grown(kept.chance(), size), kept.trust))
            planes[thing] = np.sum([part * plane for part, plane, _ in weighed], axis=0)
            trust[thing] = float(sum(part * each for part, _, each in weighed))
        if self.competing and back and len(planes) > 1:
            planes = dict(zip(planes, shared_out(list(planes.values())), strict=True))
        masks = {thing: _grown(plane, (height, width)) for thing, plane in planes.items()}
        for thing, mask in exact.items():
            masks[thing] = _grown(mask.astype(np.float32), (height, width))
        return Tracked(number, masks, trust)

    def _share(self, number: int, thing: int, step: int) -> np.float32:
        """Return how much the way back from the next correction counts, 0 to 1.

        The ways meet in the middle between two corrections, or MEETING before the next one.
        """
        gaps = [(each - number) * step for each, masks in self.given.items() if thing in masks]
        ahead = min((gap for gap in gaps if gap > 0), default=None)
        behind = min((-gap for gap in gaps if gap <= 0), default=None)
        if ahead is None or behind is None:
            return np.float32(ahead is not None)
        reach = min(ahead + behind, MEETING / _MEET)
        part = (_MEET - ahead / reach) / (2 * _MEET - 1)
        part = min(1.0, max(0.0, part))
        share = part * part * (3 - 2 * part)
        return np.float32(0 if share < _TELLS else 1 if share > 1 - _TELLS else share)


def _grown(plane: Plane, size: tuple[int, ...]) -> Plane:
    if plane.shape == tuple(size):
        return plane
    return np.asarray(cv2.resize(plane, (size[1], size[0])), dtype=np.float32)
