"""Sentences that belong together: those that say the same, and those that differ in one thing."""

from __future__ import annotations

import numpy as np

from soc_rvos_recipe.clips.clip import Actor, Clip
from soc_rvos_recipe.datapack.pack import Pack
from soc_rvos_recipe.sentences.attributes import Attribute
from soc_rvos_recipe.sentences.grammar import KINDS, OF_SEVERAL, Reference, make_references
from soc_rvos_recipe.sentences.noun_phrases import noun_phrase, synonyms_of
from soc_rvos_recipe.sentences.predicates import is_unique


def paraphrases(clip: Clip, reference: Reference, seed: int, count: int) -> list[Reference]:
    """Return up to `count` other sentences that say the same of the same actor."""
    rng = np.random.default_rng((seed, 3))
    found: dict[str, Reference] = {}
    if reference.target is None or not reference.attributes:
        return []
    actor = clip.actors[reference.target]
    for _ in range(count * 4):
        attributes = tuple(_renamed(rng, actor, attribute) for attribute in reference.attributes)
        if len(found) < count and is_unique(clip, attributes, reference.target):
            text = noun_phrase(rng, clip, attributes, actor)
            if text is not None and text != reference.text:
                found[text] = Reference(reference.kind, text, reference.target, attributes)
    return list(found.values())


def swaps(
    clip: Clip, pack: Pack, split: str, seed: int, count: int
) -> list[tuple[Reference, Reference]]:
    """Return up to `count` pairs of sentences of one kind that differ in what they are about."""
    pairs: list[tuple[Reference, Reference]] = []
    order = [kind for kind in KINDS if kind not in ("absent", "long", "rider", *OF_SEVERAL)]
    for place, kind in enumerate(np.random.default_rng((seed, 4)).permutation(order)):
        if len(pairs) == count:
            break
        made = make_references(clip, pack, split, seed + place, 4, (str(kind),))
        for other in made[1:]:
            if other.target != made[0].target:
                pairs.append((made[0], other))
                break
    return pairs


def _renamed(rng: np.random.Generator, actor: Actor, attribute: Attribute) -> Attribute:
    """The same attribute, a name replaced by another one of the actor's."""
    if attribute.sort != "name" or attribute.value not in (actor.name, *actor.synonyms):
        return attribute
    names = (actor.name, *synonyms_of(actor))
    return Attribute("name", names[int(rng.integers(len(names)))])
