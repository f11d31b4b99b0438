"""Predicates on what an actor is and looks like: name, colour, clothes, pose, facing, size."""

from __future__ import annotations

import numpy as np

from soc_rvos_recipe.clips.clip import Actor, Clip
from soc_rvos_recipe.sentences.attributes import Attribute, Ternary
from soc_rvos_recipe.sentences.geometry import extent
from soc_rvos_recipe.sentences.naming import named


def name(clip: Clip, attribute: Attribute, index: int) -> Ternary:
    """Whether the actor has the name."""
    return named(attribute.value, clip.actors[index])


def colour(clip: Clip, attribute: Attribute, index: int) -> Ternary:
    """Whether the actor has the colour."""
    actor = clip.actors[index]
    share = actor.shares.get(attribute.value, 0.0)
    if actor.group == "person":
        return None if share > 0.04 or actor.real else False
    if attribute.value in actor.colours:
        return True if share > 0.22 else None
    if not actor.colours and share > 0.7 and not actor.real:
        return True
    return False if share < 0.06 else None


def wears(clip: Clip, attribute: Attribute, index: int) -> Ternary:
    """Whether the actor wears the colour, on the garment if one is named."""
    actor = clip.actors[index]
    if actor.group != "person":
        return False if actor.name not in ("doll", "snowman", "teddy bear") else None
    share = actor.shares.get(attribute.value, 0.0)
    pairs = dict(zip(actor.clothes, actor.wears, strict=False))
    if not actor.wears:
        return False if share < 0.02 and not actor.real else None
    if attribute.garment is not None and attribute.garment in pairs:
        if pairs[attribute.garment] == attribute.value:
            return True if share > 0.06 else None
        return False if share < 0.05 else None
    if attribute.value in actor.wears:
        return True if share > 0.12 and attribute.garment is None else None
    return False if share < 0.05 else None


def pose(clip: Clip, attribute: Attribute, index: int) -> Ternary:
    """Whether the actor has the pose."""
    actor = clip.actors[index]
    if actor.group not in ("person", "animal"):
        return False
    if actor.pose == attribute.value:
        return True
    if actor.pose is None or actor.real:
        return None
    distinct = {"sitting", "lying", "standing"}
    return False if {actor.pose, attribute.value} <= distinct else None


def facing(clip: Clip, attribute: Attribute, index: int) -> Ternary:
    """Whether the actor faces that way throughout."""
    facing = clip.actors[index].facing
    if facing is None:
        return None
    middle = {"camera": 0.0, "left": 90.0, "away": 180.0, "right": 270.0}[attribute.value]
    apart = np.abs((facing - middle + 180) % 360 - 180)
    if (apart < 40).all():
        return True
    return False if (apart > 75).all() else None


def size(clip: Clip, attribute: Attribute, index: int) -> Ternary:
    """Whether the actor is larger, smaller or taller than all it is compared with."""
    others = [clip.actors[k] for k in attribute.others if k != index]
    if not others or index not in attribute.others:
        return None
    one = clip.actors[index]
    if all(_larger(one, other, attribute.value) for other in others):
        return True
    return False if any(_larger(other, one, attribute.value) for other in others) else None


def than(clip: Clip, attribute: Attribute, index: int) -> Ternary:
    """Whether the actor is larger, smaller or taller than the other one."""
    if index in attribute.others:
        return False
    one, other = clip.actors[index], clip.actors[attribute.others[0]]
    if _larger(one, other, attribute.value):
        return True
    return False if _larger(other, one, attribute.value) else None


def _larger(one: Actor, other: Actor, value: str) -> bool:
    """Whether one is plainly more than the other of what is said."""
    if value == "small":
        one, other = other, one
    first, second = extent(one), extent(other)
    if value == "tall":
        return bool(first[1] > 1.5 * second[1] and first[1] > 0.8 * first[0])
    return bool(first.prod() > 2.2 * second.prod() and first[1] > 1.25 * second[1])
