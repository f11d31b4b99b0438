"""Which frame of a followed object a person should correct next, for the most gain."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

POWER = 0.5
AROUND = 2


def next_correction(
    trust: NDArray[np.float32],
    corrected: Collection[int],
    power: float = POWER,
    around: int = AROUND,
) -> int | None:
    """Return the frame whose correction should help most; None where there is none to correct.

    That is where masks are trusted least, averaged over a few frames, and far from what is
    corrected: close to a correction little is gained.

    Args:
        trust: float32 [F], how far each mask can be relied on, 0 to 1; NaN on frames that were
            not followed.
        corrected: frames that a person corrected.
        power: how much the distance to the nearest correction counts; 0 for not at all.
        around: frames to either side that a frame's trust is averaged with.
    """
    places = np.array(sorted(corrected), dtype=np.int64)
    known = ~np.isnan(trust)
    if not known.any():
        return None
    kernel = np.ones(2 * around + 1)
    doubt = np.convolve(np.where(known, 1 - trust, 0), kernel, "same")
    doubt /= np.maximum(np.convolve(known, kernel, "same"), 1)
    frames = np.arange(len(trust))
    far = np.full(len(trust), len(trust), dtype=np.int64)
    if len(places):
        after = np.searchsorted(places, frames)
        right = abs(places[np.minimum(after, len(places) - 1)] - frames)
        left = abs(frames - places[np.maximum(after - 1, 0)])
        far = np.minimum(left, right)
    gain = np.where(known & (far > 0), doubt * far.astype(np.float64) ** power, -1)
    best = int(gain.argmax())
    return best if gain[best] > 0 else None
