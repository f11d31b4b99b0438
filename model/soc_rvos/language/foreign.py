"""Recognises the language of a sentence.

Scripts, function words and the table of `foreign_nouns` tell; short sentences are told, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from soc_rvos.language.closed_words import CLOSED_WORDS, word_set
from soc_rvos.language.foreign_table import (
    ELIDED,
    MOST_WORDS,
    TRANSLATED,
    WORD,
    Language,
    meaning_of,
)
from soc_rvos.language.foreign_words import FUNCTION
from soc_rvos.language.vocabulary import Vocabulary

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_LETTERS = {"de": "äöüß", "fr": "àâçéèêëîïôùûœ", "es": "áéíñóú¿¡"}
# Also words of English that people use of things: no sign of another language by themselves.
_ALSO_ENGLISH = word_set("die des den a an in so am was war on con me no son sur bus y e")
_TRUSTED = word_set("the of and is are with who that which has have not at from this those")


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
    plain = re.sub(r"\bw(?:/|\s)", "with ", sentence)
    words = [each[0].lower() for each in WORD.finditer(plain)][:MOST_WORDS]
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
    at_least &= all(meaning_of(word, best) is not None for word in words) if at_least else False
    is_foreign = scores[best] > english or (at_least and scores[best] == english)
    return best if is_foreign else Language.ENGLISH


def _is_far(word: str) -> bool:
    """Whether a word has letters that none of the languages with a table has."""
    return any(ord(letter) > 255 and letter not in "œŒ’" for letter in word)


def _is_sure(best: Language, scores: Mapping[Language, float], words: Sequence[str]) -> bool:
    """Whether any word is of the language `best`: accents alone, or "la", are of others, too."""
    bare = [ELIDED.sub("", word) for word in words] if best is Language.FRENCH else words
    known = [meaning_of(word, best) for word in bare]
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
    if language is Language.FRENCH and (elided := ELIDED.match(word)):
        found, bare = 1.5, word[elided.end() :]
    if bare in _function_words(language):
        return found + (1.0 if bare in _ALSO_ENGLISH else 2.0)
    if bare not in _TRUSTED and (meaning := meaning_of(bare, language)) is not None:
        return found + (0.5 if meaning.words == bare else 1.0)
    if any(letter in bare for letter in _LETTERS[language]):
        return found + (0.0 if vocabulary.is_word(bare) else 0.9)
    return found


@cache
def _function_words(language: Language) -> frozenset[str]:
    return frozenset(FUNCTION[language.value].split())
