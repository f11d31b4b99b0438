"""The English words that a model knows, how common they are, and those close to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from soc_rvos.colour_names import NAMES
from soc_rvos.language.bridge import Bridge, Level
from soc_rvos.language.closed_words import (
    CLOSED_WORDS,
    DESCRIBING,
    DETERMINERS,
    VAGUE,
    word_set,
)
from soc_rvos.language.head_noun import HeadNoun
from soc_rvos.language.word_forms import stems

MOST_SUGGESTIONS = 3
_LONGEST = 24  # letters of a word for which others are suggested
_FAR_FROM = 5  # letters of a word from which two edits may be wrong
_PART = 3  # letters of each part of a word that two known ones make, at least
_RARE = 12_000  # rank of the words that the tokenizer has no token for
_TWO_EDITS = 5.0  # what a second edit costs, in units of a word being e times as rare
_FIRST_LETTER = 2.0
_MANY = 0.5
_SAME_LETTER = 0.5
_OBSCURE = 2.5
_SOUNDS_ALIKE = 4.0
_COMMON_SLIP = 2.0
_SOUNDS = (("ph", "f"), ("ck", "k"), ("qu", "k"), ("c", "k"), ("y", "i"), ("z", "s"))
_OTHER_FROM = 6  # letters of a word that the model reads in pieces, to be offered
_LOOKS_KNOWN: dict[Level, float] = {"known": 1.0, "near": 0.5, "unknown": 0.0}
_LOOKS_KNOWN_NOUN: dict[Level, float] = {"known": 4.0, "near": 1.5, "unknown": 0.0}
_COLOUR = 2.5  # what being a colour makes up for
_SHORT_VERBS = word_set("go do be")
_SLIPS = word_set("blu whit wht rde brwn bule")
"""What English has, or a token is, but who types it means a colour."""
_REMEMBERED = 4096  # words whose suggestions are kept
_SUFFIXES = ("er", "ers", "est", "ly", "y", "ish", "less", "like", "ness", "ful")
_MORE_WORDS = word_set(
    "doesn't don't didn't wasn't weren't hasn't haven't can't cannot won't wouldn't it's that's "
    "who's there's he's she's they're i'm never neither none without than more most grey gray "
    "colour coloured colours colored everyone everybody everything selfie selfies jetski barista "
    "hoverboard rollercoaster smartwatch emoji vlogger vlog podcast segway hijab burqa sari "
    "hoodie onesie webcam gopro earbuds vape minivan suv atv crossfit parkour zumba kayaker "
    "paddleboard paddleboarder wakeboard wakeboarder kitesurfer kitesurf kitesurfing longboard "
    "bmx gamer cosplay cosplayer blogger latte tiramisu smoothie ramen quinoa hummus panini "
    "labradoodle cockapoo shiba corgi quadcopter minibus website online led usb tv lcd mic logo "
    "tho ish gonna gotta wanna wow bib cam ref hi-vis selfie-stick meme app wifi drone placemat "
    "gamepad headset earbud jerrycan hosepipe streetlamp dumpster monorail pedalo lifebuoy teabag "
    "koi joey tracksuit wetsuit wellington punchbag hairdryer lawnmower wheelie breakdancer lego "
    "spiderman postie horsie pupper whoever whoever's whichever"
)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of a model.

    `ranks` has the words that are one token for it, from the commonest on: 0, 1, 2 and so on.
    `others` are English words that are in no table of the bridge: those that are no token, either,
    are read in pieces, but not wrong.
    `knows_all` says that it was taught all words in pieces: no noun is unknown to it.
    """

    bridge: Bridge
    ranks: Mapping[str, int]
    others: frozenset[str] = frozenset()
    knows_all: bool = False

    @classmethod
    def of_tokens(
        cls, bridge: Bridge, tokens: Mapping[str, int], others: Iterable[str] = ()
    ) -> Vocabulary:
        """Return the vocabulary of a tokenizer's `tokens`, whose numbers rise as words get rarer.

        A token of word pieces counts where it is a whole word of letters.
        """
        whole = sorted((number, token) for token, number in tokens.items() if _is_plain(token))
        return cls(
            bridge, {token: rank for rank, (_, token) in enumerate(whole)}, frozenset(others)
        )

    def head_noun(self, sentence: str) -> HeadNoun | None:
        """Return the noun that `sentence` refers to, or None where it names no thing."""
        return self.bridge.head_noun(sentence)

    def is_noun(self, word: str) -> bool:
        """Whether `word`, in lower case, is a noun in the singular or plural."""
        return self.bridge.lexicon.singular(word) is not None

    def is_taught(self, noun: str) -> bool:
        """Whether the model knows a noun: its look, or a related noun."""
        is_vague = noun in VAGUE
        return self.knows_all or is_vague or self.bridge.lookup(noun).level != "unknown"

    def is_word(self, word: str) -> bool:
        """Whether `word`, in lower case, is an English word, as far as is known.

        So are words formed from them by rules: "twirling", "city-bus", "dog's", "greenish".
        """
        word = word.replace("’", "'")
        if word in _SLIPS:
            return False
        if self._is_listed(word):
            return True
        if "-" in word or "'" in word:
            bare = word.removesuffix("'s").removesuffix("'")
            parts = [part for part in bare.replace("'", "-").split("-") if part]
            return all(len(part) == 1 or self.is_word(part) for part in parts)
        stems_of = (stem for stem in _bases(word) if len(stem) > 2 or stem in _SHORT_VERBS)
        return any(map(self._is_listed, stems_of)) or self._is_compound(word)

    def looks_known(self, word: str) -> bool:
        """Whether `word` names a thing whose look the model knows."""
        return self._looks(word) == "known"

    def suggestions(
        self, word: str, as_noun: bool = False, as_description: bool = False
    ) -> tuple[str, ...]:
        """Return the known words that `word`, which is none, is likely to be meant for.

        They are one or two edits away (a letter more, less, other, or two swapped), the likeliest
        first; there are at most three. Where `word` stands for the thing that is referred to,
        `as_noun` puts nouns first, most of all those whose looks are known; where it stands before
        that, `as_description` puts colours first, and leaves words that cannot stand there.
        """
        word = word.lower()
        if not 2 <= len(word) <= _LONGEST or not _is_plain(word):
            return ()
        key = (word, as_noun, as_description)
        if key not in self._suggested:
            if len(self._suggested) > _REMEMBERED:
                self._suggested.clear()
            self._suggested[key] = self._near(word, as_noun, as_description)
        return self._suggested[key]

    @cached_property
    def _suggested(self) -> dict[tuple[str, bool, bool], tuple[str, ...]]:
        return {}

    @cached_property
    def _listed(self) -> frozenset[str]:
        lexicon = self.bridge.lexicon
        return frozenset(
            CLOSED_WORDS
            | _MORE_WORDS
            | self._noun_parts
            | lexicon.verbs
            | lexicon.adjectives
            | lexicon.irregular.keys()
            | self.ranks.keys()
            | self.others
        )

    @cached_property
    def _noun_parts(self) -> frozenset[str]:
        """The words of nouns of several words: "water" of "water buffalo"."""
        return frozenset(part for noun in self.bridge.lexicon.nouns for part in noun.split())

    def _is_listed(self, word: str) -> bool:
        return word in self._listed or self.is_noun(word) or self.bridge.lexicon.is_verb(word)

    def _is_compound(self, word: str) -> bool:
        """Whether `word` is two nouns or adjectives written as one, both of which are common."""
        return any(
            word[:at] in self._common and word[at:] in self._common
            for at in range(_PART, len(word) - _PART + 1)
        )

    @cached_property
    def _common(self) -> frozenset[str]:
        lexicon = self.bridge.lexicon
        kinds = lexicon.nouns | lexicon.adjectives
        return frozenset(word for word in self.ranks if len(word) > _PART and word in kinds)

    @cached_property
    def _offered(self) -> tuple[tuple[str, ...], NDArray[np.int8], NDArray[np.int8]]:
        """Words to suggest; the counts of their letters, [n, 26]; their letters, [n, most]."""
        lexicon = self.bridge.lexicon
        words = {word for word in self.ranks if self._is_english(word)}
        words |= {noun for noun in lexicon.nouns if _is_plain(noun)}
        words |= {word for word in CLOSED_WORDS if _is_plain(word)}
        words |= {word for word in self.others if len(word) >= _OTHER_FROM}
        chosen = tuple(sorted(word for word in words if 3 <= len(word) <= _LONGEST + 2))
        letters = np.zeros((len(chosen), _LONGEST + 2), np.int8)
        counts = np.zeros((len(chosen), 26), np.int8)
        for row, word in enumerate(chosen):
            codes = _codes(word)
            letters[row, : len(codes)] = codes
            counts[row] = np.bincount(codes - 1, minlength=26)[:26]
        return chosen, counts, letters

    def _is_english(self, word: str) -> bool:
        """Whether a token is a word, not a name or a piece of other languages."""
        lexicon = self.bridge.lexicon
        return (
            word in CLOSED_WORDS
            or word in self.others
            or word in self._noun_parts
            or word in lexicon.adjectives
            or self.is_noun(word)
            or lexicon.is_verb(word)
        )

    def _near(self, word: str, as_noun: bool, as_description: bool) -> tuple[str, ...]:
        words, counts, letters = self._offered
        codes = _codes(word)
        own = np.bincount(codes - 1, minlength=26)[:26].astype(np.int8)
        # An edit changes two counts at most, so more distant words need no comparison.
        reach = 2 if len(word) >= _FAR_FROM else 1
        apart = np.abs(counts - own).sum(axis=1, dtype=np.int16)
        rows = np.flatnonzero(apart <= 2 * reach)
        lengths = (letters[rows] > 0).sum(axis=1)
        rows = rows[np.abs(lengths - len(word)) <= reach]
        if not len(rows):
            return ()
        edits = _edits(codes, letters[rows])
        found = [
            (self._unlikeliness(words[row], word, int(count), as_noun), words[row])
            for row, count in zip(rows.tolist(), edits.tolist(), strict=True)
            if 0 < count <= reach
            and not (as_description and words[row] in CLOSED_WORDS - DESCRIBING - DETERMINERS)
        ]
        if as_description:
            found = [(cost - _COLOUR * (meant in NAMES), meant) for cost, meant in found]
        nearest = [each for _, each in sorted(found)]
        return tuple([*self._split(word), *nearest][:MOST_SUGGESTIONS])

    def _split(self, word: str) -> Iterator[str]:
        """Yield two words, of which `word` is a colour and a thing written as one: "redcar"."""
        for at in range(_PART, len(word) - _PART + 1):
            if word[:at] in NAMES and word[at:] in self._common | {"car", "dog", "cat", "man"}:
                yield f"{word[:at]} {word[at:]}"

    def _unlikeliness(self, meant: str, word: str, edits: int, as_noun: bool) -> float:
        rank = self.ranks.get(meant)
        cost = float(np.log(50 + (_RARE if rank is None else rank)))
        cost += _TWO_EDITS * (edits - 1) + (_OBSCURE if rank is None else 0)
        if meant[0] != word[0]:
            cost += _FIRST_LETTER
        if not word.endswith("s") and self.bridge.lexicon.singular(meant) != meant:
            cost += _MANY  # a sentence names one thing: "womn" is "woman"
        # Slips are seldom near the beginning.
        cost -= _SAME_LETTER * _shared_start(meant, word)
        if _sound(meant) == _sound(word):
            cost -= _SOUNDS_ALIKE
        # A letter that is doubled, or not, is the commonest slip beside two that are swapped.
        elif _without_doubles(meant) == _without_doubles(word) or sorted(meant) == sorted(word):
            cost -= _COMMON_SLIP
        return cost - (_LOOKS_KNOWN_NOUN if as_noun else _LOOKS_KNOWN)[self._looks(meant)]

    def _looks(self, word: str) -> Level:
        return self.bridge.lookup(word).level if self.is_noun(word) else "unknown"


def _shared_start(one: str, other: str) -> int:
    """Return with how many of the same letters two words begin."""
    pairs = zip(one, other, strict=False)
    return next(
        (at for at, (first, second) in enumerate(pairs) if first != second),
        min(len(one), len(other)),
    )


def _is_plain(word: str) -> bool:
    """Whether `word` is of the letters a to z alone."""
    return word.isascii() and word.isalpha() and word.islower()


def _bases(word: str) -> Iterator[str]:
    """Yield what `word` may be made of, by an ending."""
    yield from stems(word)
    for suffix in _SUFFIXES:
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) > 2:
            yield stem
            yield stem + "e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
            if stem.endswith("i"):
                yield stem[:-1] + "y"


def _sound(word: str) -> str:
    """Return a word as it sounds, roughly: "elephant" and "elefant" are the same."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    word = _without_doubles(word)
    return word.removesuffix("e") if len(word) > _FAR_FROM else word


def _without_doubles(word: str) -> str:
    return "".join(each for place, each in enumerate(word) if word[place - 1 : place] != each)


def _codes(word: str) -> NDArray[np.int64]:
    """Return the letters of a lower-case ASCII word, 1 to 26."""
    return np.frombuffer(word.encode("ascii"), np.uint8).astype(np.int64) - 96


def _edits(word: NDArray[np.int64], others: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return how many edits `word` is away from each of `others`, int8 [n].

    These are [n, most], padded with 0. The edits are those of the restricted Damerau-Levenshtein
    distance.
    """
    lengths = (others > 0).sum(axis=1)
    most = int(lengths.max())
    columns = np.ascontiguousarray(others[:, :most].T)  # [most, n]
    count = others.shape[0]
    before = np.zeros((most + 1, count), np.int8)
    now = np.repeat(np.arange(most + 1, dtype=np.int8)[:, None], count, axis=1)
    for place, letter in enumerate(word.tolist()):
        two_before, before = before, now
        now = np.empty_like(before)
        now[0] = place + 1
        same = columns == letter
        best = np.minimum(before[:-1] + ~same, before[1:] + 1)
        if place:
            swapped = same[:-1] & (columns[1:] == int(word[place - 1]))
            best[1:] = np.where(swapped, np.minimum(best[1:], two_before[:-2] + 1), best[1:])
        for column in range(most):
            np.minimum(best[column], now[column] + 1, out=now[column + 1])
    return np.asarray(now[lengths, np.arange(count)], np.int8)
