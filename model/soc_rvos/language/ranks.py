"""Which of several alike is meant by order or by place.

"The second dog from the left" and "the largest car" say it by order, "the left cup" and "the man on
the right" by place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Measure = Literal["column", "row", "area", "height", "middle", "foot"]

_ORDINALS = {
    word: place
    for place, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th"))
    for word in words.split()
}
_SIDED = re.compile(
    rf"\b({'|'.join(_ORDINALS)})\b(?:\s+\w+){{0,2}}\s+(?:from|on|at)\s+(?:the\s+)?"
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


_OF_THE_PICTURE = (
    r"(?:picture|photo|photograph|frame|screen|image|video|clip|film|shot|scene|view|footage)"
)
_SIDE = r"(?:far[\s-]+|very[\s-]+)?(?:(?:top|upper|bottom|lower)[\s-]+)?(?P<side>{})"
_PART = r"(?:[\s-]+hand)?(?:\s+(?:side|half|part|corner|edge|end|third))?"
_HERE = (
    rf"(?!\w)(?!\s+(?:of|from|to|leg|arm|hand|foot|paw|wing|lane|rail|track|shoulder|wheel)\b"
    rf"(?!\s+(?:the\s+|this\s+)?{_OF_THE_PICTURE}\b))"
)
_PLACED = re.compile(
    rf"\b(?:on|in|at|to|from|towards?)\s+(?:the\s+)?{_SIDE.format('left|right|middle|cent(?:er|re)|top|bottom')}"
    rf"{_PART}{_HERE}"
)
_NEAR = re.compile(
    r"\b(?:in|at|to)\s+(?:the\s+)?(?:very\s+)?(?P<end>front|foreground|back|rear|background)"
    rf"{_HERE}|\b(?P<far>closest|nearest|furthest|farthest)\b(?:\s+(?:to|from)\s+(?:the\s+)?"
    r"(?P<what>\w+))?"
)
_AT_LAST = re.compile(r"^\W*(?:far\s+)?(?P<side>left|right|middle|cent(?:er|re))\W*$")
_BEFORE = re.compile(
    r"\b(?:far[\s-]+)?(?P<side>left|right|middle|cent(?:er|re)|central|top|bottom|upper|lower"
    r"|nearest|closest|furthest|farthest)(?:[\s-]?(?:most|hand))?(?:\s+side)?"
    r"(?:\s+[\w-]+){0,3}\s*$"
)
_MOVING = re.compile(
    r"\b(?!standing|sitting|lying|waiting|parked|hanging|being)\w+ing(?:\s+\w+){0,3}\s*$"
    r"|\b(?:moves?|turns?|goes|walks?|runs?|looks?|faces?|drives?|heads?|jumps?|flies|swims?|"
    r"leans?|points?|bends?)(?:\s+\w+){0,2}\s*$"
)
_AIMING = re.compile(r"^(?:to|from|towards?)\b")
_CAMERA = frozenset(("camera", "us", "me", "viewer", "lens", "front", "you"))
_PLACES: dict[str, tuple[Measure, bool]] = {
    **_SIDES,
    "middle": ("middle", False),
    "center": ("middle", False),
    "centre": ("middle", False),
    "central": ("middle", False),
    "upper": ("row", False),
    "lower": ("row", True),
    "front": ("foot", True),
    "foreground": ("foot", True),
    "closest": ("foot", True),
    "nearest": ("foot", True),
    "back": ("foot", False),
    "rear": ("foot", False),
    "background": ("foot", False),
    "furthest": ("foot", False),
    "farthest": ("foot", False),
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


def place_of(sentence: str, start: int, stop: int) -> Rank | None:
    """Return where `sentence`, in lower case, says that its thing is among others of its kind.

    `start` and `stop` are those of the thing's noun. "On the left of the dog" says where it is from
    another thing, and "turning to the left" what it does: neither is a place among its kind.
    """
    behind = sentence[stop:]
    found = _BEFORE.search(sentence[:start]) or _AT_LAST.search(behind)
    if found is not None:
        return None if behind.startswith(" of ") else _placed(found["side"])  # "her right shoe"
    for found in _PLACED.finditer(behind):
        is_aimed = _AIMING.search(found[0]) and _MOVING.search(behind[: found.start()])
        if not is_aimed:
            return _placed(found["side"])
    for found in _NEAR.finditer(behind):
        if found["what"] is None or found["what"] in _CAMERA:
            return _placed(found["end"] or found["far"])
    return None


def _placed(word: str) -> Rank:
    measure, falling = _PLACES[word]
    return Rank(measure, falling, 0)
