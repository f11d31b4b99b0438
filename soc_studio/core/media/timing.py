"""Frame numbers and exact times of a clip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Timing:
    """When every frame of a clip is shown.

    Times are exact seconds from the first frame, which is at 0. They are kept as whole ticks of
    `time_base`, eight bytes a frame, so that an hour of video stays small.

    Args:
        ticks: int64 [T], not decreasing, the first one 0; when each frame appears.
        end: the tick at which the last frame disappears.
        time_base: seconds in a tick.
        rate: mean frames per second; the nominal rate where the clip keeps to one.
        is_variable: whether the frames leave a steady rate by more than a tick's rounding.
        start: time of the first frame on the clock of the file, which its sound runs on too.
        jumps: whether that clock jumps on the way, which is taken out of the ticks.
    """

    ticks: NDArray[np.int64] = field(repr=False)
    end: int
    time_base: Fraction
    rate: Fraction
    is_variable: bool
    start: Fraction = Fraction(0)
    jumps: bool = False

    @classmethod
    def at_rate(cls, frame_count: int, rate: Fraction) -> Timing:
        """Return the timing of `frame_count` frames at a constant `rate` in frames a second."""
        ticks = np.arange(frame_count, dtype=np.int64) * rate.denominator
        return cls(ticks, frame_count * rate.denominator, Fraction(1, rate.numerator), rate, False)

    @classmethod
    def of_stamps(
        cls,
        stamps: Sequence[int] | NDArray[np.int64],
        time_base: Fraction,
        last_duration: int | None = None,
        nominal_rate: Fraction | None = None,
    ) -> Timing:
        """Return the timing of frames stamped by a file.

        Args:
            stamps: [T], at least one, not decreasing; ticks on the clock of the file.
            time_base: seconds in a tick.
            last_duration: ticks that the last frame is shown, where the file says so; otherwise
                it is shown as long as the frames are on average.
            nominal_rate: the rate that the file claims; taken where the stamps keep to it.
        """
        absolute = np.asarray(stamps, dtype=np.int64)
        ticks = absolute - absolute[0]
        start = int(absolute[0]) * time_base
        steady = _steady_rate(ticks, time_base, nominal_rate)
        if not last_duration or last_duration < 0:
            if steady is not None:
                last_duration = round(1 / (steady * time_base))
            elif ticks[-1]:
                last_duration = round(Fraction(int(ticks[-1]), len(ticks) - 1))
            else:
                last_duration = round(1 / (nominal_rate or Fraction(25)) / time_base)
        end = int(ticks[-1]) + max(1, last_duration)
        rate = steady or len(ticks) / (end * time_base)
        return cls(ticks, end, time_base, rate, steady is None, start)

    def part(self, start: int, stop: int) -> Timing:
        """Return the timing of frames `start` to before `stop` alone, at least one, from 0 on."""
        if not 0 <= start < stop <= self.frame_count:
            raise ValueError(f"frames {start} to {stop} of {self.frame_count}")
        first = int(self.ticks[start])
        end = self.end if stop == self.frame_count else int(self.ticks[stop])
        return replace(
            self,
            ticks=self.ticks[start:stop] - first,
            end=end - first,
            rate=(stop - start) / ((end - first) * self.time_base)
            if self.is_variable
            else self.rate,
            start=self.start + first * self.time_base,
        )

    @property
    def frame_count(self) -> int:
        return len(self.ticks)

    @property
    def duration(self) -> Fraction:
        """Seconds from the first frame's appearance to the last one's end."""
        return self.end * self.time_base

    @cached_property
    def times(self) -> tuple[Fraction, ...]:
        """The time of every frame; long for long clips, so prefer `time_of`."""
        return tuple(int(tick) * self.time_base for tick in self.ticks)

    def time_of(self, number: int) -> Fraction:
        """Return when frame `number` appears; IndexError outside the clip."""
        if not 0 <= number < self.frame_count:
            raise IndexError(f"frame {number} of {self.frame_count}")
        return int(self.ticks[number]) * self.time_base

    def duration_of(self, number: int) -> Fraction:
        """Return how long frame `number` is shown."""
        is_last = number == self.frame_count - 1
        after = self.duration if is_last else self.time_of(number + 1)
        return after - self.time_of(number)

    def frame_at(self, time: Fraction) -> int:
        """Return the number of the frame on screen at `time`; the nearest one outside the clip."""
        tick = time // self.time_base  # a frame on screen since tick k is there until tick k + 1
        return max(0, int(np.searchsorted(self.ticks, tick, side="right")) - 1)


def _steady_rate(
    ticks: NDArray[np.int64], time_base: Fraction, nominal_rate: Fraction | None
) -> Fraction | None:
    """Return the constant rate that explains `ticks` to within a tick's rounding, or None."""
    last = len(ticks) - 1
    if last == 0 or not ticks[-1]:
        return nominal_rate if last == 0 else None
    mean = last / (int(ticks[-1]) * time_base)
    for rate in _likely_rates(mean, nominal_rate):
        step = 1 / (rate * time_base)  # ticks a frame, exact
        is_whole = step.denominator == 1
        if not is_whole and step < 2:
            continue  # where a frame takes hardly a tick, one left out would pass for rounding
        steady = np.arange(last + 1, dtype=np.int64) * step.numerator // step.denominator
        # Rounded down, up or to the nearest, stamps stay within one tick of the rounded-down ones.
        if np.ptp(ticks - steady) <= (0 if is_whole else 1):
            return rate
    return None


def _likely_rates(mean: Fraction, nominal_rate: Fraction | None) -> list[Fraction]:
    """Return the rates that a clip with a measured `mean` may have been made at, likeliest first.

    Where stamps are rounded, what a file claims may be no more than their mean.
    """
    whole = Fraction(max(1, round(mean)))
    base = max(1, round(mean * 1001 / 1000))
    ntsc = Fraction(base * 1000, 1001)
    usual = [whole, ntsc]
    if not base % 24 or not base % 30:  # as broadcast; others are hardly ever meant
        usual.sort(key=lambda rate: abs(rate - mean))
    if nominal_rate is None:
        return [*usual, mean]
    is_usual = nominal_rate.denominator in (1, 1001)
    return [nominal_rate, *usual, mean] if is_usual else [*usual, nominal_rate, mean]
