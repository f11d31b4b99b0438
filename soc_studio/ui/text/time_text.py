"""Times and durations as text."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from soc_studio.core.media.timing import Timing


def clock(timing: Timing, frame: int) -> str:
    """Return the time of a frame as hours, minutes, seconds and the number of the frame in its
    second: 01:02:03:04, the hours only where there are any."""
    time = timing.time_of(min(max(frame, 0), timing.frame_count - 1))
    whole = int(time)
    within = frame - timing.frame_at(time.__class__(whole))
    if timing.time_of(timing.frame_at(time.__class__(whole))) < whole:
        within -= 1
    minutes, seconds = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    shown = f"{minutes:02d}:{seconds:02d}:{max(0, within):02d}"
    return f"{hours:02d}:{shown}" if timing.duration >= 3600 else shown


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
