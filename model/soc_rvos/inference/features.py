"""What was computed of a video, kept for the next expression and bounded in bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.preprocess import resize
from soc_rvos.settings import FrameSource

T = TypeVar("T")


class BoundedCache(Generic[T]):
    """The values used last, as many as fit into `capacity` bytes; 0 keeps none."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.held = 0
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        """Return the value kept under `key`, if it still is."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, value: T, size: int) -> None:
        """Keep a value of `size` bytes, dropping those unused the longest; one too large is not
        kept."""
        if size > self.capacity or key in self._values:
            return
        self._values[key] = value, size
        self.held += size
        while self.held > self.capacity:
            _, (_, dropped) = self._values.popitem(last=False)
            self.held -= dropped


def small_frames(
    source: FrameSource,
    size: tuple[int, int],
    first: int,
    stop: int,
    cache: BoundedCache[NDArray[np.uint8]] | None,
) -> Iterator[NDArray[np.uint8]]:
    """Yield the frames from `first` to before `stop` at network size, uint8 [h, w, 3].

    Frames in `cache` are not decoded again. Without a cache, or of a source without a `key`, all
    frames are decoded.

    Raises:
        Exception: whatever the source raises, after the frames before.
    """
    key: Hashable | None = getattr(source, "key", None)
    reading: Iterator[NDArray[np.uint8]] | None = None
    try:
        for number in range(first, stop):
            place = (key, number, size)
            small = None if cache is None or key is None else cache.get(place)
            if small is None:
                if reading is None:
                    reading = iter(source.frames(number, stop))
                frame = next(reading, None)
                if frame is None:
                    return
                small = resize(frame, size)
                if cache is not None and key is not None:
                    cache.put(place, small, small.nbytes)
            elif reading is not None:  # behind a gap in the cache
                _close(reading)
                reading = None
            yield small
    finally:
        if reading is not None:
            _close(reading)


def _close(frames: Iterator[NDArray[np.uint8]]) -> None:
    close = getattr(frames, "close", None)
    if close is not None:
        close()
