"""What the words of other languages mean in English, in any form that a rule makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from soc_rvos.language.foreign_nouns import NOUNS, PLURALS
from soc_rvos.language.foreign_words import ADJECTIVES, DROPPED, NUMBERS, PREPOSITIONS, TAILS

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:-[^\W\d_]+)*|\d+")
ELIDED = re.compile(r"^([ldsjmtnc]|qu)['’](?=\w)", re.IGNORECASE)
"""What French puts before a vowel without a space."""
MOST_WORDS = 60
"""Words of a sentence that are looked at."""


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


@dataclass(frozen=True, slots=True)
class Meaning:
    """English words for an entry of a table; `part` is "noun", "adjective", "number", "tail",
    "preposition" or "dropped"; `plural` tells that a noun was in the plural."""

    part: str
    words: str
    plural: bool = False


@cache
def table_of(language: Language) -> Mapping[str, Meaning]:
    column = TRANSLATED.index(language)
    table = {word: Meaning("dropped", "") for word in DROPPED[language.value].split()}
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
                    table[word] = Meaning(part, english)
    return table


def meaning_of(word: str, language: Language) -> Meaning | None:
    """Return what `word`, in lower case, means, in any form that a rule makes; None if unknown."""
    table = table_of(language)
    if word in table:
        return table[word]
    for base, is_plural in _base_forms(word, language):
        known = table.get(base)
        if known is not None and known.part in ("noun", "adjective"):
            return Meaning(known.part, known.words, is_plural and known.part == "noun")
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
