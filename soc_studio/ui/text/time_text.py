"""Times and durations as text."""

from __future__ import annotations

from PySide6.QtCore import QLocale


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
