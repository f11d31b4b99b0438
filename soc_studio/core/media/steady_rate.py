"""A constant rate for a video of variable times, and which frame each of its moments shows."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import numpy as np

from soc_studio.core.media.frame_rates import FASTEST, SLOWEST
from soc_studio.core.media.timing import Timing

_NTSC = tuple(Fraction(whole * 1000, 1001) for whole in (24, 30, 60, 120))
_USUAL = (*_NTSC, *(Fraction(each) for each in (24, 25, 30, 48, 50, 60, 100, 120)))
_ALIKE = 0.2  # share by which durations may differ from the median and count as the same
_NEAR = 0.015  # share by which a usual rate may differ from what is measured


def usual_rate(timing: Timing) -> Fraction:
    """Return the constant rate that `timing` would best be conformed to, in frames a second.

    That is the rate at which most of its frames follow each other: one that editing programs know,
    where one is near. A video that keeps to a rate has that.
    """
    if not timing.is_variable:
        return timing.rate
    steps = np.diff(timing.ticks, append=timing.end)
    steps = steps[steps > 0]
    if not len(steps):
        return timing.rate
    median = float(np.median(steps))
    alike = steps[np.abs(steps - median) <= _ALIKE * median]  # stamps are rounded: their mean
    measured = 1 / (float(alike.mean()) * float(timing.time_base))
    nearest = min(_USUAL, key=lambda each: abs(float(each) - measured))
    if abs(float(nearest) - measured) <= _NEAR * measured:
        return nearest
    return min(max(Fraction(max(1, round(measured))), SLOWEST), FASTEST)


class SteadyFrames:
    """The frames of a video at a constant rate: each is the one on screen at its time.

    Attributes:
        timing: of them all.
    """

    def __init__(self, timing: Timing, rate: Fraction) -> None:
        """Conform the video that `timing` is of to `rate` frames a second."""
        self._source = timing
        self._rate = rate
        count = max(1, math.ceil(timing.duration * rate))
        self.timing = replace(Timing.at_rate(count, rate), start=timing.start, jumps=timing.jumps)

    def of(self, span: range) -> range:
        """Return which of them show frames `span` of the source; at least one where there are
        any frames in `span`."""
        if not span:
            return range(0)
        ends = span.stop == self._source.frame_count
        end = self._source.duration if ends else self._source.time_of(span.stop)
        first = math.ceil(self._source.time_of(span.start) * self._rate)
        first = min(first, self.timing.frame_count - 1)
        return range(first, max(first + 1, math.ceil(end * self._rate)))

    def sources(self, span: range) -> list[int]:
        """Return the frame of the source that each of these frames in `of(span)` shows; rising."""
        found = (self._source.frame_at(number / self._rate) for number in self.of(span))
        return [min(max(each, span.start), span.stop - 1) for each in found]
