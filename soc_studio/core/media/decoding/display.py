"""Decoded pictures as they are shown: cropped, with square pixels, turned, all of one size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import cv2
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from soc_studio.core.media.colour import Level, ToRgb
from soc_studio.core.media.decoding.container_crop import NO_CROP, Crop
from soc_studio.core.media.orientation import Orientation

FirstPicture = Callable[[NDArray[np.uint8]], object]
"""Takes what is seen of a video before it is opened, RGB uint8 [H, W, 3]."""
_ENOUGH = 1080, 1920  # its height and width at most
Made = TypeVar("Made", np.uint8, np.uint16, covariant=True)


class Converter(Protocol[Made]):
    """Makes RGB [H, W, 3] of decoded pictures: `ToRgb` or `ToDeepRgb`."""

    def __call__(self, frame: VideoFrame, size: tuple[int, int] | None = None) -> NDArray[Made]: ...


@dataclass(frozen=True, slots=True)
class Display:
    """How the pictures of a video are shown.

    First `crop` is cut off of pictures of `coded_size` (width, height), then they are oriented.
    Pictures that are stored in another size keep their shape, between black bars.
    """

    coded_size: tuple[int, int]
    crop: Crop
    orientation: Orientation

    def square_size_within(self, height: int, width: int) -> tuple[int, int] | None:
        """Return what `Orientation.square_size_within` does."""
        return self.orientation.square_size_within(height, width)

    def show(
        self, to_rgb: Converter[Level], picture: VideoFrame, size: tuple[int, int] | None
    ) -> NDArray[Level]:
        """Return `picture` as shown, RGB [H, W, 3] of the levels of `to_rgb`, contiguous.

        With `size`, width and height before it is turned, it is made that small on the way.
        """
        if (picture.width, picture.height) != self.coded_size:
            fitted = self._fitted(to_rgb(picture), size or self.orientation.square_size)
            return self.orientation.turn(fitted)
        if self.crop == NO_CROP:
            if size is None:
                return self.orientation.show(to_rgb(picture))
            return self.orientation.turn(to_rgb(picture, size))
        left, top, right, bottom = self.crop
        whole = to_rgb(picture)
        cut = whole[top : picture.height - bottom, left : picture.width - right]
        if size is None:
            return self.orientation.show(cut)
        small = cv2.resize(cut, size, interpolation=cv2.INTER_AREA)
        return self.orientation.turn(np.asarray(small, dtype=cut.dtype))

    def first_look(self, picture: VideoFrame) -> NDArray[np.uint8]:
        """Return `picture` as shown, RGB uint8 [H, W, 3], no larger than screens commonly are."""
        return self.show(ToRgb(), picture, self.square_size_within(*_ENOUGH))

    def _fitted(self, picture: NDArray[Level], size: tuple[int, int]) -> NDArray[Level]:
        """Return `picture` of another size within `size`, width and height, between bars."""
        left, top, right, bottom = self.crop
        across = self.coded_size[0] - left - right
        down = self.coded_size[1] - top - bottom
        # How much pixels are stretched to be square.
        wide = self.orientation.square_size[0] / across
        high = self.orientation.square_size[1] / down
        height, width = picture.shape[0] * high, picture.shape[1] * wide
        scale = min(size[0] / width, size[1] / height)
        inner = max(1, round(width * scale)), max(1, round(height * scale))
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        fitted = np.zeros((size[1], size[0], 3), dtype=picture.dtype)
        x, y = (size[0] - inner[0]) // 2, (size[1] - inner[1]) // 2
        fitted[y : y + inner[1], x : x + inner[0]] = cv2.resize(
            picture, inner, interpolation=method
        )
        return fitted
