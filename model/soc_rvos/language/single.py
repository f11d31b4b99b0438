"""A sentence about several things, said of one: "all the people in red" is "the person in red".

A network that was taught sentences about one thing finds each of several better that way.
"""

from __future__ import annotations

from soc_rvos.language.bridge import Bridge
from soc_rvos.language.closed_words import CLOSED_WORDS, word_set
from soc_rvos.language.findings import FindingKind
from soc_rvos.language.requests import description_start
from soc_rvos.language.several import ALWAYS_PLURAL, numbers
from soc_rvos.language.understanding import words_of

_SINGLE = {"people": "person", "folk": "person", "everyone": "person", "everybody": "person"}
_KEPT = word_set("my our your his her their its")
# That describe, though they are closed words.
_DROPPED = CLOSED_WORDS - word_set(
    "left right front rear big bigger large larger small smaller little tiny huge tall taller "
    "short shorter old older young younger fast faster slow slower dark bright pale black white "
    "red green blue yellow brown grey gray purple pink beige golden silver maroon turquoise navy "
    "crimson cyan magenta violet blonde blond striped spotted other"
)
_GROUPING = (
    word_set(
        "dozen dozens couple group pairs sets bunches piles stacks rows lots hundreds thousands "
        "plenty"
    )
    | _DROPPED
)


def of_one(sentence: str, bridge: Bridge) -> str:
    """Return `sentence` as said of one thing; unchanged where it is about one already."""
    words = words_of(sentence)
    head = bridge.head_noun(sentence)
    found = next(iter(numbers(sentence, words, head, bridge)), None)
    if found is None or head is None:
        return sentence
    if found.kind not in (FindingKind.COUNTED, FindingKind.PLURAL):
        return sentence
    start = description_start(sentence)
    before = [each.words for each in words if start <= each.start and each.stop <= head.start]
    described = [
        each
        for each in before
        if each[0].isalpha() and (each.lower() in _KEPT or each.lower() not in _GROUPING)
    ]
    said = sentence[head.start : head.stop].lower()
    noun = _SINGLE.get(said) or _SINGLE.get(head.noun) or head.noun
    if said in ALWAYS_PLURAL and not {"pairs", "sets"}.isdisjoint(each.lower() for each in before):
        noun = said  # "two pairs of boots" are the boots, twice
    owner = any(each.lower() in _KEPT for each in described)
    return " ".join([*([] if owner else ["the"]), *described, noun]) + sentence[head.stop :]
