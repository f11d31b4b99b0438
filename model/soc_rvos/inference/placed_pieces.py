"""Of a mask that covers several things alike, the one that a sentence places.

A network that knows what a cup is may answer "the cup on the left" with all of them. Nothing here
is learned: pieces of a mask are followed through its frames, and that one stays which is the
leftmost of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.flow import along, between, small_grey
from soc_rvos.language.ranks import Measure, Rank

_ALIKE = 0.33
"""Of the area of the largest thing, what another of its kind has at least."""
_A_PIECE = 0.002
"""Share of the frame below which a piece is no thing by itself."""
_APART = 0.15
"""Of the side of a square as large, how far pieces are apart that are not of one thing."""
_MOST_PIECES = 40
"""Pieces of a frame beyond which they are no things."""
_STEP = 1.0
"""Of the side of a square as large, how far a thing moves from frame to frame at most."""
_NEARBY = 0.5
"""The same, how far from a thing small pieces may be that belong to it."""
_APART_AT_LEAST = 0.25
"""Part of the frames with a mask on which several things are seen apart, to be several."""
_LASTING = 0.5
"""Of the frames of the thing that is seen longest, those on which another is at least."""
_COVERED = 0.3
"""Part of a thing, as it would lie on the next frame, that is found in a piece it belongs to."""
_OFF = 4.0  # below zero, the logits of what is another thing

Plane = NDArray[np.bool_]


@dataclass(slots=True)
class _Thing:
    """A thing alike, with its pixels [h, w] on those frames on which it is seen."""

    planes: dict[int, Plane] = field(default_factory=dict)


def keep_placed(
    logits: NDArray[np.float32], clip: NDArray[np.uint8], rank: Rank
) -> NDArray[np.float32]:
    """Return mask logits without the things that `rank` does not mean, where a mask has several.

    Args:
        logits: float32 [N, T, h, w], mask logits of N answers; not changed.
        clip: uint8 [T, H, W, 3], RGB, the frames.
        rank: where the thing that is meant is, among others of its kind.

    Where a mask is of one thing, or of fewer than the rank counts, it stays as it is.
    """
    kept = logits.copy()
    for own in kept:
        things = _things(own > 0, clip)
        if len(things) <= max(rank.place, 1):
            continue
        meant = _meant(things, rank, own.shape[1:])
        others = [each for each in things if each is not meant]
        for time, plane in enumerate(own):
            _remove(plane, meant.planes.get(time), [each.planes.get(time) for each in others])
    return kept


def _things(masks: Plane, clip: NDArray[np.uint8]) -> list[_Thing]:
    """Return the things alike of masks [T, h, w], each on the frames on which it is seen.

    They are told apart on the frame that shows most of them, and followed from there both ways;
    where they touch, each place belongs to what is nearest to it.
    """
    pieces = [_alike(_pieces(mask)) for mask in masks]
    counts = [len(each) for each in pieces]
    start = int(np.argmax(counts))
    shown = sum(count > 0 for count in counts)
    apart = sum(count > 1 for count in counts)
    if counts[start] < 2 or apart < max(min(2, shown), _APART_AT_LEAST * shown):
        return []
    things = [_Thing({start: plane}) for plane in pieces[start]]
    nothing = np.zeros(masks.shape[1:], dtype=np.bool_)
    greys = [small_grey(frame) for frame in clip]
    for way in (range(start + 1, len(masks)), range(start - 1, -1, -1)):
        last = [each.planes.get(start, nothing) for each in things]
        for time in way:
            if not pieces[time]:
                continue
            flow = between(greys[time], greys[time - way.step])
            moved = [along(plane.astype(np.float32), flow) > 0.5 for plane in last]
            found = _followed(pieces[time], moved)
            for number, plane in found.items():
                things[number].planes[time] = last[number] = plane
            for piece in pieces[time]:
                if not any((piece & plane).any() for plane in found.values()):
                    things.append(_Thing({time: piece}))
                    last.append(piece)
    return _lasting(things)


def _lasting(things: list[_Thing]) -> list[_Thing]:
    """Return those of `things` that are seen long enough, and are not much smaller than one."""
    longest = max(len(each.planes) for each in things)
    areas = [max(int(plane.sum()) for plane in each.planes.values()) for each in things]
    return [
        each
        for each, area in zip(things, areas, strict=True)
        if area >= _ALIKE * max(areas) and len(each.planes) >= _LASTING * longest
    ]


def _followed(pieces: list[Plane], moved: list[Plane]) -> dict[int, Plane]:
    """Return where things are, by their numbers, that would be at `moved`; `pieces` are seen."""
    found: dict[int, Plane] = {}
    for piece in pieces:
        covered = [
            number
            for number, plane in enumerate(moved)
            if (piece & plane).sum() >= _COVERED * max(1, plane.sum())
        ]
        if len(covered) > 1:
            near = np.argmin([_distances(moved[number]) for number in covered], axis=0)
            for place, number in enumerate(covered):
                own = piece & (near == place)
                found[number] = found[number] | own if number in found else own
        elif covered:
            number = covered[0]
            found[number] = found[number] | piece if number in found else piece
    for piece in pieces:
        free = [each for each, plane in enumerate(moved) if each not in found and plane.any()]
        if free and not any((piece & plane).any() for plane in found.values()):
            number = min(free, key=lambda each: _distance(piece, moved[each]))
            if _distance(piece, moved[number]) <= _STEP:
                found[number] = piece
    return found


def _alike(pieces: list[Plane]) -> list[Plane]:
    """Return those of `pieces` that are not much smaller than the largest."""
    areas = [int(each.sum()) for each in pieces]
    least = _ALIKE * max(areas, default=0)
    return [each for each, area in zip(pieces, areas, strict=True) if area >= least]


def _pieces(mask: Plane) -> list[Plane]:
    """Return the pieces of a mask that are large enough, those together that are close by."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    least = max(_A_PIECE * mask.size, _ALIKE / 4 * stats[1:, cv2.CC_STAT_AREA].max(initial=0))
    large = [n for n in range(1, count) if stats[n, cv2.CC_STAT_AREA] >= least]
    if len(large) > _MOST_PIECES:
        return []
    pieces: list[Plane] = []
    for number in large:
        plane = np.asarray(labels == number)
        reach = max(1, round(_APART * float(np.sqrt(plane.sum()))))
        side = 2 * reach + 1
        near = cv2.dilate(plane.astype(np.uint8), np.ones((side, side), np.uint8)) > 0
        joined = [each for each in pieces if (each & near).any()]
        pieces = [each for each in pieces if not (each & near).any()]
        pieces.append(np.logical_or.reduce([plane, *joined]))
    return pieces


def _distance(plane: Plane, before: Plane) -> float:
    """Return how far a thing would have moved, 0 where it stayed, by the side of its area."""
    if (plane & before).any():
        return 1 - float((plane & before).sum() / (plane | before).sum())
    side = float(np.sqrt(max(plane.sum(), before.sum())))
    apart = np.subtract(_centre(plane), _centre(before))
    return float(np.hypot(*apart)) / side


def _centre(plane: Plane) -> tuple[float, float]:
    rows, columns = np.nonzero(plane)
    return float(columns.mean()), float(rows.mean())


def _meant(things: list[_Thing], rank: Rank, size: tuple[int, ...]) -> _Thing:
    """Return which of `things` in frames of `size`, height and width, `rank` means."""
    values = [
        float(np.mean([_measured(plane, rank.measure) for plane in each.planes.values()]))
        for each in things
    ]
    if rank.measure == "middle":
        order = np.argsort(values, kind="stable")
        if len(order) % 2:
            return things[int(order[len(order) // 2])]
        return things[int(np.argmin(np.abs(np.array(values) - size[1] / 2)))]
    order = np.argsort([-each if rank.falling else each for each in values], kind="stable")
    return things[int(order[rank.place])]


def _measured(plane: Plane, measure: Measure) -> float:
    """Return what is compared of a thing, in places of the mask; in corners in parts of it."""
    column, row = _centre(plane)
    if measure in ("falling", "rising"):
        height, width = plane.shape
        down = row / height
        return float(column / width + (down if measure == "falling" else -down))
    if measure in ("column", "middle"):
        return column
    if measure == "row":
        return row
    if measure == "area":
        return float(plane.sum())
    rows = np.flatnonzero(plane.any(1))
    return float(rows[-1] if measure == "foot" else len(rows))


def _remove(plane: NDArray[np.float32], meant: Plane | None, others: list[Plane | None]) -> None:
    """Take off a mask's `plane` what belongs to others than to the one that is meant.

    A piece too small to be one stays where it is nearer to what is meant, and close to it.
    """
    planes = [each for each in others if each is not None]
    away = np.logical_or.reduce([np.zeros(plane.shape, dtype=np.bool_), *planes])
    rest = (plane > 0) & ~away
    if meant is not None:
        rest &= ~meant
        far = _distances(meant)
        reach = _NEARBY * float(np.sqrt(meant.sum()))
        away |= rest & ((far > reach) | ((far >= _distances(away)) if away.any() else False))
    plane[away] = np.minimum(plane[away], -_OFF)


def _distances(plane: Plane) -> NDArray[np.float32]:
    """Return [h, w], how far each place is from those of `plane`."""
    return np.asarray(cv2.distanceTransform((~plane).astype(np.uint8), cv2.DIST_L2, 3))
