"""What the tracker remembers: all of what a person gave that can help, and a little of the rest.

However long a video is, no more than GIVEN + RECENT + LATEST frames are kept for a way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from soc_rvos.inference.object_colours import ObjectColours, around
from soc_rvos.inference.tracker_sight import Sight
from soc_rvos.networks.mask_memory import MaskMemory, Reading, read
from soc_rvos.networks.parts.label_propagation import (
    distance_penalty,
    half_of,
    labels_of,
    propagate,
)

GIVEN = 8
"""Frames that a person gave, remembered at once."""
_NEAREST_GIVEN = 2
"""Of them so many on either side of where the tracker is."""
RECENT, EVERY = 6, 3
"""Frames remembered with the tracker's own masks, and which part of the frames they are."""
LATEST = 5
"""Frames from which labels are propagated beside the given ones."""
_NEAREST, _SOFTNESS, _RADIUS = 20, 0.1, 6
_FAR = -10.0
"""Likeness of places that are too far apart."""
_TILE = 14
"""Rows and columns of places whose labels are looked for together."""
_AROUND = 0.5
_MARGIN = 5
"""Places around the object, in which its labels are looked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Remembered:
    """One frame with the masks of some objects.

    `keys` [N, c] and `features` [N, C] of its places; of each object `values` [N, v] and `labels`
    [N, l].
    """

    number: int
    keys: Tensor
    features: Tensor
    values: Mapping[int, Tensor]
    labels: Mapping[int, Tensor]

    @classmethod
    @torch.inference_mode()
    def of(cls, network: MaskMemory, sight: Sight, masks: Mapping[int, Tensor]) -> Remembered:
        """Remember `masks` [h, w] at half the size that `sight` was seen at."""
        together = torch.stack(list(masks.values()))[:, None]
        values = network.remember(sight.seen, together)
        labels = labels_of(together)
        return cls(
            sight.number,
            sight.seen.keys[0],
            sight.features,
            dict(zip(masks, values, strict=True)),
            dict(zip(masks, labels, strict=True)),
        )

    @property
    def kept_bytes(self) -> int:
        """How many bytes it takes."""
        parts = (self.keys, self.features, *self.values.values(), *self.labels.values())
        return sum(part.nbytes for part in parts)

    @classmethod
    def labelled(cls, sight: Sight, masks: Mapping[int, Tensor]) -> Remembered:
        """Remember `masks` for the propagation of labels alone: there are no values."""
        labels = labels_of(torch.stack(list(masks.values()))[:, None])
        named = dict(zip(masks, labels, strict=True))
        return cls(sight.number, sight.seen.keys[0], sight.features, {}, named)


@dataclass(frozen=True, slots=True, eq=False)
class GivenFrame:
    """A frame that a person gave: what is remembered, and its `picture` as `Sight` has it."""

    remembered: Remembered
    picture: NDArray[np.uint8]


@dataclass(slots=True, eq=False)
class GivenMemory:
    """The frames that a person gave, and the colours of each object on them."""

    frames: dict[int, Remembered] = field(default_factory=dict)
    colours: dict[int, ObjectColours] = field(default_factory=dict)

    def add(self, frame: GivenFrame, halves: Mapping[int, NDArray[np.float32]]) -> None:
        """Remember what was given on a frame; `halves` are the masks, as large as its picture."""
        self.frames[frame.remembered.number] = frame.remembered
        for thing, mask in halves.items():
            inside = np.asarray(mask > 0.5)
            if inside.any():
                colours = self.colours.setdefault(thing, ObjectColours())
                colours.learn(frame.picture, inside, around(inside, _AROUND))


def chosen(numbers: Sequence[int], here: int, most: int = GIVEN) -> list[int]:
    """Return which of the given frames' `numbers` are remembered around frame `here`.

    The nearest on both sides, and of the others those that lie farthest from what is chosen.
    """
    if len(numbers) <= most:
        return sorted(numbers)
    before = sorted((number for number in numbers if number <= here), reverse=True)
    after = sorted(number for number in numbers if number > here)
    taken = before[:_NEAREST_GIVEN] + after[:_NEAREST_GIVEN]
    left = [number for number in numbers if number not in taken]
    while left and len(taken) < most:
        farthest = max(left, key=lambda one: min(abs(one - other) for other in taken))
        taken.append(farthest)
        left.remove(farthest)
    return sorted(taken)


class WayMemory:
    """What is remembered on one way through a video: recent frames, besides those given."""

    def __init__(self, network: MaskMemory, grid: tuple[int, int], given: GivenMemory) -> None:
        self._network = network
        self._grid = grid
        self.given = given
        self._recent: deque[Remembered] = deque(maxlen=RECENT)
        self._latest: deque[Remembered] = deque(maxlen=LATEST)
        self._close = _close(grid)
        self._newest: int | None = None

    @property
    def kept_bytes(self) -> int:
        """How many bytes are kept for this way, without what was given."""
        return sum(each.kept_bytes for each in (*self._recent, *self._latest))

    def forget(self) -> None:
        """Forget the recent frames: another shot begins."""
        self._recent.clear()
        self._latest.clear()
        self._newest = None

    def keep(self, sight: Sight, masks: Mapping[int, Tensor]) -> None:
        """Remember the masks [h, w] that were found in `sight`."""
        if self._newest is None or abs(sight.number - self._newest) >= EVERY:
            self.take(Remembered.of(self._network, sight, masks))
        else:
            self._latest.append(Remembered.labelled(sight, masks))

    def take(self, made: Remembered) -> None:
        """Remember a frame as it is."""
        # What is compared for labels takes most of the memory, and is not read.
        self._recent.append(replace(made, features=made.features[:0], labels={}))
        self._newest = made.number
        self._latest.append(made)

    @torch.inference_mode()
    def read(
        self, sight: Sight, things: Sequence[int], likely: Mapping[int, Tensor]
    ) -> tuple[Reading, Reading, Tensor]:
        """Return what the objects' places read of given and of recent frames, and the prior.

        The prior is [K, 1, h, w]: labels propagated without learning. In the place of labels stand
        the `likely` masks [h, w] of objects that hardly need memory; these read but little of what
        was given.
        """
        given = list(self.given.frames.values())
        known = [_nearest(given, sight.number, n) if n in likely else given for n in things]
        first = self._readings(sight, known, things)
        # What was not followed yet has no recent frames: what was given stands in for them.
        recent = [[f for f in self._recent if thing in f.values] or given for thing in things]
        late = self._readings(sight, recent, things)
        return first, late, self._prior(sight, given, things, likely)

    def _readings(
        self, sight: Sight, frames: Sequence[Sequence[Remembered]], things: Sequence[int]
    ) -> Reading:
        queries = sight.seen.keys[0]
        values: list[Tensor] = []
        strengths: list[Tensor] = []
        known: dict[tuple[int, ...], tuple[Tensor, Tensor, Tensor]] = {}
        for thing, these in zip(things, frames, strict=True):
            own = [each for each in these if thing in each.values]
            which = tuple(id(each) for each in own)
            if which not in known:
                known[which] = self._network.likeness(queries, torch.cat([f.keys for f in own]))
            taken, strength = read(*known[which], torch.cat([f.values[thing] for f in own]))
            values.append(taken)
            strengths.append(strength)
        return Reading(torch.stack(values), torch.stack(strengths))

    def _prior(
        self,
        sight: Sight,
        given: Sequence[Remembered],
        things: Sequence[int],
        likely: Mapping[int, Tensor],
    ) -> Tensor:
        priors: list[Tensor] = []
        for thing in things:
            if thing in likely:
                priors.append(likely[thing])
                continue
            known = [f for f in given if thing in f.labels]
            late = [f for f in self._latest if thing in f.labels]
            labels = torch.cat([f.labels[thing] for f in (*known, *late)])
            count, first = len(sight.features), len(known) * len(sight.features)
            prior = torch.zeros(count, labels.shape[1])
            for places in self._tiles(self._near(thing)):
                queries, close = sight.features[places], self._close.index_select(0, places)
                # Of recent frames only what is near to one of these is read, far more than
                # `_NEAREST`.
                reached = close.any(0).nonzero()[:, 0]
                alike = [queries @ f.features.T for f in known]
                alike += [queries @ f.features.index_select(0, reached).T for f in late]
                similar = torch.cat(alike, dim=1).float()
                far = ~close.index_select(1, reached)
                for start in range(first, similar.shape[1], len(reached)):
                    similar[:, start : start + len(reached)].masked_fill_(far, _FAR)
                starts = first + count * torch.arange(len(late))
                columns = torch.cat((torch.arange(first), (starts[:, None] + reached).flatten()))
                prior[places] = propagate(similar, labels, _NEAREST, _SOFTNESS, columns)
            priors.append(functional.relu(half_of(prior[None], self._grid))[0, 0])
        return torch.stack(priors)[:, None]

    def _tiles(self, places: Tensor) -> list[Tensor]:
        """Return `places` in parts that lie together, so that few others are near to any of one."""
        rows, columns = places // self._grid[1] // _TILE, places % self._grid[1] // _TILE
        tiles = rows * self._grid[1] + columns
        return [places[tiles == tile] for tile in tiles.unique()]

    def _near(self, thing: int) -> Tensor:
        """Return the places around where `thing` was last; all where it was nowhere."""
        everywhere = torch.arange(self._grid[0] * self._grid[1])
        newest = self._latest[-1] if self._latest else None
        if newest is None or thing not in newest.labels:
            return everywhere
        there = (newest.labels[thing] > 0.3).any(1)
        if not there.any():
            return everywhere
        grown = functional.max_pool2d(
            there.float().view(1, 1, *self._grid), 2 * _MARGIN + 1, stride=1, padding=_MARGIN
        )
        return everywhere[grown.flatten() > 0]


@lru_cache(maxsize=2)
def _close(grid: tuple[int, int]) -> Tensor:
    """Return [N, N], which places are so near to each other that one reads the other's labels."""
    return distance_penalty(grid, _RADIUS) == 0


def _nearest(given: Sequence[Remembered], here: int, thing: int) -> list[Remembered]:
    own = [each for each in given if thing in each.values]
    return sorted(own, key=lambda each: abs(each.number - here))[:_NEAREST_GIVEN]
