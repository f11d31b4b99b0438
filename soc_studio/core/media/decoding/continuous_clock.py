"""Turns the timestamps of a file whose clock jumps into one continuous clock."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

# As players have it: longer than this no picture stands in a broadcast, where clocks are reset;
# elsewhere a picture may well stand for an hour.
_LEAP_OF_BROADCAST = Fraction(10)
_LEAP = Fraction(3600)
_SLIP = Fraction(1, 10)  # seconds that a stamp may be early without the clock having jumped
_UNUSUAL = 10  # times the usual step


def running_clock(
    stamps: NDArray[np.int64],
    joints: NDArray[np.int64],
    time_base: Fraction,
    is_broadcast: bool,
    usual: int = 0,
) -> NDArray[np.int64]:
    """Return `stamps` with every jump of the clock taken out, int64 [T], not decreasing.

    After a jump the next frame comes as long after the one before it as frames do before the jump.

    Args:
        stamps: int64 [T], in the order in which the frames are shown.
        joints: numbers of frames before which the file is known to restart.
        time_base: seconds in a tick.
        is_broadcast: whether the format is one in which clocks jump as a matter of course.
        usual: ticks that a frame is shown where nothing else tells.
    """
    if len(stamps) < 2:
        return stamps
    steps = np.diff(stamps)
    typical = _typical(steps) or usual or max(1, round(Fraction(1, 25) / time_base))
    longest = int((_LEAP_OF_BROADCAST if is_broadcast else _LEAP) / time_base)
    jumps = (steps < -int(_SLIP / time_base)) | (steps > max(longest, _UNUSUAL * typical))
    known = joints[(joints > 0) & (joints <= len(steps))] - 1
    jumps[known] |= steps[known] <= 0
    if jumps.any():
        steps = steps.copy()
        begun = 0
        for place in np.flatnonzero(jumps).tolist():
            steps[place] = _typical(steps[begun:place]) or typical
            begun = place + 1
    ticks: NDArray[np.int64] = stamps[0] + np.concatenate([[0], np.cumsum(steps)])
    return np.maximum.accumulate(ticks)


def _typical(steps: NDArray[np.int64]) -> int:
    forward = steps[steps > 0]
    return int(np.median(forward)) if len(forward) else 0
