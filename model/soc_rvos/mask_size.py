"""The sizes of masks: how large they are kept, and up to the size of the frames."""

from __future__ import annotations

from math import isqrt

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask

KEPT_AREA = 1280 * 720
"""Pixels of the largest masks that are kept; an exporter scales them up to the frame."""


def kept_size(height: int, width: int) -> tuple[int, int]:
    """Return height and width at which masks of a frame are kept: its own, or `KEPT_AREA` at most.

    Larger frames give the largest size of the same aspect that is no more than that area.
    """
    if height * width <= KEPT_AREA:
        return height, width
    return max(1, isqrt(KEPT_AREA * height // width)), max(1, isqrt(KEPT_AREA * width // height))


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
