"""Predicates on where an actor is: sides, ranks, depths, and relations to another one."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.clips.clip import Actor, Clip
from soc_rvos_recipe.sentences.attributes import DEPTHS, RANKS, Attribute, Ternary
from soc_rvos_recipe.sentences.geometry import extent, gap_between, middles

_Bools = NDArray[np.bool_]


def place(clip: Clip, attribute: Attribute, index: int) -> Ternary:
    """Whether the actor is in that place throughout."""
    actor = clip.actors[index]
    if attribute.value in RANKS:
        return _rank(clip, attribute, index)
    if attribute.value in DEPTHS:
        return _depth(clip, attribute, index)
    x, y = (middles(actor)[actor.visible] - 0.5).T
    if attribute.value == "middle":
        if (np.abs(x) < 0.1).all():
            return True if np.abs(x).mean() < 0.08 and (np.abs(y) < 0.3).all() else None
        return False if (np.abs(x) > 0.2).all() else None
    aside = {"left": -x, "right": x, "top": -y, "bottom": y}[attribute.value]
    if (aside > 0.04).all() and aside.mean() > 0.1:
        return True
    if (aside < -0.05).all():
        return False
    rest = [k for k in attribute.others if k != index]
    # Of two, the one more to that side may be meant though it is near the middle.
    if len(rest) == 1 and attribute.value in ("left", "right"):
        gap = gap_between(actor, clip.actors[rest[0]], 0)
        gap = -gap if attribute.value == "left" else gap
        if len(gap) and (gap > 0.2).all() and aside.mean() > -0.02:
            return True
        if len(gap) and (gap < -0.2).all():
            return False
    return None


def _rank(clip: Clip, attribute: Attribute, index: int) -> Ternary:
    if index not in attribute.others:
        return None
    order = _order(clip, attribute.others)
    if order is None:
        return None
    wanted = {
        "leftmost": 0,
        "rightmost": len(order) - 1,
        "second from the left": 1,
        "second from the right": len(order) - 2,
        "between": 1,
    }[attribute.value]
    if len(order) < (2 if attribute.value in ("leftmost", "rightmost") else 3):
        return None
    if attribute.value == "between" and len(order) != 3:
        return None
    return order[wanted] == index


def _order(clip: Clip, others: tuple[int, ...]) -> list[int] | None:
    """The actors from left to right, None if that changes or is hard to tell."""
    across = {k: float(middles(clip.actors[k])[clip.actors[k].visible, 0].mean()) for k in others}
    order = sorted(others, key=lambda k: across[k])
    for first, second in pairwise(order):
        gap = gap_between(clip.actors[second], clip.actors[first], 0)
        if not len(gap) or (gap < 0.06).any():
            return None
    return order


def _depth(clip: Clip, attribute: Attribute, index: int) -> Ternary:
    rest = [k for k in attribute.others if k != index]
    if not rest or index not in attribute.others:
        return None
    one = clip.actors[index]
    truths = [_nearer(one, clip.actors[k]) for k in rest]
    if attribute.value == "back":
        truths = [None if truth is None else not truth for truth in truths]
    if all(truths):
        return True
    return False if any(truth is False for truth in truths) else None


def _nearer(one: Actor, other: Actor) -> Ternary:
    if one.scene != other.scene or one.real or other.real:
        return None
    gap = one.whole[:, 3] - other.whole[:, 3]
    taller = extent(one)[1] / max(extent(other)[1], 1e-3)
    if (gap > 0.06).all() and one.order > other.order and taller > 0.8:
        return True
    if (gap < -0.06).all() and one.order < other.order and taller < 1.25:
        return False
    return None


def relation(clip: Clip, attribute: Attribute, index: int) -> Ternary:
    """Whether the actor stands in the relation to the other one."""
    if index in attribute.others:
        return False
    one, other = clip.actors[index], clip.actors[attribute.others[0]]
    both = one.visible & other.visible
    if not both.any() or (one.pair and one.pair == other.pair and one.scene == other.scene):
        return None
    dx, dy = gap_between(one, other, 0), gap_between(one, other, 1)
    if attribute.value in ("left of", "right of"):
        aside = -dx if attribute.value == "left of" else dx
        if (aside > 0.1).all():
            # Nobody says that of what is far above or below.
            return True if np.abs(dy).mean() < 0.35 else None
        return False if (aside < 0).all() else None
    if attribute.value in ("above", "below"):
        down = dy if attribute.value == "below" else -dy
        first, second = one.boxes[both], other.boxes[both]
        apart = (
            (second[:, 1] - first[:, 3])
            if attribute.value == "above"
            else first[:, 1] - second[:, 3]
        )
        across = np.maximum(first[:, 0], second[:, 0]) < np.minimum(first[:, 2], second[:, 2])
        if (apart > -0.05).all() and (down > 0.1).all() and across.all():
            return True
        return False if (down < 0).all() else None
    if attribute.value == "next to":
        return _beside(one, other, both)
    return _before(one, other, attribute.value)


def rides(clip: Clip, attribute: Attribute, index: int) -> Ternary:
    """Whether the actor rides the other one."""
    one, other = clip.actors[index], clip.actors[attribute.others[0]]
    if index in attribute.others or one.group != "person":
        return False
    if one.real:
        return None
    return one.pair > 0 and one.pair == other.pair and one.scene == other.scene


def _beside(one: Actor, other: Actor, both: _Bools) -> Ternary:
    if one.scene != other.scene:
        return None
    first, second = one.boxes[both], other.boxes[both]
    apart = np.maximum(second[:, 0] - first[:, 2], first[:, 0] - second[:, 2])
    feet = np.abs(first[:, 3] - second[:, 3])
    if (apart < 0.1).all() and (apart > -0.06).all() and (feet < 0.18).all():
        return True
    return False if (apart > 0.3).all() else None


def _before(one: Actor, other: Actor, value: str) -> Ternary:
    if one.scene != other.scene or one.real or other.real:
        return None
    low = np.maximum(one.whole[:, :2], other.whole[:, :2])
    high = np.minimum(one.whole[:, 2:], other.whole[:, 2:])
    shared = np.maximum(high - low, 0).prod(axis=1)
    smaller = np.minimum(
        (one.whole[:, 2:] - one.whole[:, :2]).prod(axis=1),
        (other.whole[:, 2:] - other.whole[:, :2]).prod(axis=1),
    )
    share = shared / np.maximum(smaller, 1e-6)
    nearer = one.order > other.order
    wanted = nearer if value == "in front of" else not nearer
    if (share > 0.12).all() and wanted:
        return True
    if (share > 0.12).all():
        return False
    apart = np.abs((one.whole[:, 0] + one.whole[:, 2] - other.whole[:, 0] - other.whole[:, 2]) / 2)
    return False if (shared == 0).all() and (apart > 0.3).all() else None
