"""Frames a second, as datasets say them in text: 25, 29.97 or 30000/1001."""

from __future__ import annotations

import re
from fractions import Fraction

from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.system.messages import message

# Of "1e999999999" a Fraction would take all memory.
_RATE = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12}|/[0-9]{1,12})?")
_FASTEST = 10**6


def rate_said(text: str, video: str) -> Fraction | None:
    """Return the rate that `text` says of a `video`; None where it says nothing.

    Raises:
        DatasetError: it is no rate.
    """
    said = text.strip()
    if not said:
        return None
    try:
        rate = Fraction(said) if _RATE.fullmatch(said) else Fraction(0)
    except ZeroDivisionError:
        rate = Fraction(0)
    if not 0 < rate < _FASTEST:
        raise DatasetError(
            message("'{video}' has a rate of '{rate}'.", video=shown(video), rate=shown(said)),
            message("Write the file again with the program that made it."),
        )
    return rate
