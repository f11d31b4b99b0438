"""What an actor is called, with attributes that are true of it alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from soc_rvos_recipe.clips.clip import Actor, Clip
from soc_rvos_recipe.sentences.attributes import TO_ANOTHER, Attribute
from soc_rvos_recipe.sentences.predicates import is_unique
from soc_rvos_recipe.sentences.wording import Subject, phrase, with_article

_DOUBTFUL_SYNONYMS = frozenset(("beetle", "coach", "trunk", "cup", "board", "bath", "basket",
                                "pinball", "playground", "drink", "clothes", "buggy"))  # fmt: skip


def synonyms_of(actor: Actor) -> tuple[str, ...]:
    """The other names of an actor, those left out that people rarely mean by it."""
    return tuple(word for word in actor.synonyms if word not in _DOUBTFUL_SYNONYMS)


def noun_phrase(
    rng: np.random.Generator, clip: Clip, attributes: Sequence[Attribute], actor: Actor
) -> str | None:
    """The attributes as a noun phrase; None if what it stands in relation to cannot be named."""
    landmark = ""
    relation = next((attribute for attribute in attributes if attribute.sort in TO_ANOTHER), None)
    if relation is not None:
        landmark = _landmark(rng, clip, relation.others[0]) or ""
        if not landmark:
            return None
    return phrase(rng, attributes, Subject(actor.group, actor.name, actor.pose, landmark))


def _landmark(rng: np.random.Generator, clip: Clip, index: int) -> str | None:
    """What an actor is called where another one stands in relation to it."""
    actor = clip.actors[index]
    if actor.visible.mean() < 0.5:
        return None
    names = (actor.name, *synonyms_of(actor)) if rng.random() < 0.3 else (actor.name,)
    noun = Attribute("name", names[int(rng.integers(len(names)))])
    options: list[tuple[Attribute, ...]] = [(noun,)]
    if actor.group != "person":
        options += [(Attribute("colour", colour), noun) for colour in actor.colours[:1]]
    if len(options) > 1 and rng.random() < 0.3:
        options.reverse()
    for attributes in options:
        if is_unique(clip, attributes, index):
            return with_article("the", " ".join(attribute.value for attribute in attributes))
    return None
