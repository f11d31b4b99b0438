"""Small pictures of a video's key frames: what can be shown of it at once."""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.media.frame_cache import FrameCache
from soc_studio.core.media.video_reader import VideoReader

WITHIN = (480, 480)
"""Height and width of a picture, at most."""
_MOST_BYTES = 64 * 2**20


class KeyPictures:
    """The pictures of key frames that were used last; each is decoded once, when it is needed.

    The film strip and the viewer share them. Several threads may ask.
    """

    def __init__(self, reader: VideoReader, most_bytes: int = _MOST_BYTES) -> None:
        """Keep at most `most_bytes` of pictures of `reader`'s video."""
        self._reader = reader
        self._lock = threading.Lock()
        self._kept = FrameCache(most_bytes)

    def nearest(self, frame: int) -> int:
        """Return the key frame that is nearest to `frame`, the earlier one of two."""
        before, after = self._reader.entry_before(frame), self._reader.entry_after(frame)
        return before if after is None or frame - before <= after - frame else after

    def has(self, key_frame: int) -> bool:
        """Return whether the picture of a key frame is at hand."""
        with self._lock:
            return self._kept.has(key_frame)

    def picture(self, key_frame: int) -> NDArray[np.uint8]:
        """Return the picture of a key frame, RGB uint8 [H, W, 3], no larger than `WITHIN`.

        Raises:
            VideoError: the video is broken there.
        """
        with self._lock:
            known = self._kept.get(key_frame)
        if known is None:
            # Not under the lock: what is kept is to be had while another thread decodes.
            known = np.ascontiguousarray(self._reader.key_picture(key_frame, WITHIN))
            known.flags.writeable = False
            with self._lock:
                self._kept.put(key_frame, known)
        return known
