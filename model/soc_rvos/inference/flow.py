"""Masks moved along optical flow."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

LONGEST_SIDE = 320
"""Pixels of the pictures that flow is computed on; masks are no finer than half of that."""
STILL = 0.5
"""Mean difference in grey levels (of 255) below which nothing is taken to have moved."""
SMALLEST_SIDE = 32
"""Below it the method has no patches to compare."""
AGREEING = 2.0
"""Square of the pixels by which flow there and back may differ in any case."""
AGREEING_PART = 0.05
"""What is allowed besides, as a part of the squares of both."""
OUTSIDE = -1.0
"""Mask logit of what lies far from anything marked; any negative number would do."""
_AROUND = 4
"""Pixels around what is marked that are read, too: masks are enlarged by what lies beside."""
FINE_SMOOTHNESS = 3.0
"""Weight of smoothness in fine flow. The method's own, 20, drags the background along."""


def small_grey(frame: NDArray[np.uint8], longest: int = LONGEST_SIDE) -> NDArray[np.uint8]:
    """Return `frame`, RGB uint8 [H, W, 3], as flow reads it: small, grey uint8 [h, w].

    No side has more than `longest` pixels.
    """
    height, width = frame.shape[:2]
    scale = min(1.0, longest / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    grey = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY)
    return cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def between(
    here: NDArray[np.uint8], there: NDArray[np.uint8], fine: bool = False
) -> NDArray[np.float32]:
    """Return float32 [h, w, 2]: how far right and down each pixel of `here` lies in `there`.

    Both are grey uint8 [h, w]. Zero everywhere in still pictures and in ones too small for flow.
    `fine` takes several times as long, follows the outlines of what moves, and takes pictures as
    still only where they are the same.
    """
    height, width = here.shape
    nothing = np.zeros((height, width, 2), dtype=np.float32)
    if min(height, width) < SMALLEST_SIDE:
        return nothing
    difference = cv2.norm(here, there, cv2.NORM_L1)
    if difference == 0 or (not fine and difference < STILL * height * width):
        return nothing
    preset = cv2.DISOPTICAL_FLOW_PRESET_MEDIUM if fine else cv2.DISOPTICAL_FLOW_PRESET_FAST
    method = cv2.DISOpticalFlow.create(preset)
    if fine:
        method.setVariationalRefinementAlpha(FINE_SMOOTHNESS)
    return np.asarray(method.calc(here, there, nothing), dtype=np.float32)


def move(
    planes: NDArray[np.float32], there: NDArray[np.uint8], here: NDArray[np.uint8]
) -> NDArray[np.float32]:
    """Return `planes`, mask logits of the frame `there`, as they lie on the frame `here`.

    Args:
        planes: float32 [P, h, w], of any size; pixels from outside repeat the border.
        there: the frame the planes belong to, as `small_grey` gives it.
        here: the frame they are wanted for, likewise.

    See `move_along` for what is said far from the masks.
    """
    return move_along(planes, between(here, there))


def move_along(planes: NDArray[np.float32], flow: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return mask logits, float32 [P, H, W], with each read from where `flow` [h, w, 2] leads to.

    They are as `along` gives them where anything of a mask can come to lie, and some pixels
    around; elsewhere they are negative, and need no reading.
    """
    if not flow.any():
        return planes
    height, width = planes.shape[1:]
    moved = np.full_like(planes, OUTSIDE)
    rows, columns = _reached(np.asarray((planes > 0).any(axis=0)), flow)
    if rows.stop <= rows.start or columns.stop <= columns.start:
        return moved
    places = _places(flow, height, width, rows, columns)
    for target, plane in zip(moved, planes, strict=True):
        target[rows, columns] = _read(plane, *places)
    return moved


def along(plane: NDArray[np.float32], flow: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return `plane`, float32 [H, W], with each pixel's value read from where `flow` leads to.

    `flow` is float32 [h, w, 2], of any size; pixels from outside repeat the border.
    """
    height, width = plane.shape
    return _read(plane, *_places(flow, height, width, slice(0, height), slice(0, width)))


def _reached(marked: NDArray[np.bool_], flow: NDArray[np.float32]) -> tuple[slice, slice]:
    """Return the rows and columns whose pixels `flow` may lead near what is `marked`, [H, W]."""
    spans = []
    for axis, size in enumerate(marked.shape):
        found = np.flatnonzero(marked.any(axis=1 - axis))
        if not len(found):
            return slice(0, 0), slice(0, 0)
        way = flow[..., 1 - axis] * np.float32(size / flow.shape[axis])
        first, last = int(found[0]), int(found[-1])
        # Pixels from outside repeat the border: what is marked there has no end.
        start = 0 if first == 0 else math.floor(first - float(way.max())) - _AROUND
        stop = size if last == size - 1 else math.ceil(last - float(way.min())) + _AROUND + 1
        spans.append(slice(max(0, start), max(0, min(size, stop))))
    return spans[0], spans[1]


def _places(
    flow: NDArray[np.float32], height: int, width: int, rows: slice, columns: slice
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the column and the row of [height, width] to which `flow` leads from each pixel of
    some `rows` and `columns`."""
    across, down = width / flow.shape[1], height / flow.shape[0]
    if flow.shape[:2] != (height, width):
        flow = np.asarray(cv2.resize(flow, (width, height)), dtype=np.float32)
    cut = flow[rows, columns]
    right = np.arange(columns.start, columns.stop, dtype=np.float32)
    below = np.arange(rows.start, rows.stop, dtype=np.float32)[:, None]
    return right + cut[..., 0] * np.float32(across), below + cut[..., 1] * np.float32(down)


def _read(
    plane: NDArray[np.float32], columns: NDArray[np.float32], rows: NDArray[np.float32]
) -> NDArray[np.float32]:
    read = cv2.remap(plane, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(read, dtype=np.float32)


def agreement(
    flow: NDArray[np.float32], back: NDArray[np.float32]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return for each pixel whether flow there and back agree, and whether that is known.

    Args:
        flow: float32 [h, w, 2], from the frame to another one.
        back: float32 [h, w, 2], from that one to the frame.

    Returns:
        bool [h, w] twice: `back` leads to where `flow` comes from, but for some pixels; `flow`
        stays within the picture.
    """
    height, width = flow.shape[:2]
    columns, rows = _places(flow, height, width, slice(0, height), slice(0, width))
    known = (columns >= 0) & (columns <= width - 1) & (rows >= 0) & (rows <= height - 1)
    right, down = cv2.split(flow)
    right_back, down_back = cv2.split(_read(back, columns, rows))
    lengths = right**2 + down**2 + right_back**2 + down_back**2
    apart = (right + right_back) ** 2 + (down + down_back) ** 2
    return np.asarray(apart < AGREEING_PART * lengths + AGREEING), known
