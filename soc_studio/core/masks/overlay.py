"""Lays masks over a frame."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.project.colours import Rgb

OPACITY = 0.5


def blend(
    frame: NDArray[np.uint8], mask: NDArray[np.bool_], colour: Rgb, opacity: float
) -> NDArray[np.uint8]:
    """Return `frame` with `colour` laid over the pixels of `mask`.

    Args:
        frame: uint8 [H, W, 3], RGB, 0 to 255; left as it is.
        mask: bool [H, W], True on the object.
        colour: red, green and blue, 0 to 255.
        opacity: 0 shows the frame alone, 1 the colour alone.
    """
    shown = frame.copy()
    _tint(shown, mask.view(np.uint8), colour, opacity)
    return shown


def outline(frame: NDArray[np.uint8], mask: NDArray[np.bool_], colour: Rgb) -> NDArray[np.uint8]:
    """Return `frame` with a line along the edge of `mask`.

    The line is `colour` on the object and black around it, so that it stands out from a background
    of any colour, the object's own included. Arguments are those of `blend`.
    """
    shown = frame.copy()
    _line(shown, mask.view(np.uint8), colour)
    return shown


def overlay(
    frame: NDArray[np.uint8], masks: list[tuple[NDArray[np.bool_], Rgb]], opacity: float = OPACITY
) -> NDArray[np.uint8]:
    """Return `frame` with every mask laid over it in its colour, then the lines along their edges.

    `masks` are pairs of bool [H, W] and colour; the other arguments are those of `blend`.
    """
    present = [(mask.view(np.uint8), colour) for mask, colour in masks if mask.any()]
    if not present:
        return frame
    shown = frame.copy()
    for pixels, colour in present:
        _tint(shown, pixels, colour, opacity)
    for pixels, colour in present:
        _line(shown, pixels, colour)
    return shown


# Below, pictures are changed in place, and only around the object: frames are to be laid over as
# fast as they are played.


def _tint(shown: NDArray[np.uint8], mask: NDArray[np.uint8], colour: Rgb, opacity: float) -> None:
    if not mask.any():
        return
    near = _around(mask, 0)
    levels = np.arange(256, dtype=np.float32)[:, None] * (1 - opacity)
    table = np.rint(levels + opacity * np.asarray(colour, dtype=np.float32)).astype(np.uint8)
    part = shown[near]
    cv2.copyTo(cv2.LUT(part, table[None]), mask[near], part)


def _line(shown: NDArray[np.uint8], mask: NDArray[np.uint8], colour: Rgb) -> None:
    thickness = max(1, round(min(mask.shape) / 360))
    reach = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * thickness + 1, 2 * thickness + 1))
    near = _around(mask, thickness + 1)
    part, pixels = shown[near], mask[near]
    # Beyond the picture counts as object: no line runs along the picture's border.
    inner = cv2.erode(pixels, reach, borderType=cv2.BORDER_CONSTANT, borderValue=1)
    outer = cv2.dilate(pixels, reach)
    cv2.copyTo(np.zeros_like(part), outer - pixels, part)
    cv2.copyTo(np.full_like(part, colour), pixels - inner, part)


def _around(mask: NDArray[np.uint8], margin: int) -> tuple[slice, slice]:
    """Return the rows and columns that hold an object, and `margin` more on every side."""
    left, top, width, height = cv2.boundingRect(mask)
    return (
        slice(max(0, top - margin), top + height + margin),
        slice(max(0, left - margin), left + width + margin),
    )
