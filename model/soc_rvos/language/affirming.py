"""What is left of a sentence without what it denies, and the colours that it denies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from soc_rvos.language.bridge import Bridge
from soc_rvos.language.closed_words import word_set
from soc_rvos.language.colour_words import named_colours
from soc_rvos.language.findings import Effect, Excerpt, Finding
from soc_rvos.language.head_noun import HeadNoun
from soc_rvos.language.negation import negations
from soc_rvos.language.requests import set_aside

# What is left hanging before words that were taken out: "the man who is (not in red)".
_HANGING = re.compile(
    r"(?:[\s,;(–-]+(?:who|that|which|is|are|was|were|does|do|has|have|with|and|but|in|of|from|it|i|we|you|please|just))*"
    r"[\s,;(–-]*$",
    re.IGNORECASE,
)
# "The woman, not the man": another thing is not meant.
_OF_ANOTHER = re.compile(
    r"(?:not|ignor(?:e|ing)|disregard|skip|forget(?:\s+about)?|leave\s+out|(?:instead|rather)\s+(?:of|than)"
    r"|don['’]?t\s+(?:want|need|mean|like|take|select|track|mask))\s+(?:the|an?|my|his|her|its|their|any)\b",
    re.IGNORECASE,
)
_COLOUR_ALONE = word_set(
    "not non no n't isn't aren't wasn't without except for the a an one ones in of wearing wears "
    "dressed any anything with but apart aside from other than instead of "
    "person car dress shirt coat jacket clothes and or colour color"
)


def affirmed(sentence: str, words: list[Excerpt], bridge: Bridge) -> str:
    """Return `sentence` without what it denies: a network would read these words as if wanted.

    It stays as it is where nothing would be left that names a thing.
    """
    said = sentence
    for each in reversed(list(negations(sentence, words))):
        before = _HANGING.sub("", said[: each.start])
        if each.words.lower().startswith("non-"):
            before = said[: each.start].rstrip()
        said = f"{before} {said[each.stop :].lstrip()}".strip()
    if said == sentence:
        return sentence
    kept, head = bridge.head_noun(said), bridge.head_noun(sentence)
    return said if kept is not None and head is not None and kept.noun == head.noun else sentence


def denied_colours(sentence: str, words: list[Excerpt]) -> NDArray[np.bool_]:
    """Return bool [11] by `colour_names.NAMES`: the colours that the thing does not have."""
    denied = np.zeros(len(named_colours("")), dtype=np.bool_)
    for each in negations(sentence, words):
        if _is_of_colour(each):
            denied |= np.array(named_colours(each.words), dtype=np.bool_)
    return denied


def treated(
    found: Iterable[Finding], sentence: str, words: list[Excerpt], head: HeadNoun | None
) -> list[Finding]:
    """Return findings of negations as a network treats them that is asked `affirmed` sentences.

    Colours that are denied are honoured; so is that another thing is not meant. Other words are
    left out, where they can be.
    """
    changed = []
    aside = set_aside(sentence)
    for each in found:
        effect = each.effect
        if any(start <= each.start < stop for start, stop in aside) or (
            _OF_ANOTHER.match(each.words) and head is not None and head.stop <= each.start
        ):
            effect = Effect.BY_EYE if _is_of_colour(each) else Effect.SET_ASIDE
        elif head is not None and not each.start <= head.start < each.stop:
            effect = Effect.BY_EYE if _is_of_colour(each) else Effect.LEFT_OUT
        changed.append(replace(each, effect=effect))
    return changed


def _is_of_colour(finding: Finding) -> bool:
    """Whether nothing but a colour is denied: "not in red", "non-red", "not the red one"."""
    others = [
        word
        for word in finding.words.lower().replace("’", "'").replace("-", " ").split()
        if word not in _COLOUR_ALONE and not any(named_colours(word))
    ]
    return not others and any(named_colours(finding.words))
