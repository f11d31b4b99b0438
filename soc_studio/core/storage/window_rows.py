"""A window as a row of the results table: its place, and the frames it answers for."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

from soc_rvos.inference.candidates import WindowResult
from soc_rvos.inference.windows import Window
from soc_studio.core.project.project import MOST_FRAMES
from soc_studio.core.storage.result_codec import ResultError

_MOST_UNSAID = 16  # frames that a window may have of which next to nothing is said


def stop_of(result: WindowResult) -> int:
    """Return the frame before which the answers end that a result is there for."""
    last = result.frames[-1] if result.preview else max(result.window.fresh)
    return last + 1


def window_of(
    place: Sequence[Any], said: Any, checksum: Any
) -> tuple[Window, tuple[int, ...], bool]:
    """Return a stored window, the frames it answers for, and whether it is a preview.

    Raises:
        ResultError: it is damaged.
    """
    if not isinstance(said, bytes) or zlib.crc32(said) != checksum:
        raise ResultError("not what was written")
    if not all(isinstance(each, int) for each in place):
        raise ResultError("no numbers")
    preview, block, phase, shot, last, first, step, count, stop = place
    end = first + step * (count - 1) + 1
    if not (0 <= shot <= block < stop <= MOST_FRAMES and 0 <= phase < MOST_FRAMES):
        raise ResultError("no place of a video")
    if not (0 <= first < end <= MOST_FRAMES and count >= 1 and step >= 1):
        raise ResultError("no frames of a video")
    # Answers take some bytes a frame: few bytes that claim many frames would fill the memory.
    if max(count, stop - block if preview else 0) > max(len(said), _MOST_UNSAID):
        raise ResultError("too long")
    seen = tuple(range(first, end, step))
    window = Window(
        seen, frozenset(at for at in seen if block <= at < stop), shot, block, phase, bool(last)
    )
    frames = tuple(range(block, stop)) if preview else seen
    return window, frames, bool(preview)
