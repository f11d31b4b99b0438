"""Says by its colour how much of a pixel is the object, from the colours around it."""

from __future__ import annotations

from collections.abc import Sequence

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
    halved = cv2.resize(colours, size, interpolation=cv2.INTER_AREA)
    small = [np.asarray(each, np.float32) for each in cv2.split(halved)]
    reach = max(2, -(-radius // _SHRINK))
    own, own_spread = _around(small, inside, reach)
    other, other_spread = _around(small, outside, reach)
    spread = (own_spread + other_spread) * np.float32(0.5)
    spread[DIAGONAL, ...] += _NOISE
    between = own - other
    direction = times(inverse(spread), between)
    apart = (direction * between).sum(axis=0)
    slope = direction / np.maximum(apart, 1e-6)
    offset = -(slope * other).sum(axis=0)
    *slopes, share, trust = (
        cv2.resize(each, (width, height)) for each in (*slope, offset, apart / (apart + _APART))
    )
    for each, plane in zip(slopes, cv2.split(colours), strict=True):
        share += each * plane
    return np.clip(share, 0, 1, out=share), trust


def _around(
    colours: Sequence[_Levels], sure: NDArray[np.bool_], reach: int
) -> tuple[_Levels, NDArray[np.float32]]:
    """Return mean [3, H, W] and covariance [6, H, W] of the `sure` colours around each pixel; of
    the `colours` [H, W] are three."""
    height, width = colours[0].shape
    share = cv2.resize(sure.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
    weight = np.asarray(share, np.float32)
    weighted = [each * weight for each in colours]
    squares = [weighted[row] * colours[column] for row, column in PAIRS]
    total = np.stack([_surrounding(each, reach) for each in (*weighted, *squares, weight)])
    planes = total[:9] / np.maximum(total[9], 1e-12)
    mean, spread = planes[:3], planes[3:]
    for place, (row, column) in enumerate(PAIRS):
        spread[place] -= mean[row] * mean[column]
    return mean, spread


def _surrounding(levels: _Levels, reach: int) -> _Levels:
    """Return the mean around each pixel, and a little of what is farther off."""
    total = _blurred(levels, reach)
    total += np.float32(_FAR_WEIGHT) * _blurred(levels, _FAR * reach)
    total += np.float32(_FAR_WEIGHT**2) * levels.mean()
    return total


def _blurred(levels: _Levels, reach: int) -> _Levels:
    side = 2 * reach + 1
    return np.asarray(cv2.blur(levels, (side, side), borderType=cv2.BORDER_REPLICATE), np.float32)
