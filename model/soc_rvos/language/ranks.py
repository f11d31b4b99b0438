"""Which of several alike is meant by order: "the second dog from the left", "the largest car"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Measure = Literal["column", "row", "area", "height"]

_ORDINALS = {
    word: place
    for place, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th"))
    for word in words.split()
}
_SIDED = re.compile(
    rf"\b({'|'.join(_ORDINALS)})\b(?:\s+\w+){{0,2}}\s+(?:from|on|at)\s+the\s+"
    r"(left|right|top|bottom)\b"
)
_MOST: dict[str, tuple[Measure, bool]] = {
    "leftmost": ("column", False),
    "rightmost": ("column", True),
    "topmost": ("row", False),
    "bottommost": ("row", True),
    "largest": ("area", True),
    "larger": ("area", True),
    "biggest": ("area", True),
    "bigger": ("area", True),
    "smallest": ("area", False),
    "smaller": ("area", False),
    "tallest": ("height", True),
    "taller": ("height", True),
    "shortest": ("height", False),
    "shorter": ("height", False),
}
_SIDES: dict[str, tuple[Measure, bool]] = {
    "left": ("column", False),
    "right": ("column", True),
    "top": ("row", False),
    "bottom": ("row", True),
}


@dataclass(frozen=True, slots=True)
class Rank:
    """The place, from 0 on, among things sorted by `measure`, the greatest first if `falling`."""

    measure: Measure
    falling: bool
    place: int


def rank_of(sentence: str) -> Rank | None:
    """Return by what order `sentence`, in lower case, chooses, None where it does not.

    "Larger than the dog" compares with something else, and is no order.
    """
    if found := _SIDED.search(sentence):
        measure, falling = _SIDES[found[2]]
        return Rank(measure, falling, _ORDINALS[found[1]])
    words = [word.strip(".,;:!?") for word in sentence.split()]
    for place, word in enumerate(words):
        if word in _MOST and "than" not in words[place:]:
            measure, falling = _MOST[word]
            return Rank(measure, falling, 0)
    return None
