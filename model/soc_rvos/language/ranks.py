"""Which of several alike is meant by order: "the second dog from the left", "the largest car"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from soc_rvos.language.head_noun import HeadNoun

Measure = Literal["column", "row", "area", "height", "middle", "foot", "falling", "rising"]

_ORDINALS = {
    word: place
    for place, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th"))
    for word in words.split()
}
_SIDED = re.compile(
    rf"\b({'|'.join(_ORDINALS)})\b(?:\s+\w+){{0,2}}\s+(?:from|on|at)\s+(?:the\s+)?(?:far\s+)?"
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
SIDES: dict[str, tuple[Measure, bool]] = {
    "left": ("column", False),
    "right": ("column", True),
    "top": ("row", False),
    "bottom": ("row", True),
}


_DEGREE = re.compile(rf"\b(?:({'|'.join(_ORDINALS)})[\s-]+)?({'|'.join(_MOST)})\b(?!.*\bthan\b)")
# What may stand between the thing and words that are said of it, not of another one.
_OF_IT = re.compile(
    r"[\s,:;.(-]*(?:(?:that|which|who|it|is|are|the|one|very|in|of|two|three|'s|on|at)[\s,:;.(-]*)*"
)


@dataclass(frozen=True, slots=True)
class Rank:
    """The place, from 0 on, among things sorted by `measure`, the greatest first if `falling`.

    "foot" is how far down a thing stands, "falling" and "rising" how far it is along the line to
    the lower right and to the upper right corner.

    `start` and `stop` are the characters of the sentence that say so.
    """

    measure: Measure
    falling: bool
    place: int
    start: int = field(default=0, compare=False)
    stop: int = field(default=0, compare=False)


def rank_of(sentence: str, head: HeadNoun | None = None) -> Rank | None:
    """Return by what order `sentence`, in lower case, chooses, None where it does not.

    "Larger than the dog" compares with something else, and is no order; "the man behind the largest
    tree" is about another thing than the man, its `head`.
    """
    for found in _SIDED.finditer(sentence):
        if _is_of(sentence, found.start(), head):
            measure, falling = SIDES[found[2]]
            return Rank(measure, falling, _ORDINALS[found[1]], *found.span())
    for found in _DEGREE.finditer(sentence):
        if _is_of(sentence, found.start(), head):
            measure, falling = _MOST[found[2]]
            return Rank(measure, falling, _ORDINALS.get(found[1], 0), *found.span())
    return None


def _is_of(sentence: str, start: int, head: HeadNoun | None) -> bool:
    """Whether what begins at `start` is said of the thing at `head`."""
    if head is None or start <= head.start:
        return True
    return _OF_IT.fullmatch(sentence, head.stop, start) is not None
