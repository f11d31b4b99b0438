"""Which clause of a sentence names the thing, where others come first.

"Not the cat, the dog", "behind the tree there's a fox", "two dogs play; I want the black one".
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PLACED = (
    r"behind|under(?:neath)?|below|beneath|above|near|next\s+to|beside|by|inside|between|over|close\s+to"
    r"|in\s+front\s+of|on\s+top\s+of|across\s+from|opposite(?:\s+to)?|in|on|at|to|from"
)
_FIRST = r"a|an|the|my|our|your|his|her|their|this|that|some|one|two|three|four|five|six|\d+"
_STANDING = (
    r"(?:stand|sit|lie|hang|rest|float|lean)s?|is|are|was|were"
    r"|(?:sitt|stand|ly|hang|rest|lean)ing\s+is"
)
_THERE = (
    r"there(?:'s|'re|\s+(?:is|are|was|were))|(?:you|we|i|one)\s+(?:can\s+|could\s+)?sees?|we\s+have"
)
_CORNER = (
    r"(?:(?:far|very|upper|lower|top|bottom|left|right|middle|center|centre|front|back|rear|foreground|background)[\s-]*)+"
    r"(?:\s*(?:hand\s+)?side|\s*corner)?"
)
_FRONTED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<place>(?:{_PLACED})\s+[^,;:.!?]{{3,60}}?|not\s+moving)\s*[,:]\s*(?:{_THERE}\s+)?"
        rf"(?P<rest>(?:{_FIRST})\s.+)",
        rf"(?P<place>{_CORNER})\s*(?::|,(?=\s*(?:{_FIRST})\s))\s*(?P<rest>[^\W_].*)",
        rf"(?P<place>(?:{_PLACED})\s+[^,;:.!?]{{3,60}}?)\s+(?:{_THERE}|{_STANDING})\s+"
        rf"(?P<rest>(?:{_FIRST})\s.+)",
    )
)
DENIED_FIRST = (
    r"(?:(?:please\s+)?(?:ignor(?:e|ing)|disregard|skip|forget(?:\s+about)?|never\s?mind|leave\s+out|without|no(?!\s+(?:more|less|fewer|one|longer)\b)"
    r"|not(?!\s+(?:moving|more|less|fewer|only|just|sure|certain|all|every|many|both)\b)|(?:instead|rather)\s+(?:of|than)"
    r"|(?:(?:i|we)\s+)?(?:do\s+not|don't|dont)\s+(?:want|need|mean|like|care\s+about|take|select|track|mask|find|show"
    r"|follow|include|segment|mark|highlight|blur|remove|cut|use|pick))\s+(?!wait\b)[^,;:.!?–—]*?\w"
    r"(?:\s*[,;:.!–—]+\s*|\s+-+\s+|\s+(?=(?:but|just|only)\s))(?!(?:please|pls|plz|thanks?|thx|ok)\b)(?=\W*\w))"
)
"""What a sentence does not mean, said first: "not the cat, the dog"."""
_PICKED = re.compile(
    r"(?P<scene>.*?[^\W_].*?)\s*[.,;:!?–—]\s*(?:(?:but|and|so)\s+)?"
    r"(?:(?:i|we)(?:'d|\s+would)?\s+(?:just\s+|only\s+)?(?:want|need|mean|meant|like)\s+"
    r"|(?:find|select|show|track|mask|take|pick|get)\s+|only\s+|just\s+|it's\s+|it\s+is\s+)?"
    r"(?:the\s+(?P<said>(?:[\w-]+\s+){0,2}?)|(?=one\s+(?:in|on|with|at|who|that|wearing|behind|near)\b))"
    r"one(?P<plural>s)?\b(?P<rest>.*)",
    re.IGNORECASE,
)


_LONGEST = 300  # characters of a sentence that picks one of what it named before


class Fronted(NamedTuple):
    """The clause that names a thing begins at `start`; `place`, which comes first, says where."""

    start: int
    place: str


class Picked(NamedTuple):
    """One of the things that a `scene` names, or several: "the {said}one{rest}"."""

    scene: str
    said: str
    rest: str
    is_plural: bool


def fronted(text: str, start: int = 0, stop: int | None = None) -> Fronted | None:
    """Return where the thing is named behind its place: "left: the flower"."""
    for pattern in _FRONTED:
        if found := pattern.fullmatch(text, start, len(text) if stop is None else stop):
            return Fronted(found.start("rest"), _with_preposition(found["place"].strip()))
    return None


def picked(text: str) -> Picked | None:
    """Return what is picked of things named before: "three cups, the red one"."""
    found = _PICKED.fullmatch(text) if len(text) <= _LONGEST else None
    return (
        Picked(found["scene"], found["said"] or "", found["rest"], found["plural"] is not None)
        if found
        else None
    )


def _with_preposition(place: str) -> str:
    if re.match(rf"(?:{_PLACED}|not)\b", place, re.IGNORECASE):
        return place
    is_height = re.match(
        r"(?:very\s+)?(?:top|bottom|upper|lower|front|back|rear)", place, re.IGNORECASE
    )
    return f"{'at' if is_height else 'on' if re.search('left|right', place) else 'in'} the {place}"
