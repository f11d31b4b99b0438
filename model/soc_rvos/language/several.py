"""Whether a sentence asks for several things: "two dogs", "all the people", "a bunch of kids"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from soc_rvos.language.amounts import count_of, is_beyond_one
from soc_rvos.language.bridge import Bridge
from soc_rvos.language.clauses import fronted
from soc_rvos.language.closed_words import PERSONAL, word_set
from soc_rvos.language.comparing import OTHER_DEGREES, TAUGHT_DEGREES
from soc_rvos.language.findings import Effect, Excerpt, Finding, FindingKind, part
from soc_rvos.language.head_noun import HeadNoun
from soc_rvos.language.requests import description

_ALL = word_set(
    "all every each several many some few various lots dozens hundreds thousands plenty tons loads"
)
_EACH = frozenset(("every", "each"))
_EVERYBODY = frozenset(("everyone", "everybody"))
_SOMEBODY = frozenset(("someone", "somebody", "anyone", "anybody"))
_AS_ONE = word_set("pile stack bunch set row line pair pack")
_BUNCHED = word_set(
    "grape banana flower rose tulip daisy lily key carrot radish asparagus herb parsley"
)
_SETS = word_set("pairs sets bunches piles stacks rows")
ALWAYS_PLURAL = word_set(
    "glasses sunglasses goggles eyeglasses spectacles binoculars scissors pliers tongs tweezers "
    "trousers pants jeans shorts trunks tights leggings pyjamas pajamas overalls underpants briefs "
    "clothes headphones earphones stairs shoes boots sneakers slippers sandals gloves socks goods "
    "flip-flops heels skis rollerblades skates handlebars bars headlights reins braces ruins "
    "tennis news series species dominoes cards draughts billiards bagpipes castanets cymbals drums "
    "lights trainers kicks wellies shades sunnies specs airpods pjs dungarees keys"
)
_MANY = frozenset(("people", "folk", "cattle", "police", "men", "women", "children"))
_UNCHANGED = word_set("sheep fish deer salmon moose bison swine aircraft offspring")
# "the smaller of the birds" is one of them.
_ONE_OF = (
    TAUGHT_DEGREES
    | OTHER_DEGREES
    | word_set("one which whichever first second third last left right either")
)


def numbers(
    sentence: str, words: Sequence[Excerpt], head: HeadNoun | None, bridge: Bridge
) -> Iterator[Finding]:
    """Yield the one finding of how many objects are wanted, where they are several."""
    everybody = next((each for each in words if each.words.lower() in _EVERYBODY), None)
    if everybody is not None and (head is None or everybody.start <= head.start):
        yield Finding(
            FindingKind.PLURAL,
            everybody.start,
            everybody.stop,
            everybody.words,
            Effect.ONE,
            ("all the people",),
        )
        return
    if head is None:
        return
    last = next((each for each in reversed(words) if each.stop == head.stop), None)
    if last is None:
        return
    placed = fronted(sentence, *description(sentence))
    begin = placed.start if placed else 0
    before = [each for each in words if begin <= each.start and each.stop <= head.start]
    start = max((n + 1 for n, each in enumerate(before) if each.words in ".,;:"), default=0)
    before = before[start:]
    lower = [each.words.lower() for each in before]
    one = any(each in _ONE_OF and following == "of" for each, following in pairwise(lower))
    part_of = bool(_AS_ONE.intersection(lower)) and "of" in lower
    if part_of and "pair" not in lower:  # "a bunch of people" are several, "of grapes" is one
        is_many = "bunch" in lower and head.noun not in _BUNCHED
        part_of = not (is_many or bridge.is_any(head.noun, "person", "animal"))
    word = last.words.lower()
    noun = head.noun.rpartition(" ")[2]
    is_plural = word in _MANY or (
        word != noun and word.replace("-", "") != noun and word not in ALWAYS_PLURAL
    )
    every = any(each in _EACH for each in lower) and not one
    if word in _SOMEBODY or word in PERSONAL:
        return
    of_sets = not _SETS.isdisjoint(lower) and "of" in lower
    is_pair = word in ALWAYS_PLURAL and (not count_of(lower) or "of" in lower)
    if one or (is_pair and not of_sets):
        return  # "a pair of glasses"
    beyond = is_beyond_one(lower)
    if not (is_plural or every or beyond or noun in _UNCHANGED or word in ALWAYS_PLURAL):
        return
    counted = count_of(lower)
    if counted is not None:
        place, count = counted
        if count == 1:
            return  # "fewer than two"
        yield _counted(before[place].start, head.stop, words, count)
    elif part_of:
        return  # "a stack of plates" is one thing to look at
    elif beyond or every or any(each in _ALL for each in lower):
        place = next(
            n for n, each in enumerate(lower) if each in _ALL or (beyond and each == "one")
        )
        yield _counted(before[place].start, head.stop, words, None)
    elif is_plural or of_sets:
        yield part(FindingKind.PLURAL, last.start, last.stop, words, Effect.ONE)


def _counted(start: int, stop: int, words: Sequence[Excerpt], count: int | None) -> Finding:
    found = part(FindingKind.COUNTED, start, stop, words, Effect.ONE)
    return replace(found, count=count)
