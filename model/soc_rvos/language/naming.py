"""Whether a sentence names one thing: none ("the left one"), or two ("the man and the woman")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from soc_rvos.language.closed_words import CLOSED_WORDS, VAGUE, word_set
from soc_rvos.language.findings import Effect, Excerpt, Finding, FindingKind
from soc_rvos.language.head_noun import HeadNoun
from soc_rvos.language.requests import description_start
from soc_rvos.language.together import apart
from soc_rvos.language.vocabulary import Vocabulary

_JOINING = word_set("and or & + plus")
_GROUPS = word_set("crowd audience")


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
    following = [each for each in words if each.start >= head.stop]
    if len(following) < 2 or following[0].words.lower() not in _JOINING:
        return
    rest = sentence[following[0].stop :]
    other = vocabulary.head_noun(rest)
    if other is None or not (other.known or vocabulary.knows_all):
        return
    begin = following[0].stop + other.start
    between = [each.words.lower() for each in following[1:] if each.stop <= begin]
    if any(not each[0].isalnum() for each in between):
        return
    if between and between[0] in CLOSED_WORDS - _BEFORE_NOUNS:
        return
    start = description_start(sentence)
    first = sentence[start : head.stop]
    if first.lower().startswith(("a ", "an ")) and not between:
        return  # "a bride and groom" are looked at together
    stop = words[-1].stop
    both = (first, sentence[following[1].start : stop])
    yield Finding(FindingKind.JOINED, start, stop, sentence[start:stop], Effect.FIRST, both)


_BEFORE_NOUNS = word_set(
    "a an the this that these those another other all both its his her their my our your two three "
    "four five six left right front rear big bigger large larger small smaller little tall taller "
    "short old young fast slow dark bright pale black white red green blue yellow brown grey gray "
    "purple pink beige golden silver blonde striped spotted one some"
)
