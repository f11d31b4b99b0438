"""Of which kinds a sentence is, by its words: what tells whether a model fails at one of them."""

from __future__ import annotations

import re

from soc_rvos.colour_names import NAMES
from soc_rvos.language.closed_words import word_set

_WORD = re.compile(r"[a-z]+")
_COLOURS = frozenset({*NAMES, "gray", "golden", "silver", "beige", "tan"})
_PLACES = word_set(
    "left right leftmost rightmost front back middle center centre top bottom upper lower corner "
    "near far closest nearest furthest farthest behind above below under between beside"
)
_RELATED = word_set("holding wearing riding carrying pushing pulling chasing following with")
_ORDER = word_set(
    "first second third fourth last one two three four biggest largest smallest tallest bigger "
    "larger smaller other another"
)
_MOTIONS = word_set(
    "walks runs moves turns jumps climbs falls flies swims eats plays stands sits rolls goes comes "
    "starts stops moved turned jumped walked moving still"
)
_SHORT, _LONG = 4, 11  # words


def kinds_of(sentence: str) -> list[str]:
    """Return the kinds of a sentence, one or several.

    >>> kinds_of("the girl in red on the left, running to the right")
    ['colour', 'place', 'motion', '11 words or more']
    """
    words = _WORD.findall(sentence.lower())
    found = [
        name
        for name, known in (
            ("colour", _COLOURS),
            ("place", _PLACES),
            ("order or number", _ORDER),
            ("other object", _RELATED),
        )
        if known.intersection(words)
    ]
    if any(word in _MOTIONS or (word.endswith("ing") and len(word) > 5) for word in words):
        found.append("motion")
    found = found or ["none of these"]
    if len(words) < _SHORT:
        return [*found, f"fewer than {_SHORT} words"]
    if len(words) >= _LONG:
        return [*found, f"{_LONG} words or more"]
    return [*found, f"{_SHORT} to {_LONG - 1} words"]
