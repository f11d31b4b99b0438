"""Where the ways from two corrections of an object meet, and what is kept of one for the other."""

from __future__ import annotations

import zlib
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.tracker_found import Found

MEETING = 48
"""Frames before a correction that are followed back from it, to meet what comes towards it."""

_MEET = 0.65
"""Part of the way between two corrections that is followed from each of them."""
_TELLS = 0.1
"""Share of a frame from which a way is worth following it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A probability at half size, in few bytes."""

    packed: bytes
    shape: tuple[int, int]
    trust: float

    @classmethod
    def of(cls, found: Found) -> Kept:
        """Keep where an object was found."""
        levels = np.rint(found.chance * 255).astype(np.uint8)
        return cls(zlib.compress(levels.tobytes(), 1), found.chance.shape, found.trust)

    def chance(self) -> NDArray[np.float32]:
        """Return the probability [h, w]."""
        levels = np.frombuffer(zlib.decompress(self.packed), dtype=np.uint8).reshape(self.shape)
        return levels.astype(np.float32) / np.float32(255)


def share(corrected: Collection[int], number: int, step: int) -> np.float32:
    """Return how much the way back from the next correction counts on frame `number`, 0 to 1.

    The ways meet in the middle between two corrections, or MEETING before the next one.

    Args:
        corrected: the frames that the object is corrected on.
        number: the frame.
        step: 1 or -1, the direction that is followed.
    """
    gaps = [(each - number) * step for each in corrected]
    ahead = min((gap for gap in gaps if gap > 0), default=None)
    behind = min((-gap for gap in gaps if gap <= 0), default=None)
    if ahead is None or behind is None:
        return np.float32(ahead is not None)
    reach = min(ahead + behind, MEETING / _MEET)
    part = (_MEET - ahead / reach) / (2 * _MEET - 1)
    part = min(1.0, max(0.0, part))
    weight = part * part * (3 - 2 * part)
    return np.float32(0 if weight < _TELLS else 1 if weight > 1 - _TELLS else weight)


def reach_back(corrected: Collection[int], target: int, step: int) -> int:
    """Return how many frames are followed back from the correction on the frame `target`.

    `corrected` and `step` are as in `share`.
    """
    gaps = [(target - each) * step for each in corrected]
    far = min((gap - 1 for gap in gaps if gap > 0), default=MEETING)
    far = min(MEETING, far)
    while far and not share(corrected, target - step * far, step):
        far -= 1
    return far
