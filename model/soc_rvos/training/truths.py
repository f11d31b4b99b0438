"""What is true of an object in a made clip: True, False, or None where people could argue."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from soc_rvos.training.colours import doubtful
from soc_rvos.training.scenes import MadeClip, MadeObject

Truth = bool | None
Test = Callable[[MadeObject], Truth]

def _is_colour(colour: str, one: MadeObject) -> Truth:
    if one.colour == colour:
        return True
    return None if doubtful(one.colour, colour) else False


_ALIKE = {
    frozenset(pair) for pair in (("circle", "ellipse"), ("circle", "ring"), ("square", "rectangle"))
}


def _is_shape(shape: str, one: MadeObject) -> Truth:
    if one.shape == shape:
        return True
    return None if frozenset((one.shape, shape)) in _ALIKE else False


def _is_size(clip: MadeClip, size: str, one: MadeObject) -> Truth:
    if one.size == "medium" or (clip.world == "flat" and one.motion in _OPPOSITE):
        return None
    return one.size == size


def _extreme_test(name: str, rivals: list[MadeObject]) -> Test:
    def beats(one: MadeObject, other: MadeObject) -> bool:
        dx, dy = (one.centres - other.centres).T
        if name in ("largest", "smallest"):
            big, less = (one, other) if name == "largest" else (other, one)
            # What is large and far may look smaller than what is small and near: that is doubt.
            return bool((big.extents > 1.25 * less.extents).all()) and _rank(big) >= _rank(less)
        gap = {
            "leftmost": -dx,
            "rightmost": dx,
            "topmost": -dy,
            "lowest": dy,
            "nearest": dy,
            "farthest": -dy,
        }[name]
        return bool((gap > 0.06).all())

    def test(one: MadeObject) -> Truth:
        others = [other for other in rivals if other is not one]
        if all(beats(one, other) for other in others):
            return True
        return False if any(beats(other, one) for other in others) else None

    return test


def _rank(one: MadeObject) -> int:
    return ("small", "medium", "large").index(one.size)


def _place_test(place: str) -> Test:
    def test(one: MadeObject) -> Truth:
        x, y = (one.centres[one.seen] if one.seen.any() else one.centres).T
        if place == "middle":
            if (np.abs(x - 0.5) < 0.1).all() and (np.abs(y - 0.5) < 0.18).all():
                return True
            far = (np.abs(x - 0.5) > 0.2).all() or (np.abs(y - 0.5) > 0.32).all()
            return False if far else None
        truths: list[Truth] = []
        for word in place.split():
            way = {
                "left": -x,
                "right": x - 1,
                "top": -y,
                "bottom": y - 1,
                "back": -y,
                "front": y - 1,
            }
            inside = way[word] + 0.5  # how far on that side of the middle
            truths.append(True if (inside > 0.1).all() else False if (inside < 0).all() else None)
        if False in truths:
            return False
        return None if None in truths else True

    return test


def _both(first: Truth, second: Truth) -> Truth:
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _motion_test(clip: MadeClip, value: str) -> Test:
    def test(one: MadeObject) -> Truth:
        dx, dy = one.centres[-1] - one.centres[0]
        if value in WAYS:
            if one.motion == value:
                return True
            apparent = {"left": -dx, "right": dx, "up": -dy, "down": dy}[value]
            return None if one.motion != "still" and apparent > 0.04 else False
        if value in _OPPOSITE:
            if one.motion == value:
                return True
            growth = float(one.extents[-1] / one.extents[0])
            grows = growth if value == "closer" else 1 / growth
            return None if grows > 1.12 else False
        if value == "still":
            return None if one.stops else one.motion == "still"
        if value == "moving":
            if clip.world == "flat" and one.motion in _OPPOSITE:
                return None
            return one.motion != "still"
        if value == "stops":
            return one.stops
        if value == "enters":
            return one.enters or (None if _at_edge(one.start) else False)
        return one.leaves or (None if _at_edge(one.end) else False)

    return test


def _at_edge(place: tuple[float, float]) -> bool:
    return not all(0.08 < share < 0.92 for share in place)


def _relation_test(name: str, mark: MadeObject) -> Test:
    def test(one: MadeObject) -> Truth:
        if one is mark:
            return False
        dx, dy = (one.centres - mark.centres).T
        if name == "past":
            if one.motion == "still":
                return False
            passes = dx[0] * dx[-1] < 0 and min(abs(dx[0]), abs(dx[-1])) > 0.05
            if passes and one.motion in ("left", "right") and mark.motion == "still":
                return True
            return False if dx[0] * dx[-1] > 0 and (np.abs(dx) > 0.04).all() else None
        gap = {"left": -dx, "right": dx, "above": -dy, "below": dy, "behind": -dy, "before": dy}[
            name
        ]
        beside = np.abs(dx) < 0.3 if name in ("above", "below", "behind", "before") else dx == dx
        if (gap > 0.09).all() and beside.all():
            return True
        return False if (gap < 0).all() else None

    return test
