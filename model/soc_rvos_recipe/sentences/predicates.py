"""What is true of whom in a clip: the facts that sentences state, each judged for every actor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from soc_rvos_recipe.clips.clip import Actor, Clip
from soc_rvos_recipe.sentences.naming import Truth, named

_Bools = NDArray[np.bool_]

SIDES = ("left", "right", "middle", "top", "bottom")
RANKS = ("leftmost", "rightmost", "second from the left", "second from the right", "between")
DEPTHS = ("front", "back")
SIZES = ("large", "small", "tall")
RELATIONS = ("left of", "right of", "above", "below", "next to", "in front of", "behind")
MOTIONS = (
    "left", "right", "up", "down", "still", "moving", "stops", "starts", "turns back", "closer",
    "away", "turning", "enters left", "enters right", "leaves left", "leaves right", "fast", "slow",
)  # fmt: skip
COMPARED = ("fast", "slow")
FACINGS = ("left", "right", "camera", "away")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a sentence says of its object.

    `sort` is "name", "colour", "wears", "pose", "facing", "size", "place", "relation" or "motion";
    `value` what is said. `garment` is for "wears", None for any. `others` are the numbers of the
    actors that it is compared with or, for "relation", the one it stands in relation to.
    """

    sort: str
    value: str
    garment: str | None = None
    others: tuple[int, ...] = ()


def holds(clip: Clip, facts: Sequence[Fact], index: int) -> Truth:
    """Whether all the facts are true of the actor with that number: None where it is open."""
    result: Truth = True
    for fact in facts:
        truth = _TESTS[fact.sort](clip, fact, index)
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def only(clip: Clip, facts: Sequence[Fact], index: int) -> bool:
    """Whether the facts are true of one actor and plainly false of all others."""
    if holds(clip, facts, index) is not True:
        return False
    return all(
        holds(clip, facts, other) is False for other in range(len(clip.actors)) if other != index
    )


def none(clip: Clip, facts: Sequence[Fact]) -> bool:
    """Whether the facts are plainly false of every actor."""
    return all(holds(clip, facts, index) is False for index in range(len(clip.actors)))


def rivals(clip: Clip, facts: Sequence[Fact]) -> tuple[int, ...]:
    """The numbers of all actors of which the facts may be true."""
    return tuple(k for k in range(len(clip.actors)) if holds(clip, facts, k) is not False)


def _name(clip: Clip, fact: Fact, index: int) -> Truth:
    return named(fact.value, clip.actors[index])


def _colour(clip: Clip, fact: Fact, index: int) -> Truth:
    actor = clip.actors[index]
    share = actor.shares.get(fact.value, 0.0)
    if actor.group == "person":
        return None if share > 0.04 or actor.real else False
    if fact.value in actor.colours:
        return True if share > 0.22 else None
    if not actor.colours and share > 0.7 and not actor.real:
        return True
    return False if share < 0.06 else None


def _wears(clip: Clip, fact: Fact, index: int) -> Truth:
    actor = clip.actors[index]
    if actor.group != "person":
        return False if actor.name not in ("doll", "snowman", "teddy bear") else None
    share = actor.shares.get(fact.value, 0.0)
    pairs = dict(zip(actor.clothes, actor.wears, strict=False))
    if not actor.wears:
        return False if share < 0.02 and not actor.real else None
    if fact.garment is not None and fact.garment in pairs:
        if pairs[fact.garment] == fact.value:
            return True if share > 0.06 else None
        return False if share < 0.05 else None
    if fact.value in actor.wears:
        return True if share > 0.12 and fact.garment is None else None
    return False if share < 0.05 else None


def _pose(clip: Clip, fact: Fact, index: int) -> Truth:
    actor = clip.actors[index]
    if actor.group not in ("person", "animal"):
        return False
    if actor.pose == fact.value:
        return True
    if actor.pose is None or actor.real:
        return None
    distinct = {"sitting", "lying", "standing"}
    return False if {actor.pose, fact.value} <= distinct else None


def _facing(clip: Clip, fact: Fact, index: int) -> Truth:
    facing = clip.actors[index].facing
    if facing is None:
        return None
    middle = {"camera": 0.0, "left": 90.0, "away": 180.0, "right": 270.0}[fact.value]
    apart = np.abs((facing - middle + 180) % 360 - 180)
    if (apart < 40).all():
        return True
    return False if (apart > 75).all() else None


def _size(clip: Clip, fact: Fact, index: int) -> Truth:
    others = [clip.actors[k] for k in fact.others if k != index]
    if not others or index not in fact.others:
        return None
    one = clip.actors[index]
    if all(_larger(one, other, fact.value) for other in others):
        return True
    return False if any(_larger(other, one, fact.value) for other in others) else None


def _larger(one: Actor, other: Actor, value: str) -> bool:
    """Whether one is plainly more than the other of what is said."""
    if value == "small":
        one, other = other, one
    first, second = _extent(one), _extent(other)
    if value == "tall":
        return bool(first[1] > 1.5 * second[1] and first[1] > 0.8 * first[0])
    return bool(first.prod() > 2.2 * second.prod() and first[1] > 1.25 * second[1])


def _extent(actor: Actor) -> NDArray[np.float64]:
    """Width and height of all of it, as a mean."""
    sizes = (actor.whole[:, 2:] - actor.whole[:, :2])[actor.visible]
    return np.asarray(sizes.mean(axis=0), dtype=np.float64)


def _middles(actor: Actor) -> NDArray[np.float32]:
    """The middle of what shows, [T, 2]; rubbish where it does not show."""
    return np.asarray((actor.boxes[:, :2] + actor.boxes[:, 2:]) / 2, dtype=np.float32)


def _place(clip: Clip, fact: Fact, index: int) -> Truth:
    actor = clip.actors[index]
    if fact.value in RANKS:
        return _rank(clip, fact, index)
    if fact.value in DEPTHS:
        return _depth(clip, fact, index)
    x, y = (_middles(actor)[actor.visible] - 0.5).T
    if fact.value == "middle":
        if (np.abs(x) < 0.1).all():
            return True if np.abs(x).mean() < 0.08 and (np.abs(y) < 0.3).all() else None
        return False if (np.abs(x) > 0.2).all() else None
    aside = {"left": -x, "right": x, "top": -y, "bottom": y}[fact.value]
    if (aside > 0.04).all() and aside.mean() > 0.1:
        return True
    if (aside < -0.05).all():
        return False
    rest = [k for k in fact.others if k != index]
    # Of two, the one more to that side may be meant though it is near the middle.
    if len(rest) == 1 and fact.value in ("left", "right"):
        gap = _gap(actor, clip.actors[rest[0]], 0)
        gap = -gap if fact.value == "left" else gap
        if len(gap) and (gap > 0.2).all() and aside.mean() > -0.02:
            return True
        if len(gap) and (gap < -0.2).all():
            return False
    return None


def _gap(one: Actor, other: Actor, axis: int) -> NDArray[np.float32]:
    """How far one is right of (below) the other where both show."""
    both = one.visible & other.visible
    gap: NDArray[np.float32] = (_middles(one) - _middles(other))[both, axis]
    return gap


def _rank(clip: Clip, fact: Fact, index: int) -> Truth:
    if index not in fact.others:
        return None
    order = _order(clip, fact.others)
    if order is None:
        return None
    wanted = {
        "leftmost": 0,
        "rightmost": len(order) - 1,
        "second from the left": 1,
        "second from the right": len(order) - 2,
        "between": 1,
    }[fact.value]
    if len(order) < (2 if fact.value in ("leftmost", "rightmost") else 3):
        return None
    if fact.value == "between" and len(order) != 3:
        return None
    return order[wanted] == index


def _order(clip: Clip, others: tuple[int, ...]) -> list[int] | None:
    """The actors from left to right, None if that changes or is hard to tell."""
    middles = {k: float(_middles(clip.actors[k])[clip.actors[k].visible, 0].mean()) for k in others}
    order = sorted(others, key=lambda k: middles[k])
    for first, second in pairwise(order):
        gap = _gap(clip.actors[second], clip.actors[first], 0)
        if not len(gap) or (gap < 0.06).any():
            return None
    return order


def _depth(clip: Clip, fact: Fact, index: int) -> Truth:
    rest = [k for k in fact.others if k != index]
    if not rest or index not in fact.others:
        return None
    one = clip.actors[index]
    truths = [_nearer(one, clip.actors[k]) for k in rest]
    if fact.value == "back":
        truths = [None if truth is None else not truth for truth in truths]
    if all(truths):
        return True
    return False if any(truth is False for truth in truths) else None


def _nearer(one: Actor, other: Actor) -> Truth:
    if one.scene != other.scene or one.real or other.real:
        return None
    gap = one.whole[:, 3] - other.whole[:, 3]
    taller = _extent(one)[1] / max(_extent(other)[1], 1e-3)
    if (gap > 0.06).all() and one.order > other.order and taller > 0.8:
        return True
    if (gap < -0.06).all() and one.order < other.order and taller < 1.25:
        return False
    return None


def _relation(clip: Clip, fact: Fact, index: int) -> Truth:
    if index in fact.others:
        return False
    one, other = clip.actors[index], clip.actors[fact.others[0]]
    both = one.visible & other.visible
    if not both.any():
        return None
    dx, dy = _gap(one, other, 0), _gap(one, other, 1)
    if fact.value in ("left of", "right of"):
        aside = -dx if fact.value == "left of" else dx
        if (aside > 0.1).all():
            # Nobody says that of what is far above or below.
            return True if np.abs(dy).mean() < 0.35 else None
        return False if (aside < 0).all() else None
    if fact.value in ("above", "below"):
        down = dy if fact.value == "below" else -dy
        first, second = one.boxes[both], other.boxes[both]
        apart = (
            (second[:, 1] - first[:, 3]) if fact.value == "above" else first[:, 1] - second[:, 3]
        )
        across = np.maximum(first[:, 0], second[:, 0]) < np.minimum(first[:, 2], second[:, 2])
        if (apart > -0.05).all() and (down > 0.1).all() and across.all():
            return True
        return False if (down < 0).all() else None
    if fact.value == "next to":
        return _beside(one, other, both)
    return _before(one, other, fact.value)


def _beside(one: Actor, other: Actor, both: _Bools) -> Truth:
    if one.scene != other.scene:
        return None
    first, second = one.boxes[both], other.boxes[both]
    apart = np.maximum(second[:, 0] - first[:, 2], first[:, 0] - second[:, 2])
    feet = np.abs(first[:, 3] - second[:, 3])
    if (apart < 0.1).all() and (apart > -0.06).all() and (feet < 0.18).all():
        return True
    return False if (apart > 0.3).all() else None


def _before(one: Actor, other: Actor, value: str) -> Truth:
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


def _motion(clip: Clip, fact: Fact, index: int) -> Truth:
    actor = clip.actors[index]
    if actor.path is None or actor.growth is None:
        return None
    value = fact.value
    if value in COMPARED:
        return _speed(clip, fact, index)
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


def _goes(actor: Actor, value: str) -> Truth:
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
    middles = _middles(actor)[actor.visible, axis] * sign
    drift = float(middles[-1] - middles[0]) if len(middles) > 1 else 0.0
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


def _turns_back(path: NDArray[np.float32]) -> Truth:
    from_start = np.hypot(*((path - path[0]) * (1, 0.6)).T)
    turn = int(from_start.argmax())
    there = float(from_start[turn])
    back = float(np.hypot(*((path[-1] - path[turn]) * (1, 0.6))))
    if min(there, back) > 0.05 and there - float(from_start[-1]) > 0.04:
        return True
    return False if min(there, back) < 0.015 else None


def _rests(lengths: NDArray[np.float32], value: str, reach: float) -> Truth:
    """Whether it stops at the end ("stops") or begins to move ("starts")."""
    if value == "starts":
        lengths = lengths[::-1]
    if len(lengths) < 3:
        return None
    rests = bool((lengths[-2:] < 0.004).all())
    if rests and reach > 0.05 and lengths[0] > 0.012:
        return True
    return False if lengths[-1] > 0.01 or reach < 0.012 else None


def _crosses(clip: Clip, actor: Actor, value: str) -> Truth:
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


def _speed(clip: Clip, fact: Fact, index: int) -> Truth:
    ways = {}
    for k in fact.others:
        path = clip.actors[k].path
        if path is None:
            return None
        ways[k] = float(np.hypot(*(np.diff(path, axis=0) * (1, 0.6)).T).sum())
    if index not in ways or len(ways) < 2 or min(ways.values()) < 0.03:
        return None
    rest = [way for k, way in ways.items() if k != index]
    if fact.value == "fast":
        if ways[index] > 1.9 * max(rest):
            return True
        return False if ways[index] * 1.9 < max(rest) else None
    if ways[index] * 1.9 < min(rest):
        return True
    return False if ways[index] > 1.9 * min(rest) else None


_TESTS: dict[str, Callable[[Clip, Fact, int], Truth]] = {
    "name": _name,
    "colour": _colour,
    "wears": _wears,
    "pose": _pose,
    "facing": _facing,
    "size": _size,
    "place": _place,
    "relation": _relation,
    "motion": _motion,
}
