"""The frames of a short video file, decoded in a row: seeking is not exact in every file."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.datasets.files import broken, missing, read_head
from soc_rvos.messages import message

_MOST = 2000  # frames of a clip; those of A2D have about 130
_MOST_BYTES = 4 * 2**30  # of all of them; those of A2D have 70 MB
# How these files begin. FFmpeg would take a list of other files and addresses for a video, too.
_KINDS = re.compile(rb"....(?:ftyp|moov|mdat|free|wide|skip|pnot)|RIFF....AVI ", re.DOTALL)


class ClipFrames:
    """A video file as frames; those of the clip that was read last are kept in memory.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, advice: str) -> None:
        self.path = path
        self._advice = advice
        self._count: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Their numbers, from 1 on: 00001."""
        return tuple(f"{number:05d}" for number in range(1, len(self) + 1))

    def __len__(self) -> int:
        """Return how many frames can be decoded; raises PublishedError."""
        if self._count is None:
            self._count = len(_LAST.frames(self.path, self._advice))
        return self._count

    def read(self, places: list[int]) -> list[NDArray[np.uint8]]:
        """See `soc_rvos.datasets.sample.SampleFrames.read`."""
        decoded = _LAST.frames(self.path, self._advice)
        if max(places, default=0) >= len(decoded):
            raise broken(
                self.path, f"it has {len(decoded)} frames, not {max(places) + 1}", self._advice
            )
        return [decoded[place] for place in places]


class _Last:
    """The frames of the clip that was decoded last in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._frames: list[NDArray[np.uint8]] = []

    def frames(self, path: Path, advice: str) -> list[NDArray[np.uint8]]:
        with self._lock:
            if self._path != path:
                self._frames = _decoded(path, advice)
                self._path = path
            return self._frames


_LAST = _Last()


def _decoded(path: Path, advice: str) -> list[NDArray[np.uint8]]:
    if not path.is_file():
        raise missing(path, advice)
    if not _KINDS.match(read_head(path, 12, advice)):
        raise broken(path, message("it is no MP4 or AVI"), advice)
    video = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)  # others take `%d` for a row of pictures
    frames: list[NDArray[np.uint8]] = []
    size = 0
    try:
        while len(frames) < _MOST:
            is_read, picture = video.read()
            if not is_read:
                break
            frames.append(np.ascontiguousarray(picture[..., ::-1]))
            size += frames[-1].nbytes
            if size > _MOST_BYTES:
                raise broken(path, message("its frames do not fit into memory"), advice)
    finally:
        video.release()
    if not frames:
        raise broken(path, "no frame of it can be decoded", advice)
    return frames
