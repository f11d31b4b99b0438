"""Pictures of a video by their number, read in either direction, not all from the start."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

_CHUNK = 16
"""Frames read at once on the way back."""
_KEPT_BYTES = 128_000_000
"""Bytes of pictures that are kept at most, but never fewer pictures than two."""


class _Frames(Protocol):
    @property
    def frame_count(self) -> int: ...

    def frames(self, start: int, stop: int) -> Iterator[NDArray[np.uint8]]: ...


class NumberedPictures:
    """Gives the frame of a number, RGB uint8 [H, W, 3]; close it when done."""

    def __init__(self, source: _Frames) -> None:
        """Read from `source`."""
        self._source = source
        self._kept: OrderedDict[int, NDArray[np.uint8]] = OrderedDict()
        self._reading: Iterator[NDArray[np.uint8]] | None = None
        self._next = 0
        self._last = -2

    def __call__(self, number: int) -> NDArray[np.uint8]:
        """Return frame `number`."""
        backwards = number == self._last - 1
        self._last = number
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        if self._reading is not None and number == self._next:
            return self._read()
        start = max(0, number - _CHUNK + 1) if backwards else number
        self.close()
        self._reading = iter(self._source.frames(start, self._source.frame_count))
        self._next = start
        while self._next < number:
            self._read()
        return self._read()

    def close(self) -> None:
        """Stop reading."""
        close = getattr(self._reading, "close", None)
        if close is not None:
            close()
        self._reading = None

    def _read(self) -> NDArray[np.uint8]:
        assert self._reading is not None
        picture = next(self._reading)
        self._kept[self._next] = picture
        self._next += 1
        most = max(2, min(_CHUNK + 2, _KEPT_BYTES // max(1, picture.nbytes)))
        while len(self._kept) > most:
            self._kept.popitem(last=False)
        return picture
