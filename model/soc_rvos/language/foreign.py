"""Recognises the language of a sentence, and offers an English one for a foreign one.

Scripts, function words and the table of `foreign_nouns` tell; short sentences are told, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from soc_rvos.language.foreign_nouns import NOUNS, PLURALS
from soc_rvos.language.foreign_words import (
    ADJECTIVES,
    DROPPED,
    ENGLISH_PLURALS,
    FUNCTION,
    NUMBERS,
    PREPOSITIONS,
    SAME_IN_PLURAL,
    TAILS,
)
from soc_rvos.language.head_noun import CLOSED_WORDS, word_set
from soc_rvos.language.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:-[^\W\d_]+)*|\d+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_ELIDED = re.compile(r"^([ldsjmtnc]|qu)['’](?=\w)", re.IGNORECASE)
_LETTERS = {"de": "äöüß", "fr": "àâçéèêëîïôùûœ", "es": "áéíñóú¿¡"}
_MOST_WORDS = 60  # of a sentence that are looked at
_LONGEST = 4  # words of an entry of the tables
# Also words of English that people use of things: no sign of another language by themselves.
_ALSO_ENGLISH = word_set("die des den a an in so am was war on con me no son sur bus y e")
_TRUSTED = word_set("the of and is are with who that which has have not at from this those")


class Language(StrEnum):
    """A language that a sentence can be told to be in; OTHER is any other one."""

    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    SPANISH = "es"
    CHINESE = "zh"
    OTHER = "other"


TRANSLATED = (Language.GERMAN, Language.FRENCH, Language.SPANISH, Language.CHINESE)
"""Languages for which there is a table."""


def language_of(sentence: str, vocabulary: Vocabulary) -> Language:
    """Return the language of `sentence`; English where nothing speaks for another one."""
    letters = [each for each in sentence if each.isalpha()]
    if not letters:
        return Language.ENGLISH
    if not any(
        each.isascii() or unicodedata.name(each, "").startswith("LATIN") for each in letters
    ):
        is_chinese = bool(_HAN.search(sentence)) and not _KANA.search(sentence)
        return Language.CHINESE if is_chinese else Language.OTHER
    if sum(map(bool, map(_HAN.match, letters))) * 2 > len(letters):
        return Language.OTHER if _KANA.search(sentence) else Language.CHINESE
    words = [each[0].lower() for each in _WORD.finditer(sentence)][:_MOST_WORDS]
    english = sum(_englishness(word, vocabulary) for word in words)
    scores = {
        each: sum(_foreignness(word, each, vocabulary) for word in words)
        for each in (Language.GERMAN, Language.FRENCH, Language.SPANISH)
    }
    function = _function_words(Language.OTHER) - CLOSED_WORDS
    scores[Language.OTHER] = sum(
        (1.0 if vocabulary.is_noun(word) else 2.5) for word in words if word in function
    ) + sum(1.5 for word in words if _is_far(word))
    best = max(scores, key=lambda each: scores[each])
    if best in TRANSLATED and scores[best] > english and not _is_sure(best, scores, words):
        return Language.OTHER
    # "rotes Auto" could be English words, too; together they hardly are.
    at_least = best in TRANSLATED and len(words) > 1
    at_least &= all(_meaning(word, best) is not None for word in words) if at_least else False
    is_foreign = scores[best] > english or (at_least and scores[best] == english)
    return best if is_foreign else Language.ENGLISH


def _is_far(word: str) -> bool:
    """Whether a word has letters that none of the languages with a table has."""
    return any(ord(letter) > 255 and letter not in "œŒ’" for letter in word)


def _is_sure(best: Language, scores: Mapping[Language, float], words: Sequence[str]) -> bool:
    """Whether any word is of the language `best`: accents alone, or "la", are of others, too."""
    bare = [_ELIDED.sub("", word) for word in words] if best is Language.FRENCH else words
    known = [_meaning(word, best) for word in bare]
    if any(each is not None and each.part != "dropped" for each in known):
        return True
    is_alone = all(scores[each] < scores[best] for each in scores if each is not best)
    return is_alone and any(word in _function_words(best) for word in words)


def _englishness(word: str, vocabulary: Vocabulary) -> float:
    if word in _TRUSTED:
        return 3.0
    if word in CLOSED_WORDS:
        return 1.0 if word in _ALSO_ENGLISH else 2.0
    if word in _ALSO_ENGLISH:
        return 0.0
    lexicon = vocabulary.bridge.lexicon
    if vocabulary.is_noun(word) or word in lexicon.adjectives or lexicon.is_verb(word):
        return 1.0
    return 0.3 if vocabulary.is_word(word) else 0.0


def _foreignness(word: str, language: Language, vocabulary: Vocabulary) -> float:
    found = 0.0
    bare = word
    if language is Language.FRENCH and (elided := _ELIDED.match(word)):
        found, bare = 1.5, word[elided.end() :]
    if bare in _function_words(language):
        return found + (1.0 if bare in _ALSO_ENGLISH else 2.0)
    if bare not in _TRUSTED and (meaning := _meaning(bare, language)) is not None:
        return found + (0.5 if meaning.words == bare else 1.0)
    if any(letter in bare for letter in _LETTERS[language]):
        return found + (0.0 if vocabulary.is_word(bare) else 0.9)
    return found


@cache
def _function_words(language: Language) -> frozenset[str]:
    return frozenset(FUNCTION[language.value].split())


@dataclass(frozen=True, slots=True)
class _Meaning:
    """English words for an entry of a table; `part` is "noun", "adjective", "number", "tail",
    "preposition" or "dropped"; `plural` tells that a noun was in the plural."""

    part: str
    words: str
    plural: bool = False


@cache
def _table(language: Language) -> Mapping[str, _Meaning]:
    column = TRANSLATED.index(language)
    table = {word: _Meaning("dropped", "") for word in DROPPED[language.value].split()}
    for part, lines in (
        ("preposition", PREPOSITIONS),
        ("adjective", ADJECTIVES),
        ("noun", NOUNS),
        ("number", NUMBERS),
        ("tail", TAILS),
    ):
        for line in lines.strip().splitlines():
            english, _, rest = line.partition(": ")
            for word in rest.split(";")[column].split(","):
                # The first of two meanings is the commoner one, but for what says where.
                if (word := word.strip().lower()) and (part == "tail" or word not in table):
                    table[word] = _Meaning(part, english)
    return table


def _meaning(word: str, language: Language) -> _Meaning | None:
    """Return what `word`, in lower case, means, in any form that a rule makes; None if unknown."""
    table = _table(language)
    if word in table:
        return table[word]
    for base, is_plural in _base_forms(word, language):
        known = table.get(base)
        if known is not None and known.part in ("noun", "adjective"):
            return _Meaning(known.part, known.words, is_plural and known.part == "noun")
    return None


def _base_forms(word: str, language: Language) -> Iterator[tuple[str, bool]]:
    """Yield what `word` may be a form of, and whether it would be the plural of a noun."""
    irregular = _irregular(language)
    if word in irregular:
        yield irregular[word], True
    if language is Language.GERMAN:
        for ending in ("en", "er", "es", "em", "e", "n", "s"):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 2:
                yield stem, ending in ("en", "er", "e", "n", "s")
        if word.endswith("innen"):
            yield word[:-3], True
    elif language is Language.FRENCH:
        for ending in ("s", "x", "es", "e"):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 2:
                yield stem, ending != "e"
    elif language is Language.SPANISH:
        for ending, base in (
            ("s", ""),
            ("es", ""),
            ("a", "o"),
            ("as", "o"),
            ("os", "o"),
            ("a", ""),
        ):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 1:
                yield stem + base, ending.endswith("s")


@cache
def _irregular(language: Language) -> Mapping[str, str]:
    pairs = (each.split() for each in PLURALS.get(language.value, "").split(",") if each.strip())
    return {plural.lower(): single.lower() for plural, single in pairs}


@dataclass(slots=True)
class _Phrase:
    """A noun with its description; `lead` is the preposition before it."""

    lead: str = ""
    number: str = ""
    adjectives: list[str] = field(default_factory=list)
    nouns: list[_Meaning] = field(default_factory=list)
    tails: list[str] = field(default_factory=list)

    def text(self) -> str:
        words = list(self.adjectives)
        for place, noun in enumerate(self.nouns):
            is_last = place + 1 == len(self.nouns)
            words.append(_plural(noun.words) if is_last and self._is_plural() else noun.words)
        if not words and not self.tails:
            return "everyone" if self.number == "all" else ""
        if words and not self.nouns and not self.lead:
            words.append("one")  # "der Rote": the red one
        article = self.number
        if (self.nouns or not self.lead) and self.number in ("", "all", "both"):
            article = f"{self.number} the".strip()
        lead = "in" if self.lead == "of" and not self.nouns else self.lead  # "de rojo": in red
        before = [lead] if lead and words else []
        return " ".join([*before, *([article] if article and words else []), *words, *self.tails])

    def _is_plural(self) -> bool:
        return bool(self.number) or self.nouns[-1].plural


def offer(sentence: str, language: Language) -> str | None:
    """Return `sentence` in English, word by word; None where its noun is not in the table.

    Words that are not in the table are left out.
    """
    if language not in TRANSLATED:
        return None
    meanings = list(_meanings(sentence, language))
    if language is Language.CHINESE:
        meanings = _head_first(meanings)
    phrases = [_Phrase()]
    apart = False  # whether an article came after a noun
    for each in meanings:
        now = phrases[-1]
        if apart and now.nouns and each.part in ("noun", "adjective", "number"):
            phrases.append(now := _Phrase("with"))  # "der Mann, der einen Hut trägt"
        apart = each.part == "dropped"
        if each.part == "preposition":
            is_article = each.words == "of" and not now.text()  # "des fleurs" are flowers
            goes_on = each.words == "and" and bool(now.tails)  # "der läuft und einen Hut trägt"
            if not is_article:
                phrases.append(_Phrase("with" if goes_on else each.words))
        elif each.part == "noun":
            now.nouns.append(each)
        elif each.part == "adjective":
            now.adjectives.append(each.words)
        elif each.part == "number":
            now.number = each.words
        elif each.part == "tail":
            now.tails.append(each.words)
    if not any(each.nouns for each in phrases):
        return None
    return " ".join(text for each in phrases if (text := each.text()))


def left_out(sentence: str, language: Language) -> tuple[str, ...]:
    """Return the words of `sentence` that `offer` leaves out because they are not in the table.

    Of Chinese, which has no spaces between words, none are told.
    """
    if language not in TRANSLATED or language is Language.CHINESE:
        return ()
    return tuple(word for word, meaning in _read(sentence, language) if meaning is None)


def _meanings(sentence: str, language: Language) -> Iterator[_Meaning]:
    if language is Language.CHINESE:
        yield from _segments(sentence)
        return
    for _, meaning in _read(sentence, language):
        if meaning is not None:
            yield meaning


def _read(sentence: str, language: Language) -> Iterator[tuple[str, _Meaning | None]]:
    """Yield the words of a sentence, longest entries of the table first, with their meanings."""
    words: list[str] = []
    said: list[str] = []
    for each in list(_WORD.finditer(sentence))[:_MOST_WORDS]:
        word = each[0].lower()
        if language is Language.FRENCH and (elided := _ELIDED.match(word)):
            word = word[elided.end() :]
        words.append(word)
        said.append(each[0])
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            joined = " ".join(words[at : at + length])
            found = _table(language).get(joined) if length > 1 else _meaning(joined, language)
            if found is not None or length == 1:
                yield " ".join(said[at : at + length]), found
                at += length
                break


def _segments(sentence: str) -> Iterator[_Meaning]:
    """Yield the meanings of the longest entries that a Chinese sentence is made of."""
    table = _table(Language.CHINESE)
    longest = max(map(len, table))
    at = 0
    while at < min(len(sentence), _MOST_WORDS * 2):
        for length in range(min(longest, len(sentence) - at), 0, -1):
            word = sentence[at : at + length]
            if word == "的":
                yield _Meaning("of", "")
            elif word in table and table[word].part != "dropped":
                yield table[word]
            elif length > 1 and word not in table:
                continue
            at += length
            break


_BEHIND = {
    "in front": "in front of",
    "in the back": "behind",
    "on the left": "to the left of",
    "on the right": "to the right of",
    "at the top": "on",
    "at the bottom": "under",
    "in the middle": "in the middle of",
    "next to": "next to",
}


def _head_first(meanings: list[_Meaning]) -> list[_Meaning]:
    """Put a phrase's description before the noun behind it, as English does.

    "[wearing red clothes] of [person]" is a person wearing red clothes.
    """
    marks = [place for place, each in enumerate(meanings) if each.part == "of"]
    if not marks:
        return meanings
    before, behind = meanings[: marks[-1]], meanings[marks[-1] + 1 :]
    before = [each for each in before if each.part != "of"]
    if (
        before
        and (lead := _BEHIND.get(before[-1].words))
        and any(each.part == "noun" for each in before)
    ):  # "[house] [in front] of [dog]" is a dog in front of the house
        return [*behind, _Meaning("preposition", lead), *before[:-1]]
    first = next((at for at, each in enumerate(before) if each.part == "preposition"), None)
    if first is None or not any(each.part == "noun" for each in behind):
        return before + behind
    return before[:first] + behind + before[first:]


def _plural(noun: str) -> str:
    """Return the plural of an English noun of the table."""
    if noun in SAME_IN_PLURAL or (noun.endswith("s") and noun not in ("bus", "glass")):
        return noun
    if noun in ENGLISH_PLURALS:
        return ENGLISH_PLURALS[noun]
    if noun.endswith(("s", "x", "sh", "ch")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
