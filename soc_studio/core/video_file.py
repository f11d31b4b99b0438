"""The pictures of a video file, decoded forward from any frame."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.codec import CodecContext
from av.container import InputContainer
from av.packet import Packet
from av.sidedata.sidedata import SideData
from av.stream import Disposition
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from soc_studio.core import colour
from soc_studio.core.colour import ToRgb
from soc_studio.core.container_end import missing_end
from soc_studio.core.errors import VideoError
from soc_studio.core.ffmpeg_files import open_container
from soc_studio.core.frame_index import Stamp, index_packets, stamp_of
from soc_studio.core.orientation import Orientation, orientation
from soc_studio.core.timing import Timing
from soc_studio.core.video_info import Break, VideoInfo

_LOGGER = logging.getLogger(__name__)
# FFmpeg's own decoders of these leave out the alpha.
_ALPHA_DECODERS = {"vp8": "libvpx", "vp9": "libvpx-vp9"}


@dataclass(frozen=True, slots=True)
class _Source:
    """What a container says of its video, kept after it is closed."""

    format: str
    container: str
    codec: str
    time_base: Fraction
    rate: Fraction | None
    sample_aspect_ratio: Fraction | None
    audio: tuple[str, ...]


class _DamageError(Exception):
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
        self.path = path
        self._lock = threading.Lock()
        self._idle: list[_Decoder] = []
        self._closed = False
        with closing(_Decoder(path)) as decoder:
            source = _source_of(decoder)
            index = index_packets(decoder.container, decoder.stream)
        if not index.fault:
            index = replace(index, fault=missing_end(path, source.format))
        if not len(index.stamps):
            raise VideoError(
                f"{path.name} holds no picture{_because(index.fault)}.",
                "Record or export it again.",
            )
        self._index = index
        stamp, first = self._first_picture()
        reason = self._settle(stamp)
        count = len(self._index.stamps)
        if not count:
            raise VideoError(
                f"{path.name} cannot be decoded{_because(reason)}.", "Record or export it again."
            )
        ticks = self._index.ticks
        if ticks is None:
            self.timing = Timing.at_rate(count, source.rate or Fraction(25))
        else:
            length = 0 if reason else self._index.last_duration
            self.timing = Timing.of_stamps(ticks, source.time_base, length, source.rate)
        broken = Break(count, self.timing.duration, reason) if reason else None
        self.orientation = _orientation_of(first, source.sample_aspect_ratio)
        self.info = _describe(source, first, self.orientation, self.timing, broken)

    def frames(
        self, start: int, within: tuple[int, int] | None = None
    ) -> Generator[tuple[int, Callable[[], NDArray[np.uint8]]], None, None]:
        """Decode the frames from `start` on; yield numbers and what makes their pictures.

        Pictures are RGB uint8 [H, W, 3] as displayed, each to be made before the next step. They
        are made no larger than `within`, height and width, which costs far less than all pixels.

        Raises:
            VideoError: after the last frame before the place where the file is broken.
        """
        to_rgb = ToRgb()
        size = None if within is None else self.orientation.square_size_within(*within)
        with closing(self._decoded(start)) as run:
            for number, picture in run:
                yield number, partial(self._show, to_rgb, picture, size)

    def entry_before(self, number: int) -> int:
        """Return the last frame up to `number` that can be reached without those before it."""
        if self._index.stamp is Stamp.COUNT:
            return 0
        place = int(np.searchsorted(self._index.entries, number, side="right")) - 1
        return int(self._index.entries[place]) if place > 0 else 0

    def _show(
        self, to_rgb: ToRgb, picture: VideoFrame, size: tuple[int, int] | None
    ) -> NDArray[np.uint8]:
        if size is None:
            return self.orientation.show(to_rgb(picture))
        return self.orientation.turn(to_rgb(picture, size))

    def _decoded(self, start: int) -> Generator[tuple[int, VideoFrame], None, None]:
        """Yield numbers and pictures as coded, from frame `start` on."""
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
                except _DamageError as damage:
                    reason = str(damage)
                if expected > begun_at:
                    break
            if expected == begun_at:
                time = self.timing.time_of(expected)
                raise VideoError(
                    f"{self.path.name} is broken at frame {expected} ({float(time):.2f} s)"
                    f"{_because(reason)}.",
                    "The frames before it can be used; record or export the video again for more.",
                )

    def find_break(self) -> Break | None:
        """Decode everything; return where the file is broken, None where it is whole."""
        if self.info.broken is not None:
            return self.info.broken
        reached = 0
        try:
            for number, _ in self._decoded(0):
                reached = number + 1
        except VideoError as error:
            return Break(reached, self.timing.time_of(reached), str(error.__cause__ or error))
        return None

    def close(self) -> None:
        """Close the file; runs under way end by themselves."""
        with self._lock:
            self._closed = True
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

    def _run(
        self, entry: int | None, threaded: bool
    ) -> Generator[tuple[int, VideoFrame], None, None]:
        """Yield numbers and pictures from frame `entry` on, or from the beginning of the file."""
        stamp = None if entry is None else int(self._index.stamps[entry])
        with closing(self._pictures(stamp, threaded)) as pictures:
            for found, picture in pictures:
                number = self._index.number_of(found)
                if number is not None:
                    yield number, picture

    def _pictures(
        self, entry: int | None, threaded: bool
    ) -> Generator[tuple[int, VideoFrame], None, None]:
        """Yield stamps and pictures as decoded, from the packet stamped `entry` on."""
        with self._lock:
            reused = self._idle.pop() if self._idle and threaded and entry is not None else None
        decoder = reused or _Decoder(self.path, threaded)
        is_sound = threaded
        try:
            yield from decoder.pictures(self._index.stamp, entry)
        except _DamageError:
            is_sound = False
            raise
        finally:
            with self._lock:
                keep = is_sound and not self._idle and not self._closed
                if keep:
                    self._idle.append(decoder)
            if not keep:
                decoder.close()

    def _first_picture(self) -> tuple[int, VideoFrame]:
        """Return the first picture that can be decoded, and its stamp.

        It says how all of them are coded.
        """
        reason = ""
        for threaded in (True, False):
            try:
                with closing(self._pictures(None, threaded)) as pictures:
                    for stamp, picture in pictures:
                        return stamp, picture
            except _DamageError as damage:
                reason = str(damage)
        raise VideoError(
            f"{self.path.name} cannot be decoded{_because(reason or self._index.fault)}.",
            "Record or export it again, or convert it to MP4.",
        )

    def _settle(self, first: int) -> str:
        """Make the index hold the frames that decoding gives; return what ends them early, or "".

        `first` is the stamp of the first picture that decodes.
        """
        index = self._index
        begins_well = index.is_certain and first == index.stamps[0]
        if begins_well and not index.fault and self._ends_well():
            return ""
        _LOGGER.info("%s: counting the frames by decoding all of them", self.path.name)
        reason = ""
        decoded: list[int] = []
        for threaded in (True, False):
            decoded.clear()
            try:
                with closing(self._pictures(None, threaded)) as pictures:
                    decoded.extend(stamp for stamp, _ in pictures)
                reason = ""
                if not index.is_certain or len(decoded) >= len(index.stamps):
                    break  # otherwise several threads may have lost pictures without a word
            except _DamageError as damage:
                reason = str(damage)
        reason = reason or index.fault
        if reason and index.stamp is Stamp.PRESENTATION and decoded:
            # What follows a lost frame is not what its number says.
            promised = index.stamps[np.searchsorted(index.stamps, decoded[0]) :]
            both = min(len(promised), len(decoded))
            differ = np.flatnonzero(promised[:both] != np.array(decoded[:both]))
            del decoded[int(differ[0]) if len(differ) else both :]
        self._index = index.settled(decoded, bool(reason))
        return reason

    def _ends_well(self) -> bool:
        """Return whether the frames from the last entry on all decode."""
        last = int(self._index.entries[-1])
        numbers: list[int] = []
        try:
            with closing(self._run(last, True)) as run:
                numbers = [number for number, _ in run if number >= last]
        except _DamageError:
            return False
        return numbers == list(range(last, len(self._index.stamps)))


class _Decoder:
    """A file opened with a decoder for its video."""

    def __init__(self, path: Path, threaded: bool = True) -> None:
        self.container = open_container(path)
        try:
            self.stream = _video_stream(path, self.container)
        except VideoError:
            self.container.close()
            raise
        self._context: VideoCodecContext = self.stream.codec_context
        alpha_decoder = _ALPHA_DECODERS.get(self.stream.codec.canonical_name)
        if alpha_decoder and self.stream.metadata.get("alpha_mode") == "1":
            context = CodecContext.create(alpha_decoder, "r")
            assert isinstance(context, VideoCodecContext)
            self._context = context
        self._context.thread_type = "AUTO" if threaded else "NONE"
        self._context.thread_count = 0 if threaded else 1

    def pictures(
        self, stamp: Stamp, entry: int | None
    ) -> Generator[tuple[int, VideoFrame], None, None]:
        """Yield stamps and pictures from the packet stamped `entry` on, or from the beginning.

        Where the container seeks too far, from the first packet after it where decoding can begin.

        Raises:
            _DamageError: after the last good picture before one that is damaged.
        """
        try:
            for packet in self._packets(stamp, entry):
                yield from self._sound_pictures(packet)
        except av.FFmpegError as error:
            with suppress(av.FFmpegError):  # what the decoder still holds comes before the damage
                yield from self._sound_pictures(None)
            raise _DamageError("the data there is damaged") from error

    def _sound_pictures(
        self, packet: Packet[VideoStream] | None
    ) -> Iterator[tuple[int, VideoFrame]]:
        for picture in self._context.decode(packet):
            if picture.is_corrupt:
                raise _DamageError("the picture there is damaged")
            if picture.pts is not None:
                yield picture.pts, picture

    def _packets(self, stamp: Stamp, entry: int | None) -> Iterator[Packet[VideoStream] | None]:
        if entry is not None:
            self.container.seek(entry, stream=self.stream)
            self._context.flush_buffers()
        begun = False
        count = 0
        for packet in self.container.demux(self.stream):
            if not packet.size or packet.is_corrupt:
                continue
            begun = begun or packet.is_keyframe
            if begun:
                packet.pts = stamp_of(packet, stamp, count)
                count += packet.is_discard is False
                yield packet
        yield None

    def close(self) -> None:
        self.container.close()


def _video_stream(path: Path, container: InputContainer) -> VideoStream:
    """Return the video of `container` that players show."""
    videos = [
        video
        for video in container.streams.video
        if not video.disposition & Disposition.attached_pic
    ]
    if not videos:
        what = "holds only sound" if container.streams.audio else "holds no video"
        raise VideoError(f"{path.name} {what}, no moving picture.", "Choose another file.")
    marked = [video for video in videos if video.disposition & Disposition.default]
    stream = (marked or videos)[0]
    if stream.codec_context is None:
        raise VideoError(
            f"{path.name} uses a video codec that there is no decoder for here.",
            "Convert it to H.264 in MP4 first.",
        )
    return stream


def _source_of(decoder: _Decoder) -> _Source:
    stream = decoder.stream
    rate = stream.average_rate or stream.guessed_rate
    return _Source(
        format=decoder.container.format.name,
        container=decoder.container.format.long_name,
        codec=stream.codec.canonical_name,
        time_base=stream.time_base or Fraction(1, 1000),
        rate=Fraction(rate) if rate else None,
        sample_aspect_ratio=stream.sample_aspect_ratio,
        audio=tuple(_describe_audio(audio) for audio in decoder.container.streams.audio),
    )


def _describe_audio(audio: AudioStream) -> str:
    if audio.codec_context is None:
        return "unknown codec"
    return f"{audio.codec.canonical_name}, {audio.sample_rate} Hz, {audio.layout.name}"


def _orientation_of(picture: VideoFrame, ratio: Fraction | None) -> Orientation:
    matrix = picture.side_data.get("DISPLAYMATRIX")
    size = (picture.width, picture.height)
    return orientation(size, ratio, bytes(matrix) if isinstance(matrix, SideData) else None)


def _describe(
    source: _Source,
    first: VideoFrame,
    shown: Orientation,
    timing: Timing,
    broken: Break | None,
) -> VideoInfo:
    used = colour.colour_of(first)
    return VideoInfo(
        container=source.container,
        codec=source.codec,
        pixel_format=first.format.name,
        bit_depth=max(part.bits for part in first.format.components),
        coded_size=(first.width, first.height),
        displayed_size=shown.displayed_size,
        rotation=shown.rotation,
        mirrored=shown.mirrored,
        sample_aspect_ratio=Fraction(source.sample_aspect_ratio or 1),
        colour_matrix=colour.MATRICES.get(first.colorspace, str(first.colorspace)),
        colour_matrix_used=colour.MATRICES[used.matrix],
        colour_range=colour.RANGES[first.color_range],
        colour_range_used=colour.RANGES[used.range],
        colour_primaries=colour.PRIMARIES.get(first.color_primaries, str(first.color_primaries)),
        colour_transfer=colour.TRANSFERS.get(first.color_trc, str(first.color_trc)),
        tone=colour.TONES.get(first.color_trc),
        has_alpha=colour.has_alpha(first.format),
        frame_count=timing.frame_count,
        rate=timing.rate,
        is_variable=timing.is_variable,
        duration=timing.duration,
        audio_streams=source.audio,
        broken=broken,
    )


def _because(reason: str) -> str:
    return f": {reason}" if reason else ""
