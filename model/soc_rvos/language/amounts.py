"""How many things a sentence asks for: "two", "at least two", "two or three"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORDS = (
    "two both couple pair",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve dozen",
)
_COUNTS = {word: count for count, words in enumerate(_WORDS, 2) for word in words.split()}
_NUMBER = r"(?:\d{1,2}|one|(?:a\s+)?dozen|" + "|".join(sorted(_COUNTS)) + r")\b"
# What stands before the number that counts, which may be a further one: "at least two or three".
_BOUND = re.compile(
    r"\s*(?:(?:at\s+(?:least|most)|(?:no\s+|not\s+)?(?:more|less|fewer)\s+than|up\s+to|about|around|"
    r"roughly|nearly|almost|exactly|just)\s+)?"
    rf"(?:{_NUMBER}\s*(?:or|to|-|–)\s*)?(?={_NUMBER})(?:one\s+(?!of\b))?",
    re.IGNORECASE,
)
COUNTING = re.compile(
    rf"(?:\b(?:more|less|fewer)\s+than|\b(?:most|least))\s+{_NUMBER}", re.IGNORECASE
)
"""What looks like a comparison, and counts."""


def number_start(sentence: str, start: int) -> int:
    """Return where the number begins, of words that begin at `start` and say how many things are
    wanted; `start` where they say no bound."""
    bound = _BOUND.match(sentence, start)
    return start if bound is None else bound.end()


def count_of(before: Sequence[str]) -> tuple[int, int | None] | None:
    """Return the place of the word that counts, and how many things are wanted; None of them for as
    many as there are.

    `before` are the words before the noun, in small letters.
    """
    found = _number(before)
    if found is None:
        return None
    place, count = found
    if before[place + 1 : place + 2] in (["or"], ["to"], ["-"], ["–"]):
        further = _number(before[place + 2 :])
        count = count if further is None else max(count, further[1])
    bounds = list(before[:place])
    if bounds[-1:] == ["a"]:  # "more than a dozen"
        bounds.pop()
    is_denied = bounds[-3:-2] in (["no"], ["not"])
    if bounds[-2:] in (["at", "least"], ["more", "than"]):
        return place, count if is_denied else None
    if bounds[-2:] in (["fewer", "than"], ["less", "than"]):
        return place, None if is_denied else count - 1
    return place, count


def is_beyond_one(before: Sequence[str]) -> bool:
    """Whether the words before a noun say "more than one"."""
    text = " ".join(before)
    return "more than one" in text and "no more than one" not in text


def _number(words: Sequence[str]) -> tuple[int, int] | None:
    for place, word in enumerate(words):
        if word in ("couple", "pair") and "of" not in words[place:]:
            continue
        if word.isascii() and word.isdigit() and len(word) < 3 and int(word) > 1:
            if place and words[place - 1] in ("number", "no", "#"):
                continue
            return place, int(word)
        if word in _COUNTS:
            return place, _COUNTS[word]
    return None
