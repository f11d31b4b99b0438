"""Masks at the size of the frames."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask


def full_size(mask: Mask, height: int, width: int) -> NDArray[np.bool_]:
    """Return `mask` as bool [height, width], its edge smoothed on the way up.

    The mask is enlarged bilinearly as 0 and 1; a pixel is on the object from one half.
    """
    if not mask.area:
        return np.zeros((height, width), dtype=np.bool_)
    pixels = mask.to_array()
    if pixels.shape == (height, width):
        return pixels
    shrinks = height < mask.height and width < mask.width
    levels = cv2.resize(
        pixels.astype(np.uint8) * np.uint8(255),
        (width, height),
        interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR,
    )
    return np.asarray(levels >= 128)
