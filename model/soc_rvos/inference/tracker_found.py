"""Where objects were found on a frame, and how they share its pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]

_TOO_SURE = 3
"""The network is surer than it is right. On twelve real clips, 275 masks, this power of the overlap
it expects was 0.848 on average and the true one 0.852, with a correlation of 0.85."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """One object on one frame: `chance` float32 [h, w] at half the size frames are seen at.

    `fine` float32 [H, W], at the size masks are kept at, where the motion gave it; else None.
    `trust` is in [0, 1].
    """

    chance: Plane
    fine: Plane | None
    trust: float


def expected_overlap(chance: Plane) -> float:
    """Return how good a mask of these probabilities should be, 0 to 1: from the overlap with the
    object that they themselves let expect."""
    inside = chance > 0.5
    within = float(chance[inside].sum())
    union = float(np.count_nonzero(inside)) + float(chance[~inside].sum())
    return (within / max(1.0, union)) ** _TOO_SURE


def competing(found: Mapping[int, Found], beside: Sequence[Plane] = ()) -> dict[int, Found]:
    """Let objects compete: a pixel belongs to one of them, to one of those `beside`, or to none.

    `beside` are masks [H, W] in [0, 1], at the size masks are kept at.
    """
    names = list(found)
    coarse = _shared_out([found[name].chance for name in names], beside)
    fine: Sequence[Plane | None] = [None] * len(names)
    size = next((each.fine.shape for each in found.values() if each.fine is not None), None)
    if size is not None:
        planes = [
            each.fine if each.fine is not None else resized(each.chance, size)
            for each in found.values()
        ]
        fine = _shared_out(planes, beside)
    return {
        name: Found(coarse[place], fine[place], found[name].trust)
        for place, name in enumerate(names)
    }


def _shared_out(chances: Sequence[Plane], beside: Sequence[Plane]) -> list[Plane]:
    others = [resized(each, chances[0].shape) for each in beside]
    return shared_out([*chances, *others])[: len(chances)]


def shared_out(chances: Sequence[Plane]) -> list[Plane]:
    """Return the probabilities of objects of which a pixel can belong to one at most."""
    odds = [each / np.maximum(1 - each, np.float32(1e-4)) for each in chances]
    total = 1 + np.sum(odds, axis=0)
    return [np.asarray(each / total, dtype=np.float32) for each in odds]


def resized(plane: Plane, size: tuple[int, ...]) -> Plane:
    """Return `plane` at another size [h, w]."""
    way = cv2.INTER_AREA if size[0] < plane.shape[0] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(plane, (size[1], size[0]), interpolation=way), dtype=np.float32)
