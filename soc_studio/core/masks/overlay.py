"""Lays masks over a frame."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from statistics import NormalDist

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.project.colours import Rgb

OPACITY = 0.46
_FADED = 0.6  # of the picture's own colour, taken away under a mask of this opacity
_LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)
_REFERENCE = 720  # rows up to which a line is as thin as it gets
_COLOURED, _DARKENED = 2.0, 1.0  # pixels of a line: in the colour inside, in black around that
_DARKNESS = 0.45  # of that black
_SOFTNESS = 1.5  # standard deviation of the blur that makes an edge smooth, in pixels
_DASHED, _GAP = 24.0, 0.5  # pixels from dash to dash, and the share of them that is not drawn
_THIN = 0.25  # how far inside a pixel of an object counts at least, in pixels: thin parts are seen


def blend(
    frame: NDArray[np.uint8], mask: NDArray[np.bool_], colour: Rgb, opacity: float
) -> NDArray[np.uint8]:
    """Return `frame` with `colour` laid over the pixels of `mask`.

    Much of the object's own colour is taken away first, so that cyan on a yellow dress is cyan.

    Args:
        frame: uint8 [H, W, 3], RGB, 0 to 255; left as it is.
        mask: bool [H, W], True on the object.
        colour: red, green and blue, 0 to 255.
        opacity: 0 shows the frame alone, 1 the colour alone.
    """
    shown = frame.copy()
    _tint(shown, mask.view(np.uint8), colour, opacity)
    return shown


def outline(
    frame: NDArray[np.uint8], mask: NDArray[np.bool_], colour: Rgb, dashed: bool = False
) -> NDArray[np.uint8]:
    """Return `frame` with a line along the edge of `mask`, solid or `dashed`.

    The line is `colour` on the object, with some black around it, so that it stands out from a
    background of any colour, the object's own included. Arguments are those of `blend`.
    """
    shown = frame.copy()
    _line(shown, mask.view(np.uint8), colour, dashed)
    return shown


def overlay(
    frame: NDArray[np.uint8],
    masks: Sequence[tuple[NDArray[np.bool_], Rgb]],
    opacity: float = OPACITY,
    dashed: Collection[int] = (),
) -> NDArray[np.uint8]:
    """Return `frame` with every mask laid over it in its colour, then the lines along their edges.

    `masks` are pairs of bool [H, W] and colour; those at the places `dashed` have a dashed line.
    The other arguments are those of `blend`.
    """
    present = [
        (mask.view(np.uint8), colour, place in dashed)
        for place, (mask, colour) in enumerate(masks)
        if mask.any()
    ]
    if not present:
        return frame
    shown = frame.copy()
    for pixels, colour, _ in present:
        _tint(shown, pixels, colour, opacity)
    for pixels, colour, is_dashed in present:
        _line(shown, pixels, colour, is_dashed)
    return shown


# Below, pictures are changed in place, and only around the object: frames are to be laid over as
# fast as they are played.


def _tint(shown: NDArray[np.uint8], mask: NDArray[np.uint8], colour: Rgb, opacity: float) -> None:
    if not mask.any():
        return
    near = _around(mask, 0)
    faded = _FADED * min(1.0, opacity / OPACITY)
    own = (1 - opacity) * ((1 - faded) * np.eye(3, dtype=np.float32) + faded * _LUMA)
    laid = opacity * np.asarray(colour, dtype=np.float32)
    part = shown[near]
    mixed = cv2.transform(part, np.column_stack([own, laid]))
    cv2.copyTo(mixed, mask[near], part)


def _line(
    shown: NDArray[np.uint8], mask: NDArray[np.uint8], colour: Rgb, dashed: bool = False
) -> None:
    scale = max(1.0, min(mask.shape) / _REFERENCE)
    near = _around(mask, round(4 * scale))
    deep = cv2.LUT(mask[near], np.array([0, 255] + 254 * [255], dtype=np.uint8))
    reach = 2 * round(2.5 * _SOFTNESS * scale) + 1
    # The border's pixels count as continuing beyond the picture: no line runs along it.
    border = cv2.BORDER_REPLICATE
    smooth = cv2.GaussianBlur(deep, (reach, reach), _SOFTNESS * scale, borderType=border)
    inked, darkened, floor = _profile(scale)
    smooth = cv2.max(smooth, cv2.LUT(mask[near], np.array([0] + 255 * [floor], dtype=np.uint8)))
    part = shown[near]
    drawn = (inked + darkened > 0)[smooth]
    if dashed:
        drawn &= ~_gaps(mask[near], scale)
    rows, columns = np.nonzero(drawn)
    levels = smooth[rows, columns]
    ink, dark = inked[levels][:, None], darkened[levels][:, None]
    under = part[rows, columns] * ((1 - dark) * (1 - ink))
    line = under + ink * np.asarray(colour, dtype=np.float32)
    part[rows, columns] = np.rint(line).astype(np.uint8)


def _gaps(mask: NDArray[np.uint8], scale: float) -> NDArray[np.bool_]:
    """Return where a dashed line along the edge of `mask` is not drawn, bool of the same size."""
    gaps = np.zeros(mask.shape, dtype=np.uint8)
    width = 2 * round((_COLOURED + _DARKENED + 1) * scale) + 1  # across a line, and some more
    period, gap = _DASHED * scale, _DASHED * scale * _GAP
    contours, _ = cv2.findContours(np.ascontiguousarray(mask), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    for contour in contours:
        points = contour[:, 0]
        steps = np.hypot(*(np.roll(points, -1, axis=0) - points).T.astype(np.float64))
        along = np.concatenate([[0.0], np.cumsum(steps)])
        if not along[-1]:
            continue  # a single pixel
        # Whole dashes around the object; on a small one there are two at least.
        period_here = along[-1] / max(2, round(along[-1] / period))
        middle = max(1.0, gap * period_here / period - width)  # its round ends make the rest
        is_gap = along[:-1] % period_here < middle
        begins = np.flatnonzero(is_gap & ~np.roll(is_gap, 1))
        ends = np.flatnonzero(is_gap & ~np.roll(is_gap, -1))
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            gap_points = points[np.arange(begin, end + 2) % len(points)]
            cv2.polylines(gaps, [gap_points], False, (1,), width)
    return gaps > 0


@lru_cache(maxsize=16)
def _profile(scale: float) -> tuple[NDArray[np.float32], NDArray[np.float32], int]:
    """Return how much of a line's colour, and of its black, there is by the level of a blurred
    mask, each float32 [256], 0 to 1; and the level that a pixel of the object has at least."""
    bell = NormalDist(0, _SOFTNESS * scale)
    inside = np.array([bell.inv_cdf(level / 256) for level in range(1, 256)])  # in pixels
    inside = np.concatenate([[-np.inf], inside])
    inside[-1] = np.inf
    ink = _step(inside) * _step(_COLOURED * scale - inside)
    dark = _DARKNESS * _step(inside + _DARKENED * scale) * _step(_COLOURED * scale - inside)
    floor = round(256 * bell.cdf(_THIN))
    return ink.astype(np.float32), dark.astype(np.float32), floor


def _step(distance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much of a pixel is covered whose middle is at `distance` inside an edge."""
    return np.clip(distance + 0.5, 0, 1)


def _around(mask: NDArray[np.uint8], margin: int) -> tuple[slice, slice]:
    """Return the rows and columns that hold an object, and `margin` more on every side."""
    left, top, width, height = cv2.boundingRect(mask)
    return (
        slice(max(0, top - margin), top + height + margin),
        slice(max(0, left - margin), left + width + margin),
    )
