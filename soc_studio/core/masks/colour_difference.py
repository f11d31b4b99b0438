"""How different two colours look: CIEDE2000 between colours in CIE L*a*b*."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Lab = NDArray[np.float64]
"""Colours as L* 0 to 100, a* and b* about -128 to 127, in the last axis: [..., 3]."""


def lab_of(pixels: NDArray[np.uint8]) -> Lab:
    """Return sRGB colours, uint8 [..., 3], as float64 [..., 3] in CIE L*a*b* of D65."""
    row = pixels.reshape(1, -1, 3).astype(np.float32) / 255
    lab = cv2.cvtColor(row, cv2.COLOR_RGB2LAB)
    return np.asarray(lab, dtype=np.float64).reshape(pixels.shape)


def ciede2000(one: Lab, other: Lab) -> NDArray[np.float64]:
    """Return the difference of colours by CIEDE2000, 0 for the same, about 1 where it can just be
    seen, up to about 100.

    The arguments are float64 [..., 3] and broadcast against each other; the result is [...]. The
    formula and the names of its terms are those of Sharma, Wu and Dalal, "The CIEDE2000
    color-difference formula" (2005).
    """
    lightness_1, a_1, b_1 = np.moveaxis(one, -1, 0)
    lightness_2, a_2, b_2 = np.moveaxis(other, -1, 0)
    # Blues and greys: a* is stretched where there is little chroma.
    mean_7 = ((np.hypot(a_1, b_1) + np.hypot(a_2, b_2)) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(mean_7 / (mean_7 + 25.0**7))
    a_1, a_2 = a_1 * stretch, a_2 * stretch
    chroma_1, chroma_2 = np.hypot(a_1, b_1), np.hypot(a_2, b_2)
    hue_1 = np.degrees(np.arctan2(b_1, a_1)) % 360
    hue_2 = np.degrees(np.arctan2(b_2, a_2)) % 360

    is_grey = chroma_1 * chroma_2 == 0
    turn = np.where(is_grey, 0.0, (hue_2 - hue_1 + 180) % 360 - 180)
    turn = np.where(~is_grey & (hue_2 - hue_1 == 180), 180.0, turn)
    hue_step = 2 * np.sqrt(chroma_1 * chroma_2) * np.sin(np.radians(turn / 2))
    lightness_step, chroma_step = lightness_2 - lightness_1, chroma_2 - chroma_1

    lightness, chroma = (lightness_1 + lightness_2) / 2, (chroma_1 + chroma_2) / 2
    total = hue_1 + hue_2
    past = np.abs(hue_1 - hue_2) > 180
    hue = np.where(past, np.where(total < 360, total + 360, total - 360), total) / 2
    hue = np.where(is_grey, total, hue)

    weight = (
        1
        - 0.17 * _cos(hue - 30)
        + 0.24 * _cos(2 * hue)
        + 0.32 * _cos(3 * hue + 6)
        - 0.20 * _cos(4 * hue - 63)
    )
    from_middle = (lightness - 50) ** 2
    lightness_step = lightness_step / (1 + 0.015 * from_middle / np.sqrt(20 + from_middle))
    chroma_step = chroma_step / (1 + 0.045 * chroma)
    hue_step = hue_step / (1 + 0.015 * chroma * weight)
    blue = 30 * np.exp(-(((hue - 275) / 25) ** 2))
    rotation = -2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * np.sin(np.radians(2 * blue))
    squared = lightness_step**2 + chroma_step**2 + hue_step**2 + rotation * chroma_step * hue_step
    return np.asarray(np.sqrt(np.maximum(0, squared)))


def _cos(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.cos(np.radians(degrees)))
