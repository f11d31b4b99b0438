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
_ROW = 1024
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
    colours: NDArray[Any] = _foreground(frame[near], alpha[near])
    levels = alpha[near].astype(frame.dtype)
    if frame.dtype != np.uint8:
        levels *= 257
    part = result[near]
    part[:] = cv2.merge([*cv2.split(colours), levels])
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
    shown = cv2.dilate(alpha, np.ones((reach, reach), np.uint8))
    colours = cv2.copyTo(frame, shown)
    places = np.flatnonzero((shown > 0) & (alpha < 255))
    if not len(places):
        return np.asarray(colours, dtype=frame.dtype)
    found = _between(_surrounding(frame, alpha), places, alpha.shape)
    opacity = alpha.ravel()[places]
    soft = np.flatnonzero(opacity)
    if len(soft):
        mixed = places[soft]
        outside = _between(_surrounding(frame, 255 - alpha), mixed, alpha.shape)
        part = opacity[soft, None].astype(np.float32) * np.float32(1 / 255)
        inside = found[soft]
        outside *= 1 - part
        rest = frame.reshape(-1, 3)[mixed] - part * inside
        rest -= outside
        rest *= part
        found[soft] = np.clip(inside + rest, 0, np.iinfo(frame.dtype).max)
    colours.reshape(-1, 3)[places] = np.rint(found, out=found).astype(frame.dtype)
    return np.asarray(colours, dtype=frame.dtype)


def _between(
    small: NDArray[np.float32], places: NDArray[np.int64], size: tuple[int, int]
) -> NDArray[np.float32]:
    """Return what `small`, [h, w, 3], is at `places` of it as it is at another `size`, numbers of
    N pixels in height and width: float32 [N, 3]."""
    height, width = size
    # In rows, filled up with 0: OpenCV looks up no more than 32,767 in one.
    rows, columns = (np.zeros((-(-len(places) // _ROW), _ROW), np.float32) for _ in range(2))
    down, across = np.divmod(places, width)
    rows.ravel()[: len(places)] = (down + 0.5) * (small.shape[0] / height) - 0.5
    columns.ravel()[: len(places)] = (across + 0.5) * (small.shape[1] / width) - 0.5
    found = cv2.remap(small, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, np.float32).reshape(-1, 3)[: len(places)]


def _surrounding(frame: NDArray[Level], weight: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the mean colour around every pixel of a smaller picture, float32 [h, w, 3], of pixels
    with a `weight`, uint8 [H, W]."""
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
    return np.asarray(total[..., :3] / np.maximum(total[..., 3:], 1e-7), dtype=np.float32)
