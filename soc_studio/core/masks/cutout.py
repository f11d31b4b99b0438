"""Cuts an object out of a frame: colours and opacity, without what shimmers through its edge."""

from __future__ import annotations

from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

Level = TypeVar("Level", np.uint8, np.uint16)

MARGIN = 12
"""How far beyond the edge of an object, in pixels, its colours are continued."""
_SHRINK = 4  # colours of a surrounding are smooth: a quarter of the size will do
_NEAR, _FAR = 3, 24  # pixels, at that size, that a surrounding reaches
_FAR_WEIGHT = 1e-3  # of what is far, where something is near
_PURE = np.rint(255 * (np.arange(256) / 255) ** 8).astype(np.uint8)
"""The weight of a pixel by its share: one that is mixed says little of its parts."""


def cut_out(
    frame: NDArray[Level], alpha: NDArray[np.uint8], premultiplied: bool = False
) -> NDArray[Level]:
    """Return the object of `frame` whose opacity is `alpha`: RGBA [H, W, 4], as deep as `frame`.

    Where the object is opaque, its colours are those of the frame. On a soft edge the background's
    part in them is taken away: foreground and background are estimated from their surroundings and
    mixed anew (Forte, "Approximate Fast Foreground Colour Estimation", ICIP 2021). Up to `MARGIN`
    pixels beyond the edge the object's colours go on, so that programs which scale or soften the
    edge draw no dark line; farther out everything is 0, and nothing of the background is in the
    picture.

    Args:
        frame: uint8 or uint16 [H, W, 3], RGB, white being 255 or 65535.
        alpha: uint8 [H, W], 0 where the object is not, 255 where it is opaque.
        premultiplied: whether colours are multiplied by the opacity.
    """
    height, width = alpha.shape
    result = np.zeros((height, width, 4), dtype=frame.dtype)
    left, top, wide, high = cv2.boundingRect(alpha)
    if not wide:
        return result
    near = np.s_[
        max(0, top - MARGIN) : top + high + MARGIN, max(0, left - MARGIN) : left + wide + MARGIN
    ]
    part = result[near]
    part[..., :3] = _foreground(frame[near], alpha[near])
    part[..., 3] = alpha[near]
    if frame.dtype != np.uint8:
        part[..., 3] *= 257
    if premultiplied:
        part[..., :3] = premultiply(part)
    return result


def premultiply(picture: NDArray[Level]) -> NDArray[Level]:
    """Return the colours of RGBA `picture` [H, W, 4] times its opacity, RGB [H, W, 3]."""
    white, wide = (255, np.uint16) if picture.dtype == np.uint8 else (65535, np.uint32)
    levels: NDArray[Any] = picture.astype(wide)
    seen = (levels[..., :3] * levels[..., 3:] + white // 2) // white
    return np.asarray(seen, dtype=picture.dtype)


def _foreground(frame: NDArray[Level], alpha: NDArray[np.uint8]) -> NDArray[Level]:
    """Return the object's colours, [H, W, 3]; 0 where they are of no use."""
    reach = 2 * MARGIN + 1
    shown = cv2.dilate((alpha > 0).view(np.uint8), np.ones((reach, reach), np.uint8))
    colours = cv2.copyTo(frame, shown)
    rows, columns = np.nonzero((shown > 0) & (alpha < 255))
    if not len(rows):
        return np.asarray(colours, dtype=frame.dtype)
    inside = _surrounding(frame, alpha)[rows, columns]
    outside = _surrounding(frame, 255 - alpha)[rows, columns]
    part = alpha[rows, columns, None].astype(np.float32) / 255
    seen = frame[rows, columns]
    found = inside + part * (seen - part * inside - (1 - part) * outside)
    white = np.iinfo(frame.dtype).max
    colours[rows, columns] = np.clip(np.rint(found), 0, white).astype(frame.dtype)
    return np.asarray(colours, dtype=frame.dtype)


def _surrounding(frame: NDArray[Level], weight: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the mean colour around every pixel, float32 [H, W, 3], of pixels with a `weight`,
    uint8 [H, W]."""
    height, width = weight.shape
    size = (-(-width // _SHRINK), -(-height // _SHRINK))
    levels = cv2.LUT(weight, _PURE)
    weights = cv2.merge([levels] * 3)
    if frame.dtype == np.uint8:
        colours = cv2.multiply(frame, weights, dtype=cv2.CV_16U)
    else:
        colours = cv2.multiply(frame, weights, dtype=cv2.CV_32F)
    small = np.dstack(
        [
            cv2.resize(colours, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255,
            cv2.resize(levels, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255,
        ]
    )
    near, far = (
        cv2.blur(small, (2 * each + 1, 2 * each + 1), borderType=cv2.BORDER_REPLICATE)
        for each in (_NEAR, _FAR)
    )
    total = near + _FAR_WEIGHT * far
    mean = total[..., :3] / np.maximum(total[..., 3:], 1e-7)
    full = cv2.resize(mean, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(full, dtype=np.float32)
