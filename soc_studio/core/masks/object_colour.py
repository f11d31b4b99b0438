"""Which colours of layers would hardly be seen on an object."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.masks.colour_difference import ciede2000, lab_of
from soc_studio.core.project.colours import PALETTE, Rgb

NEAR = 20.0
"""CIEDE2000 up to which a layer's colour is too like the object."""
_LOOKED_AT = 4000  # pixels of an object, at most


def near_colours(picture: NDArray[np.uint8], mask: NDArray[np.bool_]) -> frozenset[Rgb]:
    """Return those colours of layers that at least half of an object's pixels are like.

    Args:
        picture: uint8 [H, W, 3], RGB, 0 to 255.
        mask: bool [H, W], True on the object; where it has no pixels no colour is near.
    """
    pixels = picture[mask]
    if not len(pixels):
        return frozenset()
    pixels = pixels[:: max(1, len(pixels) // _LOOKED_AT)]
    palette = np.array(PALETTE, dtype=np.uint8)
    differences = ciede2000(lab_of(pixels)[:, None], lab_of(palette)[None])  # [pixels, colours]
    middle = np.median(differences, axis=0)
    return frozenset(
        colour for colour, each in zip(PALETTE, middle.tolist(), strict=True) if each <= NEAR
    )
