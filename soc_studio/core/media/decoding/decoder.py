"""Decodes a file's video from any packet on, and knows which packet each picture comes from."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.codec import CodecContext
from av.packet import Packet
from av.stream import Disposition
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from soc_studio.core.media.decoding.ffmpeg_files import open_container, packets_of
from soc_studio.core.media.decoding.frame_index import Coding, Stamp
from soc_studio.core.media.decoding.packets import Packets, is_header
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message

# FFmpeg's own decoders of these leave out the alpha.
_ALPHA_DECODERS = {"vp8": "libvpx", "vp9": "libvpx-vp9"}
# Flags of FFmpeg's formats.
_NO_TIMES, _CLOCK_JUMPS = 0x80, 0x200


class DecodingError(Exception):
    """The decoder cannot continue; `reason` says why in a few words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Mode:
    """How a decoder works.

    Attributes:
        threaded: with several threads, which lose good pictures before a damaged one.
        forgiving: damaged pictures are as good as the decoder makes them, as in players.
        strict: errors are told that a decoder would otherwise conceal.
        rough: pictures are not smoothed: for who asks only whether there are any.
    """

    threaded: bool = True
    forgiving: bool = False
    strict: bool = False
    rough: bool = False


class Decoder:
    """A file opened with a decoder for its video; close it when done."""

    def __init__(self, path: Path, mode: Mode) -> None:
        self.mode = mode
        self.container = open_container(path)
        try:
            self.stream = _video_stream(path, self)
        except VideoError:
            self.container.close()
            raise
        self._context: VideoCodecContext = self.stream.codec_context
        alpha_decoder = _ALPHA_DECODERS.get(self.stream.codec.canonical_name)
        if alpha_decoder and self.stream.metadata.get("alpha_mode") == "1":
            context = CodecContext.create(alpha_decoder, "r")
            assert isinstance(context, VideoCodecContext)
            self._context = context
        self._context.thread_type = "AUTO" if mode.threaded else "NONE"
        self._context.thread_count = 0 if mode.threaded else 1
        options = {"err_detect": "explode"} if mode.strict else {}
        self._context.options = options | ({"skip_loop_filter": "all"} if mode.rough else {})

    @property
    def coding(self) -> Coding:
        flags = self.container.format.flags
        return Coding(
            codec=self.stream.codec.canonical_name,
            container=self.container.format.name,
            time_base=self.stream.time_base or Fraction(1, 1000),
            is_intra_only=self.stream.codec.intra_only,
            is_broadcast=bool(flags & _CLOCK_JUMPS),
            is_bare=bool(flags & _NO_TIMES),
        )

    def first_picture(self) -> VideoFrame | None:
        """Return the first picture of a newly opened file; None where nothing decodes."""
        for packet in self._packets():
            for picture in self._decode(packet):
                return picture
        return None

    def pictures(
        self, packets: Packets, stamp: Stamp, entry: int | None
    ) -> Generator[tuple[int, VideoFrame], None, None]:
        """Yield pictures with the numbers of their packets.

        They begin at packet `entry`; with None, at the beginning of a newly opened file. Where the
        container seeks too far, they begin at the first key frame after it.

        Raises:
            DamageError: after the last good picture before one that is damaged, or where the file
                does not give the packets that it gave when `packets` were read.
        """
        if entry is not None:
            self._seek(packets, stamp, entry)
        try:
            for serial, packet in self._numbered(packets, entry is None):
                packet.pts = serial
                yield from self._good_pictures(packet)
            yield from self._good_pictures(None)
        except av.FFmpegError as error:
            with suppress(av.FFmpegError):  # what the decoder still holds comes before the damage
                yield from self._good_pictures(None)
            raise DecodingError(message("the data there is damaged")) from error

    def picture_alone(self, packets: Packets, stamp: Stamp, entry: int) -> VideoFrame | None:
        """Return the picture of packet `entry`, decoded without any other packet.

        None where the container does not seek to it, or where it is no picture by itself.

        Raises:
            DecodingError: it is damaged, or cannot be reached.
        """
        self._seek(packets, stamp, entry)
        try:
            for serial, packet in self._numbered(packets, False):
                if serial != entry:
                    return None
                packet.pts = serial
                # The end of the stream makes the decoder give what it would hold back.
                found = [*self._good_pictures(packet), *self._good_pictures(None)]
                return next((picture for at, picture in found if at == entry), None)
        except av.FFmpegError as error:
            raise DecodingError(message("the data there is damaged")) from error
        return None

    def stored(
        self, packets: Packets, stamp: Stamp, entry: int
    ) -> Generator[tuple[int, bytes], None, None]:
        """Yield packets as they are stored, from key frame `entry` on, with their numbers.

        Raises:
            DecodingError: it cannot be reached.
        """
        self._seek(packets, stamp, entry)
        try:
            for serial, packet in self._numbered(packets, False):
                yield serial, bytes(packet)
        except av.FFmpegError as error:
            raise DecodingError(message("the data there is damaged")) from error

    def close(self) -> None:
        self.container.close()

    def _seek(self, packets: Packets, stamp: Stamp, entry: int) -> None:
        place = int(packets.places[entry])
        coding = self.coding
        try:
            if coding.is_broadcast or coding.is_bare:
                if place < 0:
                    raise DecodingError(message("its place in the file is unknown"))
                self.container.seek(place, unsupported_byte_offset=True)
            else:
                stamps = packets.shown if stamp is Stamp.PRESENTATION else packets.decoded
                self.container.seek(int(stamps[entry]), stream=self.stream)
        except av.FFmpegError as error:
            raise DecodingError(
                message("it cannot be reached ({reason})", reason=error.strerror)
            ) from error
        self._context.flush_buffers()

    def _numbered(
        self, packets: Packets, from_start: bool
    ) -> Iterator[tuple[int, Packet[VideoStream]]]:
        """Yield packets with their numbers, from the first key frame that is known on."""
        serial = 0 if from_start else -1
        begun = False
        for packet in self._packets():
            if not begun:
                if not packet.is_keyframe:
                    continue
                if not from_start:
                    serial = packets.find(packet)
                    if serial < 0:
                        continue
                begun = True
            if serial >= len(packets):
                return
            if packet.size != packets.sizes[serial]:
                raise DecodingError(message("the file has changed since it was opened"))
            yield serial, packet
            serial += 1

    def _packets(self) -> Iterator[Packet[VideoStream]]:
        return (
            packet
            for packet in packets_of(self.container, self.stream)
            if packet.size and not is_header(packet)
        )

    def _good_pictures(
        self, packet: Packet[VideoStream] | None
    ) -> Iterator[tuple[int, VideoFrame]]:
        for picture in self._decode(packet):
            if picture.is_corrupt and not self.mode.forgiving:
                raise DecodingError(message("the frame there is damaged"))
            if picture.pts is not None:
                yield picture.pts, picture

    def _decode(self, packet: Packet[VideoStream] | None) -> list[VideoFrame]:
        try:
            return self._context.decode(packet)
        except av.FFmpegError:
            if self.mode.forgiving:
                return []
            raise


def _video_stream(path: Path, decoder: Decoder) -> VideoStream:
    """Return the video of a file that players show.

    One of a single picture gives way to others: AVIF has one beside what moves.
    """
    streams = decoder.container.streams
    videos = [video for video in streams.video if not video.disposition & Disposition.attached_pic]
    videos.sort(key=lambda video: video.frames == 1)
    if not videos:
        if streams.audio:
            problem = message("{path} contains only sound, no video.", path=path.name)
        else:
            problem = message("{path} contains no video.", path=path.name)
        raise VideoError(
            problem,
            message("Choose another file."),
        )
    marked = [video for video in videos if video.disposition & Disposition.default]
    if not marked and any(video.disposition & Disposition.dependent for video in videos):
        raise VideoError(
            message("{path} is a picture in several tiles.", path=path.name),
            message("Convert it to JPEG or PNG first."),
        )
    stream = (marked or videos)[0]
    if stream.codec_context is None:
        raise VideoError(
            message("{path} uses a video codec that this computer cannot decode.", path=path.name),
            message("Convert it to H.264 in MP4 first."),
        )
    return stream
