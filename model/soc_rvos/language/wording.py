"""Sentences in the words in which a network was taught: one meaning, one wording."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soc_rvos.language.affirming import affirmed, denied_colours
from soc_rvos.language.bridge import Bridge
from soc_rvos.language.closed_words import CLOSED_WORDS, PERSONAL, word_set
from soc_rvos.language.colour_words import COLOUR_WORDS
from soc_rvos.language.ranks import Rank, place_of, rank_of
from soc_rvos.language.requests import description, description_start
from soc_rvos.language.single import of_one
from soc_rvos.language.together import apart
from soc_rvos.language.understanding import numbers, words_of
from soc_rvos.language.word_forms import singulars

_DETERMINED = word_set(
    "a an the this that these those each every some any another other both all its his her their "
    "my our your one"
)
_PLACES = word_set(
    "left right front rear back middle center centre top bottom upper lower near far nearest "
    "closest furthest farthest leftmost rightmost topmost bottommost foreground background first "
    "second third fourth last other behind ahead between corner side largest biggest smallest "
    "tallest larger bigger smaller taller shorter shortest older younger faster slower oldest "
    "youngest fastest slowest alone"
)
_ADJECTIVES = _PLACES | word_set(
    "big large small little tiny huge tall short old young fast slow dark bright pale black white "
    "red green blue yellow brown grey gray purple pink beige golden silver maroon turquoise navy "
    "crimson cyan magenta violet blonde blond striped spotted"
)
_PERSONS = PERSONAL | word_set("someone somebody anyone anybody")
_CLAUSES = {"who": " who", "whoever": " who", "who's": " who is", "whoever's": " who is"}
_ASKING = word_set("which whichever what")
# Quotes and pictures; what is said aside; and "with", short.
_MARKS = re.compile(r"(?<!\w)'|'(?!\w)|[^\w\s',.;:!?()&+/#%-]|[_*`]")
_ASIDE = re.compile(
    r",\s*(?:you\s+know|i\s+(?:think|guess|mean|believe)|u+m+|u+h+|like|well)\s*,", re.IGNORECASE
)
_WITH = re.compile(r"(?<!\w)w/(?!o\b)\s*", re.IGNORECASE)
_COLOUR = "|".join(sorted(COLOUR_WORDS, key=len, reverse=True))
_COLOURS = rf"(?:(?:light|dark|bright|pale)[\s-]+)?(?:{_COLOUR})(?:\s+and\s+(?:{_COLOUR}))?"
_AND = re.compile(rf"\b({_COLOUR})\s*(?:&|\+|'?\bn\b'?)\s*(?={_COLOUR})", re.IGNORECASE)
_FRONTED = re.compile(
    r"(?P<place>(?:(?:on|in|at|to)\s+the\s+[\w\s-]{3,30}?|(?:(?:far|upper|lower|top|bottom|left|right)\s+)+"
    r"(?:(?:hand\s+)?side|corner)?))\s*[,:]\s*(?P<rest>(?:the|a|an|my)\s.+)",
    re.IGNORECASE,
)
_APPOSITION = re.compile(
    r"(?:\s*(?:[,.(:;]|\s-)\s*(?:(?:the|a|it's|it\s+is|its|in|colou?red)\s+)?"
    rf"|\s+(?:that's|that\s+is|which\s+is)\s+)(?P<colour>{_COLOURS})"
    r"(?:\s+(?P<noun>\w+))?\)?(?=$|,)"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a network is asked for a sentence.

    Attributes:
        sentence: the sentence itself, in plain words.
        beside: what is meant, too ("and the scooter he rides"), None for one thing.
        denied: bool [11] by `colour_names.NAMES`, the colours that it does not have ("not in red").
        rank: by what order it is chosen among several alike, None for most sentences.
        placed: which of things alike it is, by that order or by its place, where it is one thing.
    """

    sentence: str
    beside: str | None
    denied: NDArray[np.bool_]
    rank: Rank | None
    placed: Rank | None


def worded(expression: str, bridge: Bridge) -> Wording:
    """Return what a network is to be asked for `expression`."""
    said, beside = apart(expression, bridge)
    sentence = plain(said, bridge)
    denied = denied_colours(expression, words_of(expression))
    rank = rank_of(sentence)
    head = bridge.head_noun(sentence)
    placed = rank
    if placed is None and head is not None:
        placed = place_of(sentence, head.start, head.stop)
    if placed is not None and _is_of_several(said, bridge):
        placed = None
    return Wording(sentence, beside, denied, rank, placed)


def _is_of_several(said: str, bridge: Bridge) -> bool:
    """Return whether several things are meant: "the cups on the left", "both men"."""
    head = bridge.head_noun(said)
    if any(numbers(words_of(said), head)):
        return True
    return head is not None and any(
        each != head.noun and each in bridge.lexicon.nouns for each in singulars(head.noun)
    )  # "cups" is a noun of its own


def plain(expression: str, bridge: Bridge) -> str:
    """Return what `expression` says of the thing, in lower case, of one thing, with an article.

    "Goat" is "the goat", "whoever walks" is "the person who walks", and "the car, the red one" is
    "the red car": the network was taught these. What is denied is left out, and so is what is said
    to the program.
    """
    said = _bare(expression)
    said = _bare(affirmed(said, words_of(said), bridge))
    text = _coloured_first(" ".join(of_one(said, bridge).lower().split()), bridge)
    head = bridge.head_noun(text)
    if head is None or not head.known:
        return text
    said = text[head.start : head.stop]
    if head.noun == "person" and said in _PERSONS:
        return f"the person{_CLAUSES.get(said, '')}{text[head.stop :]}"
    start = description_start(text)
    before = text[start : head.start].replace(",", " , ").split()
    if before[:1] and before[0] in _ASKING:
        return f"the {' '.join(before[1:])} ".replace("  ", " ") + text[head.start :]
    if any(word in _DETERMINED or word.endswith("'s") or word == "," for word in before):
        return text[start:]
    if any(word in CLOSED_WORDS and word not in _ADJECTIVES for word in before):
        return text[start:]  # "on the left dog"
    return f"the {text[start:]}"


def _bare(sentence: str) -> str:
    """Return the words about the thing, without marks that no network was taught."""
    start, stop = description(sentence)
    said = _ASIDE.sub(",", sentence[start:stop].replace("’", "'"))
    said = _AND.sub(r"\1 and ", _WITH.sub("with ", _MARKS.sub(" ", said)))
    if fronted := _FRONTED.fullmatch(said):
        said = f"{fronted['rest']} {fronted['place']}"
    return " ".join(said.split())


def _coloured_first(text: str, bridge: Bridge) -> str:
    """Return "the red car on the left" for "the car on the left, the red one"."""
    head = bridge.head_noun(text)
    found = None if head is None else _APPOSITION.search(text, head.stop)
    if head is None or found is None:
        return text
    noun = text[head.start : head.stop]
    if found["noun"] not in (None, "one", "ones", noun):
        return text
    before, named = text[: head.start], text[head.start : found.start()]
    return f"{before}{found['colour']} {named}{text[found.end() :]}"


def decides_by_place(sentence: str) -> bool:
    """Whether words of place, order or size decide which of several things is meant."""
    return any(each.words.lower() in _PLACES for each in words_of(sentence))
