"""Masks on the disk for as long as a dataset is written: each is made once, however often read."""

from __future__ import annotations

import tempfile
import threading
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import FrameMasks
from soc_studio.core.system.closeable import Closeable

_IN_MEMORY = 2**24  # bytes of masks that need no file


class MaskSpool(Closeable):
    """Codes of masks in a file without a name, which is gone when it is closed."""

    def __init__(self, check: Callable[[], None] = lambda: None) -> None:
        """Begin an empty one; `check` is called before every mask that is read, and may raise."""
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (`close`)
        self._lock = threading.Lock()
        self._end = 0
        self._check = check

    def add(self, mask: Mask) -> tuple[int, int]:
        """Keep a mask; return where its code begins and how many bytes it has.

        Raises:
            OSError: the disk is full.
        """
        code = mask.counts if mask.area else b""
        with self._lock:
            self._file.seek(self._end)
            self._file.write(code)
            start, self._end = self._end, self._end + len(code)
        return start, len(code)

    def masks(
        self, places: Sequence[int], kept: Sequence[tuple[int, int]], height: int, width: int
    ) -> FrameMasks:
        """Return masks that `add` kept as those of frames at `places`, ascending."""
        own = _Kept(self, tuple(places), np.array(kept, dtype=np.int64), height, width)
        return FrameMasks(own.places, own.read)

    def code(self, start: int, length: int) -> bytes:
        """Return the code of a mask."""
        self._check()
        with self._lock:
            self._file.seek(start)
            return self._file.read(length)

    def close(self) -> None:
        """Give the file back."""
        self._file.close()


@dataclass(frozen=True, slots=True)
class _Kept:
    spool: MaskSpool
    places: tuple[int, ...]
    codes: NDArray[np.int64]  # [masks, 2]: where a code begins, and its bytes
    height: int
    width: int

    def read(self, place: int) -> Mask:
        start, length = self.codes[bisect_left(self.places, place)].tolist()
        if not length:
            return Mask.empty(self.height, self.width)
        return Mask(self.height, self.width, self.spool.code(start, length))
