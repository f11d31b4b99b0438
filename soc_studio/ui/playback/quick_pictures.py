"""What can be shown at once of a frame that takes long: its copy, or a key frame near to it."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.media.decoding_cost import seconds_for
from soc_studio.core.media.key_pictures import KeyPictures
from soc_studio.core.media.proxy import Proxy
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.system.errors import VideoError
from soc_studio.ui.playback.frame_request import Request

_FEW = 3  # frames that are decoded at once rather than shown from the copy first
_PATIENCE = 0.3  # seconds without a picture after which one is decoded though others are wanted
_LONG = 0.04  # seconds of decoding from which a picture near to the frame is shown first


class QuickPictures:
    """Pictures that need no decoding of what comes before them.

    `proxy` is the video's copy, or as much of it as is made.
    """

    def __init__(self, reader: VideoReader, keys: KeyPictures) -> None:
        self.proxy: Proxy | None = None
        self.shown_at = 0.0
        """When the picture on the screen came there, on the monotonic clock."""
        self._on_screen: int | None = None  # whose picture that is
        self._reader = reader
        self._keys = keys

    def tell_shown(self, frame: int) -> None:
        """Record that the picture of a frame is on the screen now."""
        self._on_screen = frame
        self.shown_at = time.monotonic()

    def has(self, request: Request) -> bool:
        """Return whether something better than what is on the screen can be shown at once."""
        if self.proxy is not None and self.proxy.has(request.frame):
            return True
        return self.may_stand_in(request) and self.stand_in(request) is not None

    def lets_finish(self, frame: int, newer: Request) -> bool:
        """Return whether a frame that is being decoded is worth it though `newer` is wanted."""
        if self.has(newer):
            return False
        # The decoder moves to later frames only: a pointer that moves back would
        # never see one. Nor would one that moves faster than the decoder.
        is_ahead = newer.frame >= frame
        return not is_ahead or time.monotonic() - self.shown_at > _PATIENCE

    def copy(self, frame: int) -> NDArray[np.uint8] | None:
        """Return the copy of a frame, RGB uint8 [H, W, 3]; None where there is none, or where the
        frame itself is there as soon."""
        proxy = self.proxy
        if proxy is None or self._reader.way_to(frame) <= _FEW:
            return None
        return proxy.picture(frame)

    def may_stand_in(self, request: Request) -> bool:
        """Return whether another picture may be shown first: while the playhead is dragged, where
        so much has to be decoded for its frame that the drag would stand still."""
        way = self._reader.way_to(request.frame) if request.scrubs else 0
        return seconds_for(self._reader, way) > _LONG

    def stand_in(self, request: Request) -> int | None:
        """Return the key frame nearest to the one of a request; None where the picture on the
        screen is as near."""
        frame, on_screen = request.frame, self._on_screen
        key = self._keys.nearest(frame)
        if on_screen is not None and abs(on_screen - frame) <= abs(key - frame):
            return None
        return key

    def picture(self, key_frame: int) -> NDArray[np.uint8] | None:
        """Return the small picture of a key frame, RGB uint8 [H, W, 3]; None where the video is
        broken there, which is told where the frame itself is decoded."""
        try:
            return self._keys.picture(key_frame)
        except VideoError:
            return None
