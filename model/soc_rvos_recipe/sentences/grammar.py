"""Sentences for the actors of a clip, each true of one of them alone, or of none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from soc_rvos.colour_names import NAMES as COLOURS
from soc_rvos_recipe.clips.asset_cache import AssetCache, assets_of
from soc_rvos_recipe.clips.clip import Actor, Clip
from soc_rvos_recipe.clips.object_sampling import drawn, kind_of
from soc_rvos_recipe.datapack.pack import Pack
from soc_rvos_recipe.sentences.attribute_choice import VAGUE, AttributeChooser
from soc_rvos_recipe.sentences.attributes import COMPARED, MOTIONS, RELATIONS, SIDES, Attribute
from soc_rvos_recipe.sentences.naming import named
from soc_rvos_recipe.sentences.noun_phrases import noun_phrase
from soc_rvos_recipe.sentences.predicates import is_true_of_none, is_unique, possible_referents
from soc_rvos_recipe.sentences.several import groups, pairs
from soc_rvos_recipe.sentences.surroundings import with_surroundings, without_article
from soc_rvos_recipe.sentences.wording import Subject, phrase

ABSENT_SHARE = 0.24
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
    "rider": 0.06,
    "comparison": 0.08,
    "negation": 0.07,
    "several": 0.09,
    "together": 0.04,
    "absent": 0.0,
}
OF_SEVERAL = ("several", "together")
"""Kinds that mean more than one actor."""
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
_FAR_FROM_FOOTAGE = ("vehicle", "animal")
_SURROUNDED = 0.16  # share of sentences with a tail about the scene
_BARE = 0.2  # share of sentences that lose the article they begin with
_NEUTRAL = ("in the picture", "in the video", "in the clip", "that can be seen", "in this video")


@dataclass(frozen=True, slots=True)
class Reference:
    """A sentence: its kind, and the number of the actor it is about, None where nothing in the clip
    is what it says. `attributes` are what it states, empty for sentences that came with footage.
    `also` are the numbers of further actors that it means."""

    kind: str
    text: str
    target: int | None
    attributes: tuple[Attribute, ...] = ()
    also: tuple[int, ...] = ()

    def mask(self, clip: Clip) -> NDArray[np.bool_]:
        """Return bool [T, H, W]: all that it means in the clip."""
        if self.target is None:
            return np.zeros(clip.masks.shape[1:], dtype=np.bool_)
        return np.asarray(clip.masks[[self.target, *self.also]].any(axis=0))


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
    writer = _Writer(rng, clip, assets_of(pack), split)
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
            if made is not None:
                made = replace(made, text=writer.varied(made.text))
            if made is not None and all(made.text != other.text for other in found):
                found.append(made)
                if made.target is not None:
                    targets = [k for k in targets if k != made.target] + [made.target]
                break
    return found


class _Writer:
    """Makes references for one clip."""

    def __init__(
        self, rng: np.random.Generator, clip: Clip, assets: AssetCache, split: str
    ) -> None:
        self._rng = rng
        self._clip = clip
        self._assets = assets
        self._split = split
        self._chooser = AttributeChooser(rng, clip)

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
        if self._clip.filmed and actor.group == "person":
            return None  # others may be in the film
        if self._clip.filmed and not self._clip.photographed and kind == "hypernym":
            return None
        if kind in OF_SEVERAL:
            return self._of_several(kind)
        for attributes in self._chooser.choices(kind, target):
            if is_unique(self._clip, attributes, target):
                text = noun_phrase(self._rng, self._clip, attributes, actor)
                if text is not None:
                    if kind == "long" and self._rng.random() < 0.2:
                        text += f" {self._chooser.pick(_NEUTRAL)}"
                    return Reference(kind, text, target, attributes)
        return None

    def varied(self, text: str) -> str:
        """The sentence with words about the scene at its end at times, at times without article."""
        if self._rng.random() < _SURROUNDED:
            text = with_surroundings(self._rng, self._clip, text)
        if self._rng.random() < _BARE and text.split()[1:2] not in (["one"], ["thing"], ["object"]):
            text = without_article(text)
        return text

    def _of_several(self, kind: str) -> Reference | None:
        """A sentence about several actors that all show."""
        if self._clip.filmed:
            return None
        made = (
            groups(self._rng, self._clip, self._chooser)
            if kind == "several"
            else pairs(self._rng, self._clip)
        )
        for numbers, attributes, text in made:
            if all(self._clip.actors[k].visible.mean() >= _LEAST_SHOWN for k in numbers):
                return Reference(kind, text, numbers[0], attributes, numbers[1:])
        return None

    def absent(self) -> Reference | None:
        """A sentence that is true of nothing in the clip."""
        chance = self._rng.random()
        hard = chance < 0.4 and not self._clip.filmed and self._clip.actors
        akin = chance > 0.55
        for _ in range(_TRIES):
            made = self._nearly() if hard else self._akin() if akin else self._foreign()
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
        return Reference(FOOTAGE, self._chooser.pick(sentences), target)

    def _foreign(self) -> Reference | None:
        """Something of another name than all that is there."""
        thing = drawn(self._rng, self._assets, self._split)
        kind = kind_of(thing)
        if self._clip.filmed and kind not in _FAR_FROM_FOOTAGE:
            return None
        words = [thing.name, *thing.synonyms, *thing.general[:1]]
        word = thing.name if self._rng.random() < 0.75 else self._chooser.pick(words)
        head = Attribute("name", word)
        if {word, *thing.general, thing.name} & _SCENERY or word in VAGUE or kind == "plant":
            return None
        attributes = [head]
        if not is_true_of_none(self._clip, attributes):
            return None
        chance = self._rng.random()
        if chance < 0.2:
            person = kind == "person"
            attributes.insert(
                0, Attribute("wears" if person else "colour", self._chooser.pick(COLOURS))
            )
        elif chance < 0.35:
            attributes.insert(0, Attribute("place", self._chooser.pick(SIDES)))
        elif chance < 0.5:
            attributes.insert(
                0, Attribute("motion", self._chooser.pick(("left", "right", "moving", "closer")))
            )
        text = phrase(self._rng, attributes, Subject(kind, thing.name, thing.pose))
        return Reference("absent", text, None, tuple(attributes))

    def _akin(self) -> Reference | None:
        """Something of the same kind as what is there, but another: a cat for a dog."""
        actor = self._clip.actors[int(self._rng.integers(len(self._clip.actors)))]
        if actor.real or (self._clip.filmed and not self._clip.photographed):
            return None
        kinds = [kind for kind in actor.general if kind not in VAGUE]
        if not kinds:
            return None
        others = self._assets.alike.get((self._split, self._chooser.pick(kinds)), ())
        if not others:
            return None
        other = others[int(self._rng.integers(len(others)))]
        if self._clip.filmed and actor.group not in _FAR_FROM_FOOTAGE:
            return None
        words = (other.name, *other.synonyms)
        head = Attribute(
            "name", other.name if self._rng.random() < 0.8 else self._chooser.pick(words)
        )
        if head.value in _SCENERY or not is_true_of_none(self._clip, [head]):
            return None
        attributes = [head]
        # What is true of the one that is there makes it the harder.
        if actor.colours and self._rng.random() < 0.3:
            attributes.insert(0, Attribute("colour", actor.colours[0]))
        elif self._rng.random() < 0.15:
            attributes.insert(0, Attribute("place", self._chooser.pick(SIDES)))
        text = phrase(self._rng, attributes, Subject(kind_of(other), other.name, other.pose))
        return Reference("absent", text, None, tuple(attributes))

    def _nearly(self) -> Reference | None:
        """The name of something that is there, with a statement that is wrong."""
        target = int(self._rng.integers(len(self._clip.actors)))
        actor = self._clip.actors[target]
        head = self._chooser.head(actor, 0.0)
        others = possible_referents(self._clip, (head,))
        chance = self._rng.random()
        if chance < 0.38:
            worn = actor.clothes[0] if actor.clothes and self._rng.random() < 0.5 else None
            sort = "wears" if actor.group == "person" else "colour"
            wrong = Attribute(sort, self._chooser.pick(COLOURS), worn if sort == "wears" else None)
        elif chance < 0.62:
            wrong = Attribute("place", self._chooser.pick(SIDES), others=others)
        elif chance < 0.86:
            values = [value for value in MOTIONS if value not in COMPARED]
            wrong = Attribute("motion", self._chooser.pick(values), others=others)
        elif chance < 0.93 and len(self._clip.actors) > 1:
            other = int(self._rng.integers(len(self._clip.actors)))
            if other == target:
                return None
            wrong = Attribute("relation", self._chooser.pick(RELATIONS[:4]), others=(other,))
        else:
            wrong = Attribute("pose", self._chooser.pick(("sitting", "standing", "lying")))
            if actor.group != "person":
                return None
        attributes = (wrong, head)
        if not is_true_of_none(self._clip, attributes):
            return None
        text = noun_phrase(self._rng, self._clip, attributes, actor)
        return None if text is None else Reference("absent", text, None, attributes)
