"""How fast exports typically are, for an estimate before the first one on a computer."""

from __future__ import annotations

import time
from collections.abc import Collection
from functools import cache

import numpy as np

TYPICAL = {
    "masks": 0.006,
    "tracks": 0.009,
    "cutout": 0.19,
    "matte": 0.045,
    "matte-prores": 0.13,
    "cutout-png": 0.06,
    "cutout-tiff": 0.11,
    "cutout-exr": 0.14,
    "layers-exr": 0.28,
    "cryptomatte": 0.1,
    "cutout-archive": 0.13,
    "cutout-xq": 0.2,
    "cutout-animation": 0.1,
    "matte-h265": 0.1,
    "matte-archive": 0.05,
    "cutout-inverse": 0.25,
    "timeline": 0.002,
    "overlay": 0.08,
    "look": 0.12,
    "cutout-web": 0.25,
    "loop-webp": 0.08,
    "loop-apng": 0.06,
    "loop-gif": 0.05,
}
"""Seconds of one core that a layer's frame of a million pixels takes, by the ids of formats, on the
computer whose pace is 1: measured on 50 frames of 1280x720."""
EDGE = 0.25
"""Likewise, what an edge band adds to a frame."""
_UNIT = 0.0021  # seconds of the work of `pace` on that computer
_TIMES = 5


@cache
def pace() -> float:
    """Return how long this computer takes for a piece of work, 1 on the computer of `TYPICAL`.

    The work is of the kind that exports do, on one core: sums over the levels of a picture.
    """
    picture = np.linspace(0, 1, 256 * 512 * 3, dtype=np.float32).reshape(256, 512, 3)
    taken = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        np.rint(np.cumsum(np.sqrt(picture * picture[::-1] + 0.1), axis=1)).astype(np.uint8)
        taken.append(time.perf_counter() - began)
    return min(taken) / _UNIT


def typical_seconds(formats: Collection[str], has_edge: bool) -> float | None:
    """Return how long a layer's frame of a million pixels typically takes here in all `formats`,
    called by their ids; None where nobody has measured one of them."""
    if not formats or not TYPICAL.keys() >= set(formats):
        return None
    return pace() * sum(TYPICAL[each] + EDGE * has_edge for each in formats)
