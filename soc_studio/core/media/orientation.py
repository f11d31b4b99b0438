"""Scales decoded pictures to square pixels and turns them as the file states."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from fractions import Fraction

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.media.colour import Level

# A ratio beyond this is a mistake in the file, and would make pictures of any size.
_WIDEST_PIXEL = 8


@dataclass(frozen=True, slots=True)
class Orientation:
    """How coded pictures are shown.

    First scaled to `square_size` (width, height), which has square pixels; then flipped from left
    to right where `mirrored`; then turned clockwise by `rotation`: 0, 90, 180 or 270 degrees.
    """

    square_size: tuple[int, int]
    rotation: int = 0
    mirrored: bool = False

    @property
    def displayed_size(self) -> tuple[int, int]:
        """Width and height of the displayed picture."""
        width, height = self.square_size
        return (height, width) if self.rotation % 180 else (width, height)

    def show(self, picture: NDArray[Level]) -> NDArray[Level]:
        """Return coded `picture` [h, w, 3] as displayed, [H, W, 3], contiguous."""
        height, width = picture.shape[:2]
        if (width, height) != self.square_size:
            grows = self.square_size[0] >= width and self.square_size[1] >= height
            method = cv2.INTER_LINEAR if grows else cv2.INTER_AREA
            fitted = cv2.resize(picture, self.square_size, interpolation=method)
            picture = np.asarray(fitted, dtype=picture.dtype)
        return self.turn(picture)

    def turn(self, picture: NDArray[Level]) -> NDArray[Level]:
        """Return `picture` of square pixels, of any size, as displayed, contiguous."""
        if self.mirrored:
            picture = picture[:, ::-1]
        return np.ascontiguousarray(np.rot90(picture, -self.rotation // 90))

    def square_size_within(self, height: int, width: int) -> tuple[int, int] | None:
        """Return width and height of square pixels, not yet turned, with which a picture of this
        shape is displayed no larger than `height` x `width`; None where it is not made smaller."""
        own_width, own_height = self.displayed_size
        scale = min(height / own_height, width / own_width)
        if scale >= 1:
            return None
        across, down = self.square_size
        return max(1, round(across * scale)), max(1, round(down * scale))


def orientation(
    coded_size: tuple[int, int],
    sample_aspect_ratio: Fraction | None = None,
    display_matrix: bytes | None = None,
) -> Orientation:
    """Return how pictures of `coded_size` (width, height) are shown.

    Args:
        coded_size: width and height in stored pixels.
        sample_aspect_ratio: width of a pixel over its height; nothing, 0 or absurd means square.
        display_matrix: the nine 32-bit numbers of the file's display matrix, native byte order;
            its nearest quarter turn counts.
    """
    width, height = coded_size
    ratio = sample_aspect_ratio or Fraction(1)
    if not Fraction(1, _WIDEST_PIXEL) <= ratio <= _WIDEST_PIXEL:
        ratio = Fraction(1)
    if ratio > 1:
        width = round(width * ratio)
    elif ratio < 1:
        height = round(height / ratio)
    rotation, mirrored = _turn(display_matrix)
    return Orientation((width, height), rotation, mirrored)


def _turn(display_matrix: bytes | None) -> tuple[int, bool]:
    """Return degrees clockwise and whether a flip from left to right comes before."""
    if display_matrix is None or len(display_matrix) < 36:
        return 0, False
    # A stored point (x, y) is shown at (a x + c y, b x + d y), with y downwards.
    a, b, _, c, d, *_ = struct.unpack("9i", display_matrix[:36])
    mirrored = a * d - b * c < 0
    if mirrored:
        a, b = -a, -b
    if abs(a) >= abs(b):
        return (180 if a < 0 else 0), mirrored
    return (90 if b > 0 else 270), mirrored
