"""Words of a sentence that compare: "the larger dog", "the third from the left"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soc_rvos.language.amounts import COUNTING
from soc_rvos.language.closed_words import word_set
from soc_rvos.language.findings import Effect, Excerpt, Finding, FindingKind
from soc_rvos.language.ranks import Rank

TAUGHT_DEGREES = word_set(
    "bigger biggest larger largest smaller smallest taller tallest faster fastest slower slowest "
    "leftmost rightmost closest nearest furthest farthest"
)
OTHER_DEGREES = word_set(
    "older oldest younger youngest longer longest shorter shortest higher highest lower lowest "
    "thicker thickest thinner thinnest heavier heaviest lighter lightest darker darkest brighter "
    "brightest wider widest narrower narrowest fatter fattest stronger strongest newer newest "
    "better best worse worst topmost bottommost closer nearer further farther"
)
_TAUGHT_PAIRS = frozenset((("higher", "up"), ("lower", "down")))
_WAYS = frozenset(("closer", "nearer", "further", "farther"))
_PARTS = frozenset(("lower", "upper"))  # "the lower part" compares nothing
_SIDES = r"(?:\s+\w+){0,2}\s+(?:from|on|at)\s+(?:the\s+)?(?:far\s+)?"
_ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|next)\b"
    rf"(?:\s+to\s+(last)|{_SIDES}(left|right|top|bottom|front|back))?",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?:(?!other|rather)[^\W\d_]+er|more|less|fewer)\b(?:\s+\w+)?\s+than\b[^,;.]*", re.IGNORECASE
)
_MORE = re.compile(r"\b(?:the\s+)?(?:most|least)\s+[^\W\d_]+", re.IGNORECASE)


def comparisons(sentence: str, words: list[Excerpt], measured: Rank | None) -> Iterator[Finding]:
    """Yield what compares; what a model was taught, or is `measured` for it, is judged by eye."""
    covered: list[tuple[int, int]] = []
    text = sentence[: words[-1].stop] if words else ""
    for pattern in (_THAN, _MORE):
        for found in pattern.finditer(text):
            if COUNTING.search(found[0]):
                continue  # "at least two"
            stop = found.start() + len(found[0].rstrip())
            covered.append((found.start(), stop))
            yield _compared(sentence, found.start(), stop, Effect.NOT_COMPARED)
    for found in _ORDINAL.finditer(text):
        side = (found[2] or found[3] or "").lower()
        if not side and found[1].lower() in ("first", "second", "next"):
            continue  # "the second man" may be said of a time, too
        covered.append(found.span())
        taught = found[1].lower() in ("first", "second", "1st", "2nd") and side in ("left", "right")
        taught |= measured is not None and measured.start == found.start()
        effect = Effect.BY_EYE if taught else Effect.NOT_COMPARED
        yield _compared(sentence, *found.span(), effect)
    for place, each in enumerate(words):
        word = each.words.lower()
        if any(start <= each.start < stop for start, stop in covered):
            continue
        is_measured = measured is not None and measured.start <= each.start < measured.stop
        if word in TAUGHT_DEGREES or (is_measured and word in OTHER_DEGREES):
            yield _compared(sentence, each.start, each.stop, Effect.BY_EYE)
        elif word in OTHER_DEGREES:
            follows = words[place + 1].words.lower() if place + 1 < len(words) else ""
            if (word, follows) in _TAUGHT_PAIRS:
                yield _compared(sentence, each.start, words[place + 1].stop, Effect.BY_EYE)
                continue
            if word in _WAYS and place and words[place - 1].words.endswith("ing"):
                continue  # "coming closer"
            if word in _PARTS and follows in ("part", "half", "left", "right", "body", "corner"):
                continue
            yield _compared(sentence, each.start, each.stop, Effect.NOT_COMPARED)


def _compared(sentence: str, start: int, stop: int, effect: Effect) -> Finding:
    return Finding(FindingKind.COMPARING, start, stop, sentence[start:stop], effect)
