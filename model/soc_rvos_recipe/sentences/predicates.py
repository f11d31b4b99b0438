"""Whether attributes are true of the actors of a clip, each judged for every actor."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from soc_rvos_recipe.clips.clip import Clip
from soc_rvos_recipe.sentences import appearance, motion, placement
from soc_rvos_recipe.sentences.attributes import Attribute, Ternary

_PREDICATES: dict[str, Callable[[Clip, Attribute, int], Ternary]] = {
    "name": appearance.name,
    "colour": appearance.colour,
    "wears": appearance.wears,
    "pose": appearance.pose,
    "facing": appearance.facing,
    "size": appearance.size,
    "than": appearance.than,
    "rides": placement.rides,
    "place": placement.place,
    "relation": placement.relation,
    "motion": motion.motion,
}


def is_true(clip: Clip, attributes: Sequence[Attribute], index: int) -> Ternary:
    """Whether all the attributes are true of the actor with that number: None where it is open."""
    result: Ternary = True
    for attribute in attributes:
        truth = _PREDICATES[attribute.sort](clip, attribute, index)
        if attribute.denied and truth is not None:
            truth = not truth
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def is_unique(clip: Clip, attributes: Sequence[Attribute], index: int) -> bool:
    """Whether the attributes are true of one actor and plainly false of all others."""
    if is_true(clip, attributes, index) is not True:
        return False
    return all(
        is_true(clip, attributes, other) is False
        for other in range(len(clip.actors))
        if other != index
    )


def is_true_of_all(clip: Clip, attributes: Sequence[Attribute], indices: Sequence[int]) -> bool:
    """Whether the attributes are true of just the actors with these numbers, plainly."""
    return all(is_true(clip, attributes, k) is (k in indices) for k in range(len(clip.actors)))


def is_true_of_none(clip: Clip, attributes: Sequence[Attribute]) -> bool:
    """Whether the attributes are plainly false of every actor."""
    return all(is_true(clip, attributes, index) is False for index in range(len(clip.actors)))


def possible_referents(clip: Clip, attributes: Sequence[Attribute]) -> tuple[int, ...]:
    """The numbers of all actors of which the attributes may be true."""
    return tuple(k for k in range(len(clip.actors)) if is_true(clip, attributes, k) is not False)
