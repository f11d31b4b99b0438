"""Frame numbers and exact times of a clip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
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
    """

    ticks: NDArray[np.int64] = field(repr=False)
    end: int
    time_base: Fraction
    rate: Fraction
    is_variable: bool
    start: Fraction = Fraction(0)

    @classmethod
    def at_rate(cls, frame_count: int, rate: Fraction) -> Timing:
        """Return the timing of `frame_count` frames at a constant `rate` in frames a second."""
        ticks = np.arange(frame_count, dtype=np.int64) * rate.denominator
        return cls(
            ticks, frame_count * rate.denominator, Fraction(1, rate.numerator), rate, False
        )

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
    if last == 0:
        return nominal_rate
    candidates = [nominal_rate] if nominal_rate else []
    if ticks[-1]:
        candidates.append(last / (int(ticks[-1]) * time_base))
    for rate in candidates:
        step = 1 / (rate * time_base)  # ticks a frame, exact
        steady = np.arange(last + 1, dtype=np.int64) * step.numerator // step.denominator
        offset = ticks - steady
        # Rounded down, up or to the nearest, stamps stay within one tick of the rounded-down ones.
        if np.ptp(offset) <= (0 if step.denominator == 1 else 1):
            return rate
    return None
