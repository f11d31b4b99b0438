"""Frames by the names of files."""

from __future__ import annotations

import re
from collections.abc import Sequence

_AT_THE_END = re.compile(r"[0-9]+$")


def numbers_of(stems: Sequence[str]) -> list[int] | None:
    """Return the number each of `stems` ends in, None where one ends in none.

    "shot2_00017" is 17. `stems` are names of files without their suffix.
    """
    found = [_AT_THE_END.search(stem[-255:]) for stem in stems]
    numbers = [int(match[0]) for match in found if match]
    return numbers if len(numbers) == len(stems) else None


def natural(name: str) -> tuple[list[tuple[int, str]], str]:
    """Return what to sort names by, so that "2.png" comes before "10.png"."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], name
