"""Our own tracker: follows objects from what a person gave on some frames to all the others."""

from __future__ import annotations

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
from soc_rvos.inference.tracker_meeting import Kept, reach_back, share
from soc_rvos.inference.tracker_memory import GIVEN, GivenMemory, chosen
from soc_rvos.inference.tracker_sight import Sights, half_plane
from soc_rvos.inference.tracker_way import Way
from soc_rvos.inference.tracking import Corrections, Given, Known, Pictures, Tracked
from soc_rvos.mask_size import kept_size
from soc_rvos.networks.mask_memory import MaskMemory
from soc_rvos.networks.parts.picture_maps import FrozenEyes

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
        known: Known | None = None,
    ) -> Generator[Tracked, None, None]:
        """Yield the objects on each frame of `numbers`; see `Tracker.track`.

        Of points and boxes masks are made first, each by what is given on its frame alone. Objects
        that are not `competing` may share pixels. Where others follow the same video at the same
        time, `known` says what they found: on these frames these objects are not followed, and an
        object joins on the first frame of its own that is passed.
        """
        steps = set(np.diff(numbers).tolist())
        if not given or not any(given.values()) or len(steps) > 1 or not steps <= {1, -1}:
            raise ValueError("nothing is given, or frames do not follow each other")
        masks = {
            number: self._masks(number, each, frames) for number, each in given.items() if each
        }
        shot = _Shot(self._eyes, self._network, frames, masks, cuts, competing, self._store, known)
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
    known: Known | None = None
    memory: GivenMemory = field(default_factory=GivenMemory)
    sights: Sights | None = None
    met: set[int] = field(default_factory=set)
    reaches: dict[int, dict[int, int]] = field(default_factory=dict)
    start: int = 0  # where it began to follow
    cut: bool = False  # whether the last step seemed to be over one that was not known

    def follow(self, numbers: Sequence[int]) -> Generator[Tracked, None, None]:
        """Yield what is found on `numbers`, in their order."""
        if not numbers:
            return
        step = 1 if len(numbers) < 2 or numbers[1] > numbers[0] else -1
        with self.store.follows():
            yield from self._follow(numbers, step)

    def _follow(self, numbers: Sequence[int], step: int) -> Generator[Tracked, None, None]:
        things = sorted({thing for each in self.given.values() for thing in each})
        sights = self._sights()
        way = self._way(sights)
        began = self._began(numbers[0], step)
        self.start = numbers[0] if began is None else began
        if began is not None and began != numbers[0]:
            self._recall(began)
            frame = self.frames(began)
            way.anchor(began, frame, self.given[began])
            start = began + step
            # What lies between is followed, but not asked for.
            for number in range(start, numbers[0], step):
                known = self._known(number)
                joined, way.meets = self._joined(things, number, step, known)
                self._step(way, number, step, joined, numbers[-1], known)
        meeting: dict[int, dict[int, Kept]] = {}
        for number in numbers:
            for target in self._due(number, step):
                for there, answers in self._towards(target, number, numbers[-1], step).items():
                    meeting.setdefault(there, {}).update(answers)
            frame = self.frames(number)
            exact = self.given.get(number, {})
            back = meeting.pop(number, {})
            shares = {thing: self._share(number, thing, step) for thing in back}
            known = self._known(number)
            joined, way.meets = self._joined(things, number, step, known)
            followed = [n for n in joined if shares.get(n, 0) < 1]
            found = self._step(way, number, step, followed, numbers[-1], known)
            cut = self.cut
            if exact:
                self._recall(number)
                way.anchor(number, frame, exact)
            yield replace(self._merged(number, frame, found, exact, back, shares), cut=cut)

    def _joined(
        self, things: Sequence[int], number: int, step: int, known: _Masks
    ) -> tuple[list[int], bool]:
        """Return which of `things` are followed to a frame, and whether others will come to it.

        Where others follow them as well, those are followed that were passed, and are not `known`.
        """
        exact = self.given.get(number, {})
        if self.known is None:
            return [thing for thing in things if thing not in exact], False
        passed = self._passed(number, step)
        left = [thing for thing in things if thing not in known]
        joined = [thing for thing in left if thing in passed and thing not in exact]
        return joined, not passed.issuperset(left)

    def _known(self, number: int) -> _Masks:
        return {} if self.known is None else self.known(number)

    def _passed(self, number: int, step: int) -> set[int]:
        """Return the objects that have a correction that was passed on the way to a frame."""
        passed = [n for n in self.given if (number - n) * step > 0 and (n - self.start) * step >= 0]
        return {thing for n in passed for thing in self.given[n]}

    def _sights(self) -> Sights:
        if self.sights is None:
            first = min(self.given)
            self.sights = self.store.sights(self.eyes, self.network, first, self.frames(first))
        return self.sights

    def _way(self, sights: Sights) -> Way:
        grid = sights.size[0] // 16, sights.size[1] // 16
        return Way(self.network, self.memory, grid, self.store.motions, self.competing)

    def _began(self, number: int, step: int) -> int | None:
        """Return the corrected frame from which `number` is reached, None where there is none.

        The one right before is among others where it has objects that `number` lacks.
        """
        before = number - step
        if self.given.get(before, {}).keys() - self.given.get(number, {}).keys():
            return before
        behind = [each for each in self.given if (number - each) * step >= 0]
        return max(behind, key=lambda each: each * step, default=None)

    def _recall(self, number: int) -> None:
        """Remember the corrections that matter around `number`, and no others."""
        things = {thing for each in self.given.values() for thing in each}
        wanted: set[int] = set()
        for thing in things:
            wanted |= set(chosen(self._own(thing), number, max(2, GIVEN // len(things))))
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
        known: _Masks,
    ) -> dict[int, Found]:
        """Follow `things` to frame `number`, of a way on which `last` is the last one asked for."""
        picture = self.frames(number)
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
        others = {**known, **self.given.get(number, {})}
        beside = [mask.astype(np.float32) for n, mask in others.items() if n not in things]
        return way.step(lambda: sights.look(number, picture, way.meets), picture, things, beside)

    def _due(self, number: int, step: int) -> list[int]:
        """Return the corrections ahead from which ways back reach `number`, that are not gone."""
        ahead = [each for each in self.given if (each - number) * step > 0]
        return [
            each
            for each in sorted(ahead, key=lambda each: each * step)
            if each not in self.met
            and any((each - number) * step <= far for far in self._reaches(each, step).values())
        ]

    def _reaches(self, target: int, step: int) -> dict[int, int]:
        """Return how many frames each object is followed back from its correction on `target`."""
        if target in self.reaches:
            return self.reaches[target]
        found: dict[int, int] = {}
        passed = self._passed(target, step)
        for thing in self.given[target]:
            if self.known is None or thing in passed:
                found[thing] = reach_back(self._own(thing), target, step)
        self.reaches[target] = found
        return found

    def _towards(
        self, target: int, number: int, last: int, step: int
    ) -> dict[int, dict[int, Kept]]:
        """Follow back from the correction of `target` to `number`."""
        self.met.add(target)
        reaches = self._reaches(target, step)
        way = self._way(self._sights())
        way.meets = True
        self._recall(target)
        way.anchor(target, self.frames(target), self.given[target])
        found: dict[int, dict[int, Kept]] = {}
        for there in range(target - step, number - step, -step):
            if (there + 1 if step > 0 else there) in self.cuts:
                break
            things = sorted(n for n, far in reaches.items() if far >= (target - there) * step)
            answers = self._step(way, there, -step, things, number, self._known(there))
            if (last - there) * step >= 0:
                found[there] = {thing: Kept.of(each) for thing, each in answers.items()}
        return found

    def _merged(
        self,
        number: int,
        frame: NDArray[np.uint8],
        found: Mapping[int, Found],
        exact: _Masks,
        back: Mapping[int, Kept],
        shares: Mapping[int, np.float32],
    ) -> Tracked:
        height, width = frame.shape[:2]
        size = kept_size(height, width)
        planes: dict[int, Plane] = {}
        trust = dict.fromkeys(exact, 1.0)
        for thing in sorted({*found, *back} - {*exact}):
            weighed: list[tuple[np.float32, Plane, float]] = []
            part = shares.get(thing, np.float32(0))
            if thing in found:
                each = found[thing]
                plane = each.chance if each.fine is None else each.fine
                weighed.append((1 - part, _grown(plane, size), each.trust))
            if thing in back:
                kept = back[thing]
                weighed.append((part, _grown(kept.chance(), size), kept.trust))
            planes[thing] = np.sum([weight * plane for weight, plane, _ in weighed], axis=0)
            trust[thing] = float(sum(weight * each for weight, _, each in weighed))
        if self.competing and back and len(planes) > 1:
            planes = dict(zip(planes, shared_out(list(planes.values())), strict=True))
        masks = {thing: _grown(plane, (height, width)) for thing, plane in planes.items()}
        for thing, mask in exact.items():
            masks[thing] = _grown(mask.astype(np.float32), (height, width))
        return Tracked(number, masks, trust)

    def _share(self, number: int, thing: int, step: int) -> np.float32:
        return share(self._own(thing), number, step)

    def _own(self, thing: int) -> list[int]:
        """Return the frames that an object is corrected on."""
        return [n for n, masks in self.given.items() if thing in masks]


def _grown(plane: Plane, size: tuple[int, ...]) -> Plane:
    if plane.shape == tuple(size):
        return plane
    return np.asarray(cv2.resize(plane, (size[1], size[0])), dtype=np.float32)
