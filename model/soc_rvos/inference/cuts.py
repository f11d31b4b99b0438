"""Where a video cuts from one shot to the next."""

from __future__ import annotations

from collections import deque

import cv2
import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 64, 36
"""Pictures are compared at this size."""
REACH = 3
"""Frames that are compared on either side of a cut, so that a flash shorter than that is none."""
"""TBD"""


class CutFinder:
    """Says of each frame whether a shot starts with it, a few frames late."""

    def __init__(self) -> None:
        self._count = 0

    def add(self, frame: NDArray[np.uint8]) -> list[bool]:
        """Take the next frame, RGB uint8 [H, W, 3]; return what is now certain, in order."""
        return [False]

    def finish(self) -> list[bool]:
        """Return what is left to say, the last frame having been added."""
        return []
