"""Which attributes of an actor a sentence might state, kind by kind, in random order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from soc_rvos_recipe.clips.clip import Actor, Clip
from soc_rvos_recipe.sentences.attributes import (
    COMPARED,
    DEPTHS,
    FACINGS,
    MOTIONS,
    RANKS,
    RELATIONS,
    SIDES,
    SIZES,
    TO_ANOTHER,
    Attribute,
)
from soc_rvos_recipe.sentences.noun_phrases import synonyms_of
from soc_rvos_recipe.sentences.predicates import is_true, possible_referents

VAGUE = frozenset(("object", "toy", "game", "light", "screen", "paper", "wood", "board", "female",
                   "male", "adult", "pet", "container"))  # fmt: skip
"""Kinds that say too little to be named by."""
_TALL = ("person", "plant", "furniture", "household")  # what people call tall
_ROUNDS = 4


class AttributeChooser:
    """Chooses attributes for the actors of one clip, as `rng` has it."""

    def __init__(self, rng: np.random.Generator, clip: Clip) -> None:
        self._rng = rng
        self._clip = clip

    def choices(self, kind: str, target: int) -> Iterator[tuple[Attribute, ...]]:
        """Yield attributes, one of `kind` and a noun, that might tell an actor from the others."""
        for _ in range(_ROUNDS):
            yield from getattr(self, f"_{kind}")(target)

    def pick(self, words: Sequence[str]) -> str:
        """One of the words."""
        return words[int(self._rng.integers(len(words)))]

    def shuffled(self, words: Sequence[str]) -> list[str]:
        """The words in another order."""
        return [words[int(k)] for k in self._rng.permutation(len(words))]

    def head(self, actor: Actor, vague: float = 0.1) -> Attribute:
        """A noun for an actor."""
        chance = self._rng.random()
        synonyms = synonyms_of(actor)
        general = [word for word in actor.general if word not in VAGUE]
        sure = not self._clip.filmed or self._clip.photographed
        if chance < vague and not self._clip.filmed:
            words = ("one",) if actor.group in ("person", "animal") else ("one", "thing", "object")
            return Attribute("name", self.pick(words))
        if chance < vague + 0.12 and synonyms:
            return Attribute("name", self.pick(synonyms))
        if chance < vague + 0.22 and general and sure:
            return Attribute("name", self.pick(general))
        return Attribute("name", actor.name)

    def several(self, head: Attribute) -> bool:
        """Whether a noun names two actors at least, so that they can be compared."""
        return (
            sum(is_true(self._clip, (head,), k) is True for k in range(len(self._clip.actors))) > 1
        )

    def _noun(self, target: int) -> Iterator[tuple[Attribute, ...]]:
        actor = self._clip.actors[target]
        synonyms = synonyms_of(actor)
        if synonyms and self._rng.random() < 0.3:
            yield (Attribute("name", self.pick(synonyms)),)
        yield (Attribute("name", actor.name),)

    def _hypernym(self, target: int) -> Iterator[tuple[Attribute, ...]]:
        for word in self.shuffled(self._clip.actors[target].general):
            if word not in ("object", "toy", "game"):
                yield (Attribute("name", word),)

    def _colour(self, target: int) -> Iterator[tuple[Attribute, ...]]:
        actor = self._clip.actors[target]
        head = self.head(actor)
        if actor.group == "person":
            for worn in self._worn(actor):
                yield worn, head
            return
        colours = actor.colours or tuple(c for c, share in actor.shares.items() if share > 0.7)
        if len(colours) == 2 and self._rng.random() < 0.4:
            yield Attribute("colour", colours[0]), Attribute("colour", colours[1]), head
        for colour in colours[:2]:
            yield Attribute("colour", colour), head

    def _worn(self, actor: Actor) -> Iterator[Attribute]:
        pairs = list(zip(actor.wears, actor.clothes, strict=False))
        for place in self._rng.permutation(len(pairs)):
            colour, garment = pairs[int(place)]
            yield Attribute("wears", colour, garment if self._rng.random() < 0.6 else None)

    def _size(self, target: int) -> Iterator[tuple[Attribute, ...]]:
        for value in self.shuffled(SIZES):
            head = self.head(self._clip.actors[target])
            others = possible_referents(self._clip, (head,))
            if value == "tall" and self._clip.actors[target].group not in _TALL:
                continue
            if self.several(head):
                yield Attribute("size", value, others=others), head

    def _place(self, target: int) -> Iterator[tuple[Attribute, ...]]:
        head = self.head(self._clip.actors[target])
        others = possible_referents(self._clip, (head,))
        places = self.shuffled(SIDES)
        if self.several(head):
            places = self.shuffled((*SIDES, *RANKS, *DEPTHS))
        for value in places:
            yield Attribute("place", value, others=others), head
        for side in ("left", "right"):
            for level in ("top", "bottom"):
                yield Attribute("place", level), Attribute("place", side), head

    def _relation(self, target: int) -> Iterator[tuple[Attribute, ...]]:
        head = self.head(self._clip.actors[target], 0.04)
        for other in self._rng.permutation(len(self._clip.actors)):
            if other != target and not self._clip.actors[int(other)].real:
                for value in self.shuffled(RELATIONS):
                    yield Attribute("relation", value, others=(int(other),)), head

    def _rider(self, target: int) -> Iterator[tuple[Attribute, ...]]:
        actor = self._clip.actors[target]
        head = self.head(actor, 0.05)
        if not actor.pair or actor.group != "person":
            return
        for other, mount in enumerate(self._clip.actors):
            if other != target and mount.pair == actor.pair:
                yield Attribute("rides", "rides", others=(other,)), head

    def _comparison(self, target: int) -> Iterator[tuple[Attribute, ...]]:
        """What is said of one in comparison with others, of its own name or another."""
        head = self.head(self._clip.actors[target], 0.08)
        others = possible_referents(self._clip, (head,))
        made: list[tuple[Attribute, ...]] = []
        if self.several(head):
            made += [(Attribute("size", value, others=others), head) for value in SIZES]
            made += [(Attribute("place", value, others=others), head) for value in RANKS]
            made += [(Attribute("motion", value, others=others), head) for value in COMPARED]
        for other in range(len(self._clip.actors)):
            if other != target and not self._clip.actors[other].real:
                made += [(Attribute("than", value, others=(other,)), head) for value in SIZES]
        for place in self._rng.permutation(len(made)):
            yield made[int(place)]

    def _negation(self, target: int) -> Iterator[tuple[Attribute, ...]]:
        """What is not true of it, but of all others that the noun names."""
        head = self.head(self._clip.actors[target], 0.08)
        if not self.several(head):
            return
        others = possible_referents(self._clip, (head,))
        person = self._clip.actors[target].group == "person"
        made = []
        for other in others:
            if other == target:
                continue
            actor = self._clip.actors[other]
            if person:
                made += [replace(worn, denied=True) for worn in self._worn(actor)]
            made += [Attribute("colour", colour, denied=True) for colour in actor.colours[:2]]
        for value in ("left", "right", "middle"):
            made.append(Attribute("place", value, others=others, denied=True))
        for value in ("moving", "left", "right"):
            made.append(Attribute("motion", value, others=others, denied=True))
        for place in self._rng.permutation(len(made)):
            yield made[int(place)], head

    def _motion(self, target: int) -> Iterator[tuple[Attribute, ...]]:
        head = self.head(self._clip.actors[target])
        others = possible_referents(self._clip, (head,))
        # What is rarer and says more comes first.
        plain = ("left", "right", "still", "moving")
        rare = [value for value in MOTIONS if value not in plain]
        order = self.shuffled(rare) + self.shuffled(plain[:2])
        chance = self._rng.random()
        if chance < 0.25:
            order = self.shuffled([value for value in MOTIONS if value != "still"])
        elif chance < 0.45:
            order.append("still")
        for value in order:
            if value not in COMPARED or self.several(head):
                yield Attribute("motion", value, others=others), head

    def _pose(self, target: int) -> Iterator[tuple[Attribute, ...]]:
        actor = self._clip.actors[target]
        head = self.head(actor)
        if actor.pose is not None and self._rng.random() < 0.6:
            yield Attribute("pose", actor.pose), head
        if actor.group in ("person", "animal", "vehicle") and actor.facing is not None:
            for value in self.shuffled(FACINGS):
                yield Attribute("facing", value), head

    def _long(self, target: int) -> Iterator[tuple[Attribute, ...]]:
        """Two or three statements; all of them are true of the target."""
        makers = ["_colour", "_place", "_motion", "_pose", "_size", "_relation"]
        for _ in range(3):
            attributes: list[Attribute] = []
            head = self.head(self._clip.actors[target], 0.05)
            chosen = self.shuffled(makers)[: int(self._rng.integers(2, 4))]
            if {"_place", "_relation"} <= set(chosen):
                chosen.remove("_relation")  # "on the left right of the car"
            if {"_pose", "_motion"} <= set(chosen):
                chosen.remove("_pose")  # "standing running"
            for name in chosen:
                for option in getattr(self, name)(target):
                    added = [
                        Attribute(
                            attribute.sort,
                            attribute.value,
                            attribute.garment,
                            self._compared(attribute, head),
                        )
                        for attribute in option[:-1]
                    ]
                    if is_true(self._clip, added, target) is True:
                        attributes += added
                        break
            if len(attributes) >= 2:
                yield (*attributes, head)

    def _compared(self, attribute: Attribute, head: Attribute) -> tuple[int, ...]:
        if attribute.sort in TO_ANOTHER or not attribute.others:
            return attribute.others
        return possible_referents(self._clip, (head,))
