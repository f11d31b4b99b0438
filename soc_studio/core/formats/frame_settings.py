"""Settings for the frames of an export: handles, and a constant rate instead of uneven times."""

from __future__ import annotations

from fractions import Fraction

from soc_studio.core.media.frame_rates import RateError, parse_rate
from soc_studio.core.media.steady_rate import usual_rate
from soc_studio.core.media.timing import Timing
from soc_studio.core.system.messages import joined, message

MOST_HANDLES = 10_000
"""Frames before, and frames after."""
AUTOMATIC = "auto"
"""The constant rate that suits a video best."""


def handles_mistake(handles: int) -> str:
    """Return a sentence on what is wrong with a number of handles, empty where nothing is."""
    if 0 <= handles <= MOST_HANDLES:
        return ""
    return message("Choose handles of 0 to {most} frames.", most=MOST_HANDLES)


def rate_mistake(rate: str) -> str:
    """Return a sentence on what is wrong with a constant rate, empty where nothing is."""
    try:
        if rate and rate != AUTOMATIC:
            parse_rate(rate)
    except RateError as error:
        return joined(error.message, error.advice)
    return ""


def conformed_rate(rate: str, timing: Timing) -> Fraction | None:
    """Return the frames a second that a video is conformed to; None where it keeps its times, as
    one of constant rate always does.

    Args:
        rate: what `parse_rate` reads, `AUTOMATIC`, or empty to keep the times.
        timing: of the video.

    Raises:
        RateError: `rate` says none.
    """
    if not rate or not timing.is_variable:
        return None
    return usual_rate(timing) if rate == AUTOMATIC else parse_rate(rate)
