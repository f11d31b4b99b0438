"""Manual corrections: turns strokes and shapes into pixels that change a mask.

Masks stay run-length coded all the way: a stroke is spans down the columns it crosses, so that its
cost is that of its own extent, whatever the size of the video.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, cast

import cv2
import numpy as np
from numpy.typing import NDArray
from pycocotools import mask as coco

from soc_rvos.masks import Mask
from soc_rvos.rle import mask_of_runs
from soc_studio.core.masks.matte import full_size

Place: TypeAlias = tuple[float, float]
"""Column and row of a picture in pixels; the first pixel reaches from 0 to 1."""

LARGEST = 1000
"""Pixels of a brush's diameter."""
_SMALL = 3.0  # diameter below which a brush may miss every pixel's centre, so it is put on one
_STRAIGHT = 0.25  # pixels that a path may be off where its points are thinned out
_MOST = 2_000_000  # columns of all parts of a path that are looked at at once
_FITS = 0.25  # a drawn box selects a candidate from this overlap (IoU) on


class Shape(StrEnum):
    """How a tool turns strokes into pixels."""

    LINE = "line"
    AREA = "area"
    BOX = "box"
    POINT = "point"
    SCRIBBLE = "scribble"


@dataclass(frozen=True, slots=True)
class Stroke:
    """One stroke of a tool.

    Attributes:
        shape: a line as broad as `diameter`, the area within a line, or the box between the first
            and the last of `points`. Points and scribbles have no pixels: they say what is meant.
        points: in pixels of the video, in their order; at least one.
        diameter: of the brush, in pixels of the video.
        removes: takes pixels away. Otherwise lines and areas add them, and a box is put around
            what is meant.
    """

    shape: Shape
    points: tuple[Place, ...]
    diameter: float = 1.0
    removes: bool = False


def drawn(
    mask: Mask | None, stroke: Stroke, height: int, width: int, answers: Sequence[Mask] = ()
) -> Mask:
    """Return what a stroke makes of `mask`, at `height` x `width` pixels.

    Args:
        mask: of any size; None is one of no pixels.
        stroke: the stroke.
        height: of the video.
        width: of the video.
        answers: other masks, of any size, that a box may mean.
    """
    if stroke.shape is Shape.BOX and not stroke.removes:
        return _meant(
            [each for each in (mask, *answers) if each is not None], stroke, height, width
        )
    own = at_size(mask, height, width)
    region = _edges(stroke, height, width)
    if not stroke.removes:
        return _merged(own, _mask(region, height, width), intersect=False)
    # What is left is in the mask and in all that the region is not.
    rest = np.append(0, region)
    return _merged(own, _mask(rest, height, width), intersect=True)


def region(stroke: Stroke, height: int, width: int) -> Mask:
    """Return the pixels of a stroke.

    Those of a line have their centres within half its diameter of it; a brush smaller than 3 pixels
    is put on the centres of the pixels under the line's points. Those of an area have their centres
    where the closed line goes around. A box has every pixel that it touches.
    """
    return _mask(_edges(stroke, height, width), height, width)


def at_size(mask: Mask | None, height: int, width: int) -> Mask:
    """Return `mask` at another size; None is one of no pixels."""
    if mask is None:
        return Mask.empty(height, width)
    if (mask.height, mask.width) == (height, width):
        return mask
    return Mask.from_array(full_size(mask, height, width))


def _meant(answers: Sequence[Mask], stroke: Stroke, height: int, width: int) -> Mask:
    """Return the object that a box means.

    That is the part within the box of the answer whose part fills the box best, the first among
    equals; the whole box where none comes near to filling it.
    """
    best, most = None, _FITS
    for answer in answers:
        scale = (answer.width / width, answer.height / height)
        points = tuple((column * scale[0], row * scale[1]) for column, row in stroke.points)
        box = region(Stroke(Shape.BOX, points), answer.height, answer.width)
        filled = _iou(_merged(answer, box, intersect=True).box, box.box)
        if filled > most:
            best, most = answer, filled
    box = region(stroke, height, width)
    return box if best is None else _merged(at_size(best, height, width), box, intersect=True)


def _edges(stroke: Stroke, height: int, width: int) -> NDArray[np.int64]:
    """Return where a stroke begins and ends in turn, in pixels counted down the columns; rising."""
    if stroke.shape is Shape.LINE:
        return _line(stroke.points, stroke.diameter, height, width)
    if stroke.shape is Shape.AREA:
        return _area(stroke.points, height, width)
    return _box(stroke.points, height, width)


def _line(points: Sequence[Place], diameter: float, height: int, width: int) -> NDArray[np.int64]:
    places = np.array(points, dtype=np.float64)
    if diameter < _SMALL:
        places = np.floor(places) + 0.5
    elif len(places) > 2:
        thinned = cv2.approxPolyDP(places.astype(np.float32)[:, None], _STRAIGHT, closed=False)
        places = thinned[:, 0].astype(np.float64)
    ends = places[1:] if len(places) > 1 else places
    radius = max(1.0, diameter) / 2
    reach = np.abs(ends - places[: len(ends)])[:, 0] + 2 * radius + 2
    parts = np.cumsum(reach) // _MOST
    spans = [
        _line_spans(places[: len(ends)][parts == each], ends[parts == each], radius, height, width)
        for each in np.unique(parts)
    ]
    starts, stops = (np.concatenate(each) for each in zip(*spans, strict=True))
    return _joined(starts, stops)


def _area(points: Sequence[Place], height: int, width: int) -> NDArray[np.int64]:
    places = np.array(points, dtype=np.float64)
    ends = np.roll(places, -1, axis=0)
    left, right = np.minimum(places[:, 0], ends[:, 0]), np.maximum(places[:, 0], ends[:, 0])
    edges, columns = _columns(np.ceil(left - 0.5), np.ceil(right - 0.5), width)
    start, move = places[edges], (ends - places)[edges]
    rows = start[:, 1] + (columns + 0.5 - start[:, 0]) / move[:, 0] * move[:, 1]
    order = np.lexsort((rows, columns))
    # How often the line has gone around what is below each crossing; 0 again below a column's last.
    around = np.cumsum(np.where(move[order, 0] > 0, 1, -1))
    inside = np.flatnonzero(around != 0)
    base = columns[order] * height
    firsts = np.ceil(rows[order] - 0.5).clip(0, height).astype(np.int64) + base
    return _joined(firsts[inside], firsts[inside + 1])


def _line_spans(
    starts: NDArray[np.float64],
    ends: NDArray[np.float64],
    radius: float,
    height: int,
    width: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where the thick parts of a line begin and end in the columns they cross.

    A part is all that is within `radius` of it: a disc around both its ends and what is between
    them. That is convex, so a column crosses it in one span.
    """
    left = np.minimum(starts[:, 0], ends[:, 0]) - radius
    right = np.maximum(starts[:, 0], ends[:, 0]) + radius
    parts, columns = _columns(np.ceil(left - 0.5), np.floor(right - 0.5) + 1, width)
    at = columns + 0.5
    top = np.full(len(at), np.inf)
    bottom = np.full(len(at), -np.inf)
    for centres in (starts, ends):
        across = at - centres[parts, 0]
        down = np.sqrt(np.maximum(radius**2 - across**2, 0))
        hit = np.abs(across) <= radius
        rows = centres[parts, 1]
        top = np.where(hit, np.minimum(top, rows - down), top)
        bottom = np.where(hit, np.maximum(bottom, rows + down), bottom)
    move = ends - starts
    length = np.hypot(move[:, 0], move[:, 1])
    aside = np.zeros_like(move)
    np.divide(
        move[:, ::-1] * (-radius, radius), length[:, None], out=aside, where=length[:, None] > 0
    )
    slope = np.zeros(len(move))
    np.divide(move[:, 1], move[:, 0], out=slope, where=move[:, 0] != 0)
    for side in (starts + aside, starts - aside):
        share = at - side[parts, 0]
        hit = (share * np.sign(move[parts, 0]) >= 0) & (np.abs(share) <= np.abs(move[parts, 0]))
        hit &= move[parts, 0] != 0
        rows = side[parts, 1] + share * slope[parts]
        top = np.where(hit, np.minimum(top, rows), top)
        bottom = np.where(hit, np.maximum(bottom, rows), bottom)
    first = np.ceil(top - 0.5).clip(0, height).astype(np.int64)
    last = (np.floor(bottom - 0.5) + 1).clip(0, height).astype(np.int64)
    base = columns * height
    return first + base, np.maximum(first, last) + base


def _columns(
    firsts: NDArray[np.float64], stops: NDArray[np.float64], width: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return, for every column of every part from its first until before its stop, which part and
    which column it is; those outside of the picture are left out."""
    firsts, stops = firsts.clip(0, width), stops.clip(0, width)
    counts = np.maximum(stops - firsts, 0).astype(np.int64)
    parts = np.repeat(np.arange(len(counts)), counts)
    places = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return parts, places + firsts.astype(np.int64)[parts]


def _box(points: Sequence[Place], height: int, width: int) -> NDArray[np.int64]:
    (left, right), (top, bottom) = (sorted((points[0][axis], points[-1][axis])) for axis in (0, 1))
    first, last = max(0, int(np.floor(left))), min(width, int(np.ceil(right)))
    above, below = max(0, int(np.floor(top))), min(height, int(np.ceil(bottom)))
    columns = np.arange(first, max(first, last), dtype=np.int64) * height
    return _joined(columns + above, columns + max(above, below))


def _joined(starts: NDArray[np.int64], stops: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where the pixels within any of some spans begin and end in turn."""
    order = np.argsort(starts, kind="stable")
    starts, stops = starts[order], np.maximum.accumulate(stops[order])
    apart = starts[1:] > stops[:-1]
    firsts, lasts = starts[np.append(True, apart)[: len(starts)]], stops[:-1][apart]
    return np.stack((firsts, np.append(lasts, stops[-1:])), axis=1).ravel()


def _mask(edges: NDArray[np.int64], height: int, width: int) -> Mask:
    """Return the mask of the pixels from the first to before the second of `edges`, and so on; of
    an odd number, the last is open."""
    runs = np.diff(np.concatenate(([0], edges, [height * width])))
    return mask_of_runs(height, width, runs.astype(np.int64))


def _merged(one: Mask, other: Mask, intersect: bool) -> Mask:
    merged = coco.merge([one.to_coco(), other.to_coco()], intersect=intersect)
    return Mask(one.height, one.width, cast(bytes, merged["counts"]))


def _iou(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> float:
    """Return the overlap in [0, 1] of two boxes: left, top, width, height."""
    shared = [
        max(0, min(one[axis] + one[axis + 2], other[axis] + other[axis + 2])
            - max(one[axis], other[axis]))
        for axis in (0, 1)
    ]  # fmt: skip
    both = shared[0] * shared[1]
    either = one[2] * one[3] + other[2] * other[3] - both
    return both / either if either else 0.0
