"""What a person gave, as the tracker remembers it: kept from one stretch of a video to the next."""

from __future__ import annotations

import zlib
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from soc_rvos.inference.tracker_memory import GivenFrame, Remembered
from soc_rvos.inference.tracker_motion import Motions
from soc_rvos.inference.tracker_sight import KeptSights, Sights, seen_size
from soc_rvos.networks.mask_memory import MaskMemory
from soc_rvos.networks.parts.picture_maps import FrozenEyes

Halves = Mapping[int, NDArray[np.float32]]
_Print = tuple[object, ...]
_MOST = 6
"""Frames that are kept for the next stretch, 2.6 MB each."""
_BASES = 8


class _Key(NamedTuple):
    """What a given frame is remembered by: what it is compared with, its number, what is in it."""

    basis: _Print
    number: int
    prints: _Print

    def unlike(self, other: _Key) -> tuple[bool, bool, int]:
        """Return how little another one is needed beside this, the largest least."""
        apart = abs(other.number - self.number)
        return other.basis != self.basis, not apart, apart


class GivenStore:
    """Remembers the frames that were given last, by what is in them.

    Each stretch between two corrections is followed by itself, and all of them remember the same
    frames. What was `seen` lately, and the `motions` there, are known to those that are followed at
    the same time.
    """

    def __init__(self) -> None:
        self._frames: dict[_Key, GivenFrame] = {}
        self._means: dict[_Print, Tensor] = {}
        self._ways = 0
        self.seen = KeptSights()
        self.motions = Motions()

    def __len__(self) -> int:
        """Return how many frames are remembered."""
        return len(self._frames)

    @contextmanager
    def follows(self) -> Generator[None, None, None]:
        """Keep what is seen until nothing is followed any more."""
        self._ways += 1
        try:
            yield
        finally:
            self._ways -= 1
            if not self._ways:
                self.seen.clear()
                self.motions.clear()

    def sights(
        self, eyes: FrozenEyes, network: MaskMemory, number: int, frame: NDArray[np.uint8]
    ) -> Sights:
        """Return what looks at frames of a video of which this is the first one that is given."""
        basis = _print(frame)
        size = seen_size(*frame.shape[:2])
        sights = Sights(eyes, network, size, basis, self._means.get(basis), self.seen)
        if sights.means is None:
            sights.look(number, frame)
            assert sights.means is not None
            while len(self._means) >= _BASES:
                del self._means[next(iter(self._means))]
            self._means[basis] = sights.means
        return sights

    def frame(
        self,
        network: MaskMemory,
        sights: Sights,
        number: int,
        frame: NDArray[np.uint8],
        halves: Halves,
    ) -> GivenFrame:
        """Return masks of a frame, RGB uint8 [H, W, 3], as they are remembered.

        `halves` are the masks, float32 [h, w] of half the size that frames are seen at.
        """
        prints = ((thing, _print(mask)) for thing, mask in sorted(halves.items()))
        key = _Key(sights.basis, number, (_print(frame), *prints))
        known = self._frames.get(key)
        if known is None:
            sight = sights.look(number, frame)
            planes = {thing: torch.from_numpy(mask) for thing, mask in halves.items()}
            known = GivenFrame(Remembered.of(network, sight, planes), sight.picture)
            if len(self._frames) >= _MOST:
                del self._frames[max(self._frames, key=key.unlike)]
            self._frames[key] = known
        return known


def _print(values: NDArray[np.uint8] | NDArray[np.float32]) -> _Print:
    return values.shape, zlib.crc32(np.ascontiguousarray(values).data)
