"""Says by its colour how much of a pixel is the object, from the colours around it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.masks.colour_spread import DIAGONAL, PAIRS, inverse, times

_SHRINK = 2  # colours of a surrounding are smooth: half the size will do
_NOISE = 0.02**2  # variance of a colour, 0 to 1, that is never believed to be less
_FAR = 4  # times the radius, where nothing is near; and all there is, where nothing is there either
_FAR_WEIGHT = 1e-3  # of what is far, where something is near
_APART = 9.0  # squared deviations between inside and outside at which half is believed

_Levels = NDArray[np.float32]


def share_by_colours(
    colours: NDArray[np.float32],
    inside: NDArray[np.bool_],
    outside: NDArray[np.bool_],
    radius: int,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the object's share of each pixel and how far that is to be trusted: float32 [H, W], 0
    to 1, both.

    Around each pixel the colours `inside` and `outside` have a mean and a spread. The share is
    where the pixel lies between the means, in the direction that tells the two apart best (Fisher's
    linear discriminant); the trust grows with how far apart they are.

    Args:
        colours: float32 [H, W, 3], 0 to 1.
        inside: bool [H, W], surely the object.
        outside: bool [H, W], surely not the object.
        radius: pixels of the surrounding, about as many as it is to the nearest sure pixel.
    """
    height, width = inside.shape
    size = -(-width // _SHRINK), -(-height // _SHRINK)
    small = np.asarray(cv2.resize(colours, size, interpolation=cv2.INTER_AREA), np.float32)
    reach = max(2, -(-radius // _SHRINK))
    own, own_spread = _around(small, inside, reach)
    other, other_spread = _around(small, outside, reach)
    spread = np.asarray((own_spread + other_spread) / 2, np.float32)
    spread[DIAGONAL, ...] += _NOISE
    between = own - other
    direction = times(inverse(spread), between)
    apart = (direction * between).sum(axis=0)
    slope = direction / np.maximum(apart, 1e-6)
    offset = -(slope * other).sum(axis=0)
    trust = apart / (apart + _APART)
    said = cv2.resize(np.dstack([*slope, offset, trust]), (width, height))
    share = (said[..., :3] * colours).sum(axis=2) + said[..., 3]
    return np.clip(share, 0, 1), np.asarray(said[..., 4])


def _around(
    colours: _Levels, sure: NDArray[np.bool_], reach: int
) -> tuple[_Levels, NDArray[np.float32]]:
    """Return mean [3, H, W] and covariance [6, H, W] of the `sure` colours around each pixel."""
    height, width = colours.shape[:2]
    weight = cv2.resize(sure.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
    squares = [colours[..., row] * colours[..., column] for row, column in PAIRS]
    told = np.asarray(
        np.dstack([colours, *squares, np.ones((height, width), np.float32)]) * weight[..., None],
        np.float32,
    )
    total = _blurred(told, reach) + _FAR_WEIGHT * _blurred(told, _FAR * reach)
    total += _FAR_WEIGHT**2 * told.mean(axis=(0, 1))
    planes: _Levels = np.ascontiguousarray(
        np.moveaxis(total / np.maximum(total[..., 9:], 1e-12), 2, 0)
    )
    mean = planes[:3]
    spread = np.stack(
        [planes[3 + place] - mean[row] * mean[column] for place, (row, column) in enumerate(PAIRS)]
    )
    return mean, np.asarray(spread, np.float32)


def _blurred(levels: _Levels, reach: int) -> _Levels:
    side = 2 * reach + 1
    return np.asarray(cv2.blur(levels, (side, side), borderType=cv2.BORDER_REPLICATE), np.float32)
