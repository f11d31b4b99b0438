"""Propagates a corrected mask along the motion to the frames around it."""

from __future__ import annotations

from collections.abc import Collection, Generator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.flow_mask import (
    FlowMask,
    Lost,
    Motion,
    compared_picture,
    grey_picture,
)
from soc_rvos.mask_size import kept_size
from soc_rvos.masks import Mask
from soc_studio.core.masks.matte import full_size

_CHUNK = 16
"""Frames read at once on the way back."""


class Stop(StrEnum):
    """Why a mask is propagated no further."""

    DISTANCE = "this is as far as was asked for"
    END = "the video ends here"
    LOCKED = "the next frame is corrected already"
    CUT = "the video cuts here"
    LOST = "the motion cannot be followed any further"
    GONE = "nothing of the object is left in the picture"


@dataclass(frozen=True, slots=True)
class End:
    """The last frame that a mask was propagated to, or its own, and why it went no further."""

    frame: int
    reason: Stop


@dataclass(frozen=True, slots=True)
class Ends:
    """The reach of a propagation in both directions."""

    back: End
    forward: End


class Frames(Protocol):
    """A video whose frames are read by number, such as a `VideoReader`."""

    @property
    def frame_count(self) -> int: ...

    def frame(self, number: int) -> NDArray[np.uint8]: ...

    def frames(
        self, start: int = 0, stop: int | None = None
    ) -> Generator[NDArray[np.uint8], None, None]: ...


def propagate(
    reader: Frames,
    correction_frame: int,
    mask: Mask,
    frames_back: int,
    frames_forward: int,
    locked: Collection[int] = (),
    cuts: Collection[int] = (),
) -> Generator[tuple[int, Mask], None, Ends]:
    """Carry `mask` to the frames around its own; yield frames and masks, outwards from it.

    First those after it, then those before it; masks have the size of `mask`, and are not empty.
    It goes on until the object is gone or cannot be followed. Memory does not depend on the
    distance; close the generator to stop early. It returns how far it came, and why no further.

    Args:
        reader: the video; its pictures may have another size than the mask.
        correction_frame: frame that `mask` belongs to; it is not yielded.
        frames_back: how many frames before it at most.
        frames_forward: how many frames after it at most.
        locked: frames that are corrected; none of them is reached or passed.
        cuts: frames that a shot starts with, where known; none of them is passed.

    Raises:
        ValueError: the video has no such frame, or a distance is negative.
        VideoError: a frame cannot be read.
    """
    if not 0 <= correction_frame < reader.frame_count or min(frames_back, frames_forward) < 0:
        raise ValueError(f"frame {correction_frame}, {frames_back} back, {frames_forward} forward")
    picture = compared_picture(reader.frame(correction_frame))
    starts = frozenset(cuts)
    limit = _limit(range(correction_frame, reader.frame_count), frames_forward, locked, starts)
    with closing(_forwards(reader, correction_frame + 1, limit.frame + 1)) as pictures:
        forward = yield from _follow(_Moving(picture, mask), pictures, limit)
    ends = frozenset(start - 1 for start in starts)
    limit = _limit(range(correction_frame, -1, -1), frames_back, locked, ends)
    with closing(_backwards(reader, limit.frame, correction_frame)) as pictures:
        back = yield from _follow(_Moving(picture, mask), pictures, limit)
    return Ends(back, forward)


_Pictures = Generator[tuple[int, NDArray[np.uint8]], None, None]


def _limit(way: range, distance: int, locked: Collection[int], other_shot: Collection[int]) -> End:
    """Return where a mask comes to on its `way` at most; its first frame is the mask's own.

    `other_shot` are the frames that another shot is entered with, going that way.
    """
    for here, there in pairwise(way[: distance + 1]):
        if there in locked:
            return End(here, Stop.LOCKED)
        if there in other_shot:
            return End(here, Stop.CUT)
    if distance < len(way):
        return End(way[distance], Stop.DISTANCE)
    return End(way[-1], Stop.END)


def _forwards(reader: Frames, start: int, stop: int) -> _Pictures:
    with closing(reader.frames(start, stop)) as frames:
        for number, frame in enumerate(frames, start):
            yield number, compared_picture(frame)


def _backwards(reader: Frames, start: int, stop: int) -> _Pictures:
    """Yield the frames from `start` to before `stop`, the last first."""
    for end in range(stop, start, -_CHUNK):
        numbered = list(_forwards(reader, max(start, end - _CHUNK), end))
        yield from reversed(numbered)


def _follow(
    moving: _Moving, pictures: _Pictures, limit: End
) -> Generator[tuple[int, Mask], None, End]:
    """Yield the masks on `pictures`; return where and why that ends."""
    reached = None
    for number, picture in pictures:
        reason = moving.step(picture)
        if reason is not None:
            before = number - 1 if number <= limit.frame else number + 1
            return End(before if reached is None else reached, reason)
        reached = number
        yield number, moving.mask()
    return limit


class _Moving:
    """A mask on its way, at the size it came in."""

    def __init__(self, picture: NDArray[np.uint8], mask: Mask) -> None:
        """Begin with `mask` on its own `picture`, RGB uint8 [h, w, 3]."""
        self._size = mask.height, mask.width
        self._carried = FlowMask(picture, full_size(mask, *kept_size(mask.height, mask.width)))
        self._grey = grey_picture(picture)

    def mask(self) -> Mask:
        """Return the mask at the size it came in."""
        height, width = self._size
        return Mask.from_array(cv2.resize(self._carried.distance, (width, height)) > 0)

    def step(self, picture: NDArray[np.uint8]) -> Stop | None:
        """Follow to the next `picture`, RGB uint8 [h, w, 3]; say why where that is impossible."""
        grey = grey_picture(picture)
        lost = self._carried.step(picture, Motion.of(self._grey, grey))
        self._grey = grey
        return None if lost is None else _REASONS[lost]


_REASONS = {Lost.FOLLOWING: Stop.LOST, Lost.GONE: Stop.GONE}
