"""Pictures whose channels are in planes of their own, as FFmpeg's scaler takes and makes them
fastest, and the arrays that hold the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import cv2
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

_ORDER = (1, 2, 0, 3)
"""Which channel of RGBA each plane of gbrap is."""


def planes_of(picture: VideoFrame, kind: type[np.uint8] | type[np.uint16]) -> list[NDArray[Any]]:
    """Return the planes of `picture`, [h, w] each, which share its memory; `kind` is what its
    levels are stored as. Every plane has a level for each of its pixels."""
    found = []
    for plane in picture.planes:
        held: Any = plane  # a buffer, which PyAV's types do not say
        lines = np.frombuffer(held, kind).reshape(plane.height, -1)
        found.append(lines[:, : plane.width])
    return found


def channels_of(planar: VideoFrame, kind: type[np.uint8] | type[np.uint16]) -> list[NDArray[Any]]:
    """Return red, green and blue of a picture in gbrp, [H, W] each, as `planes_of` does."""
    green, blue, red = planes_of(planar, kind)
    return [red, green, blue]


def in_planes(pixels: NDArray[np.uint8] | NDArray[np.uint16]) -> VideoFrame:
    """Return `pixels`, RGB or RGBA [H, W, 3 or 4], uint8 or uint16, as gbrp or gbrap.

    FFmpeg's scaler makes the same YUV of them as of packed pixels, in half the time; of an opacity
    of 8 bits it makes other numbers.
    """
    height, width, count = pixels.shape
    is_deep = pixels.dtype == np.uint16
    name = {3: "gbrp", 4: "gbrap"}[count] + "16le" * is_deep
    picture = VideoFrame(width, height, name)
    planes = planes_of(picture, np.uint16 if is_deep else np.uint8)
    channels: list[NDArray[Any]] = [planes[_ORDER.index(each)] for each in range(count)]
    cv2.split(np.ascontiguousarray(pixels), channels)  # into the planes themselves
    return picture


class GreyPictures:
    """Makes pictures of grey levels as an encoder takes them, as if they were colours alike.

    A table of what becomes of each level is looked up: converting colours takes ten times as long.
    """

    def __init__(self, picture_of: Callable[[NDArray[np.uint8]], VideoFrame]) -> None:
        """Ask `picture_of` once what becomes of RGB uint8 [H, W, 3]; it makes YUV of it."""
        ramp = np.repeat(np.arange(256, dtype=np.uint8), 2)  # colours may be halved
        picture = picture_of(np.repeat(np.tile(ramp, (2, 1))[..., None], 3, axis=2))
        self._format = picture.format.name
        self._kind = np.uint16 if picture.format.components[0].bits > 8 else np.uint8
        levels, *colours = planes_of(picture, self._kind)
        self._table = np.ascontiguousarray(levels[0, ::2])
        self._colours: Sequence[Any] = [each[0, 0] for each in colours]

    def __call__(self, levels: NDArray[np.uint8]) -> VideoFrame:
        """Return a picture of `levels`, uint8 [H, W], of a size that its pixel format can have."""
        picture = VideoFrame(levels.shape[1], levels.shape[0], self._format)
        light, *colours = planes_of(picture, self._kind)
        cv2.LUT(levels, self._table, light)
        for plane, colour in zip(colours, self._colours, strict=True):
            plane[:] = colour
        return picture
