"""Offers an English sentence for a foreign one, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from soc_rvos.language.foreign_table import (
    ELIDED,
    MOST_WORDS,
    TRANSLATED,
    WORD,
    Language,
    Meaning,
    meaning_of,
    table_of,
)
from soc_rvos.language.foreign_words import ENGLISH_PLURALS, SAME_IN_PLURAL

_LONGEST = 4  # words of an entry of the tables
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


@dataclass(slots=True)
class _Phrase:
    """A noun with its description; `lead` is the preposition before it."""

    lead: str = ""
    number: str = ""
    adjectives: list[str] = field(default_factory=list)
    nouns: list[Meaning] = field(default_factory=list)
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


def _meanings(sentence: str, language: Language) -> Iterator[Meaning]:
    if language is Language.CHINESE:
        yield from _segments(sentence)
        return
    for _, meaning in _read(sentence, language):
        if meaning is not None:
            yield meaning


def _read(sentence: str, language: Language) -> Iterator[tuple[str, Meaning | None]]:
    """Yield the words of a sentence, longest entries of the table first, with their meanings."""
    words: list[str] = []
    said: list[str] = []
    for each in list(WORD.finditer(sentence))[:MOST_WORDS]:
        word = each[0].lower()
        if language is Language.FRENCH and (elided := ELIDED.match(word)):
            word = word[elided.end() :]
        words.append(word)
        said.append(each[0])
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            joined = " ".join(words[at : at + length])
            found = table_of(language).get(joined) if length > 1 else meaning_of(joined, language)
            if found is not None or length == 1:
                yield " ".join(said[at : at + length]), found
                at += length
                break


def _segments(sentence: str) -> Iterator[Meaning]:
    """Yield the meanings of the longest entries that a Chinese sentence is made of."""
    table = table_of(Language.CHINESE)
    longest = max(map(len, table))
    at = 0
    while at < min(len(sentence), MOST_WORDS * 2):
        for length in range(min(longest, len(sentence) - at), 0, -1):
            word = sentence[at : at + length]
            if word == "的":
                yield Meaning("of", "")
            elif word in table and table[word].part != "dropped":
                yield table[word]
            elif length > 1 and word not in table:
                continue
            at += length
            break


def _head_first(meanings: list[Meaning]) -> list[Meaning]:
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
        return [*behind, Meaning("preposition", lead), *before[:-1]]
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
