"""Whether a sentence names one thing: none ("the left one"), or two ("the man and the woman")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from soc_rvos.language.closed_words import CLOSED_WORDS, VAGUE, WORD, word_set
from soc_rvos.language.findings import Effect, Excerpt, Finding, FindingKind
from soc_rvos.language.head_noun import HeadNoun
from soc_rvos.language.placing import is_place
from soc_rvos.language.requests import description
from soc_rvos.language.together import apart
from soc_rvos.language.vocabulary import Vocabulary

_JOINING = word_set("and or & + plus")
_GROUPS = word_set("crowd audience")
_DETERMINERS = word_set("a an the this that another")
_ONE = re.compile(r"^(\s*(?:the|an?|this|that)\s+(?:[\w-]+\s+){0,2}?)one\b", re.IGNORECASE)


def nameless(sentence: str, head: HeadNoun | None, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield that a sentence names no thing, where a model has to know what is meant.

    A crowd is as many people as there are.
    """
    if head is not None or vocabulary.knows_all or not sentence.strip():
        return
    if any(each.strip(".,;:!?") in VAGUE for each in sentence.lower().split()):
        return  # "the blue thing": the model was taught that
    start = len(sentence) - len(sentence.lstrip())
    said = sentence.strip()
    last = said.lower().split()[-1].strip(".,;:!?")
    suggested = ("all the people",) if last in _GROUPS else ()
    yield Finding(FindingKind.NAMELESS, start, start + len(said), said, Effect.GUESS, suggested)


def joined(
    sentence: str, words: Sequence[Excerpt], head: HeadNoun | None, vocabulary: Vocabulary
) -> Iterator[Finding]:
    """Yield that a sentence names two things, with a sentence for each."""
    if head is None or (not vocabulary.knows_all and apart(sentence, vocabulary.bridge)[1]):
        return  # "the man and the scooter he rides" are looked for together
    behind = [each for each in words if each.start >= head.stop]
    at = next((n for n, each in enumerate(behind) if each.words.lower() in _JOINING), len(behind))
    following = behind[at:]
    if len(following) < 2:
        return
    end = behind[at - 1].stop if at else head.stop
    placed = sentence[head.stop : end].strip()
    if placed and not (is_place(placed.lower()) and following[1].words.lower() in _DETERMINERS):
        return
    rest = sentence[following[0].stop :]
    named = sentence[head.start : head.stop]
    rest = _ONE.sub(lambda found: f"{found[1]}{named}", rest)  # "the red cup and the blue one"
    other = vocabulary.head_noun(rest)
    if other is None or not (other.known or vocabulary.knows_all):
        return
    between = [each[0].lower() for each in WORD.finditer(rest, 0, other.start)]
    if any(not each[0].isalnum() for each in between):
        return
    if between and between[0] in CLOSED_WORDS - _BEFORE_NOUNS:
        return
    start, stop = description(sentence)
    first = sentence[start:end]
    if first.lower().startswith(("a ", "an ")) and not between:
        return  # "a bride and groom" are looked at together
    both = (first, rest[: len(rest) - len(sentence) + stop].strip())
    yield Finding(FindingKind.JOINED, start, stop, sentence[start:stop], Effect.FIRST, both)


_BEFORE_NOUNS = word_set(
    "a an the this that these those another other all both its his her their my our your two three "
    "four five six left right front rear big bigger large larger small smaller little tall taller "
    "short old young fast slow dark bright pale black white red green blue yellow brown grey gray "
    "purple pink beige golden silver blonde striped spotted one some"
)
