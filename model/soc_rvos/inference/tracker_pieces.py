"""Which pieces of a mask belong to the object.

Where something stands before an object, its mask has several pieces, far apart at times; a
look-alike nearby is a piece, too. What moves as the object does is told from what does not.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.flow import along

Plane = NDArray[np.float32]
Bools = NDArray[np.bool_]

_REACH = 0.12
"""How far a piece may lie from the main one, as a part of the root of that one's area."""
_KNOWN = 0.3
"""Part of a piece that was the object's on the frame before, from which it belongs to it."""
_TELLING = 0.6
"""Pixels that object and background have to move apart on a frame, so that motion says anything."""
_COMMON = 0.5
"""How far from the object's motion a piece's may be, as a part of how far the background's is."""
_FADING = 0.1
"""What is known of something else and not seen again is forgotten in the inverse of it, frames."""
_LEAST = 12
"""Pixels of a piece, of the object or of the background whose motion can be told."""
_LATELY, _REST = 18, 0.25
"""Frames of which the largest area counts, and the share of it below which there is but a rest."""


def together(
    chance: Plane,
    before: Plane | None,
    motion: Callable[[], Plane | None],
    whole: float = 0.0,
    others: Plane | None = None,
) -> Plane:
    """Return `chance` [h, w] without the pieces that belong to something else.

    A piece belongs to the object if it was there before, if it lies beside the main piece, or if it
    moves as that does, and not as the background. Where motion does not tell, it belongs if the
    object lacks as many pixels as the piece has. Where nothing goes on from the frame before, what
    is known for something else does not take the object's place.

    Args:
        chance: how probable it is that a pixel belongs to the object.
        before: the same of the frame before, None where it is not known.
        motion: returns flow to the frame before, as `flow.between` gives it, or None where there is
            none; it is asked only if motion has to decide.
        whole: pixels of the whole object, as it was given.
        others: above 0 where something else was lately; see `taken_for_others`.
    """
    inside = (chance > 0.5).astype(np.uint8)
    count, found, statistics, _ = cv2.connectedComponentsWithStats(inside, connectivity=8)
    pieces = np.asarray(found, dtype=np.int32)
    if count == 1 or (count == 2 and others is None):
        return chance
    areas = statistics[:, cv2.CC_STAT_AREA].astype(np.float64)
    areas[0] = 0
    known = np.zeros(count)
    if before is not None:
        were = (before > 0.5).ravel()
        known[:] = np.bincount(pieces.ravel(), weights=were, minlength=count)
        known[0] = 0
    if others is not None and not known.any():
        elsewhere = (others <= 0).astype(np.uint8)
        apart = cv2.distanceTransform(elsewhere, cv2.DIST_L2, cv2.DIST_MASK_3)
        reach = 3 + _REACH * float(np.sqrt(np.count_nonzero(others > 0)))
        nearest = [np.min(apart, where=pieces == n, initial=np.inf) for n in range(count)]
        look_alike = (np.array(nearest) <= reach) & (np.arange(count) > 0)
        if look_alike.any():
            chance = _without(chance, look_alike, pieces)
            areas[look_alike] = 0
            pieces = np.where(look_alike[pieces], np.int32(0), pieces)
            inside = (pieces > 0).astype(np.uint8)
    if not areas.any():
        return chance
    main = int(np.argmax(known + 0.01 * areas))
    far = cv2.distanceTransform((pieces != main).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_3)
    reach = 3 + _REACH * float(np.sqrt(areas[main]))
    doubtful = [
        piece
        for piece in range(1, count)
        if piece != main
        and areas[piece]
        and known[piece] < _KNOWN * areas[piece]
        and far[pieces == piece].min() > reach
    ]
    if not doubtful:
        return chance
    flow = motion()
    dropped = np.zeros(count, dtype=np.bool_)
    if flow is None:
        dropped[doubtful] = True
    else:
        came = np.zeros_like(inside) if before is None else _came(before, flow)
        size = chance.shape[::-1]
        flow = np.dstack([cv2.resize(np.ascontiguousarray(flow[..., k]), size) for k in (0, 1)])
        for piece in doubtful:
            own = np.asarray(pieces == piece)
            was = np.count_nonzero(came[own]) >= _KNOWN * areas[piece]
            told = _moves_along(own, pieces == main, inside == 0, flow)
            if told is None:
                told = bool(areas[piece] <= whole - areas[main])
            dropped[piece] = not was and not told
    return _without(chance, dropped, pieces) if dropped.any() else chance


def taken_for_others(others: Plane | None, raw: Plane, chance: Plane) -> Plane:
    """Return what is known for something else, float32 [h, w], above 0 there.

    Args:
        others: the same of the frame before, None where there is none; it fades.
        raw: the probabilities that `together` was given.
        chance: those that it returned.
    """
    inside = chance > 0.5
    now = ((raw > 0.5) & ~inside).astype(np.float32)
    if others is not None:
        now = np.maximum(now, others - np.float32(_FADING))
    now[inside] = 0
    return now


class LastSizes:
    """How large an object was lately: whether there is but a rest of it, where it leaves."""

    def __init__(self) -> None:
        self._areas: deque[int] = deque(maxlen=_LATELY)
        self._leaves = False

    def add(self, chance: Plane) -> None:
        """Count a frame, float32 [h, w]; one without the object says nothing."""
        if area := _area(chance):
            self._areas.append(area)
            sides = chance[[0, -1]].ravel(), chance[:, [0, -1]].ravel()
            self._leaves = any(bool((side > 0.5).any()) for side in sides)

    def is_rest(self, chance: Plane) -> bool:
        """Return whether little is left of an object that went over the border, but not nothing.

        What is hidden by something in the picture is no rest: it comes to light there again.
        """
        return self._leaves and 0 < _area(chance) < _REST * max(self._areas, default=0)


def _area(chance: Plane) -> int:
    return int(np.count_nonzero(chance > 0.5))


def _without(chance: Plane, dropped: Bools, pieces: NDArray[np.int32]) -> Plane:
    """Return `chance` without the pieces that are `dropped`, a bool for each."""
    gone = cv2.dilate(dropped[pieces].astype(np.uint8), np.ones((5, 5), dtype=np.uint8)) > 0
    gone &= ~np.isin(pieces, [n for n in range(1, len(dropped)) if not dropped[n]])
    return np.where(gone, np.minimum(chance, np.float32(0.1)), chance)


def _came(before: Plane, flow: Plane) -> NDArray[np.uint8]:
    """Return uint8 [h, w], 1 about where the object of the frame before has come to."""
    moved = (along(before, flow) > 0.5).astype(np.uint8)
    return np.asarray(cv2.dilate(moved, np.ones((7, 7), dtype=np.uint8)), dtype=np.uint8)


def _moves_along(piece: Bools, main: Bools, outside: Bools, flow: Plane) -> bool | None:
    """Return whether `piece` moves as `main` does, and not as what is around the piece.

    None where it moves as neither of them.
    """
    size = max(9, int(np.sqrt(np.count_nonzero(piece))) | 1)
    ring = cv2.dilate(piece.astype(np.uint8), np.ones((size, size), dtype=np.uint8)) > 0
    beside = ring & outside
    if min(map(np.count_nonzero, (piece, main, beside))) < _LEAST:
        return False
    rows, columns = np.nonzero(main)
    step = max(1, len(rows) // 400)
    rows, columns = rows[::step], columns[::step]
    places = np.stack((rows, columns, np.ones_like(rows)), axis=1).astype(np.float64)
    motion = flow[rows, columns].astype(np.float64)
    middle = np.median(motion, axis=0)
    even = np.abs(motion - middle).sum(axis=1) <= 3 * np.median(np.abs(motion - middle)) + 1
    there = np.array([*np.argwhere(piece).mean(axis=0), 1.0])
    moved, *_ = np.linalg.lstsq(places[even], motion[even], rcond=None)
    ground = np.median(flow[beside], axis=0)
    own = np.median(flow[piece], axis=0)
    neither = True
    # What the main piece turns and grows is known there, and the less the farther away one looks.
    for expected in (there @ moved, middle):
        apart = float(np.linalg.norm(expected - ground))
        if apart > _TELLING and float(np.linalg.norm(own - expected)) < _COMMON * apart:
            return True
        neither &= float(np.linalg.norm(own - ground)) > _COMMON * max(apart, _TELLING)
    return None if neither else False
