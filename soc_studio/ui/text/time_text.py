"""Times and durations as text."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QLocale

from soc_studio.core.media.time_code import TimeCodes
from soc_studio.core.media.timing import Timing


def clock(timing: Timing, frame: int) -> str:
    """Return the time code of a frame as editing programs write it: 01:02:03:04, drop-frame rates
    with a semicolon before the frames, videos of a variable rate in milliseconds."""
    return codes(timing).code(min(max(frame, 0), timing.frame_count - 1))


@lru_cache(maxsize=8)
def codes(timing: Timing) -> TimeCodes:
    """Return the time codes of a video, which begin at zero."""
    return TimeCodes(timing)


def seconds_left(seconds: float | None) -> str:
    """Return a remaining time, rounded to its accuracy."""
    if seconds is None:
        return ""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d} min"
    return f"{minutes // 60}:{minutes % 60:02d} h"


def length(seconds: float) -> str:
    """Return a length for a sentence: "1.5 s", "2 min", "1 h 10 min"."""
    if seconds < 10 and round(seconds, 1) != round(seconds):
        return f"{QLocale().toString(seconds, 'f', 1)} s"
    if round(seconds) < 60:
        return f"{round(seconds)} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 10 and rest:
        return f"{minutes} min {rest} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
