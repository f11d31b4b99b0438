"""The bridge from nouns to ImageNet classes, built from WordNet, whose numbers name the classes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np

from soc_rvos.language.bridge import Bridge
from soc_rvos.language.bridge_arrays import joined_lists
from soc_rvos_recipe.pretrained import bridge_tables as tables
from soc_rvos_recipe.pretrained.wordnet import WordNet, read_wordnet


def build_bridge(
    wordnet: WordNet, class_ids: Sequence[int], trained: Collection[str] = ()
) -> Bridge:
    """Return the bridge to the classes whose meanings are `class_ids`, in class order.

    `trained` are nouns that the network is taught by pictures: they count as known, and the kinds
    of them as near, whatever the classes say.
    """
    return _Builder(wordnet, class_ids, trained).build()


def read_class_ids(path: Path) -> list[int]:
    """Return the meanings of the classes from a file with one ImageNet id ("n01440764") a line."""
    return [int(line[1:]) for line in path.read_text(encoding="utf-8").split()]


class _Builder:
    def __init__(
        self, wordnet: WordNet, class_ids: Sequence[int], trained: Collection[str]
    ) -> None:
        self.wordnet = wordnet
        self.class_ids = class_ids
        self.class_of = {synset: number for number, synset in enumerate(class_ids)}
        self.below: dict[int, set[int]] = {}
        for number, synset in enumerate(class_ids):
            for above in wordnet.ancestors(synset):
                self.below.setdefault(above, set()).add(number)
        self.physical = self._named(tables.PHYSICAL)
        self.person = self._named(tables.PERSON)
        self.too_wide: set[int] = set()
        for name in tables.TOO_WIDE:
            if (wide := self._named(name)) is not None:
                self.too_wide |= wordnet.ancestors(wide).keys()
        self.roots = {
            name: {root for each in meanings if (root := self._named(each)) is not None}
            for name, meanings in tables.CONCEPTS.items()
        }
        self.top = frozenset(synset for roots in self.roots.values() for synset in roots)
        self.trained = frozenset(trained)
        self.trained_meanings = {
            meanings[0][0] for noun in trained if (meanings := self._meanings(noun))
        }
        self.people = self._people()

    def build(self) -> Bridge:
        names = sorted(
            {name for name in self.wordnet.senses if self._is_name(name)}
            | self.trained
            | {name for name, meant in tables.MEANT.items() if any(map(self._senses_of, meant))}
        )
        lists: dict[tuple[tuple[int, float], ...], int] = {(): 0}
        rows: dict[str, tuple[int, int, int]] = {}
        for name in names:
            classes, concepts, level = self._entry(name)
            if concepts or level:
                key = tuple(sorted((number, round(w, 3)) for number, w in classes.items()))
                bits = sum(1 << bit for bit, each in enumerate(tables.CONCEPTS) if each in concepts)
                rows[name] = level, lists.setdefault(key, len(lists)), bits
        stops, list_classes, list_weights = joined_lists([dict(key) for key in lists])
        levels, numbers, concept_bits = zip(*rows.values(), strict=True)
        return Bridge(
            nouns=tuple(rows),
            levels=np.array(levels, np.uint8),
            lists=np.array(numbers, np.uint16),
            concept_bits=np.array(concept_bits, np.uint32),
            list_stops=stops,
            list_classes=list_classes,
            list_weights=list_weights,
            concepts=tuple(tables.CONCEPTS),
            irregular={
                plural: single
                for plural, single in self.wordnet.irregular.items()
                if single in rows and plural != single
            },
            verbs=self._mostly("verb", self.wordnet.verbs),
            adjectives=self._mostly("adj", self.wordnet.adjectives),
            class_names=tuple(self.wordnet.synsets[each].words[0] for each in self.class_ids),
        )

    def _named(self, name: tuple[str, int]) -> int | None:
        meanings = self.wordnet.senses.get(name[0], ())
        return meanings[name[1] - 1] if name[1] <= len(meanings) else None

    def _is_name(self, name: str) -> bool:
        if not tables.NAME.fullmatch(name):
            return False
        uses = self.wordnet.uses
        single = name.removesuffix("s")
        if single != name and single in self.wordnet.senses and name not in tables.PLURAL_ONLY:
            met, met_single = (uses.get(each, {}).get("noun", 0) for each in (name, single))
            if met <= met_single:
                return False  # "cows" are cows, whatever else
        first, space, last = name.partition(" ")
        if space and first in tables.SIZES:
            return False  # "little girl" is a girl
        # "black bear" is a bear; "yellow jacket" is no jacket
        if space and first in tables.COLOURS:
            kinds = set(self.wordnet.senses.get(last, ()))
            above = map(self.wordnet.ancestors, self.wordnet.senses[name])
            return any(kinds & each.keys() for each in above)
        return True

    def _meanings(self, noun: str) -> list[tuple[int, float]]:
        """Return the physical meanings of `noun` that are common enough, heaviest first."""
        kept = []
        senses, counts = self.wordnet.senses.get(noun, ()), self.wordnet.counts.get(noun, ())
        met = 0
        for rank, (synset, count) in enumerate(zip(senses, counts, strict=True), 1):
            spelt = {word for word in self.wordnet.synsets[synset].words if word.lower() == noun}
            proper = not any(tables.NAME.fullmatch(word) for word in spelt)
            above = self.wordnet.ancestors(synset)
            if proper or not (self.physical in above or synset in self.class_of):
                continue
            kept.append((synset, count + 1 / rank, rank))
            met += count
        if (
            met <= tables.ABSTRACT * sum(counts) > 0
        ):  # mostly no thing, but some classes have such names
            kept = [each for each in kept if each[0] in self.class_of]
        if not kept:
            return []
        most = max(weight for _, weight, _ in kept)
        found = []
        for synset, weight, rank in kept:
            share = weight / most
            if synset in self.class_of and rank <= tables.CLASS_RANK:
                share = max(share, tables.CLASS_MEANING)
            least = tables.COMMON if self.person in self.wordnet.ancestors(synset) else tables.RARE
            if share >= least:  # most nouns are also a name to call people
                found.append((synset, share))
        return sorted(found, key=lambda each: -each[1])

    def _senses_of(self, word: str) -> list[tuple[int, float]]:
        """Return the meanings of a word as `tables.MEANT` has them."""
        if word == "~":
            return []
        if not word.startswith("="):
            return self._meanings(word)
        return [
            (synset, 1.0)
            for synset in self.class_ids
            if self.wordnet.synsets[synset].words[0] == word[1:]
        ][-1:]  # of two of one name, the thing comes behind the animal

    def _entry(self, name: str) -> tuple[dict[int, float], set[str], int]:
        """Return the classes of `name` with weights, its concepts, and the number of its level."""
        named: dict[int, float] = {}
        akin: dict[int, float] = {}
        concepts: set[str] = set()
        meant = tables.MEANT.get(name, (name,))
        trained = {name, meant[0]} & self.trained
        only_akin = meant[0] == "~"
        near = as_such = False
        for place, word in enumerate(meant[only_akin:]):
            for synset, share in self._senses_of(word):
                above = self.wordnet.ancestors(synset)
                mine = {each for each, roots in self.roots.items() if roots & above.keys()}
                near = near or bool(self.trained_meanings & above.keys())
                if place == 0 and share >= tables.COMMON:
                    concepts |= mine - ({"container"} if "vehicle" in mine else set())
                    for number, weight in self._akin(above, mine).items():
                        akin[number] = max(akin.get(number, 0.0), share * weight)
                exact = self._exact(synset, mine)
                as_such = as_such or (place == 0 and bool(exact))
                for number, weight in exact.items():
                    weight *= (
                        share
                        * (tables.ADDED if place else 1.0)
                        * (tables.AKIN if only_akin else 1.0)
                    )
                    named[number] = max(named.get(number, 0.0), weight)
        most = max(named.values(), default=0.0)
        if trained or (most >= tables.COMMON and not only_akin):
            level = 2
        else:
            level = int(near or bool(named or akin))
        return named if as_such else akin | named, concepts, level

    def _exact(self, synset: int, concepts: set[str]) -> dict[int, float]:
        """Return the classes that are of the meaning `synset`."""
        exact = dict.fromkeys(self.below.get(synset, ()), 1.0)
        if "person" in concepts:
            return self.people | exact
        named = synset not in self.too_wide or "animal" in concepts or synset in self.top
        return exact if named else {}

    def _akin(self, above: Mapping[int, int], concepts: set[str]) -> dict[int, float]:
        """Return the classes of the nearest meaning above that has some, if it is narrow enough."""
        steps, most = next(
            (r for each, r in tables.REACH.items() if each in concepts), tables.REACH_OTHERWISE
        )
        for higher, distance in above.items():
            classes = self.below.get(higher, set())
            if classes and higher not in self.too_wide and distance <= steps:
                if len(classes) <= most:
                    return dict.fromkeys(
                        classes, tables.AKIN * tables.PER_STEP ** max(0, distance - 1)
                    )
                return {}
        return {}

    def _people(self) -> dict[int, float]:
        weights = {}
        for number, synset in enumerate(self.class_ids):
            words = {word.lower() for word in self.wordnet.synsets[synset].words}
            if self.person in self.wordnet.ancestors(synset):
                weights[number] = 1.0
            elif words & {word.lower() for word in tables.WORN}:
                weights[number] = tables.WORN_WEIGHT
        return weights

    def _mostly(self, part: str, words: frozenset[str]) -> frozenset[str]:
        """Return the single words among `words` that are met more often as `part` than as noun."""
        parts = ("adj", "adv") if part == "adj" else (part,)
        return frozenset(
            word
            for word in words - tables.THINGS_TOO
            if word.isalpha()
            and (uses := self.wordnet.uses.get(word)) is not None
            and sum(uses.get(each, 0) for each in parts) > uses.get("noun", 0)
        )


def build_from_files(
    wordnet_folder: Path, class_ids: Path, trained: Collection[str] = ()
) -> Bridge:
    """Read WordNet's files and the class ids, and return the bridge."""
    return build_bridge(read_wordnet(wordnet_folder), read_class_ids(class_ids), trained)
