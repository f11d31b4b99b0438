"""Which of several alike is meant by its place: "the left cup", "the man on the right"."""

from __future__ import annotations

import re

from soc_rvos.language.ranks import SIDES, Measure, Rank

_OF_THE_PICTURE = (
    r"(?:picture|photo|photograph|frame|screen|image|video|clip|film|shot|scene|view|footage)"
)
_SIDE = r"(?:far[\s-]+|very[\s-]+)?(?:(?P<height>top|upper|bottom|lower)[\s-]+)?(?P<side>{})"
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
    **SIDES,
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
            return _placed(found["side"], found["height"])
    for found in _NEAR.finditer(behind):
        if found["what"] is None or found["what"] in _CAMERA:
            return _placed(found["end"] or found["far"])
    return None


def is_place(words: str) -> bool:
    """Return whether `words`, in lower case, are a place in the picture: "on the left"."""
    return _PLACED.fullmatch(words) is not None or _NEAR.fullmatch(words) is not None


def _placed(word: str, height: str | None = None) -> Rank:
    """Return the place that `word` is, in a corner where there is a `height`, too."""
    measure, falling = _PLACES[word]
    if height is None or measure != "column":
        return Rank(measure, falling, 0)
    is_low = height in ("bottom", "lower")
    return Rank("falling" if is_low == falling else "rising", falling, 0)
