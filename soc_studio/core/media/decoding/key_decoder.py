"""Decodes single key frames of a file, without the frames around them."""

from __future__ import annotations

import threading
from pathlib import Path

from av.video.frame import VideoFrame

from soc_studio.core.media.decoding.decoder import Decoder, DecodingError
from soc_studio.core.media.decoding.frame_index import FrameIndex
from soc_studio.core.media.decoding.frame_order import ONE_THREAD


class KeyDecoder:
    """A decoder of its own for single key frames, opened when one is first asked for.

    It disturbs nobody who decodes the same file in order. Several threads may ask.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._decoder: Decoder | None = None
        self._closed = False

    def picture(self, index: FrameIndex, number: int) -> VideoFrame | None:
        """Return frame `number` of `index` as coded; None where it does not decode alone.

        Raises:
            VideoError: the file cannot be opened any more.
        """
        with self._lock:
            if self._closed:
                return None
            if self._decoder is None:
                # Several threads would wait for packets that follow the key frame.
                self._decoder = Decoder(self._path, ONE_THREAD)
            try:
                serial = int(index.serials[number])
                return self._decoder.picture_alone(index.packets, index.stamp, serial)
            except DecodingError:
                self._decoder.close()
                self._decoder = None
                return None

    def close(self) -> None:
        """Close the file; there are no pictures any more."""
        with self._lock:
            self._closed = True
            if self._decoder is not None:
                self._decoder.close()
                self._decoder = None
