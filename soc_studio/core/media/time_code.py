"""Time codes of frames, and points in a video as people type them.

The time code that a camera wrote into a file is a fact of the file: see `decoding.video_facts`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from soc_studio.core.media.timing import Timing
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.messages import message

# Python refuses to read numbers of thousands of digits; no video needs more than these.
_FRAME = re.compile(r"[0-9]{1,18}")
_SECONDS = re.compile(r"([0-9]{1,18}(?:\.[0-9]{1,18})?)\s*s")
_CLOCK = re.compile(r"(?:([0-9]{1,18}):)?([0-9]{1,2}):([0-9]{1,2}(?:\.[0-9]{1,18})?)")


class TimeCodeError(StudioError):
    """A text names no point in a video."""


@dataclass(frozen=True, slots=True)
class TimeCode:
    """A point in a video: a frame number, or seconds from the first frame; exactly one is set."""

    frame: int | None = None
    seconds: Fraction | None = None

    @classmethod
    def parse(cls, text: str) -> TimeCode:
        """Read `120` (a frame), `12.5s` (seconds), `1:30` or `01:02:03.250` (a clock time).

        Raises:
            TimeCodeError: `text` is none of these.
        """
        text = text.strip()
        if _FRAME.fullmatch(text):
            return cls(frame=int(text))
        if match := _SECONDS.fullmatch(text):
            return cls(seconds=Fraction(match[1]))
        if match := _CLOCK.fullmatch(text):
            hours, minutes, seconds = int(match[1] or 0), int(match[2]), Fraction(match[3])
            if seconds < 60 and (minutes < 60 or match[1] is None):
                return cls(seconds=hours * 3600 + minutes * 60 + seconds)
        raise TimeCodeError(
            message("'{text}' is not a time or a frame.", text=text),
            message(
                "Enter a frame number (120), seconds (12.5s) or a time (1:30 or 00:01:30.500)."
            ),
        )

    def frame_number(self, timing: Timing) -> int:
        """Return the first frame that appears at or after this point.

        Behind the last frame it is the number of frames; a frame number is returned as it is.
        """
        if self.frame is not None:
            return self.frame
        assert self.seconds is not None
        tick = math.ceil(self.seconds / timing.time_base)
        return int(np.searchsorted(timing.ticks, tick, side="left"))


_FULL_DAY = 24 * 60
_GROUPS = re.compile(
    r"([0-9]{1,9})(?:[:;]([0-9]{1,9}))?(?:[:;]([0-9]{1,9}))?(?:[:;.]([0-9]{1,9}))?"
)
_PLAIN_FRAME = re.compile(r"([0-9]{1,18})\s*f?")


@dataclass(frozen=True, slots=True)
class Counting:
    """How time codes number the frames of a steady rate.

    Attributes:
        nominal: numbers in a second, at least 1: 30 for 29.97 frames a second.
        skipped: numbers skipped at each minute but every tenth, 0 where none are: "drop-frame".
    """

    nominal: int
    skipped: int = 0

    @classmethod
    def of(cls, rate: Fraction) -> Counting | None:
        """Return how frames at `rate` a second are numbered; None where no code fits the rate.

        30000/1001, 60000/1001 and 120000/1001 are drop-frame, other rates are not.
        """
        nominal = round(rate)
        if nominal < 1 or rate not in (nominal, Fraction(nominal * 1000, 1001)):
            return None
        drops = rate != nominal and nominal in (30, 60, 120)
        return cls(nominal, nominal // 15 if drops else 0)

    @property
    def day(self) -> int:
        """The numbers in 24 hours."""
        return self.number(_FULL_DAY, 0)

    def number(self, minutes: int, within: int) -> int:
        """Return which frame, counted from 00:00:00:00, has the number `within` in a minute."""
        skips = self.skipped * (minutes - minutes // 10)
        return minutes * 60 * self.nominal - skips + within

    def write(self, frame: int) -> str:
        """Return the code of a frame, 0 or more, counted from 00:00:00:00."""
        minutes, within = self._split(frame)
        seconds, part = divmod(within, self.nominal)
        hours, minutes = divmod(minutes, 60)
        digits = 2 if self.nominal < 100 else len(str(self.nominal))
        mark = ";" if self.skipped else ":"
        return f"{hours:02d}:{minutes:02d}:{seconds:02d}{mark}{part:0{digits}d}"

    def read(self, hours: int, minutes: int, seconds: int, part: int) -> int:
        """Return the frame of a code; the next one where the code is one that is skipped."""
        minutes += 60 * hours + seconds // 60
        within = seconds % 60 * self.nominal + part
        if self.skipped and minutes % 10 and within < self.skipped:
            within = self.skipped
        return self.number(minutes, within)

    def second(self, frame: int) -> int:
        """Return the second, counted from 00:00:00:00, in which a frame's code lies."""
        minutes, within = self._split(frame)
        return 60 * minutes + within // self.nominal

    def first_of_second(self, second: int) -> int:
        """Return the first frame whose code lies in a second."""
        return self.read(0, 0, second, 0)

    def _split(self, frame: int) -> tuple[int, int]:
        """Return the minute of a frame, and its number in there, skipped ones included."""
        tens, rest = divmod(frame, 600 * self.nominal - 9 * self.skipped)
        first, later = 60 * self.nominal, 60 * self.nominal - self.skipped
        if rest < first:
            return 10 * tens, rest
        minute, within = divmod(rest - first, later)
        return 10 * tens + 1 + minute, within + self.skipped


class TimeCodes:
    """The time codes of a video: HH:MM:SS:FF, or HH:MM:SS.mmm where it keeps to no rate.

    Attributes:
        counting: None where codes are clock times.
        start: the frame, counted from 00:00:00:00, with which the video begins.
    """

    def __init__(self, timing: Timing, first_code: str = "") -> None:
        """Number the frames of `timing` from `first_code` on, as a file states it, or from zero.

        A code with `;` before its frames is drop-frame, another one is not. A code that does not
        suit the rate of the video counts as none.
        """
        self.timing = timing
        self.counting = None if timing.is_variable else Counting.of(timing.rate)
        self.start = 0
        match = _GROUPS.fullmatch(first_code.strip())
        if self.counting is None or match is None or None in match.groups():
            return
        counting = self.counting
        if counting.skipped and ";" not in first_code and "." not in first_code:
            counting = Counting(counting.nominal)
        hours, minutes, seconds, part = (int(each) for each in match.groups())
        if hours < 24 and minutes < 60 and seconds < 60 and part < counting.nominal:
            self.counting = counting
            self.start = counting.read(hours, minutes, seconds, part)

    def code(self, frame: int) -> str:
        """Return the code of a frame; of the nearest one outside the video."""
        frame = max(0, min(frame, self.timing.frame_count - 1))
        if self.counting is None:
            return _clock(self.timing.time_of(frame))
        number = self.start + frame
        return self.counting.write(number % self.counting.day if self.start else number)

    def widest(self) -> str:
        """Return a code that is as long as any of the video, in figures of one width."""
        last = self.code(self.timing.frame_count - 1)
        return re.sub("[0-9]", "0", max(last, self.code(0), key=len))

    def read(self, text: str, frame: int = 0) -> int:
        """Return the frame that a person means by `text` while the playhead is on `frame`.

        `1:22` is second 1, frame 22 (minute 1, second 22 where codes are clock times); a code of
        less than four parts, or one before the video's first, counts from the first frame. `47` or
        `47f` is a frame number, `12.5s` a time from the first frame on; `+10` and `-1:00` go on
        from `frame`. The nearest frame where the video has none there.

        Raises:
            TimeCodeError: `text` is none of these.
        """
        text = text.strip()
        step = {"+": 1, "-": -1, "−": -1}.get(text[:1], 0)
        if step:
            text = text[1:].strip()
        last = self.timing.frame_count - 1
        if match := _PLAIN_FRAME.fullmatch(text):
            found = int(match[1])
        elif match := _SECONDS.fullmatch(text):
            if step:
                return self._at(self.timing.time_of(frame) + step * Fraction(match[1]))
            return self._at(Fraction(match[1]))
        elif self.counting is None:
            try:
                seconds = TimeCode.parse(text).seconds
            except TimeCodeError:
                raise _no_code(text) from None
            assert seconds is not None  # a plain number is a frame, above
            return self._at(self.timing.time_of(frame) + step * seconds if step else seconds)
        else:
            found = self._read_code(text, self.counting, is_step=bool(step))
        return max(0, min(frame + step * found if step else found, last))

    def _read_code(self, text: str, counting: Counting, is_step: bool) -> int:
        match = _GROUPS.fullmatch(text)
        if match is None:
            raise _no_code(text)
        groups = [int(each) for each in match.groups() if each is not None]
        hours, minutes, seconds, part = [0] * (4 - len(groups)) + groups
        if (
            part >= counting.nominal
            or (seconds > 59 and len(groups) > 2)
            or (minutes > 59 and len(groups) > 3)
        ):
            raise _no_code(text)
        number = counting.read(hours, minutes, seconds, part)
        is_full = len(groups) == 4 and not is_step
        if (
            is_full
            and number < self.start
            and number + counting.day < self.start + len(self.timing.ticks)
        ):
            return number + counting.day - self.start  # past midnight
        return number - self.start if is_full and number >= self.start else number

    def _at(self, time: Fraction) -> int:
        return self.timing.frame_at(max(Fraction(0), time))


def _clock(time: Fraction) -> str:
    """Return a time as hours, minutes, seconds and thousandths, rounded down."""
    seconds, thousandths = divmod(int(time * 1000), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{thousandths:03d}"


def _no_code(text: str) -> TimeCodeError:
    return TimeCodeError(
        message("'{text}' is not a time or a frame.", text=text),
        message("Enter a time (1:22 or 00:00:01:22), a frame (47f) or a step (+10)."),
    )
