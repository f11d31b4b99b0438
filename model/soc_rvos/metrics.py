"""Compares masks with true ones: region similarity J and contour accuracy F.

Perazzi et al., A Benchmark Dataset and Evaluation Methodology for Video Object Segmentation, 2016.
"""

from __future__ import annotations

from math import ceil, hypot

import cv2
import numpy as np
from numpy.typing import NDArray

TOLERANCE = 0.008
"""Distance at which contours still agree, in diagonals of the picture."""


def region_similarity(marked: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    """Return J in [0, 1], intersection over union of bool [H, W] masks; 1 where both are empty."""
    either = np.count_nonzero(marked | true)
    return np.count_nonzero(marked & true) / either if either else 1.0


def contour_accuracy(
    marked: NDArray[np.bool_], true: NDArray[np.bool_], tolerance: float = TOLERANCE
) -> float:
    """Return F in [0, 1], harmonic mean of precision and recall of the contours of bool [H, W].

    A pixel of one contour agrees where the other has one within `tolerance` diagonals, rounded up
    to whole pixels. Without any contour on either side F is 1.
    """
    height, width = true.shape
    reach = ceil(tolerance * hypot(height, width))
    found, wanted = contour(marked), contour(true)
    precision = _agreeing(found, wanted, reach)
    recall = _agreeing(wanted, found, reach)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def contour(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return bool [H, W]: where `mask` changes to the right, below or diagonally below.

    The border of the picture is no contour.
    """
    beyond = np.pad(mask, ((0, 1), (0, 1)), mode="edge")
    right, below, diagonal = beyond[:-1, 1:], beyond[1:, :-1], beyond[1:, 1:]
    changes: NDArray[np.bool_] = (mask != right) | (mask != below) | (mask != diagonal)
    return changes


def _agreeing(some: NDArray[np.bool_], others: NDArray[np.bool_], reach: int) -> float:
    """Return the share of the pixels of `some` with one of `others` within `reach` pixels.

    Nothing agrees with everything: 1 where `some` has no pixel.
    """
    count = np.count_nonzero(some)
    if not count:
        return 1.0
    offsets = np.arange(-reach, reach + 1)
    disk = offsets[:, None] ** 2 + offsets[None, :] ** 2 <= reach**2
    near = cv2.dilate(others.astype(np.uint8), disk.astype(np.uint8))
    return np.count_nonzero(some & (near > 0)) / count
