"""Turns arrays, folders and sources into one `FrameSource`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fractions import Fraction
from math import isfinite
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, uint8

from soc_rvos.errors import FramesError
from soc_rvos.messages import message
from soc_rvos.picture_folder import ASSUMED_RATE, PictureFolder
from soc_rvos.settings import FrameSource

Frames: TypeAlias = NDArray[np.uint8] | Tensor | FrameSource | str | os.PathLike[str]
"""RGB uint8 [T, H, W, 3], a source of frames, or the path of a folder of pictures."""
_EXPECTED = message("Frames are RGB, uint8 [T, H, W, 3], from 0 to 255")


class ArraySource:
    """Frames in memory as a `FrameSource`; `pictures` is uint8 [T, H, W, 3]."""

    def __init__(self, pictures: NDArray[np.uint8] | Tensor, rate: Fraction | None = None) -> None:
        """Take `pictures` as they are, without a copy; `rate` is in frames a second."""
        self._pictures = pictures
        self.frame_count, self.height, self.width = (int(side) for side in pictures.shape[:3])
        self.rate = rate or ASSUMED_RATE

    def frames(self, start: int, stop: int) -> Iterator[NDArray[np.uint8]]:
        """Yield the frames from `start` to before `stop`, RGB uint8 [H, W, 3]."""
        for number in range(start, stop):
            picture = self._pictures[number]
            if isinstance(picture, Tensor):
                picture = picture.cpu().numpy()
            yield np.ascontiguousarray(picture)


def source_of(frames: Frames, rate: float | Fraction | None = None) -> FrameSource:
    """Return `frames` as a source.

    `rate`, in frames a second, is for arrays and folders; a source has its own.

    Raises:
        FramesError: `frames` holds no frames of a video, or `rate` is not above zero.
    """
    a_second = checked_rate(rate)
    if isinstance(frames, str | os.PathLike):
        return PictureFolder(Path(frames), a_second)
    if isinstance(frames, np.ndarray | Tensor):
        _check(frames)
        return ArraySource(frames, a_second)
    if isinstance(frames, FrameSource):
        if not frames.frame_count:
            raise FramesError(message("The video has no frames."))
        return frames
    raise FramesError(
        message(
            "{expected}, or a FrameSource, or the path of a folder of pictures; this is of the "
            "type {type}.",
            expected=_EXPECTED,
            type=type(frames).__name__,
        )
    )


def checked_rate(rate: float | Fraction | None) -> Fraction | None:
    """Return `rate` exactly; raise FramesError unless it is above zero and finite."""
    if rate is None:
        return None
    if not isfinite(rate) or rate <= 0:
        raise FramesError(
            message("{rate} is no frame rate: give frames a second, more than 0.", rate=rate)
        )
    return Fraction(rate).limit_denominator(1_000_000)


def _check(frames: NDArray[np.uint8] | Tensor) -> None:
    shape = tuple(int(side) for side in frames.shape)
    sides = ", ".join(map(str, shape))
    if len(shape) == 4 and shape[1] == 3 and shape[3] != 3:
        turn = "permute(0, 2, 3, 1)" if isinstance(frames, Tensor) else "transpose(0, 2, 3, 1)"
        raise FramesError(
            message(
                "{expected}; these are [{sides}], channels first: use .{turn}.",
                expected=_EXPECTED,
                sides=sides,
                turn=turn,
            )
        )
    if len(shape) != 4 or shape[3] != 3:
        raise FramesError(
            message("{expected}; these are [{sides}].", expected=_EXPECTED, sides=sides)
        )
    if frames.dtype not in (np.uint8, uint8):
        raise FramesError(
            message("{expected}; these are {type}.", expected=_EXPECTED, type=frames.dtype)
        )
    if 0 in shape:
        raise FramesError(message("These are no frames, but [{sides}].", sides=sides))
