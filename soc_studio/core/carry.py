"""A corrected mask carried to the frames around it, along optical flow."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator
from contextlib import closing

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.pipeline import FrameSource
from soc_rvos.masks import Mask

_LONGEST_SIDE = 640
"""Pixels of the pictures that flow is computed on."""
_CHUNK = 16  # frames read at once on the way back
_INCONSISTENT = (0.01, 0.5)
"""Share of the motion, and square pixels, by which going there and back may miss a place."""
_LOST = 0.5
"""Share of the mask that is hidden or gone from one frame to the next at a cut, or behind
something; there it ends."""


def carry(
    source: FrameSource,
    frame: int,
    mask: Mask,
    back: int,
    forward: int,
    locked: Collection[int] = (),
) -> Generator[tuple[int, Mask], None, None]:
    """Yield frames and the mask as it lies there: first those after `frame`, then those before it.

    In each direction it ends after as many frames, before a frame that is `locked`, at the end of
    the video, where the object cannot be followed (a cut, something before it), and where it has
    left the picture. Memory does not grow with the distance.

    Args:
        source: the video.
        frame: the one that `mask` is of.
        mask: of any size; those that are yielded have the same.
        back: how many frames before it.
        forward: how many frames after it.
        locked: frames that are not to be changed.

    Raises:
        Exception: whatever reading the source raises.
    """
    for stop in (frame + forward + 1, frame - back - 1):
        step = 1 if stop > frame else -1
        stop = max(-1, min(stop, source.frame_count))
        follower: _Follower | None = None
        for number, picture in _pictures(source, frame, stop, step):
            if follower is None:
                follower = _Follower(mask, picture)
                continue
            if number in locked:
                break
            moved = follower.follow(picture)
            if moved is None:
                break
            yield number, moved


def _pictures(
    source: FrameSource, start: int, stop: int, step: int
) -> Iterator[tuple[int, NDArray[np.uint8]]]:
    """Yield the frames from `start` until before `stop`, small and grey, forwards or backwards."""
    if step > 0:
        with closing(source.frames(start, stop)) as frames:  # type: ignore[type-var]
            for number, frame in enumerate(frames, start=start):
                yield number, _grey(frame)
        return
    last = start
    while last > stop:
        first = max(stop + 1, last - _CHUNK + 1)
        with closing(source.frames(first, last + 1)) as frames:  # type: ignore[type-var]
            chunk = [_grey(frame) for frame in frames]
        for place in range(len(chunk) - 1, -1, -1):
            yield first + place, chunk[place]
        last = first - 1


def _grey(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = frame.shape[:2]
    scale = min(1.0, _LONGEST_SIDE / max(height, width))
    size = (max(16, round(width * scale)), max(16, round(height * scale)))
    small = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


class _Follower:
    """Follows a mask from frame to frame.

    What is kept is where each place came from in the first frame, so that the mask is sampled once
    however far it is carried: sampled again and again it would melt.
    """

    def __init__(self, mask: Mask, grey: NDArray[np.uint8]) -> None:
        self._mask = mask
        self._pixels = mask.to_array().astype(np.float32)
        self._before = grey
        height, width = grey.shape
        self._rows, self._columns = np.indices((height, width), dtype=np.float32)
        self._came = np.zeros((height, width, 2), dtype=np.float32)
        self._flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)

    def follow(self, grey: NDArray[np.uint8]) -> Mask | None:
        """Return the mask on the next frame; None where it cannot be followed there."""
        nothing = np.zeros((*grey.shape, 2), dtype=np.float32)
        to_before = self._flow.calc(grey, self._before, nothing.copy())
        to_here = self._flow.calc(self._before, grey, nothing)
        columns, rows = self._columns + to_before[..., 0], self._rows + to_before[..., 1]
        there_and_back = _sampled(np.asarray(to_here, np.float32), columns, rows) + to_before
        missed = np.square(there_and_back).sum(axis=2)
        share, pixels = _INCONSISTENT
        allowed = share * (np.square(to_before).sum(axis=2) + np.square(to_here).sum(axis=2))
        seen = (missed <= allowed + pixels).astype(np.float32)
        small = self._at_flow_size()
        inside = _sampled(small, columns, rows)
        marked = float(inside.sum())
        if marked < 1:
            return None
        if float((inside * (1 - seen)).sum()) > _LOST * marked:
            return None
        self._came = to_before + _sampled(self._came, columns, rows)
        self._before = grey
        moved = self._at_mask_size()
        return moved if moved.area else None

    def _at_flow_size(self) -> NDArray[np.float32]:
        """Return the mask as it lies on the frame before, at the size of the flow."""
        height, width = self._before.shape
        small = np.asarray(
            cv2.resize(self._pixels, (width, height), interpolation=cv2.INTER_AREA), np.float32
        )
        columns = self._columns + self._came[..., 0]
        rows = self._rows + self._came[..., 1]
        return _sampled(small, columns, rows)

    def _at_mask_size(self) -> Mask:
        """Return the mask as it lies now, at its own size."""
        height, width = self._mask.height, self._mask.width
        small_height, small_width = self._before.shape
        came = cv2.resize(self._came, (width, height))
        rows, columns = np.indices((height, width), dtype=np.float32)
        columns += came[..., 0] * np.float32(width / small_width)
        rows += came[..., 1] * np.float32(height / small_height)
        outside = (columns < -0.5) | (columns > width - 0.5) | (rows < -0.5) | (rows > height - 0.5)
        moved = _sampled(self._pixels, columns, rows)
        return Mask.from_array(np.asarray((moved >= 0.5) & ~outside))


def _sampled(
    values: NDArray[np.float32], columns: NDArray[np.float32], rows: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return `values` at places between their pixels; beyond the border is what is at it."""
    sampled = cv2.remap(
        values,
        columns.astype(np.float32),
        rows.astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(sampled, dtype=np.float32)
