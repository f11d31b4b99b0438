"""Scales pictures down for display."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray


def fit_within(frame: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """Return `frame`, RGB uint8 [H, W, 3], in its shape and no larger than `height` x `width`."""
    own_height, own_width = frame.shape[:2]
    scale = min(1.0, height / own_height, width / own_width)
    if scale >= 1:
        return frame
    size = (max(1, round(own_width * scale)), max(1, round(own_height * scale)))
    return np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
