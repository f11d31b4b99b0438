"""Sentences in the words in which a network was taught: one meaning, one wording."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soc_rvos.language.affirming import affirmed, denied_colours
from soc_rvos.language.bridge import Bridge
from soc_rvos.language.head_noun import CLOSED_WORDS, description_start, word_set
from soc_rvos.language.ranks import Rank, rank_of
from soc_rvos.language.single import of_one
from soc_rvos.language.together import apart
from soc_rvos.language.understanding import words_of

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


@dataclass(frozen=True, slots=True)
class Wording:
    """What a network is asked for a sentence.

    Attributes:
        sentence: the sentence itself, in plain words.
        beside: what is meant, too ("and the scooter he rides"), None for one thing.
        denied: bool [11] by `colour_names.NAMES`, the colours that it does not have ("not in red").
        rank: by what order it is chosen among several alike, None for most sentences.
    """

    sentence: str
    beside: str | None
    denied: NDArray[np.bool_]
    rank: Rank | None


def worded(expression: str, bridge: Bridge) -> Wording:
    """Return what a network is to be asked for `expression`."""
    said, beside = apart(expression, bridge)
    sentence = plain(said, bridge)
    denied = denied_colours(expression, words_of(expression))
    return Wording(sentence, beside, denied, rank_of(sentence))


def plain(expression: str, bridge: Bridge) -> str:
    """Return `expression` in lower case, said of one thing, with an article, without pronouns.

    "Goat" is "the goat", and "someone walking" is "the person walking": the network was taught
    these. What is denied is left out.
    """
    said = affirmed(expression, words_of(expression), bridge)
    text = " ".join(of_one(said, bridge).lower().split())
    head = bridge.head_noun(text)
    if head is None or not head.known:
        return text
    said = text[head.start : head.stop]
    if head.noun == "person" and said in ("someone", "somebody", "anyone", "anybody"):
        return f"the person{text[head.stop :]}"
    start = description_start(text)
    before = text[start : head.start].replace(",", " , ").split()
    if any(word in _DETERMINED or word.endswith("'s") or word == "," for word in before):
        return text
    if any(word in CLOSED_WORDS and word not in _ADJECTIVES for word in before):
        return text  # "on the left dog", "two dogs"
    return f"the {text[start:]}"


def decides_by_place(sentence: str) -> bool:
    """Whether words of place, order or size decide which of several things is meant."""
    return any(each.words.lower() in _PLACES for each in words_of(sentence))
