"""One way through a video, away from a correction: where its objects are, frame by frame.

Close to a correction the motion from frame to frame is the surest guide; far from it, what is
remembered. How far "close" is, the motion tells itself: it loses credit wherever it cannot be
traced back.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from soc_rvos.inference.cuts import REACH, SureCuts
from soc_rvos.inference.flow import between, small_grey
from soc_rvos.inference.flow_mask import FlowMask, compared_picture, grey_picture
from soc_rvos.inference.object_colours import SUREST
from soc_rvos.inference.tracker_aged import AgedMask, overlap
from soc_rvos.inference.tracker_found import Found, Plane, competing, expected_overlap, resized
from soc_rvos.inference.tracker_memory import EVERY, GivenMemory, WayMemory
from soc_rvos.inference.tracker_motion import Motions
from soc_rvos.inference.tracker_pieces import LastSizes, taken_for_others, together
from soc_rvos.inference.tracker_sight import Sight, half_plane, outline_windows
from soc_rvos.networks.mask_memory import MaskMemory

_EDGE = 1.0
"""Pixels in which a carried mask goes from certain to uncertain."""
_THERE, _BACK = 0.35, 0.85
"""Below this probability of being in the picture at all nothing is shown; the second where it was
not seen on the frame before. In other films than its own it was thought to be there with 0.83
at most on the first frame (twelve pairs of real clips), back in its own with 0.95 at least."""
_OTHER_SHOT = 0.95
"""The same after a cut, until it is seen. There things of the same kind and colours, before the
same ground, were thought to be it with 0.93 at most (four pairs); it itself, mirrored and nearer,
with 0.97 at least five times of seven, else with 0.76 to 0.99."""
_SURE = 0.75
"""Trust below which the rest of an object that is nearly gone is not shown. On real clips most
masks of less are wrong."""


class Way:
    """Follows objects from frame to frame in one direction."""

    def __init__(
        self,
        network: MaskMemory,
        given: GivenMemory,
        grid: tuple[int, int],
        motions: Motions,
        competing: bool = True,
    ) -> None:
        """Begin with nothing followed; `anchor` says what is where.

        A pixel belongs to one object at most, if they are `competing`.
        """
        self._competing = competing
        self._motions = motions
        self.meets = False
        """Whether another way comes towards this one, for which motions are remembered."""
        self._network = network
        self._given = given
        self.memory = WayMemory(network, grid, given)
        self._carried: dict[int, AgedMask] = {}
        self._last: dict[int, Plane] = {}
        self._whole: dict[int, float] = {}
        self._others: dict[int, Plane] = {}
        self._sizes: dict[int, LastSizes] = {}
        self._rests: set[int] = set()  # what is nearly gone on this frame, and not shown
        self._elsewhere: set[int] = set()  # what was in another shot, and not seen in this one
        self._before: set[int] = set()  # what was followed in the shot before this one
        self._found: dict[int, Found] = {}  # what was found last
        self._grey: NDArray[np.uint8] | None = None  # the last frame
        self._size = grid[0] * 8, grid[1] * 8
        self._unseen = 0
        self._held = 0  # frames up to this one that showed nothing
        self.cuts = SureCuts()
        self._greys: deque[NDArray[np.uint8]] = deque(maxlen=2)

    def forget(self, returns: bool = False) -> None:
        """Another shot begins: what was seen last says nothing of it.

        Where the one before the former cut `returns`, what was in it is no longer elsewhere.
        """
        self.memory.forget()
        before, self._before = self._before, set(self._last)
        self._elsewhere = (self._elsewhere | self._before) - (before if returns else set())
        self._found.clear()
        self._carried.clear()
        self._last.clear()
        self._others.clear()
        self._sizes.clear()
        self._rests.clear()
        self._greys.clear()
        self._grey = None

    def anchor(
        self, number: int, frame: NDArray[np.uint8], masks: Mapping[int, NDArray[np.bool_]]
    ) -> None:
        """Take `masks` [H, W] for where objects are on `frame`, RGB uint8 [H, W, 3].

        It is one of the frames that the memory of what was given has.
        """
        self.cuts.add(frame)
        self._greys.clear()
        self._greys.append(small_grey(frame))
        picture = compared_picture(frame)
        self._grey = grey_picture(picture)
        for thing, mask in masks.items():
            self._last[thing] = half_plane(mask, self._size)
            self._found[thing] = Found(self._last[thing], None, 1.0)
            self._whole[thing] = float(self._last[thing].sum())
            self._carried.pop(thing, None)
            self._others.pop(thing, None)
            self._rests.discard(thing)
            self._elsewhere.discard(thing)
            if mask.any():
                self._carried[thing] = AgedMask(FlowMask(picture, mask), 0.0)
        self.memory.take(self._given.frames[number])

    def step(
        self,
        look: Callable[[], Sight],
        frame: NDArray[np.uint8],
        things: Sequence[int],
        beside: Sequence[Plane] = (),
    ) -> dict[int, Found]:
        """Return where `things` are on the next `frame`, which `look` sees if it has to.

        They compete with what is `beside` them, masks [H, W] in [0, 1].
        """
        self._held = 0
        carried = self._carry(frame, things)
        self._greys.append(small_grey(frame))
        halves = {thing: resized(fine, self._size) for thing, fine in carried.items()}
        need = [n for n in things if n not in carried or self._carried[n].asks()]
        self._unseen += 1
        sight = look() if need or self._unseen >= EVERY else None
        seen = self._remembered(sight, need, halves) if sight is not None and need else {}
        found: dict[int, Found] = {}
        for thing in things:
            if thing not in carried:
                chance, trust = seen[thing]
                found[thing] = Found(chance, None, trust)
                continue
            fine, half, motion = carried[thing], halves[thing], self._carried[thing]
            share = motion.share()
            if thing not in seen:
                found[thing] = Found(half, fine, float(share + (1 - share) * motion.trust))
                continue
            chance, trust = seen[thing]
            motion.agreed, motion.trust = overlap(half, chance), trust
            mixed = share * fine + (1 - share) * resized(chance, fine.shape)
            found[thing] = Found(
                share * half + (1 - share) * chance, mixed, float(share + (1 - share) * trust)
            )
        if self._competing and len(things) + len(beside) > 1:
            found = competing(found, beside)
        self._found = found
        self._last.update({thing: each.chance for thing, each in found.items()})
        if sight is None:
            return found
        self._unseen = 0
        whole = {
            n: each.chance
            for n, each in found.items()
            if n not in self._rests and not self._size_of(n).is_rest(each.chance)
        }
        for thing, chance in whole.items():
            self._size_of(thing).add(chance)
        # Of a rest nothing is remembered: what is beside it would be followed on.
        if whole:
            self.memory.keep(sight, {n: torch.from_numpy(each) for n, each in whole.items()})
        return found

    def hold(self, things: Sequence[int]) -> dict[int, Found]:
        """Return `things` as they were found last, on a frame that shows nothing of them.

        Over more than a few of these no motion is followed: memory has to say where they are.
        """
        self._held += 1
        if self._held >= REACH:
            self._carried.clear()
        nowhere = Found(np.zeros(self._size, dtype=np.float32), None, 0.0)
        return {thing: self._found.get(thing, nowhere) for thing in things}

    def _size_of(self, thing: int) -> LastSizes:
        return self._sizes.setdefault(thing, LastSizes())

    def _carry(self, frame: NDArray[np.uint8], things: Sequence[int]) -> dict[int, Plane]:
        """Carry masks of `things` along the motion; what is lost, or out of credit, is dropped."""
        # Motion that will have no say after this frame is not computed any more.
        spent = [n for n, each in self._carried.items() if n not in things or each.is_spent()]
        for thing in spent:
            del self._carried[thing]
        if not self._carried or self._grey is None:
            self._grey = None
            return {}
        picture = compared_picture(frame)
        here = grey_picture(picture)
        motion = self._motions.between(self._grey, here, self.meets)
        self._grey = here
        planes: dict[int, Plane] = {}
        for thing, each in list(self._carried.items()):
            if each.mask.step(picture, motion) is not None:
                del self._carried[thing]
                continue
            distance = each.mask.distance
            each.grow_older(motion)
            near = distance.clip(-20, 20) / np.float32(_EDGE)
            planes[thing] = np.asarray(1 / (1 + np.exp(-near)), dtype=np.float32)
        return planes

    @torch.inference_mode()
    def _remembered(
        self, sight: Sight, things: Sequence[int], halves: Mapping[int, Plane]
    ) -> dict[int, tuple[Plane, float]]:
        sure = [n for n in things if n in halves and self._carried[n].stands_in()]
        likely = {n: torch.from_numpy(halves[n]) for n in sure}
        first, late, prior = self.memory.read(sight, things, likely)
        odds = torch.stack([self._odds(sight, thing) for thing in things])[:, None]
        coarse = self._network.decode(sight.seen, first, late, prior, odds)
        windows = outline_windows(coarse.logits, prior)
        logits = self._network.refine(sight.seen, coarse, windows).half[:, 0]
        there = coarse.there.sigmoid().numpy()
        found: dict[int, tuple[Plane, float]] = {}
        for place, thing in enumerate(things):
            chance = logits[place].sigmoid().numpy()
            last = self._last.get(thing)
            seen = last is not None and bool((last > 0.5).any())
            if thing in self._rests:  # it was not away: it comes back without being asked twice
                self._rests.remove(thing)
                self._others.pop(thing, None)
                seen = True
            back = _OTHER_SHOT if thing in self._elsewhere else _BACK
            if there[place] < (_THERE if seen else back):
                chance = np.minimum(chance, 0.25).astype(np.float32)
            chance = self._own(thing, chance, last)
            trust = float(there[place]) * expected_overlap(chance)
            if trust < _SURE and self._size_of(thing).is_rest(chance):
                chance, trust = np.minimum(chance, np.float32(0.25)), 0.0
                self._rests.add(thing)
            if (chance > 0.5).any():
                self._elsewhere.discard(thing)
            found[thing] = chance, trust
        return found

    def _own(self, thing: int, raw: Plane, last: Plane | None) -> Plane:
        """Return `raw` without what belongs to something else, which is kept in mind."""
        others = self._others.get(thing)
        chance = together(raw, last, self._motion, self._whole.get(thing, 0.0), others)
        self._others[thing] = taken_for_others(others, raw, chance)
        return chance

    def _motion(self) -> Plane | None:
        """Return flow from the newest picture to that before."""
        if len(self._greys) < 2:
            return None
        before, here = self._greys
        return between(here, before)

    def _odds(self, sight: Sight, thing: int) -> Tensor:
        colours = self._given.colours.get(thing)
        if colours is None:
            return torch.zeros(sight.picture.shape[:2])
        return torch.from_numpy(colours.evidence(sight.picture) / np.float32(SUREST))
