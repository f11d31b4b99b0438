"""What a person marks on one frame, as pixels of the frame and as places of what is seen in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.tracking import Point

Plane = NDArray[np.float32]
Bools = NDArray[np.bool_]
Seeds = NDArray[np.int8]
"""[h, w]: 1 where a person marked the object, -1 where it is not, else 0."""
Size = tuple[int, ...]
"""Height and width, perhaps more."""
Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels of the frame."""


@dataclass(frozen=True, slots=True)
class Line:
    """A rough stroke through pixels that belong to the object where `positive`, else do not.

    `places` are columns and rows in pixels of the frame, as those of a `Point`.
    """

    places: tuple[tuple[float, float], ...]
    positive: bool = True


Mark = Point | Line


@dataclass(frozen=True, slots=True, eq=False)
class Prompts:
    """What a person gave for one object on one frame, and what is known of it besides.

    Attributes:
        marks: points and strokes, in the order they were made.
        box: all of the object is in here; None where the person drew none.
        prior: bool [H, W], where the object is thought to be; None where nothing is known.
        candidates: other masks, bool [H, W], one of which may be meant, the best first.
        keeps: whether only what lies at a mark may change of the prior, as where a person made it.
    """

    marks: tuple[Mark, ...] = ()
    box: Box | None = None
    prior: Bools | None = None
    candidates: tuple[Bools, ...] = ()
    keeps: bool = False


_REACH = 0.02
"""Of the grid's height: how far around a point places count as marked."""
_FITS = 0.7
"""Overlap (IoU) of boxes from which a mask is what a drawn box means."""
_SPOT = 3
"""Pixels around a mark that are on its side, at half the size a frame is seen at."""
_IS = 0.7
"""Least probability of what was marked as the object."""


def base_of(prompts: Prompts, shape: Size) -> Bools | None:
    """Return the mask that is corrected: the candidate that is meant, else the prior."""
    known = [each for each in (prompts.prior, *prompts.candidates) if each is not None]
    if prompts.box is not None:
        fits = [_fit(each, prompts.box) for each in known]
        best = int(np.argmax(fits)) if fits else 0
        return known[best] if fits and fits[best] >= _FITS else None
    first = prompts.marks[0] if prompts.marks else None
    if first is not None and first.positive:
        for each in known:
            if all(each[row, column] for row, column in pixels(first, shape)):
                return each
    return prompts.prior if prompts.prior is not None and prompts.prior.any() else None


def agrees(base: Bools, prompts: Prompts) -> bool:
    """Return whether a mask is right at all marks."""
    return all(
        bool(base[row, column]) == mark.positive
        for mark in prompts.marks
        for row, column in pixels(mark, base.shape)
    )


def _fit(mask: Bools, box: Box) -> float:
    """Return how far the part of a mask in `box` fills that, as overlap (IoU) of boxes."""
    part = inside(mask.shape, box)
    rows, columns = np.flatnonzero((mask & part).any(1)), np.flatnonzero((mask & part).any(0))
    if not len(rows):
        return 0.0
    area = (columns[-1] + 1 - columns[0]) * (rows[-1] + 1 - rows[0])
    return float(area / max(1, np.count_nonzero(part)))


def inside(shape: Size, box: Box) -> Bools:
    """Return bool of `shape`, the pixels that a box touches."""
    left, top, right, bottom = box
    found = np.zeros(shape, dtype=np.bool_)
    rows = slice(max(0, int(np.floor(top))), max(0, int(np.ceil(bottom))))
    found[rows, max(0, int(np.floor(left))) : max(0, int(np.ceil(right)))] = True
    return found


def pixels(mark: Mark, shape: Size) -> list[tuple[int, int]]:
    """Return rows and columns of the pixels of a mark that lie in a picture of `shape`."""
    places = ((mark.x, mark.y),) if isinstance(mark, Point) else mark.places
    whole = np.floor(np.array(places, dtype=np.float64)).astype(int)
    found = whole[:1]
    for start, end in pairwise(whole):
        steps = int(np.abs(end - start).max())
        if steps:
            way = np.linspace(start, end, steps + 1)[1:]
            found = np.concatenate((found, np.rint(way).astype(int)))
    there = ((found >= 0) & (found < (shape[1], shape[0]))).all(1)
    return [(int(row), int(column)) for column, row in found[there]]


def spots_of(prompts: Prompts, shape: Size, size: Size) -> list[Bools]:
    """Return for each mark in a frame of `shape` its places on a grid of `size`."""
    scale = _scale(shape, size)
    radius = max(1, round(_REACH * size[0]))
    found = []
    for mark in prompts.marks:
        spot = np.zeros(size, dtype=np.uint8)
        for row, column in _places(mark, shape, scale):
            reach = radius if isinstance(mark, Point) else 0
            cv2.circle(spot, (column, row), reach, 1, cv2.FILLED)
        found.append(spot > 0)
    return found


def seeds_of(prompts: Prompts, spots: list[Bools], shape: Size, size: Size) -> Seeds:
    """Return what is marked in a frame of `shape`, on a grid of `size`, both height and width.

    Later marks lie over earlier ones, and none hides the middle of another; outside a box nothing
    is the object. `spots` are as `spots_of` gives them.
    """
    seeds = np.zeros(size, dtype=np.int8)
    if prompts.box is not None:
        seeds[~within(prompts.box, shape, size)] = -1
    for mark, spot in zip(prompts.marks, spots, strict=True):
        seeds[spot] = 1 if mark.positive else -1
    for mark in prompts.marks:
        for row, column in _places(mark, shape, _scale(shape, size)):
            seeds[row, column] = 1 if mark.positive else -1
    return seeds


def _places(mark: Mark, shape: Size, scale: tuple[float, float]) -> set[tuple[int, int]]:
    found = pixels(mark, shape)
    return {(int(row * scale[0]), int(column * scale[1])) for row, column in found}


def within(box: Box, shape: Size, size: Size) -> Bools:
    """Return bool of `size`: the places that a box in a frame of `shape` touches."""
    height, width = size
    down, across = _scale(shape, size)
    rows, columns = np.arange(height), np.arange(width)
    inside_rows = (rows + 1 > box[1] * down) & (rows < box[3] * down)
    inside_columns = (columns + 1 > box[0] * across) & (columns < box[2] * across)
    return np.asarray(inside_rows[:, None] & inside_columns)


def honoured(half: Plane, prompts: Prompts, shape: Size) -> Plane:
    """Return `half` with each mark in a frame of `shape`, and a few pixels around, on its side."""
    down, across = _scale(shape, half.shape)
    out = half.copy()
    for mark in prompts.marks:
        spot = np.zeros(half.shape, dtype=np.uint8)
        for row, column in pixels(mark, shape):
            cv2.circle(spot, (int(column * across), int(row * down)), _SPOT, 1, cv2.FILLED)
        near = spot > 0
        out[near] = np.maximum(out[near], _IS) if mark.positive else np.minimum(out[near], 1 - _IS)
    return out


def exact(plane: Plane, prompts: Prompts) -> Plane:
    """Make every pixel of a mark right in `plane` [H, W], and nothing outside a box; return it."""
    if prompts.box is not None:
        plane[~inside(plane.shape, prompts.box)] = 0
    for mark in prompts.marks:
        for row, column in pixels(mark, plane.shape):
            value = plane[row, column]
            plane[row, column] = max(value, _IS) if mark.positive else min(value, 1 - _IS)
    return plane


def _scale(shape: Size, size: Size) -> tuple[float, float]:
    """Return how much of a place a pixel is, down and across."""
    return size[0] / shape[0], size[1] / shape[1]
