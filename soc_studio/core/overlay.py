"""Masks laid over a frame."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Rgb: TypeAlias = tuple[int, int, int]

# Okabe and Ito's colours, which stay apart for colour-blind eyes (black left out).
PALETTE: tuple[Rgb, ...] = (
    (230, 159, 0),
    (86, 180, 233),
    (0, 158, 115),
    (240, 228, 66),
    (0, 114, 178),
    (213, 94, 0),
    (204, 121, 167),
)
OPACITY = 0.5


def colour_of(place: int) -> Rgb:
    """Return the colour of the expression at `place`, 0 for the first; they repeat after seven."""
    return PALETTE[place % len(PALETTE)]


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
    paint = np.asarray(colour, dtype=np.float32)
    shown[mask] = np.rint((1 - opacity) * frame[mask] + opacity * paint).astype(np.uint8)
    return shown


def outline(frame: NDArray[np.uint8], mask: NDArray[np.bool_], colour: Rgb) -> NDArray[np.uint8]:
    """Return `frame` with a line along the edge of `mask`.

    The line is `colour` on the object and black around it, so that it stands out from a background
    of any colour, the object's own included. Arguments are those of `blend`.
    """
    shown = frame.copy()
    thickness = max(1, round(min(mask.shape) / 360))
    reach = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * thickness + 1, 2 * thickness + 1))
    pixels = mask.astype(np.uint8)
    # Beyond the picture counts as object: no line runs along the picture's border.
    inner = cv2.erode(pixels, reach, borderType=cv2.BORDER_CONSTANT, borderValue=1)
    outer = cv2.dilate(pixels, reach)
    shown[(outer > 0) & ~mask] = 0
    shown[mask & (inner == 0)] = colour
    return shown


def overlay(
    frame: NDArray[np.uint8], masks: list[tuple[NDArray[np.bool_], Rgb]], opacity: float = OPACITY
) -> NDArray[np.uint8]:
    """Return `frame` with every mask laid over it in its colour, then the lines along their edges.

    `masks` are pairs of bool [H, W] and colour; the other arguments are those of `blend`.
    """
    shown = frame
    present = [(mask, colour) for mask, colour in masks if mask.any()]
    for mask, colour in present:
        shown = blend(shown, mask, colour, opacity)
    for mask, colour in present:
        shown = outline(shown, mask, colour)
    return shown
