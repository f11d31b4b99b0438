"""Words that a sentence takes back: "not", "without", "everyone but"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from soc_rvos.language.closed_words import word_set
from soc_rvos.language.findings import Effect, Excerpt, Finding, FindingKind

NEGATING = word_set(
    "not without except excluding no never nor neither none cannot nobody nothing w/o sans minus"
)
# Said of what is to be left alone, at the beginning of a clause: "ignore the cat".
_IGNORING = word_set("ignore ignoring disregard skip forget nevermind dont")
_SCOPE_ENDS = word_set(", ; . : ! ? ( ) but")
# Words that deny with the next one.
_IN_TWO = {
    "leave": "out",
    "never": "mind",
    "instead": "of",
    "other": "than",
    "rather": "than",
    "apart": "from",
    "aside": "from",
}
# "the not so big dog": what follows names the thing.
_NOT_SO = re.compile(
    r"not(?:\s+(?:so|very|too|that|all|really|quite|yet))*\s+[\w-]+", re.IGNORECASE
)
_BEFORE_NOT = word_set("the a an my our your his her their this that")
# "not moving" is what the shipped network was taught to be still.
_MOVING = re.compile(r"(?:not|n['’]t)\s+mov(?:ing|e|es)\b", re.IGNORECASE)
_NON = re.compile(r"non-[^\W\d_]{2,}", re.IGNORECASE)
# Without what the word begins with. Others that end so say nothing of a thing: "a wireless phone".
_LESS = word_set(
    "hatless shirtless sleeveless headless strapless shoeless hairless beardless helmetless "
    "riderless driverless leafless wingless tailless coatless"
)
_WHOLE = word_set("all every each everyone everybody everything anything anyone anybody any")


def negations(sentence: str, words: Sequence[Excerpt]) -> Iterator[Finding]:
    """Yield what is negated, with the word that negates it."""
    behind = 0
    for place, each in enumerate(words):
        word = each.words.lower().replace("’", "'")
        is_negating = word in NEGATING or word.endswith("n't") or _is_but(words, place)
        is_negating |= word in _IGNORING and _begins(words, place)
        is_negating |= word in _IN_TWO and _follows(words, place, _IN_TWO[word])
        if each.start >= behind and (_NON.fullmatch(word) or word in _LESS):
            behind = each.stop  # "the non-red car": the rest is meant
            yield Finding(
                FindingKind.NEGATED, each.start, each.stop, each.words, Effect.AS_IF_WANTED
            )
        if each.start < behind or not is_negating:
            continue
        if _MOVING.match(sentence, each.stop - 3 if word.endswith("n't") else each.start):
            continue
        if word == "no" and place + 1 < len(words) and words[place + 1].words in (".", "1"):
            continue  # "No. 7"
        last = each
        for after in words[place + 1 :]:
            if after.words.lower() in _SCOPE_ENDS:
                break
            last = after
        behind = last.stop
        within = _NOT_SO.match(sentence, each.start)
        if within and place and words[place - 1].words.lower() in _BEFORE_NOT:
            behind = min(behind, within.end())
        denied = sentence[each.start : behind]
        yield Finding(FindingKind.NEGATED, each.start, behind, denied, Effect.AS_IF_WANTED)


def _begins(words: Sequence[Excerpt], place: int) -> bool:
    """Whether a clause begins at a word."""
    if not place:
        return True
    before = words[place - 1].words.lower()
    return not before[0].isalnum() or before in ("and", "but", "please", "just")


def _follows(words: Sequence[Excerpt], place: int, word: str) -> bool:
    return place + 1 < len(words) and words[place + 1].words.lower() == word


def _is_but(words: Sequence[Excerpt], place: int) -> bool:
    """Whether a word is "but" as in "everyone but the man", or "besides"."""
    if words[place].words.lower() not in ("but", "besides") or place + 1 == len(words):
        return False
    before = {each.words.lower() for each in words[:place]}
    return bool(_WHOLE & before) and words[place + 1].words.lower() not in NEGATING
