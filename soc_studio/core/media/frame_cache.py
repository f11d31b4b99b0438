"""A cache of decoded frames, bounded in bytes."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray


class FrameCache:
    """Keeps the frames that were asked for last, up to a number of bytes."""

    def __init__(self, capacity: int) -> None:
        """Keep at most `capacity` bytes of pictures."""
        self._capacity = capacity
        self._held = 0
        self._frames: OrderedDict[int, NDArray[np.uint8]] = OrderedDict()

    def has(self, number: int) -> bool:
        """Return whether frame `number` is kept."""
        return number in self._frames

    def get(self, number: int) -> NDArray[np.uint8] | None:
        """Return frame `number` if it is kept."""
        frame = self._frames.get(number)
        if frame is not None:
            self._frames.move_to_end(number)
        return frame

    def put(self, number: int, frame: NDArray[np.uint8]) -> None:
        """Keep `frame` as `number`, and forget the frames unused for longest to make room."""
        self._held += frame.nbytes - (self._frames[number].nbytes if number in self._frames else 0)
        self._frames[number] = frame
        self._frames.move_to_end(number)
        while self._held > self._capacity:
            _, forgotten = self._frames.popitem(last=False)
            self._held -= forgotten.nbytes

    def clear(self) -> None:
        """Forget all frames."""
        self._frames.clear()
        self._held = 0
