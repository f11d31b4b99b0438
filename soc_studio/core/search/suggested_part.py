"""The part of a video that is offered where a search of all of it would take long."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

LONG = 60.0
"""Seconds that a search takes at least before a part is offered."""
_PART = 30  # seconds of video
_NEAR = 5  # seconds of video by which an end may move to meet a scene change


@dataclass(frozen=True, slots=True)
class SuggestedPart:
    """A part of a video, half-open in frames, and the seconds that its search will take."""

    span: range
    seconds: float


def suggested_part(
    span: range, playhead: int, rate: float, cuts: Iterable[int], seconds: float | None
) -> SuggestedPart | None:
    """Return the part around the playhead that is worth a search of its own.

    The part has 30 s of video, and the playhead in its middle where `span` has room. An end that
    has scene changes at most 5 s further in moves to the outermost; the playhead stays inside.

    Args:
        span: the frames that a search of all would look at, half-open.
        playhead: the frame that is looked at; outside of `span`, its nearest frame counts.
        rate: frames a second, above 0.
        cuts: frames that shots begin with, in any order, as far as they are known.
        seconds: that a search of `span` takes; None where nobody knows.

    Returns:
        None where the search of all is short or of unknown length, or where `span` is no longer
        than the part.
    """
    length = max(1, round(_PART * rate))
    if seconds is None or seconds <= LONG or len(span) <= length:
        return None
    playhead = max(span.start, min(playhead, span.stop - 1))
    start = max(span.start, min(playhead - length // 2, span.stop - length))
    stop = start + length
    known, near = sorted(cuts), round(_NEAR * rate)
    if start > span.start:
        at = bisect_left(known, start)
        if at < len(known) and known[at] <= min(playhead, start + near):
            start = known[at]
    if stop < span.stop:
        at = bisect_right(known, stop) - 1
        if at >= 0 and known[at] > max(playhead, stop - near - 1):
            stop = known[at]
    part = range(start, stop)
    return SuggestedPart(part, seconds * len(part) / len(span))
