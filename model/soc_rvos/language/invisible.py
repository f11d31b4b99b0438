"""Characters that nobody sees, which come along when a sentence is copied from elsewhere."""

from __future__ import annotations

_CHARACTERS = (
    "\u00ad"  # where a word may be divided
    "\u200b\u2060\ufeff"  # spaces without a width
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # directions
)
_NOTHING = dict.fromkeys(map(ord, _CHARACTERS))


def without_invisible(text: str) -> str:
    """Return `text` without characters that take no room and mean nothing in a sentence.

    What joins letters or pictures, as in emoji, stays.

    >>> without_invisible("the\\u200b dog")
    'the dog'
    """
    return text.translate(_NOTHING)
