"""The pictures of a video file, decoded forward from any frame."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.codec import CodecContext
from av.container import InputContainer
from av.sidedata.sidedata import Type as SideDataType
from av.stream import Disposition
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from soc_studio.core import colour
from soc_studio.core.container_end import missing_end
from soc_studio.core.errors import VideoError
from soc_studio.core.frame_index import FrameIndex, Stamp, index_packets, stamp_of
from soc_studio.core.orientation import Orientation, orientation
from soc_studio.core.timing import Timing
from soc_studio.core.video_info import Break, VideoInfo

_LOGGER = logging.getLogger(__name__)
# FFmpeg's own decoders of these leave out the alpha.
_ALPHA_DECODERS = {"vp8": "libvpx", "vp9": "libvpx-vp9"}


class _Damage(Exception):
    """The decoder cannot go on; the message says why in a few words."""


class VideoFile:
    """A video file that can be decoded from any frame on; close it when done.

    Several `frames` may run at once, in several threads: each run has a decoder of its own.
    """

    def __init__(self, path: Path) -> None:
        """Open the video at `path` and find its frames.

        Every packet is read once and the last group of pictures is decoded; all pictures are
        where the packets cannot tell how many frames they become.

        Raises:
            VideoError: no frame can be read.
        """
        self._path = path
        self._idle: list[_Decoder] = []
        self._lock = threading.Lock()
        decoder = _Decoder(path)
        with closing(decoder):
            stream = decoder.stream
            index = index_packets(decoder.container, stream)
            if not index.fault:
                index = replace(index, fault=missing_end(path, decoder.container.format.name))
            rate = stream.average_rate or stream.guessed_rate
            time_base = stream.time_base or Fraction(1, 1000)
            if index.stamp is Stamp.COUNT:
                rate = stream.guessed_rate or rate
                time_base = 1 / (rate or Fraction(25))
        if not len(index.stamps):
            raise VideoError(
                f"{path.name} holds no picture{_because(index.fault)}.", "Record or export it again."
            )
        self._index = index
        first = self._first_picture()
        self._index, reason = self._settle(index)
        if not len(self._index.stamps):
            raise VideoError(
                f"{path.name} cannot be decoded{_because(reason)}.", "Record or export it again."
            )
        ticks = self._index.ticks
        count = len(self._index.stamps)
        self.timing = (
            Timing.at_rate(count, rate or Fraction(25))
            if ticks is None
            else Timing.of_stamps(ticks, time_base, self._index.last_duration, rate)
        )
        broken = Break(count, self.timing.duration, reason) if reason else None
        self.orientation = _orientation_of(first, decoder.sample_aspect_ratio)
        self.info = _describe(decoder, first, self.orientation, self.timing, broken)

    def frames(self, start: int) -> Iterator[tuple[int, VideoFrame]]:
        """Decode the frames from `start` on; yield numbers and pictures as coded, in order.

        Raises:
            VideoError: after the last frame before the place where the file is broken.
        """
        count = len(self._index.stamps)
        expected = start
        reason = ""
        while expected < count:
            begun_at = expected
            for entry, threaded in self._entries(expected):
                try:
                    for number, picture in self._run(entry, threaded):
                        if number == expected:
                            yield number, picture
                            expected += 1
                        elif number > expected:
                            break
                except _Damage as damage:
                    reason = str(damage)
                if expected > begun_at:
                    break
            if expected == begun_at:
                time = self.timing.time_of(expected)
                raise VideoError(
                    f"{self._path.name} is broken at frame {expected} ({float(time):.2f} s)"
                    f"{_because(reason)}.",
                    "The frames before it can be used; record or export the video again for more.",
                )

    def close(self) -> None:
        """Close the file; runs under way end by themselves."""
        with self._lock:
            idle, self._idle = self._idle, []
        for decoder in idle:
            decoder.close()

    def _entries(self, number: int) -> Iterator[tuple[int | None, bool]]:
        """Yield where to begin for `number`, best first, and whether with several threads.

        Not every picture flagged as an entry is one, not every container seeks to where it is
        asked, and a decoder with several threads loses good pictures before a damaged one.
        """
        entries = self._index.entries
        place = int(np.searchsorted(entries, number, side="right")) - 1
        if self._index.stamp is not Stamp.COUNT:
            step = 0
            while place - step > 0:
                yield int(entries[place - step]), step == 0
                step = 2 * step + 1
        yield None, True
        if place > 0 and self._index.stamp is not Stamp.COUNT:
            yield int(entries[place]), False
        yield None, False

    def _run(self, entry: int | None, threaded: bool) -> Iterator[tuple[int, VideoFrame]]:
        """Yield numbers and pictures from frame `entry` on, or from the beginning of the file."""
        stamp = None if entry is None else int(self._index.stamps[entry])
        with closing(self._pictures(stamp, threaded)) as pictures:
            for found, picture in pictures:
                number = self._index.number_of(found)
                if number is not None:
                    yield number, picture

    def _pictures(self, entry: int | None, threaded: bool) -> Iterator[tuple[int, VideoFrame]]:
        """Yield stamps and pictures as decoded, from the packet stamped `entry` on."""
        decoder = self._take(entry, threaded)
        try:
            yield from decoder.pictures(self._index.stamp, entry)
        except _Damage:
            decoder.close()
            raise
        else:
            ...
        finally:
            self._give_back(decoder)
