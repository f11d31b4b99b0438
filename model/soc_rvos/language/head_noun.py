"""The noun that a sentence refers to, found by rules and a word list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from soc_rvos.language.amounts import number_start

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:st|nd|rd|th)?|[^\w\s]")
_LONGEST = 3  # words of a noun in the lexicon
_LETTERS = 64  # a longer "word" is no word; it is not looked into
_MARKS_BEFORE = re.compile(r"[\W_]+")
_QUOTES = "\"'`*_#"


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`, for tables of words."""
    return frozenset(text.split())


# What ends a noun phrase, or comes before the first one.
_PREPOSITIONS = word_set(
    "about above across after against along alongside amid among around as at atop away before "
    "behind below beneath beside besides between beyond by down during except facing for from in "
    "inside into like near nearest nearby next off on onto opposite out outside over past per "
    "round since through throughout till to toward towards under underneath until up upon via "
    "versus vs with within without"
)
_CLAUSES = word_set(
    "who whom whose which that where when while because if so then than but not no nor or is are "
    "was were be been being has have had having do does did can could will would may might must "
    "should isn't aren't doesn't who's that's it's he's she's there's here's what's only "
    "also too it he she they we you i him them me us there "
    "here"
)
_DETERMINERS = word_set(
    "a an the this these those each every some any another other both all either its his her their "
    "my our your same such one's two three four five six seven eight nine ten several many few "
    "most more much first second third fourth fifth sixth last final"
)
_PRONOUNS = word_set(
    "one ones someone somebody anyone anybody everyone everybody something anything everything "
    "nothing nobody who"
)
_PERSONS = word_set("someone somebody anyone anybody everyone everybody")
# Never a head, though nouns too: where and how, and colours.
_DESCRIBING = word_set(
    "left right front rear middle center centre top bottom upper lower side far near back outer "
    "inner leftmost rightmost leftward rightward topmost furthest farthest closest nearest big "
    "bigger biggest large larger largest small smaller smallest little tiny huge tall taller "
    "tallest short shorter shortest old older oldest young younger youngest fast faster fastest "
    "slow slower slowest dark bright pale black white red green blue yellow brown grey gray "
    "purple pink beige golden silver maroon turquoise navy crimson cyan magenta violet blonde "
    "blond striped spotted clockwise counterclockwise forward forwards backward backwards together "
    "alone upside just very main whole entire"
)
_QUANTITIES = word_set(  # "a group of dancers" are dancers
    "group pair couple herd flock bunch crowd row set stack pile lot lots kind type sort piece "
    "number rest swarm school team band pack line part majority view image picture video dozen "
    "hundred thousand plenty ton load handful"
)
_BROKEN = word_set(  # irregular verbs that follow the noun they describe, and are no noun
    "ran rode held thrown threw thrown driven drove worn wore seen saw hit made sat stood laid "
    "lain lying taken took caught bent built kept led left lit put ridden shown spun swung swum "
    "swam flown flew gone went came given gave won beaten drawn driving hidden hung"
)
_SKIPPED = _DETERMINERS | _PRONOUNS | word_set("and find show track segment select follow please")
# Said to the program, not of the thing: "cut out the dog please", "can you find a red car?"
_REQUEST = re.compile(
    r"(?:(?:hey|hi|hello|ok|okay|now|please|just|kindly|computer)\b[\s,]*)*"
    r"(?:(?:can|could|would|will)\s+you\s+(?:please\s+)?|(?:i|we)\s+(?:want|need|would\s+like)\s+"
    r"(?:you\s+)?(?:to\s+)?|i'd\s+like\s+(?:to\s+)?|help\s+me\s+(?:to\s+)?|let's\s+|try\s+to\s+)?"
    r"(?:(?:please|just|only)\s+)?"
    r"(?:(?:cut|pick|take|mark|key|roto|rotoscope)\s+out|look\s+for|search\s+for|search|find|show|give"
    r"|get|see|have|select|segment|mask|track|follow|detect|mark|highlight|isolate|extract|remove"
    r"|count|delete|erase|blur|choose|pick|outline|identify|locate|recognize|recognise|focus\s+on|cut)\s+"
    r"(?:(?:me|us|all\s+of|out|only|just|for\s+me)\s+)*"
    r"(?=(?:the|a|an|this|that|these|those|my|her|his|their|our|all|every|each|both|any|some|one"
    r"|every(?:one|body)|two|three|four|five|six|\d+"
    r"|at\s+(?:least|most)|up\s+to|(?:more|fewer|less)\s+than)\b)"
    r"|(?:please|how\s+many|(?:is|are)\s+there|where\s+(?:is|are)|where's|who\s+is|what\s+is|there\s+(?:is|are)|(?:it|this|that)\s+is"
    r"|i\s+mean)\s+",
    re.IGNORECASE,
)
CLOSED_WORDS = (
    _PREPOSITIONS | _CLAUSES | _SKIPPED | _DESCRIBING | _QUANTITIES | _BROKEN | word_set("of")
)


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """A noun, singular and lower case, and the characters of the sentence that it was read from.

    `known` tells whether the lexicon has it.
    """

    noun: str
    start: int
    stop: int
    known: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the rules must know of words, all in lower case.

    `nouns`: the nouns, singular, of at most three words; `people`: those that name persons;
    `actors`: those that name what moves by itself (persons, animals, vehicles); `irregular`:
    plurals that no rule makes; `verbs`, `adjectives`: the words that are a verb, or an adjective or
    adverb, more often than a noun.
    """

    nouns: frozenset[str]
    people: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    irregular: Mapping[str, str] = field(default_factory=dict)
    verbs: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()

    def singular(self, words: str) -> str | None:
        """Return the noun of the lexicon that `words` are, in the singular or plural, or None."""
        first, space, last = words.rpartition(" ")
        for each in self._singulars(last):
            if (noun := first + space + each) in self.nouns:
                return noun
        return None

    def _singulars(self, word: str) -> Iterator[str]:
        if word in self.irregular:  # "men" before "men", should that be a noun too
            yield self.irregular[word]
        yield word
        if word.endswith("men"):  # "women", "firemen"
            yield word[:-2] + "an"
        yield from singulars(word)

    def is_verb(self, word: str) -> bool:
        """Tell whether `word` is a form of a word that is mostly a verb."""
        return word in _BROKEN or any(stem in self.verbs for stem in stems(word))


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    stop: int


def description_start(sentence: str) -> int:
    """Return where the words about the thing begin: after "please find", "can you show me", "at
    least", and after marks that come before all words."""
    bare = _MARKS_BEFORE.match(sentence)
    start = bare.end() if bare else 0
    asked = _REQUEST.match(sentence.replace("’", "'"), start)
    return number_start(sentence, start if asked is None else asked.end())


def head_noun(sentence: str, lexicon: Lexicon) -> HeadNoun | None:
    """Return the noun that `sentence` refers to, or None where it names no thing.

    "the girl in the red coat" is about a girl, "two men" about a man; "white" names nothing. A noun
    that the lexicon lacks is returned as it stands, without a plural's "s"; "someone" is a person.
    Pictures and quotation
    marks are passed over, and so is what is said to the program: "please find".
    """
    words = [
        _Word(found[0].lower().replace("’", "'"), found.start(), found.end())
        for found in _WORD.finditer(sentence, description_start(sentence))
        if found.end() - found.start() <= _LETTERS
        and (found[0].isascii() or found[0].isalnum() or len(found[0]) > 1)
        and found[0] not in _QUOTES
    ]
    words = [
        word
        for before, word in zip([None, *words], words, strict=False)
        if word.text != "only" or before is None or before.text not in _DETERMINERS
    ]  # "the only man"
    start = 0
    while start < len(words):
        found, stop = _phrase(words, start, lexicon)
        if found is not None:
            return found
        if stop < len(words) and words[stop].text in ("not", "but", "without", "except"):
            return None  # the words that follow name what the person does not mean
        start = stop + 1
        while start < len(words) and words[start - 1].text not in (",", ":", ";", ".", "is", "are"):
            start += 1  # "on the left, the dog": the next phrase begins behind the comma
    named = next((each for each in words if each.text not in _SKIPPED - _PERSONS), None)
    if named is not None and named.text in _PERSONS:
        return HeadNoun("person", named.start, named.stop, "person" in lexicon.nouns)
    return None


def _phrase(words: list[_Word], start: int, lexicon: Lexicon) -> tuple[HeadNoun | None, int]:
    """Return the head of the noun phrase at `words[start]`, and where the phrase ends."""
    head: HeadNoun | None = None
    weak: HeadNoun | None = None  # a word that is more often something else
    at = start
    while at < len(words):
        word = words[at].text
        if word == "of" and (head is None or head.noun in _QUANTITIES):
            head = weak = None
            at += 1
            continue
        noun, length = _longest(words, at, lexicon)
        if length == 1 and _ends(words, at, head):
            if word in _PRONOUNS:
                weak = None  # "the moving one"
            break
        if length == 1 and word.endswith("'s"):
            head = weak = None  # the phrase is about what belongs to it
        elif length == 1 and (word in _SKIPPED or word.isdigit()):
            if head is not None:
                break  # but "black and white dog" goes on
        elif noun is not None:
            found = HeadNoun(noun, words[at].start, words[at + length - 1].stop, known=True)
            if length == 1 and (word in _DESCRIBING or word in lexicon.adjectives):
                if head is not None:
                    break
                weak = None if word in _DESCRIBING else found
            elif length > 1 or head is None or not _acts(word, noun, head, lexicon):
                head = found
            else:
                head = _rider(words, at, head, lexicon)
                break
        elif word in _DESCRIBING or word in lexicon.adjectives or word[0].isdigit():
            if head is not None:
                break
        elif word.endswith(("ing", "ed")) or lexicon.is_verb(word):
            if head is not None:
                head = _rider(words, at, head, lexicon)
                break
            if at > start and words[at - 1].text in _DETERMINERS and not word.endswith("ed"):
                weak = HeadNoun(word, words[at].start, words[at].stop, known=False)  # "a tunnel"
        elif word.endswith("ly") and head is not None:
            break
        elif not word.endswith("ly"):
            bare = next(singulars(word), word)
            head = HeadNoun(bare, words[at].start, words[at].stop, known=False)
        at += length
    return head or weak, at


def _ends(words: list[_Word], at: int, head: HeadNoun | None) -> bool:
    """Tell whether `words[at]` cannot belong to a noun phrase that has `head` already."""
    word = words[at].text
    if word in _PRONOUNS:
        return at + 1 == len(words) or words[at + 1].text != "of"  # "one of the cows" goes on
    if word in _DESCRIBING or word in _DETERMINERS:
        return False
    if word == "can" and at and words[at - 1].text in _DESCRIBING | _DETERMINERS:
        return False  # "a white can"
    if word == "number":
        return head is not None  # "player number 5"
    return not word[0].isalnum() or word in _PREPOSITIONS or word in _CLAUSES or word == "of"


def _longest(words: list[_Word], at: int, lexicon: Lexicon) -> tuple[str | None, int]:
    """Return the noun of the lexicon that begins at `words[at]`, and how many words it has."""
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        joined = " ".join(word.text for word in words[at : at + length])
        noun = lexicon.singular(joined)
        if noun is not None and noun.partition(" of ")[0] not in _QUANTITIES - {noun}:
            return noun, length
        if length == 1 and "-" in joined:
            for parts in (joined.replace("-", " "), joined.replace("-", "")):
                if (noun := lexicon.singular(parts)) is not None:
                    return noun, length
    return None, 1


def _acts(word: str, noun: str, head: HeadNoun, lexicon: Lexicon) -> bool:
    """Tell whether `word` behind `head` says what `head` does ("the dog walks"), is no `noun`.

    "brick building" is a thing, for bricks do not build; so is "toy train", for "toy" and "train"
    would not agree.
    """
    if word.endswith("ing"):
        return head.noun in lexicon.actors and any(map(_is_syllable, stems(word)))
    return (word != noun or word.endswith("s")) and lexicon.is_verb(word)


def _is_syllable(stem: str) -> bool:
    return len(stem) > 2 and not stem.endswith("ing") and any(each in "aeiouy" for each in stem)


def _rider(words: list[_Word], at: int, head: HeadNoun, lexicon: Lexicon) -> HeadNoun:
    """Return the person of "horse riding man", or `head` where none follows `words[at]`."""
    if words[at].text.endswith("ing") and at + 1 < len(words) and head.noun not in lexicon.people:
        noun, length = _longest(words, at + 1, lexicon)
        if noun in lexicon.people:
            return HeadNoun(noun, words[at + 1].start, words[at + length].stop, known=True)
    return head


def stems(word: str) -> Iterator[str]:
    """Yield what `word` may be a form of, as a verb; some are no words."""
    yield word
    for ending in ("s", "es", "ing", "ed", "d"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1:
            yield stem
            if ending in ("ing", "ed"):
                yield stem + "e"
                if stem[-1] == stem[-2]:
                    yield stem[:-1]
    if word.endswith(("ies", "ied")):
        yield word[:-3] + "y"


def singulars(word: str) -> Iterator[str]:
    """Yield the singulars that a plural by rule may have, the likeliest first."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return
    if word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith(("ches", "shes", "sses", "xes", "zes", "oes", "uses")):
        yield word[:-2]
    elif word.endswith("ves"):
        yield word[:-3] + "f"
        yield word[:-3] + "fe"
    yield word[:-1]
