"""Which frame of a followed object a person should correct next, for the most gain."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.project.outdated import fixed_frames
from soc_studio.core.tracks.resolved_track import ResolvedTrack, Source, State

BASE = 0.01
"""Doubt that there is on every frame, however far its mask is trusted; chosen by
`benchmarks/tracking.py --proposed`."""
_PLACES = 96
"""Frames of a stretch between two corrections that are compared, at most."""


def best_correction(view: ResolvedTrack) -> int | None:
    """Return the frame of a layer whose correction should help most, of those that were propagated
    to; None where there is none.

    Where the object is gone, a tracker trusts no mask: there only the distance counts.
    """
    moved = view.sources == Source.PROPAGATED
    known = np.where(view.states == State.PRESENT, np.nan_to_num(view.trusts, nan=1.0), 1.0)
    trust = np.where(moved, known, np.nan).astype(np.float32)
    return next_correction(trust, fixed_frames(view.layer.corrections))


def next_correction(
    trust: NDArray[np.float32], corrected: Collection[int], base: float = BASE
) -> int | None:
    """Return the frame whose correction should help most; None where there is none to correct.

    A correction helps the frames that it is nearer to than the others are: the more, the farther
    those are away, and the less the masks there are trusted.

    Args:
        trust: float32 [F], how far each mask can be relied on, 0 to 1; NaN on frames that were
            not followed.
        corrected: frames that a person corrected; at least one, if anything was followed.
        base: doubt that is added on every frame; the larger, the less trust counts.
    """
    fixed = sorted(n for n in corrected if 0 <= n < len(trust))
    if not fixed:
        return None
    doubt = np.where(np.isnan(trust), 0, 1 - trust + base)
    best, most = None, 0.0
    for before, after in pairwise([-1, *fixed, len(trust)]):
        left = before if before >= 0 else None
        right = after if after < len(trust) else None
        found, gain = _best_between(doubt, before + 1, after, left, right)
        if gain > most:
            best, most = found, gain
    return best


def _best_between(
    doubt: NDArray[np.float64], start: int, stop: int, left: int | None, right: int | None
) -> tuple[int | None, float]:
    """Return the best frame from `start` until before `stop` and its gain, where corrections are
    at `left` and `right`, if there."""
    if start >= stop:
        return None, 0.0
    places = np.unique(np.linspace(start, stop - 1, min(_PLACES, stop - start)).astype(np.int64))
    share = (stop - start) / len(places)
    far = np.full(len(places), np.inf)
    for each in (left, right):
        if each is not None:
            far = np.minimum(far, abs(places - each))
    apart = abs(places[:, None] - places[None, :])
    nearer = np.maximum(far[None, :] - apart, 0)  # by so many frames, for each place as the next
    weight = doubt[places]
    gains = share * (nearer * weight[None, :]).sum(axis=1)
    gains += 1e-9 * far  # of equals, the one in the middle
    gains[weight <= 0] = 0  # what was not followed cannot be judged
    place = int(gains.argmax())
    return int(places[place]), float(gains[place])
