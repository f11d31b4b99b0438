"""Sentences for the actors of a clip, each true of one of them alone, or of none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from soc_rvos.inference.colour_maps import NAMES as COLOURS
from soc_rvos_recipe.clips.asset_cache import Stock, stock_of
from soc_rvos_recipe.clips.clip import Actor, Clip
from soc_rvos_recipe.clips.object_sampling import drawn, kind_of
from soc_rvos_recipe.datapack.pack import Pack
from soc_rvos_recipe.sentences.naming import named
from soc_rvos_recipe.sentences.predicates import (
    COMPARED,
    DEPTHS,
    FACINGS,
    MOTIONS,
    RANKS,
    RELATIONS,
    SIDES,
    SIZES,
    Fact,
    holds,
    none,
    only,
    rivals,
)
from soc_rvos_recipe.sentences.wording import Subject, phrase, with_article

ABSENT_SHARE = 0.17
# How often each of the other kinds is tried; some can seldom be said.
KINDS = {
    "noun": 0.12,
    "hypernym": 0.05,
    "colour": 0.14,
    "size": 0.14,
    "place": 0.12,
    "relation": 0.16,
    "motion": 0.15,
    "pose": 0.04,
    "long": 0.08,
    "absent": 0.0,
}
FOOTAGE = "footage"
_TRIES = 10
# A target shows in at least this share of the frames.
_LEAST_SHOWN = 0.4
# Photographs may show these without anyone having said so.
_SCENERY_TABLE = """
rock stone house hut bench lamp light door mirror box shelf shelves chair table desk seat stool
bed cupboard cabinet ladder boat ship tree bush flower flowers plant wood logs pillow board screen
television computer couch sofa fireplace fence wall projector pallet
"""
_SCENERY = frozenset(_SCENERY_TABLE.split()) | {
    "street lamp",
    "lamp post",
    "clothes rack",
    "potted plant",
}
_VAGUE = frozenset(("object", "toy", "game", "light", "screen", "paper", "wood", "board", "female",
                    "male", "adult", "pet", "container"))  # fmt: skip
_DOUBTFUL_SYNONYMS = frozenset(("beetle", "coach", "trunk", "cup", "board", "bath", "basket",
                                "pinball", "playground", "drink", "clothes", "buggy"))  # fmt: skip
_TALL = ("person", "plant", "furniture", "household")  # what people call tall
_FAR_FROM_FOOTAGE = ("vehicle", "animal")
_NEUTRAL = ("in the picture", "in the video", "in the clip", "that can be seen", "in this video")


@dataclass(frozen=True, slots=True)
class Reference:
    """A sentence: its kind, and the number of the actor it is about, None where nothing in the clip
    is what it says. `facts` are what it states, empty for sentences that came with footage."""

    kind: str
    text: str
    target: int | None
    facts: tuple[Fact, ...] = ()


def make_references(
    clip: Clip,
    pack: Pack,
    split: str,
    seed: int,
    count: int,
    kinds: Sequence[str] | None = None,
) -> list[Reference]:
    """Return up to `count` references of the given kinds (None: all), different sentences that are
    about different actors as far as there are enough of them.

    Fewer, even none, are returned where not more can be said of the clip in those kinds.
    """
    rng = np.random.default_rng((seed, 2))
    writer = _Writer(rng, clip, stock_of(pack), split)
    wanted = tuple(KINDS) if kinds is None else tuple(kinds)
    told = [kind for kind in wanted if kind != "absent"]
    weights = np.array([KINDS.get(kind, 0.1) for kind in told])
    missing = 0.0 if "absent" not in wanted else 1.0 if not told else ABSENT_SHARE
    found: list[Reference] = []
    targets = writer.targets()
    for _ in range(count):
        absent = rng.random() < missing
        for attempt in range(_TRIES):
            if absent:
                made = writer.absent()
            elif not targets:
                break
            else:
                kind = told[int(rng.choice(len(told), p=weights / weights.sum()))]
                made = writer.present(kind, targets[attempt % len(targets)], kinds is None)
            if made is not None and all(made.text != other.text for other in found):
                found.append(made)
                if made.target is not None:
                    targets = [k for k in targets if k != made.target] + [made.target]
                break
    return found


def paraphrases(clip: Clip, reference: Reference, seed: int, count: int) -> list[Reference]:
    """Return up to `count` other sentences that say the same of the same actor."""
    rng = np.random.default_rng((seed, 3))
    found: dict[str, Reference] = {}
    if reference.target is None or not reference.facts:
        return []
    actor = clip.actors[reference.target]
    for _ in range(count * 4):
        facts = tuple(_renamed(rng, actor, fact) for fact in reference.facts)
        if len(found) < count and only(clip, facts, reference.target):
            text = _phrase(rng, clip, facts, actor)
            if text is not None and text != reference.text:
                found[text] = Reference(reference.kind, text, reference.target, facts)
    return list(found.values())


def swaps(
    clip: Clip, pack: Pack, split: str, seed: int, count: int
) -> list[tuple[Reference, Reference]]:
    """Return up to `count` pairs of sentences of one kind that differ in what they are about."""
    pairs: list[tuple[Reference, Reference]] = []
    order = [kind for kind in KINDS if kind not in ("absent", "long")]
    for place, kind in enumerate(np.random.default_rng((seed, 4)).permutation(order)):
        if len(pairs) == count:
            break
        made = make_references(clip, pack, split, seed + place, 4, (str(kind),))
        for other in made[1:]:
            if other.target != made[0].target:
                pairs.append((made[0], other))
                break
    return pairs


def _renamed(rng: np.random.Generator, actor: Actor, fact: Fact) -> Fact:
    """The same fact, a name replaced by another one of the actor's."""
    if fact.sort != "name" or fact.value not in (actor.name, *actor.synonyms):
        return fact
    names = (actor.name, *_synonyms(actor))
    return Fact("name", names[int(rng.integers(len(names)))])


def _synonyms(actor: Actor) -> tuple[str, ...]:
    return tuple(word for word in actor.synonyms if word not in _DOUBTFUL_SYNONYMS)


def _phrase(
    rng: np.random.Generator, clip: Clip, facts: Sequence[Fact], actor: Actor
) -> str | None:
    """The facts as a noun phrase; None if what it stands in relation to cannot be named."""
    landmark = ""
    relation = next((fact for fact in facts if fact.sort == "relation"), None)
    if relation is not None:
        landmark = _landmark(rng, clip, relation.others[0]) or ""
        if not landmark:
            return None
    return phrase(rng, facts, Subject(actor.group, actor.name, actor.pose, landmark))


def _landmark(rng: np.random.Generator, clip: Clip, index: int) -> str | None:
    """What an actor is called where another one stands in relation to it."""
    actor = clip.actors[index]
    if actor.visible.mean() < 0.5:
        return None
    names = (actor.name, *_synonyms(actor)) if rng.random() < 0.3 else (actor.name,)
    noun = Fact("name", names[int(rng.integers(len(names)))])
    options: list[tuple[Fact, ...]] = [(noun,)]
    if actor.group != "person":
        options += [(Fact("colour", colour), noun) for colour in actor.colours[:1]]
    if len(options) > 1 and rng.random() < 0.3:
        options.reverse()
    for facts in options:
        if only(clip, facts, index):
            return with_article("the", " ".join(fact.value for fact in facts))
    return None


class _Writer:
    """Makes references for one clip."""

    def __init__(self, rng: np.random.Generator, clip: Clip, stock: Stock, split: str) -> None:
        self._rng = rng
        self._clip = clip
        self._stock = stock
        self._split = split

    def targets(self) -> list[int]:
        """The actors that can be spoken of, those with namesakes more often first."""
        actors = self._clip.actors
        shown = [k for k, one in enumerate(actors) if one.visible.mean() >= _LEAST_SHOWN]
        order = [int(k) for k in self._rng.permutation(shown)]
        doubled = [k for k in order if sum(one.name == actors[k].name for one in actors) > 1]
        if doubled and self._rng.random() < 0.6:
            order = doubled + [k for k in order if k not in doubled]
        return order

    def present(self, kind: str, target: int, footage: bool) -> Reference | None:
        """A sentence of a kind about an actor, None if none was found."""
        actor = self._clip.actors[target]
        if actor.real:
            return self._told(actor, target) if footage or kind == FOOTAGE else None
        if kind == FOOTAGE:
            return None
        if self._clip.filmed and (kind == "hypernym" or actor.group == "person"):
            return None  # others may be in the film
        for facts in self._tries(kind, target):
            if only(self._clip, facts, target):
                text = _phrase(self._rng, self._clip, facts, actor)
                if text is not None:
                    if kind == "long" and self._rng.random() < 0.2:
                        text += f" {self._pick(_NEUTRAL)}"
                    return Reference(kind, text, target, facts)
        return None

    def absent(self) -> Reference | None:
        """A sentence that is true of nothing in the clip."""
        hard = self._rng.random() < 0.55 and not self._clip.filmed and self._clip.actors
        for _ in range(_TRIES):
            made = self._nearly() if hard else self._foreign()
            if made is not None:
                return made
        return None

    def _told(self, actor: Actor, target: int) -> Reference | None:
        """A sentence that came with the footage, if none of its words fits what was added."""
        added = [
            other for other in self._clip.actors if not other.real or other.scene != actor.scene
        ]
        sentences = [
            text
            for text in actor.sentences
            if all(
                named(word.rstrip("s") if word == "things" else word, other) is False
                for word in text.split()
                for other in added
            )
        ]
        if not sentences:
            return None
        return Reference(FOOTAGE, self._pick(sentences), target)

    def _tries(self, kind: str, target: int) -> Iterator[tuple[Fact, ...]]:
        for _ in range(4):
            yield from getattr(self, f"_{kind}")(target)

    def _pick(self, words: Sequence[str]) -> str:
        return words[int(self._rng.integers(len(words)))]

    def _shuffled(self, words: Sequence[str]) -> list[str]:
        return [words[int(k)] for k in self._rng.permutation(len(words))]

    def _head(self, actor: Actor, vague: float = 0.1) -> Fact:
        """A noun for an actor."""
        chance = self._rng.random()
        synonyms = _synonyms(actor)
        general = [word for word in actor.general if word not in _VAGUE]
        if chance < vague and not self._clip.filmed:
            words = ("one",) if actor.group in ("person", "animal") else ("one", "thing", "object")
            return Fact("name", self._pick(words))
        if chance < vague + 0.12 and synonyms:
            return Fact("name", self._pick(synonyms))
        if chance < vague + 0.22 and general and not self._clip.filmed:
            return Fact("name", self._pick(general))
        return Fact("name", actor.name)

    def _several(self, head: Fact) -> bool:
        """Whether a noun names two actors at least, so that they can be compared."""
        return sum(holds(self._clip, (head,), k) is True for k in range(len(self._clip.actors))) > 1

    # Each of these yields facts about an actor that might tell it from the others.

    def _noun(self, target: int) -> Iterator[tuple[Fact, ...]]:
        actor = self._clip.actors[target]
        synonyms = _synonyms(actor)
        if synonyms and self._rng.random() < 0.3:
            yield (Fact("name", self._pick(synonyms)),)
        yield (Fact("name", actor.name),)

    def _hypernym(self, target: int) -> Iterator[tuple[Fact, ...]]:
        for word in self._shuffled(self._clip.actors[target].general):
            if word not in ("object", "toy", "game"):
                yield (Fact("name", word),)

    def _colour(self, target: int) -> Iterator[tuple[Fact, ...]]:
        actor = self._clip.actors[target]
        head = self._head(actor)
        if actor.group == "person":
            for worn in self._worn(actor):
                yield worn, head
            return
        colours = actor.colours or tuple(c for c, share in actor.shares.items() if share > 0.7)
        if len(colours) == 2 and self._rng.random() < 0.4:
            yield Fact("colour", colours[0]), Fact("colour", colours[1]), head
        for colour in colours[:2]:
            yield Fact("colour", colour), head

    def _worn(self, actor: Actor) -> Iterator[Fact]:
        pairs = list(zip(actor.wears, actor.clothes, strict=False))
        for place in self._rng.permutation(len(pairs)):
            colour, garment = pairs[int(place)]
            yield Fact("wears", colour, garment if self._rng.random() < 0.6 else None)

    def _size(self, target: int) -> Iterator[tuple[Fact, ...]]:
        for value in self._shuffled(SIZES):
            head = self._head(self._clip.actors[target])
            others = rivals(self._clip, (head,))
            if value == "tall" and self._clip.actors[target].group not in _TALL:
                continue
            if self._several(head):
                yield Fact("size", value, others=others), head

    def _place(self, target: int) -> Iterator[tuple[Fact, ...]]:
        head = self._head(self._clip.actors[target])
        others = rivals(self._clip, (head,))
        places = self._shuffled(SIDES)
        if self._several(head):
            places = self._shuffled((*SIDES, *RANKS, *DEPTHS))
        for value in places:
            yield Fact("place", value, others=others), head
        for side in ("left", "right"):
            for level in ("top", "bottom"):
                yield Fact("place", level), Fact("place", side), head

    def _relation(self, target: int) -> Iterator[tuple[Fact, ...]]:
        head = self._head(self._clip.actors[target], 0.04)
        for other in self._rng.permutation(len(self._clip.actors)):
            if other != target and not self._clip.actors[int(other)].real:
                for value in self._shuffled(RELATIONS):
                    yield Fact("relation", value, others=(int(other),)), head

    def _motion(self, target: int) -> Iterator[tuple[Fact, ...]]:
        head = self._head(self._clip.actors[target])
        others = rivals(self._clip, (head,))
        # What is rarer and says more comes first.
        plain = ("left", "right", "still", "moving")
        rare = [value for value in MOTIONS if value not in plain]
        order = self._shuffled(rare) + self._shuffled(plain[:2])
        chance = self._rng.random()
        if chance < 0.25:
            order = self._shuffled([value for value in MOTIONS if value != "still"])
        elif chance < 0.45:
            order.append("still")
        for value in order:
            if value not in COMPARED or self._several(head):
                yield Fact("motion", value, others=others), head

    def _pose(self, target: int) -> Iterator[tuple[Fact, ...]]:
        actor = self._clip.actors[target]
        head = self._head(actor)
        if actor.pose is not None and self._rng.random() < 0.6:
            yield Fact("pose", actor.pose), head
        if actor.group in ("person", "animal", "vehicle") and actor.facing is not None:
            for value in self._shuffled(FACINGS):
                yield Fact("facing", value), head

    def _long(self, target: int) -> Iterator[tuple[Fact, ...]]:
        """Two or three statements; all of them are true of the target."""
        makers = ["_colour", "_place", "_motion", "_pose", "_size", "_relation"]
        for _ in range(3):
            facts: list[Fact] = []
            head = self._head(self._clip.actors[target], 0.05)
            chosen = self._shuffled(makers)[: int(self._rng.integers(2, 4))]
            if {"_place", "_relation"} <= set(chosen):
                chosen.remove("_relation")  # "on the left right of the car"
            if {"_pose", "_motion"} <= set(chosen):
                chosen.remove("_pose")  # "standing running"
            for name in chosen:
                for option in getattr(self, name)(target):
                    added = [
                        Fact(fact.sort, fact.value, fact.garment, self._compared(fact, head))
                        for fact in option[:-1]
                    ]
                    if holds(self._clip, added, target) is True:
                        facts += added
                        break
            if len(facts) >= 2:
                yield (*facts, head)

    def _compared(self, fact: Fact, head: Fact) -> tuple[int, ...]:
        if fact.sort == "relation" or not fact.others:
            return fact.others
        return rivals(self._clip, (head,))

    def _foreign(self) -> Reference | None:
        """Something of another name than all that is there."""
        thing = drawn(self._rng, self._stock, self._split)
        kind = kind_of(thing)
        if self._clip.filmed and kind not in _FAR_FROM_FOOTAGE:
            return None
        words = [thing.name, *thing.synonyms, *thing.general[:1]]
        word = thing.name if self._rng.random() < 0.75 else self._pick(words)
        head = Fact("name", word)
        if {word, *thing.general, thing.name} & _SCENERY or word in _VAGUE or kind == "plant":
            return None
        facts = [head]
        if not none(self._clip, facts):
            return None
        chance = self._rng.random()
        if chance < 0.2:
            person = kind == "person"
            facts.insert(0, Fact("wears" if person else "colour", self._pick(COLOURS)))
        elif chance < 0.35:
            facts.insert(0, Fact("place", self._pick(SIDES)))
        elif chance < 0.5:
            facts.insert(0, Fact("motion", self._pick(("left", "right", "moving", "closer"))))
        text = phrase(self._rng, facts, Subject(kind, thing.name, thing.pose))
        return Reference("absent", text, None, tuple(facts))

    def _nearly(self) -> Reference | None:
        """The name of something that is there, with a statement that is wrong."""
        target = int(self._rng.integers(len(self._clip.actors)))
        actor = self._clip.actors[target]
        head = self._head(actor, 0.0)
        others = rivals(self._clip, (head,))
        chance = self._rng.random()
        if chance < 0.38:
            worn = actor.clothes[0] if actor.clothes and self._rng.random() < 0.5 else None
            sort = "wears" if actor.group == "person" else "colour"
            wrong = Fact(sort, self._pick(COLOURS), worn if sort == "wears" else None)
        elif chance < 0.62:
            wrong = Fact("place", self._pick(SIDES), others=others)
        elif chance < 0.86:
            values = [value for value in MOTIONS if value not in COMPARED]
            wrong = Fact("motion", self._pick(values), others=others)
        elif chance < 0.93 and len(self._clip.actors) > 1:
            other = int(self._rng.integers(len(self._clip.actors)))
            if other == target:
                return None
            wrong = Fact("relation", self._pick(RELATIONS[:4]), others=(other,))
        else:
            wrong = Fact("pose", self._pick(("sitting", "standing", "lying")))
            if actor.group != "person":
                return None
        facts = (wrong, head)
        if not none(self._clip, facts):
            return None
        text = _phrase(self._rng, self._clip, facts, actor)
        return None if text is None else Reference("absent", text, None, facts)
