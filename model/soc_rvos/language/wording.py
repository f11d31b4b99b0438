"""Sentences in the words in which a network was taught: one meaning, one wording."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soc_rvos.language.affirming import affirmed, denied_colours
from soc_rvos.language.bridge import Bridge
from soc_rvos.language.clauses import fronted, picked
from soc_rvos.language.closed_words import CLOSED_WORDS, PERSONAL, word_set
from soc_rvos.language.colour_words import COLOUR_WORDS
from soc_rvos.language.invisible import without_invisible
from soc_rvos.language.placing import place_of
from soc_rvos.language.ranks import Rank, rank_of
from soc_rvos.language.requests import description, description_start, set_aside
from soc_rvos.language.several import numbers
from soc_rvos.language.single import of_one
from soc_rvos.language.together import apart
from soc_rvos.language.understanding import words_of
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
_DENYING = re.compile(
    r"\W*(?:not|no|ignore|forget(?:\s+about)?|do(?:n't|nt|\s+not)\s+\w+)\s+", re.IGNORECASE
)
_PERSONS = PERSONAL | word_set("someone somebody anyone anybody")
_CLAUSES = {"who": " who", "whoever": " who", "who's": " who is", "whoever's": " who is"}
_ASKING = word_set("which whichever what")
# Quotes and pictures; what is said aside; and "with", short.
_MARKS = re.compile(r"(?<!\w)'|'(?!\w)|[^\w\s',.;:!?()&+/#%-]|[_*`]")
_ASIDE = re.compile(
    r"(?:,\s*|\s(?=i\s))(?:you\s+know|i\s+(?:think|guess|mean|believe)|u+m+|u+h+|like|well)\s*,",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"(?<!\w)(?<!the\s)(?<!a\s)(?:w/(?!o\b)\s*|w(?:it)?\s+(?=[^\W\d]))", re.IGNORECASE
)
_COLOUR = "|".join(sorted(COLOUR_WORDS, key=len, reverse=True))
_COLOURS = rf"(?:(?:light|dark|bright|pale)[\s-]+)?(?:{_COLOUR})(?:\s+and\s+(?:{_COLOUR}))?"
_AND = re.compile(rf"\b({_COLOUR})\s*(?:&|\+|'?\bn\b'?)\s*(?={_COLOUR})", re.IGNORECASE)
_BEHIND = "on|in|at|with|by|near|who|that|which|next|to|behind|from|under|over|wearing|holding"
_APPOSITION = re.compile(
    r"(?:\s*(?:[,.(:;]|\s-)\s*(?:(?:the|a|it's|it\s+is|its|in|colou?red)\s+)?"
    rf"|\s+(?:that's|that\s+is|which\s+is)\s+)(?P<colour>{_COLOURS})"
    rf"(?:\s+(?P<noun>\w+))?\)?(?=$|[,.]|\s+(?:{_BEHIND})\b)"
    rf"|(?:\s*[,.;:-]\s+(?:it's\s+|it\s+is\s+)?the\s+(?P<said>{_COLOURS}|[\w-]+)"
    rf"|(?<!\sand)(?<!\sor)\s+the\s+(?P<also>{_COLOURS}))\s+ones?\b"
)
# "The bird of colour yellow", "the horse white".
_OF_COLOUR = re.compile(
    rf"\s+(?:(?:of|with|in|has|is|the)\s+)*colou?r\s+(?:is\s+|of\s+)?(?P<one>{_COLOURS})\b"
    rf"|\s+(?:of|in|with)\s+(?:an?\s+|the\s+)?(?P<other>{_COLOURS})\s+colou?r\b",
    re.IGNORECASE,
)
_PAINTING = re.compile(r"\b(?:re)?(?:colou?r|tint|turn|make|paint|dye|change)\W*$", re.IGNORECASE)
_WHITE_LAST = re.compile(rf"\s+{_COLOURS}$")
_WHITE_BEHIND = re.compile(
    rf"\s+(?:(?P<worn>in)\s+|coloured\s+)?(?P<colour>{_COLOURS})(?=$|[,.]|\s+(?:{_BEHIND})\b)"
)
# "Man on left", "person 2nd from right", "in middle": as taught, with an article.
_ON_LEFT = re.compile(
    r"\b(on|at|from)\s+(?=(?:far\s+)?(?:left|right)\b(?!\s+(?:hand(?!\s+side)|foot|arm|leg|to|of)\b))"
    r"|\b(in)\s+(?=(?:middle|cent(?:er|re)|background|foreground|back|corner)\b(?!\s+of))",
    re.IGNORECASE,
)
# "My son. He is wearing a cap."
_HE_IS = re.compile(
    r"\s*[.;!]\s*(?:he|she|it|they)(?:'s|\s+is|\s+are)\s+(?=\w+ing\b)", re.IGNORECASE
)
_HE_HAS = re.compile(r"\s*[.;!]\s*(?:he|she|it|they)\s+(?:has|have)\s+(?=\w)", re.IGNORECASE)
_THE_ONE = re.compile(
    rf"\s*[,;.:-]\s+(?:the|that)\s+one\s+(?=(?:{_BEHIND}|\w+ing)\b)", re.IGNORECASE
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
    expression = without_invisible(expression)
    said, beside = apart(expression, bridge)
    sentence = plain(said, bridge)
    denied = denied_colours(expression, words_of(expression))
    head = bridge.head_noun(sentence)
    rank = rank_of(sentence, head)
    placed = rank
    if placed is None and head is not None:
        placed = place_of(sentence, head.start, head.stop)
    if placed is not None and _is_of_several(said, bridge):
        placed = None
    return Wording(sentence, beside, denied, rank, placed)


def _is_of_several(said: str, bridge: Bridge) -> bool:
    """Return whether several things are meant: "the cups on the left", "both men"."""
    if (pick := picked(said)) is not None:
        return pick.is_plural  # "three cups, the one on the left"
    head = bridge.head_noun(said)
    if any(True for _ in numbers(said, words_of(said), head, bridge)):
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
    expression = without_invisible(expression)
    said = _picked(_bare(expression), expression, bridge)
    said = _bare(affirmed(said, words_of(said), bridge))
    is_painted = bool(_PAINTING.search(expression[: description_start(expression)]))
    text = " ".join(of_one(said, bridge).lower().split())
    text = _WHITE_LAST.sub("", text) if is_painted else _coloured_first(text, bridge)
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
    said = _OF_COLOUR.sub(lambda found: f" coloured {found['one'] or found['other']}", said)
    said = _THE_ONE.sub(" ", _HE_HAS.sub(" with ", _HE_IS.sub(" ", said)))
    said = _ON_LEFT.sub(lambda found: f"{found[1] or found[2]} the ", " ".join(said.split()))
    if placed := fronted(said):
        return f"{said[placed.start :]} {placed.place}"
    return said


def _picked(said: str, expression: str, bridge: Bridge) -> str:
    """Return "the black cat" for "two cats are playing, I want the black one"."""
    pick = picked(said)
    scenes = [pick.scene] if pick else [expression[slice(*each)] for each in set_aside(expression)]
    pick = pick or picked(f"{scenes[0] if scenes else ''}, {said}")
    if pick is None or not scenes:
        return said
    scene = scenes[0] if pick.scene == scenes[0] else _DENYING.sub("", scenes[0])
    head = bridge.head_noun(scene)
    if head is None or not head.known:
        return said
    is_several = any(True for _ in numbers(scene, words_of(scene), head, bridge))
    if not is_several and pick.scene in said:
        return said  # "the dog, the white one" is one dog
    return f"the {pick.said}{head.noun}{'s' if pick.is_plural else ''}{pick.rest}"


def _coloured_first(text: str, bridge: Bridge) -> str:
    """Return "the red car on the left" for "the car on the left, the red one"."""
    head = bridge.head_noun(text)
    found = None if head is None else _APPOSITION.search(text, head.stop)
    if head is not None and head.noun not in bridge.lexicon.people:
        behind = _WHITE_BEHIND.match(text, head.stop)
        is_worn = behind and behind["worn"] and bridge.is_any(head.noun, "person", "animal")
        found = found or (None if is_worn else behind)
    if head is None or found is None:
        return text
    noun = text[head.start : head.stop]
    parts = found.groupdict()
    said = parts["colour"] or parts.get("said") or parts.get("also") or ""
    is_known = parts["colour"] or said in _ADJECTIVES | COLOUR_WORDS or " " in said
    if not is_known or parts.get("noun") not in (None, "one", "ones", noun):
        return text
    before, named = text[: head.start], text[head.start : found.start()]
    return f"{before}{said} {named}{text[found.end() :]}"


def decides_by_place(sentence: str) -> bool:
    """Whether words of place, order or size decide which of several things is meant."""
    return any(each.words.lower() in _PLACES for each in words_of(sentence))
