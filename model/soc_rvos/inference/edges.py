"""Coarse masks fitted to the edges in the picture."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

_RADIUS = 2
"""Of the neighbourhoods in which mask and picture are compared, in pixels of half the frames."""
_FLAT = 5e-4
"""Variance of grey, of 1, below which a neighbourhood counts as having no edge."""

_SURE = 30.0  # logits beyond which nothing changes, and exponentials overflow


def sharpen(logits: NDArray[np.float32], frames: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return float32 [N, T, H, W] for mask logits [N, T, h, w] and RGB frames uint8 [T, H, W, 3].

    The fast guided filter (He and Sun, 2015): in every neighbourhood the mask becomes the linear
    function of the picture's grey that comes closest to it, so its edges move to the picture's.
    The result is positive inside; its scale is that of a probability, not of logits.
    """
    count, times = logits.shape[:2]
    height, width = frames.shape[1:3]
    sharp = np.empty((count, times, height, width), dtype=np.float32)
    half = max(1, width // 2), max(1, height // 2)
    for time, frame in enumerate(frames):
        grey = np.asarray(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), dtype=np.float32) / 255
        small = cv2.resize(grey, half, interpolation=cv2.INTER_AREA)
        mean = _smooth(small)
        variance = _smooth(small * small) - mean * mean + np.float32(_FLAT)
        for number in range(count):
            chance = 1 / (1 + np.exp(-logits[number, time].clip(-_SURE, _SURE)))
            coarse = cv2.resize(chance, half, interpolation=cv2.INTER_LINEAR)
            level = _smooth(coarse)
            slope = (_smooth(small * coarse) - mean * level) / variance
            offset = level - slope * mean
            sharpened = sharp[number, time]  # filled in place: large arrays are dear to come by
            np.multiply(cv2.resize(_smooth(slope), (width, height)), grey, out=sharpened)
            sharpened += cv2.resize(_smooth(offset), (width, height))
            sharpened -= np.float32(0.5)
    return sharp


def _smooth(values: NDArray[Any]) -> NDArray[np.float32]:
    side = 2 * _RADIUS + 1
    return np.asarray(cv2.boxFilter(values, -1, (side, side), borderType=cv2.BORDER_REFLECT))
