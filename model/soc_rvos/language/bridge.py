"""Nouns to what the backbone's classifier knows of them: classes, weights, and wider concepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from soc_rvos.language.head_noun import HeadNoun, Lexicon, head_noun
from soc_rvos.language.meanings import MISLED, NOT_PEOPLE, NOTHING_AKIN, PLURALS, SAME
from soc_rvos.language.word_forms import singulars

CLASSES = 1000  # of the classifier
Level = Literal["unknown", "near", "known"]
LEVELS: tuple[Level, ...] = ("unknown", "near", "known")

_ACTORS = ("person", "animal", "vehicle")
FULL = 255
"""The stored weight that is 1."""
_SHORTEST_END = 5  # letters of the noun that a compound ends in: "breakdancer" is a dancer
_OWN = 1.0  # the weight of a noun's own classes
_RIDING = 0.5  # weight of what somebody rides, of a noun for both
# People who are looked for together with what carries them.
_RIDERS = {
    "windsurfer": ("boat",),
    "kitesurfer": ("boat",),
    "cyclist": ("bicycle",),
    "bicyclist": ("bicycle",),
    "mountain biker": ("bicycle",),
    "motorcyclist": ("motorcycle",),
    "biker": ("motorcycle", "bicycle"),
    "skier": ("ski",),
    "horseman": ("horse",),
    "horsewoman": ("horse",),
    "jockey": ("horse",),
    "rower": ("boat",),
    "kayaker": ("canoe",),
    "canoeist": ("canoe",),
}
# Classes of vehicles that WordNet has no noun "vehicle" above: buses, trains, trams.
_CARRIAGES = frozenset((466, 547, 565, 654, 705, 779, 820, 829, 874))


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The network's knowledge of a noun.

    `classes` int64 [K], indices of ImageNet classes; `weights` float32 [K] in (0, 1], 1 for the
    noun's commonest meaning and the kinds of it, less for rarer meanings and for classes that are
    only akin to it; `concepts`, what it is in general ("person", "vehicle"). `level`: "known" when
    classes name the thing, "near" when they name akin things, "unknown" when none does.
    """

    classes: NDArray[np.int64]
    weights: NDArray[np.float32]
    concepts: tuple[str, ...]
    level: Level


NOTHING = Knowledge(np.zeros(0, np.int64), np.zeros(0, np.float32), (), "unknown")


@dataclass(frozen=True)
class Bridge:
    """A table of nouns, each with the number of its level, class list and concepts.

    For n nouns, sorted: `levels` uint8 [n] indexes `LEVELS`; `lists` uint16 [n] indexes the class
    lists; bit i of `concept_bits` uint32 [n] is concept i of `concepts`. List k is what
    `list_classes` uint16 and `list_weights` uint8 (255 is 1) hold between `list_stops`[k - 1] and
    `list_stops`[k]. `irregular` maps plurals to singulars; `verbs` and `adjectives` are the words
    that are these more often than nouns; `class_names` has a noun for each class.
    """

    nouns: tuple[str, ...]
    levels: NDArray[np.uint8]
    lists: NDArray[np.uint16]
    concept_bits: NDArray[np.uint32]
    list_stops: NDArray[np.uint32]
    list_classes: NDArray[np.uint16]
    list_weights: NDArray[np.uint8]
    concepts: tuple[str, ...]
    irregular: Mapping[str, str]
    verbs: frozenset[str]
    adjectives: frozenset[str]
    class_names: tuple[str, ...]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {noun: number for number, noun in enumerate(self.nouns)}

    @cached_property
    def lexicon(self) -> Lexicon:
        """What finding head nouns takes."""
        people = self._of("person") - NOT_PEOPLE
        return Lexicon(
            nouns=frozenset((*self.nouns, *SAME, *NOTHING_AKIN, *MISLED, *self._named)),
            people=people,
            actors=people | self._of(*_ACTORS[1:]),
            irregular={**self.irregular, **PLURALS},
            verbs=self.verbs,
            adjectives=self.adjectives,
        )

    def _of(self, *concepts: str) -> frozenset[str]:
        """Return the nouns that belong to any of `concepts`."""
        bits = sum(1 << bit for bit, name in enumerate(self.concepts) if name in concepts)
        return frozenset(
            self.nouns[number] for number in np.flatnonzero(self.concept_bits & np.uint32(bits))
        )

    def head_noun(self, sentence: str) -> HeadNoun | None:
        """Return the noun that `sentence` refers to, or None where it names no thing."""
        return head_noun(sentence, self.lexicon)

    def lookup(self, noun: str) -> Knowledge:
        """Return the knowledge of `noun`, singular or plural, in any case; never fails."""
        found = self.lexicon.singular(" ".join(noun.lower().split()))
        if found is not None:
            return self._completed(found, self._own(found))
        ending = self._ending(noun.lower())
        if ending is None:
            return NOTHING
        akin = self._knowledge(self._numbers[ending])
        level: Level = "unknown" if akin.level == "unknown" else "near"
        return Knowledge(akin.classes, akin.weights, akin.concepts, level)

    def class_weights(self, sentence: str) -> NDArray[np.float32]:
        """Return how much each class speaks for what `sentence` refers to, float32 [1000].

        The largest is 1; all are 0 where no class is known. An animal that has classes of its own
        is not taken for its kin (a horse for an ox); of riders, what they ride speaks, too.
        """
        weights = np.zeros(CLASSES, np.float32)
        head = self.head_noun(sentence)
        if head is None:
            return weights
        known = self.lookup(head.noun)
        weights[known.classes] = known.weights
        if "animal" in known.concepts and weights.max(initial=0.0) >= _OWN:
            weights[weights < _OWN] = 0.0
        largest = float(weights.max())
        if largest > 0:
            weights /= largest
        for ridden in _RIDERS.get(head.noun, ()):
            its = self.lookup(ridden)
            weights[its.classes] = np.maximum(weights[its.classes], _RIDING * its.weights)
        return weights

    def unknown_noun(self, sentence: str) -> str | None:
        """Return the noun that `sentence` refers to if nothing is known of it, else None."""
        head = self.head_noun(sentence)
        return head.noun if head and self.lookup(head.noun).level == "unknown" else None

    def _own(self, noun: str) -> Knowledge:
        """Return what the table, or the name of a class, says of `noun`, for what people mean."""
        number = self._numbers.get(noun)
        known = NOTHING if number is None else self._knowledge(number)
        if noun in NOTHING_AKIN:
            return NOTHING
        if noun in MISLED:
            level: Level = "known" if known.level == "known" else "unknown"
            return replace(known, classes=NOTHING.classes, weights=NOTHING.weights, level=level)
        if noun in NOT_PEOPLE:
            others = ~np.isin(known.classes, self._people)
            concepts = tuple(each for each in known.concepts if each != "person")
            level = known.level if others.any() else "unknown"
            known = Knowledge(known.classes[others], known.weights[others], concepts, level)
        if len(known.classes) == 0 and noun in self._named:
            number = self._named[noun]
            concepts = tuple(each for each in self.concepts if number in self._kinds[each])
            return Knowledge(np.array([number]), np.ones(1, np.float32), concepts, "known")
        return known

    @cached_property
    def _named(self) -> dict[str, int]:
        """The classes by name; those of a name that several have are left out."""
        names = [name.lower() for name in self.class_names]
        return {name: at for at, name in enumerate(names) if names.count(name) == 1}

    @cached_property
    def _people(self) -> NDArray[np.int64]:
        return self._knowledge(self._numbers["person"]).classes

    @cached_property
    def _kinds(self) -> dict[str, frozenset[int]]:
        """The classes of each concept, as far as a noun is called like it."""
        rows = {each: self._numbers.get(each) for each in self.concepts}
        return {
            each: frozenset(() if row is None else self._knowledge(row).classes.tolist())
            for each, row in rows.items()
        }

    def _completed(self, noun: str, known: Knowledge) -> Knowledge:
        """Return `known` of a noun with what the table lacks and another noun's row has.

        A noun that was taught by pictures alone is a kind of its last word ("city bus"), or of the
        thing it is the plural of ("boots").
        """
        if len(known.classes) == 0 and not noun.startswith("toy "):  # which looks like no train
            one = next((each for each in singulars(noun) if each in self._numbers), noun)
            last = None if noun in NOTHING_AKIN | MISLED else noun.rpartition(" ")[2]
            for other in (SAME.get(noun), last, one):
                kind = NOTHING if other is None or other == noun else self.lookup(other)
                if len(kind.classes):
                    level = known.level if known.level != "unknown" else "near"
                    concepts = known.concepts or kind.concepts
                    return Knowledge(kind.classes, kind.weights, concepts, level)
        return known

    def is_any(self, noun: str, *concepts: str) -> bool:
        """Tell whether `noun` belongs to one of `concepts`; of vehicles, buses and trains do, too.

        (The table has no concept for these, and the network that ships was taught without.)
        """
        known = self.lookup(noun)
        if set(concepts) & set(known.concepts):
            return True
        is_carriage = bool(len(known.classes)) and _CARRIAGES.issuperset(known.classes.tolist())
        return is_carriage and "vehicle" in concepts

    def _knowledge(self, number: int) -> Knowledge:
        which = int(self.lists[number])
        part = slice(int(self.list_stops[which - 1]) if which else 0, int(self.list_stops[which]))
        bits = int(self.concept_bits[number])
        return Knowledge(
            self.list_classes[part].astype(np.int64),
            self.list_weights[part].astype(np.float32) / np.float32(FULL),
            tuple(name for bit, name in enumerate(self.concepts) if bits >> bit & 1),
            LEVELS[self.levels[number]],
        )

    def _ending(self, word: str) -> str | None:
        """Return the longest noun that `word`, written as one, ends in."""
        for start in range(3, min(len(word), 60) - _SHORTEST_END + 1):
            found = self.lexicon.singular(word[start:].lstrip("-"))
            if found is not None and len(found) >= _SHORTEST_END:
                return found
        return None
