"""What was computed of a video, kept for the next expression and bounded in bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.cuts import FrameLook, look_at
from soc_rvos.inference.flow import small_grey
from soc_rvos.inference.preprocess import resize
from soc_rvos.settings import FrameSource

T = TypeVar("T")


class BoundedCache(Generic[T]):
    """Values that fit into `capacity` bytes together; 0 keeps none. Several threads may use it.

    Values of the present round stay, even where others find no room: a second expression goes
    through a long video as the first one did, and finds what was seen first. If the values unused
    the longest were dropped, it would find nothing.
    """

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.held = 0
        self._round = 0
        self._values: OrderedDict[Hashable, tuple[T, int, int]] = OrderedDict()
        self._lock = threading.Lock()

    def begin_round(self) -> None:
        """Let the values that are not used from now on make room for others."""
        with self._lock:
            self._round += 1

    def get(self, key: Hashable) -> T | None:
        """Return the value kept under `key`, if it still is; it belongs to this round now."""
        with self._lock:
            found = self._values.pop(key, None)
            if found is None:
                return None
            value, size, _ = found
            self._values[key] = value, size, self._round
            return value

    def put(self, key: Hashable, value: T, size: int) -> None:
        """Keep a value of `size` bytes where there is room.

        Values of earlier rounds make room for it, those unused the longest first.
        """
        with self._lock:
            if size > self.capacity or key in self._values:
                return
            while self.held + size > self.capacity:
                oldest, (_, dropped, used) = next(iter(self._values.items()))
                if used == self._round:
                    return
                del self._values[oldest]
                self.held -= dropped
            self._values[key] = value, size, self._round
            self.held += size


@dataclass(frozen=True, slots=True)
class SmallFrame:
    """What a search needs of a frame, whatever it looks for.

    Attributes:
        pixels: uint8 [h, w, 3], RGB at network size.
        grey: as `flow.small_grey` gives it.
        look: as `cuts.look_at` gives it.
    """

    pixels: NDArray[np.uint8]
    grey: NDArray[np.uint8]
    look: FrameLook

    @classmethod
    def of(cls, pixels: NDArray[np.uint8]) -> SmallFrame:
        """Return what is needed of `pixels`, RGB uint8 [h, w, 3] at network size."""
        return cls(pixels, small_grey(pixels), look_at(pixels))

    @property
    def bytes(self) -> int:
        """The memory it takes."""
        return self.pixels.nbytes + self.grey.nbytes + self.look.bytes


def small_frames(
    source: FrameSource,
    size: tuple[int, int],
    first: int,
    stop: int,
    cache: BoundedCache[Any] | None,
) -> Iterator[SmallFrame]:
    """Yield the frames from `first` to before `stop` at network size.

    Frames in `cache` are not decoded again. Without a cache, or of a source without a `key`, all
    frames are decoded.

    Raises:
        Exception: whatever the source raises, after the frames before.
    """
    key: Hashable | None = getattr(source, "key", None)
    reading: Iterator[NDArray[np.uint8]] | None = None
    try:
        for number in range(first, stop):
            place = frame_place(key, number, size)
            small = None if cache is None or key is None else cache.get(place)
            if small is None:
                if reading is None:
                    reading = iter(source.frames(number, stop))
                frame = next(reading, None)
                if frame is None:
                    return
                small = SmallFrame.of(resize(frame, size))
                if cache is not None and key is not None:
                    cache.put(place, small, small.bytes)
            elif reading is not None:  # behind a gap in the cache
                _close(reading)
                reading = None
            yield small
    finally:
        if reading is not None:
            _close(reading)


def frame_place(key: Hashable, number: int, size: tuple[int, int]) -> Hashable:
    """Return under what a frame at network size is kept, of the source with this `key`."""
    return "frame", key, number, size


def _close(frames: Iterator[NDArray[np.uint8]]) -> None:
    close = getattr(frames, "close", None)
    if close is not None:
        close()
