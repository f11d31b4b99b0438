"""Predicates on how an actor moves: directions, rest, turns, entering, leaving, speed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.clips.clip import Actor, Clip
from soc_rvos_recipe.sentences.attributes import COMPARED, Attribute, Ternary
from soc_rvos_recipe.sentences.geometry import middles


def motion(clip: Clip, attribute: Attribute, index: int) -> Ternary:
    """Whether the actor moves in that way."""
    actor = clip.actors[index]
    if actor.path is None or actor.growth is None:
        return None
    value = attribute.value
    if value in COMPARED:
        return _speed(clip, attribute, index)
    if value.startswith(("enters", "leaves")):
        return _crosses(clip, actor, value)
    path, growth = actor.path, actor.growth
    steps = np.diff(path, axis=0) * (1, 0.6)
    lengths = np.hypot(*steps.T)
    moved = path[-1] - path[0]
    reach = float(np.hypot(*(moved * (1, 0.6))))
    way = float(lengths.sum())
    grown = float(growth[-1] / growth[0])
    grows = max(grown, 1 / grown)
    turned = _turned(actor)
    if value in ("left", "right", "up", "down"):
        return _goes(actor, value)
    if value == "still":
        if way < 0.012 and grows < 1.04 and turned == 0 and not actor.lively:
            return True
        return False if way > 0.06 or grows > 1.25 or turned > 40 else None
    if value == "moving":
        if way > 0.08:
            return True
        return False if way < 0.012 and grows < 1.05 and turned == 0 and not actor.lively else None
    if value in ("closer", "away"):
        grown = grown if value == "closer" else 1 / grown
        seen = _seen_growth(actor)
        seen = seen if value == "closer" else 1 / seen
        if grown > 1.25 and seen > 1.12:
            return True
        return False if grown < 1.05 and seen < 1.12 else None
    if value == "turning":
        if turned > 50:
            return True
        return False if turned == 0 and not actor.lively else None
    if value == "turns back":
        return _turns_back(path)
    return _rests(lengths, value, reach)


def _goes(actor: Actor, value: str) -> Ternary:
    if actor.path is None:
        return None
    axis, sign = {"left": (0, -1), "right": (0, 1), "up": (1, -1), "down": (1, 1)}[value]
    along = np.diff(actor.path[:, axis]) * sign
    across = float(abs(actor.path[-1, 1 - axis] - actor.path[0, 1 - axis]))
    total = float(along.sum())
    ahead = float(np.maximum(along, 0).sum())
    if total > 0.05 and (along > -0.01).all() and total > 1.3 * across:
        # What comes closer goes down the picture too, but nobody says so.
        nearing = actor.growth is not None and abs(np.log(actor.growth[-1])) > 0.12
        return None if axis == 1 and nearing else True
    seen = middles(actor)[actor.visible, axis] * sign
    drift = float(seen[-1] - seen[0]) if len(seen) > 1 else 0.0
    return False if ahead < 0.012 and drift < 0.06 else None


def _turned(actor: Actor) -> float:
    """By how many degrees it turns about itself."""
    if actor.facing is None:
        return 0.0
    steps = (np.diff(actor.facing) + 180) % 360 - 180
    return float(abs(steps.sum()))


def _seen_growth(actor: Actor) -> float:
    heights = (actor.whole[:, 3] - actor.whole[:, 1])[actor.visible]
    return float(heights[-1] / max(heights[0], 1e-6))


def _turns_back(path: NDArray[np.float32]) -> Ternary:
    from_start = np.hypot(*((path - path[0]) * (1, 0.6)).T)
    turn = int(from_start.argmax())
    there = float(from_start[turn])
    back = float(np.hypot(*((path[-1] - path[turn]) * (1, 0.6))))
    if min(there, back) > 0.05 and there - float(from_start[-1]) > 0.04:
        return True
    return False if min(there, back) < 0.015 else None


def _rests(lengths: NDArray[np.float32], value: str, reach: float) -> Ternary:
    """Whether it stops at the end ("stops") or begins to move ("starts")."""
    if value == "starts":
        lengths = lengths[::-1]
    if len(lengths) < 3:
        return None
    rests = bool((lengths[-2:] < 0.004).all())
    if rests and reach > 0.05 and lengths[0] > 0.012:
        return True
    return False if lengths[-1] > 0.01 or reach < 0.012 else None


def _crosses(clip: Clip, actor: Actor, value: str) -> Ternary:
    what, side = value.split()
    if clip.scenes > 1:
        return None
    visible = actor.visible if what == "enters" else actor.visible[::-1]
    whole = actor.whole if what == "enters" else actor.whole[::-1]
    wide = np.maximum(whole[:, 2] - whole[:, 0], 1e-6)
    inside = (np.minimum(whole[:, 2], 1) - np.maximum(whole[:, 0], 0)) / wide
    middle = float(whole[0, 0] + whole[0, 2]) / 2
    if inside[0] > 0.95 and visible[0]:
        return False
    moves = _goes(
        actor, {"enters": {"left": "right", "right": "left"}}.get(what, {}).get(side, side)
    )
    from_side = middle < 0.2 if side == "left" else middle > 0.8
    if inside[0] < 0.35 and inside[-1] > 0.75 and visible[-1] and from_side and moves:
        return True
    other_side = middle > 0.8 if side == "left" else middle < 0.2
    return False if other_side and inside[0] < 0.5 else None


def _speed(clip: Clip, attribute: Attribute, index: int) -> Ternary:
    ways = {}
    for k in attribute.others:
        path = clip.actors[k].path
        if path is None:
            return None
        ways[k] = float(np.hypot(*(np.diff(path, axis=0) * (1, 0.6)).T).sum())
    if index not in ways or len(ways) < 2 or min(ways.values()) < 0.03:
        return None
    rest = [way for k, way in ways.items() if k != index]
    if attribute.value == "fast":
        if ways[index] > 1.9 * max(rest):
            return True
        return False if ways[index] * 1.9 < max(rest) else None
    if ways[index] * 1.9 < min(rest):
        return True
    return False if ways[index] > 1.9 * min(rest) else None
