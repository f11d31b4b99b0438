"""Which pieces of a mask belong to the object."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_REACH = 0.2
"""How far a piece may lie from the main one, as a part of the root of that one's area."""
_KNOWN = 0.3
"""Part of a piece that was the object's on the frame before, from which it belongs to it."""


def together(
    chance: NDArray[np.float32], before: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    """Return `chance` [h, w] without pieces that lie apart and were not there before.

    `before` is the same of the frame before, None where it is not known.
    """
    inside = (chance > 0.5).astype(np.uint8)
    count, pieces, statistics, _ = cv2.connectedComponentsWithStats(inside)
    if count <= 2:
        return chance
    areas = statistics[:, cv2.CC_STAT_AREA].astype(np.float64)
    areas[0] = 0
    known = np.zeros(count)
    if before is not None:
        were = (before > 0.5).ravel()
        known = np.bincount(pieces.ravel(), weights=were, minlength=count)
        known[0] = 0
    main = int(np.argmax(known + 0.01 * areas))
    far = cv2.distanceTransform((pieces != main).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_3)
    reach = 3 + _REACH * float(np.sqrt(areas[main]))
    dropped = np.zeros(count, dtype=np.bool_)
    for piece in range(1, count):
        if piece == main or known[piece] >= _KNOWN * areas[piece]:
            continue
        dropped[piece] = far[pieces == piece].min() > reach
    if not dropped.any():
        return chance
    gone = cv2.dilate(dropped[pieces].astype(np.uint8), np.ones((5, 5), dtype=np.uint8)) > 0
    gone &= pieces != main
    return np.where(gone, np.minimum(chance, np.float32(0.1)), chance)
