"""What the colours of a frame say of an object on other frames."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]

SUREST = 2.0
"""Most evidence that a pixel's colour can give, as a logarithm of odds."""
_SMOOTHING = 1.5
"""Deviation in pixels of the neighbourhood whose colours are looked at together."""
_BINS = 16, 32, 32
"""Steps of lightness and of the two colours; the latter from the middle half of their range."""


class ObjectColours:
    """How often each colour is on the object and around it, learned from frames with masks."""

    def __init__(self) -> None:
        """Begin without any frame; `learn` has to follow."""
        self._inside = np.zeros(_BINS, dtype=np.float32).ravel()
        self._around = np.zeros_like(self._inside)
        self._odds = np.zeros_like(self._inside)

    def learn(
        self, picture: NDArray[np.uint8], inside: NDArray[np.bool_], around: NDArray[np.bool_]
    ) -> None:
        """Learn from `picture`, RGB uint8 [h, w, 3], of its pixels on the object and around it.

        Both are bool [h, w]. Every frame learned from counts the same.
        """
        bins = _bins(picture)
        if inside.any():
            self._inside += _shares(bins[inside])
        if around.any():
            self._around += _shares(bins[around])
        known = self._inside / max(float(self._inside.sum()), 1e-6) + np.float32(1e-5)
        other = self._around / max(float(self._around.sum()), 1e-6) + np.float32(1e-5)
        self._odds = np.log(known / other).clip(-SUREST, SUREST).astype(np.float32)

    def evidence(self, picture: NDArray[np.uint8]) -> Plane:
        """Return float32 [h, w], positive where a pixel of `picture` looks like the object.

        Within -SUREST and SUREST; 0 where nothing is known.
        """
        odds = self._odds[_bins(picture)]
        return np.asarray(cv2.GaussianBlur(odds, (0, 0), _SMOOTHING), dtype=np.float32)


def around(inside: NDArray[np.bool_], reach: float) -> NDArray[np.bool_]:
    """Return bool [h, w]: what lies outside, but not farther than `reach` times the root of the
    object's area, at least 4 pixels.
    """
    far = max(4.0, reach * float(np.sqrt(np.count_nonzero(inside))))
    distance = cv2.distanceTransform((~inside).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_3)
    return np.asarray((distance < far) & ~inside)


def _bins(picture: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Return for each pixel the number of its bin."""
    tones = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2LAB), dtype=np.int32)
    _, reds, blues = _BINS
    red = ((tones[..., 1] - 64) // 4).clip(0, reds - 1)
    blue = ((tones[..., 2] - 64) // 4).clip(0, blues - 1)
    return np.asarray((tones[..., 0] // 16 * reds + red) * blues + blue, dtype=np.int32)


def _shares(bins: NDArray[np.int32]) -> Plane:
    """Return the share of each bin, neighbours evened out."""
    counts: Plane = np.bincount(bins, minlength=int(np.prod(_BINS))).astype(np.float32)
    counts = counts.reshape(_BINS)
    for axis, steps in enumerate(_BINS):
        lines = np.moveaxis(counts, axis, -1)
        even = cv2.GaussianBlur(np.ascontiguousarray(lines).reshape(-1, steps), (5, 1), 1.0)
        counts = np.moveaxis(np.asarray(even, dtype=np.float32).reshape(lines.shape), -1, axis)
    return np.asarray(counts.ravel() / max(1, len(bins)), dtype=np.float32)
