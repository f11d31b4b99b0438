"""What greys between black and white mean in a picture of a mask: one rule for all that is read.

A soft edge has shades that fill no area. Shades that do are numbers of objects. Where white is
among high ones, it is open whether they are a soft mask, or numbers and what nobody decided.
"""

from __future__ import annotations

from enum import Enum, auto

import cv2
import numpy as np
from numpy.typing import NDArray

HALF = 128
"""The darkest value that is on the object in a soft mask of 8 bits."""
MATTE = 32
"""The darkest value that is hardly the number of an object."""
_MOST_GREY = 100  # the largest number of an object beside white
_BLOCK = np.ones((3, 3), np.uint8)
_FLAT = 4  # one of so many pixels of an area has only such around it, at least


class Shades(Enum):
    """What the shades of a picture are."""

    NONE = auto()
    """There are none: black, white, and dark numbers."""
    DARK = auto()
    """Numbers of objects, or where a soft mask fades out: none is as bright as its half."""
    EDGES = auto()
    """Those of a soft edge."""
    AREAS = auto()
    """Numbers of objects."""
    UNCLEAR = auto()
    """Either, for there is white beside high ones that fill areas."""


def shades_of(values: NDArray[np.uint8]) -> Shades:
    """Return what the shades of a grey picture are, uint8 [H, W]."""
    counts = np.bincount(values.ravel(), minlength=256)
    used = counts > 0
    if not used[MATTE:255].any():
        return Shades.NONE
    if not used[HALF:].any():
        return Shades.DARK
    flat = cv2.erode(values, _BLOCK) == cv2.dilate(values, _BLOCK)
    inside = np.bincount(values[flat], minlength=256)
    areas = used & (_FLAT * inside >= counts)
    has_many = used[1:255].sum() >= MATTE
    # The outermost shades of a wide soft edge are wide, too; it has many then.
    if not areas[MATTE if has_many else 1 : 248].any():
        return Shades.EDGES
    if used[255] and used[_MOST_GREY + 1 : 255].any():
        # Few of many shades fill areas where something is half seen, as behind glass.
        is_soft = has_many and 2 * areas[1:255].sum() < used[1:255].sum()
        return Shades.EDGES if is_soft else Shades.UNCLEAR
    return Shades.AREAS
