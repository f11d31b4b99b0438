"""Parses points in a video as people type them: frame numbers, seconds, clock times.

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
