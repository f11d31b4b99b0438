"""The frames that a ruler over the time is labelled at."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from soc_studio.core.media.time_code import Counting, TimeCodes
from soc_studio.core.tracks.time_scale import TimeScale

_SECONDS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)
_PARTS = {
    24: (6, 12),
    25: (5,),
    30: (5, 10, 15),
    48: (6, 12, 24),
    50: (5, 10, 25),
    60: (10, 20, 30),
}
_FRAMES = (1, 2, 5, 10, 20, 50, 100)  # where there are no seconds with a whole number of frames


def ruler_marks(codes: TimeCodes, scale: TimeScale, least: float) -> list[int]:
    """Return the frames in sight that a ruler is labelled at, rising, all of one step.

    The step is the first that leaves `least` pixels between two labels: of 1, 2, 5, 10, 15 or 30
    seconds, of 1, 2, 5, 10 or 30 minutes, of hours, or a part of a second into which the frames of
    a second go. Labels are at codes that are whole numbers of the step.
    """
    apart = least / scale.pixels  # frames
    first = max(0, math.floor(scale.first))
    stop = min(math.ceil(scale.first + scale.seen), codes.timing.frame_count)
    if codes.counting is None:
        found = _of_times(codes, first, stop, apart)
    else:
        found = _of_codes(codes.counting, codes.start, first, stop, apart)
    return [frame for frame in dict.fromkeys(found) if first <= frame < stop]


def _of_codes(counting: Counting, start: int, first: int, stop: int, apart: float) -> Iterator[int]:
    """Yield frames at round codes; `start` is the number of frame 0."""
    nominal = counting.nominal
    part = next((each for each in (1, *_parts(nominal)) if each >= apart), 0)
    step = 1 if part else _seconds(apart / nominal)
    second = counting.second(start + first) // step * step
    while (begin := counting.first_of_second(second) - start) < stop:
        after = counting.first_of_second(second + step) - start
        yield begin
        if part:
            skipped = nominal - (after - begin)  # numbers that drop-frame leaves out at the front
            yield from (begin - skipped + at for at in range(part, nominal, part) if at > skipped)
        second += step


def _of_times(codes: TimeCodes, first: int, stop: int, apart: float) -> Iterator[int]:
    """Yield the first frames at or after round times, or every so many frames."""
    timing = codes.timing
    rate = float(timing.rate)
    if apart <= rate / 2:
        step = next((each for each in _FRAMES if each >= apart), _FRAMES[-1])
        yield from range(first // step * step, stop, step)
        return
    step = _seconds(apart / rate)
    last = min(stop, timing.frame_count) - 1
    begin = int(timing.time_of(first)) // step * step
    for second in range(begin, int(timing.time_of(last)) + 1, step):
        tick = math.ceil(Fraction(second) / timing.time_base)
        yield int(np.searchsorted(timing.ticks, tick))


def _parts(nominal: int) -> tuple[int, ...]:
    """Return the parts, in frames, that a second of so many is divided into."""
    known = _PARTS.get(nominal)
    return known or tuple(each for each in range(2, nominal // 2 + 1) if nominal % each == 0)


def _seconds(apart: float) -> int:
    """Return the round number of seconds that is no less than `apart`."""
    found = next((each for each in _SECONDS if each >= apart), 0)
    return found or math.ceil(apart / 3600) * 3600
