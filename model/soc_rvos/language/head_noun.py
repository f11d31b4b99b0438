"""The noun that a sentence refers to, found by rules and a word list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from soc_rvos.language.clauses import fronted
from soc_rvos.language.closed_words import (
    BROKEN,
    CLAUSES,
    DESCRIBING,
    DETERMINERS,
    PERSONAL,
    PERSONS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTITIES,
    SKIPPED,
    VAGUE,
    WORD,
    word_set,
)
from soc_rvos.language.requests import description, description_start
from soc_rvos.language.word_forms import singulars, stems

_LONGEST = 3  # words of a noun in the lexicon
_LETTERS = 64  # a longer "word" is no word; it is not looked into
_QUOTES = "\"'`*_#"
_DENYING = word_set("not but without except neither no")
_FAIR = word_set("blonde blond")  # said of a person as often as of hair
_OWN = word_set("my our your his her their")
_ARTICLES = word_set("the a an my our your his her their this that")
_COLOUR = ("color", "colour")
_AND = {"&": "and", "+": "and", "n": "and"}
# What nobody names: "what is the man holding?"
_UNSEEN = re.compile(
    r"\W*what(?:'s|\s+(?:is|are))\b.*\b(?!thing)\w+ing(?:\s+(?:at|on|in|with|to|for))?\W*$",
    re.IGNORECASE,
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
        return word in BROKEN or any(stem in self.verbs for stem in stems(word))


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    stop: int


def head_noun(sentence: str, lexicon: Lexicon) -> HeadNoun | None:
    """Return the noun that `sentence` refers to, or None where it names no thing.

    "the girl in the red coat" is about a girl, "two men" about a man; "white" names nothing. A noun
    that the lexicon lacks is returned as it stands, without a plural's "s"; "someone" is a person.
    Pictures and quotation
    marks are passed over, and so is what is said to the program: "please find".
    """
    text = sentence.replace("’", "'")
    if _UNSEEN.match(text):
        return None
    begin, end = description_start(text), description(text)[1]
    placed = fronted(text, begin, end)
    words = [
        _Word(found[0].lower().replace("’", "'"), found.start(), found.end())
        for found in WORD.finditer(sentence, placed.start if placed else begin, end)
        if found.end() - found.start() <= _LETTERS
        and (found[0].isascii() or found[0].isalnum() or len(found[0]) > 1)
        and found[0] not in _QUOTES
    ]
    words = list(_said(words))
    names = _names(sentence, words)
    for place, word in enumerate(words[1:-1], 1):  # "red & white"
        if word.text in _AND and {words[place - 1].text, words[place + 1].text} <= DESCRIBING:
            words[place] = _Word("and", word.start, word.stop)
    if (someone := _somebody(words)) is not None:
        return HeadNoun("person", someone.start, someone.stop, "person" in lexicon.nouns)
    start = 0
    while start < len(words):
        found, stop = _phrase(words, start, lexicon, names)
        if found is not None:
            return found
        if stop < len(words) and words[stop].text in _DENYING:
            break  # the words that follow name what the person does not mean
        start = stop + 1
        while start < len(words) and words[start - 1].text not in (",", ":", ";", ".", "is", "are"):
            start += 1  # "on the left, the dog": the next phrase begins behind the comma
    named = next((each for each in words if each.text not in SKIPPED - PERSONS), None)
    if named is not None and named.text in PERSONS:
        return HeadNoun("person", named.start, named.stop, "person" in lexicon.nouns)
    return None


def _said(words: list[_Word]) -> Iterator[_Word]:
    """Leave words out that part an article and its noun: "the only", "second to last", "not so"."""
    before, skipped = "", False
    for word, after in zip(words, [*words[1:], None], strict=False):
        is_only = word.text == "only" and (not before or before in DETERMINERS)
        is_counted = word.text == "to" and after is not None and after.text == "last"
        is_denied = word.text == "not" and before in _ARTICLES
        is_denied |= skipped and word.text in ("so", "that", "too", "very", "all", "quite")
        skipped = is_denied
        if not (is_only or is_counted or is_denied):
            yield word
        before = word.text


def _somebody(words: list[_Word]) -> _Word | None:
    """Return the word for a person that the sentence is about: "who runs", "the one who runs"."""
    texts = [word.text for word in words]
    first = 1 if texts[:1] in (["the"], ["that"], ["this"]) else 0
    if texts[first : first + 2] in (["one", "who"], ["one", "who's"]):
        return words[first]
    if len(texts) < 2 or texts[0] not in PERSONAL - {"one"}:
        return None  # nobody knows who "him" is
    is_owner = texts[0] == "her" and texts[1] not in PREPOSITIONS | CLAUSES
    return None if is_owner else words[0]


def _names(sentence: str, words: list[_Word]) -> frozenset[int]:
    """Return where words begin that are written large behind one that is not: "my dog Rex"."""
    starts = [word.start for word in words]
    return frozenset(
        start
        for before, start in pairwise(starts)
        if sentence[before].islower() and sentence[start].isupper()
    )


def _phrase(
    words: list[_Word], start: int, lexicon: Lexicon, names: frozenset[int]
) -> tuple[HeadNoun | None, int]:
    """Return the head of the noun phrase at `words[start]`, and where the phrase ends.

    What begins at one of `names` behind somebody, or behind a pet, is called so.
    """
    head: HeadNoun | None = None
    weak: HeadNoun | None = None  # a word that is more often something else
    at = start
    while at < len(words):
        word = words[at].text
        if word == "of" and head is None and weak and weak.noun not in QUANTITIES:
            break  # "the handle of the mug"
        if word == "of" and (head is None or head.noun in QUANTITIES):
            head = weak = None
            at += 1
            continue
        if head is not None and words[at].start in names and head.noun in lexicon.actors:
            break
        noun, length = _longest(words, at, lexicon)
        if at == start and word in ("that", "which", "what") and _is_named(words, at + 1):
            at += 1
            continue  # "that guy"
        if length == 1 and _ends(words, at, head):
            if word in PRONOUNS:
                weak = None  # "the moving one"
            break
        if length == 1 and word.endswith("'s"):
            head = weak = None  # the phrase is about what belongs to it
        elif word == "number" and at + 1 < len(words) and words[at + 1].text.isdigit():
            at += 1  # "the number 10 shirt"
        elif length == 1 and (word in SKIPPED or word.isdigit()):
            if head is not None:
                break  # but "black and white dog" goes on
        elif noun is not None:
            found = HeadNoun(noun, words[at].start, words[at + length - 1].stop, known=True)
            if length == 1 and (word in DESCRIBING or word in lexicon.adjectives):
                if head is not None:
                    break
                weak = None if word in DESCRIBING - _FAIR else found
            elif length > 1 or head is None or not _acts(word, noun, head, lexicon):
                head = found
            else:
                head = _rider(words, at, head, lexicon)
                break
        elif word in DESCRIBING or word in lexicon.adjectives or word[0].isdigit():
            if head is not None:
                break
        elif word in VAGUE:
            head = HeadNoun(word, words[at].start, words[at].stop, known=False)
        elif word.endswith(("ing", "ed")) or lexicon.is_verb(word):
            if head is not None:
                head = _rider(words, at, head, lexicon)
                break
            is_named = len(words) == 1 or (at > start and words[at - 1].text in DETERMINERS)
            if is_named and not word.endswith("ed"):
                weak = HeadNoun(word, words[at].start, words[at].stop, known=False)  # "a tunnel"
        elif word.endswith("ly") and head is not None:
            break
        elif not word.endswith("ly"):
            if head is not None and head.noun in lexicon.actors and words[start].text in _OWN:
                break  # "my dog rex"
            bare = next(singulars(word), word)
            head = HeadNoun(bare, words[at].start, words[at].stop, known=False)
        at += length
    return head or weak, at


def _is_named(words: list[_Word], at: int) -> bool:
    """Tell whether a noun phrase may go on with `words[at]`: "that guy", but not "that is"."""
    others = PREPOSITIONS | CLAUSES | PRONOUNS
    return at < len(words) and words[at].text[0].isalnum() and words[at].text not in others


def _ends(words: list[_Word], at: int, head: HeadNoun | None) -> bool:
    """Tell whether `words[at]` cannot belong to a noun phrase that has `head` already."""
    word = words[at].text
    if word in PRONOUNS:
        return at + 1 == len(words) or words[at + 1].text != "of"  # "one of the cows" goes on
    if word in DESCRIBING or word in DETERMINERS:
        return False
    if word == "can" and at and words[at - 1].text in DESCRIBING | DETERMINERS:
        return False  # "a white can"
    if word in PREPOSITIONS and head is None and at and words[at - 1].text in ("the", "a"):
        return False  # "the round table"
    if word == "number":  # "player number 5", but "the phone number"
        return head is not None and at + 1 < len(words) and words[at + 1].text[0].isdigit()
    if word in _COLOUR:
        return head is not None  # "the car colour red"
    return not word[0].isalnum() or word in PREPOSITIONS or word in CLAUSES or word == "of"


def _longest(words: list[_Word], at: int, lexicon: Lexicon) -> tuple[str | None, int]:
    """Return the noun of the lexicon that begins at `words[at]`, and how many words it has."""
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        joined = " ".join(word.text for word in words[at : at + length])
        noun = lexicon.singular(joined)
        if noun is not None and noun.partition(" of ")[0] not in QUANTITIES - {noun}:
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
