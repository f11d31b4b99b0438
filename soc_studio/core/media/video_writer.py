"""Writes frames to a video file with exact times."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import cv2
import numpy as np
from av.codec import Codec
from av.codec.codec import UnknownCodecError
from av.codec.context import Flags
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Interpolation, VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

from soc_studio.core.media.colour import Levels, scaler_matrix, to_scaler
from soc_studio.core.media.colour_tags import BT709, ColourTags
from soc_studio.core.media.decoding.ffmpeg_files import create_container
from soc_studio.core.media.encoding_failure import encoding_failure, reason_of
from soc_studio.core.media.encodings import Encoding
from soc_studio.core.media.mastering import Mastering, say_in_mov
from soc_studio.core.media.planes import GreyPictures, in_planes
from soc_studio.core.media.siting import LeftSiting, shares_colours
from soc_studio.core.media.sound_copy import SoundCopy, add_sound
from soc_studio.core.media.sound_writer import Sound, SoundWriter
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_check import VideoCheck
from soc_studio.core.system.errors import StudioError, WriteError
from soc_studio.core.system.messages import message

_QUALITY = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
# x265 writes beyond its memory where pictures are narrower and it weighs blocks by later frames.
_X265, _NARROW = "x265-params", 64
_SLICED = 4  # pixels: a slice is not empty


class VideoWriter:
    """Writes frames one after another to a video file, each at the exact time its timing says.

    Use it in a `with`. The file is written under another name beside its place, and takes its name
    when the `with` ends well; otherwise nothing is left of it, and a file that was there stays.

    Colours are stored with the matrix of the tags, in limited range (many programs take a video for
    that, whatever it says), and marked as such; grey and RGB are in full range. What was written is
    opened again and compared with what was meant (`video_check`) before it takes its name. Where
    the pixel format halves the colours' size, a last odd column or row is repeated once: players
    accept only even sizes, and FFmpeg's ProRes leaves out the colours of an odd column.
    """

    def __init__(
        self,
        path: Path,
        width: int,
        height: int,
        timing: Timing | Fraction,
        encoding: Encoding | None = None,
        sound: Sound | None = None,
        first_code: str = "",
        tags: ColourTags = BT709,
        comment: str = "",
        mastering: Mastering | None = None,
    ) -> None:
        """Begin the file at `path`; its suffix chooses the container.

        Args:
            path: where the video goes; its folder is there.
            width: of every frame, in pixels.
            height: of every frame, in pixels.
            timing: when each frame is shown, the first at 0; or a constant rate in frames a second.
            encoding: how pictures are stored.
            sound: what is heard beside them, None for silence.
            first_code: the time code of the first frame, for containers that keep one.
            tags: what the colours of the frames mean.
            comment: what the file says of itself.
            mastering: for which display the colours were made; a MOV alone says it.

        Raises:
            WriteError: the file cannot be made there.
        """
        self._path = path
        self._partial = path.with_name(f".{path.stem}.{uuid.uuid4().hex[:8]}{path.suffix}")
        self._size = (width, height)
        self._timing = timing
        self._count = 0
        self._sound: SoundWriter | SoundCopy | None = None
        self._reformatter = VideoReformatter()
        encoding = encoding or Encoding()
        self._left = LeftSiting() if shares_colours(encoding.pixel_format) else None
        self._grey: GreyPictures | None = None
        self._encoding = encoding
        self._tags = tags
        self._mastering = mastering
        rate = timing.rate if isinstance(timing, Timing) else timing
        # Ticks must be whole in the unit fractions that containers count in.
        base = timing.time_base if isinstance(timing, Timing) else 1 / timing
        self._starts = _apart(timing.ticks) if isinstance(timing, Timing) else None
        parts = 1 if self._starts is None else self._starts[1]
        self._time_base = Fraction(1, base.denominator * parts)
        self._ticks_in_step = base.numerator
        frames = timing.frame_count if isinstance(timing, Timing) else 1
        self._check = VideoCheck(frames, self._time_base, encoding, tags, mastering)
        if not path.parent.is_dir():
            raise WriteError(
                message("The folder {folder} does not exist.", folder=path.parent),
                message("Create it first."),
            )
        # MP4 rounds the end of the shown part to this clock, and players leave out later frames.
        clock = str(max(1000, self._time_base.denominator))
        is_mp4 = path.suffix.lower() in (".mp4", ".mov", ".m4v")
        options = {"movie_timescale": clock} if is_mp4 else {}
        if is_mp4 and path.suffix.lower() != ".mov":  # a MOV is played from a disk, and is large
            options["movflags"] = "faststart"
        try:
            self._container = create_container(self._partial, options)
        except (av.FFmpegError, OSError, ValueError) as error:
            self._partial.unlink(missing_ok=True)
            raise WriteError(
                message(
                    "{path} cannot be written ({reason}).", path=path.name, reason=reason_of(error)
                ),
                message("Choose another folder, or a name that ends in .mp4."),
            ) from error
        try:
            self._stream = self._add_stream(encoding, rate)
            if comment:
                self._container.metadata["comment"] = comment
            if first_code:
                self._container.metadata["timecode"] = first_code
            if sound is not None:
                self._sound = add_sound(self._container, encoding.sound_codec, sound)
        except (av.FFmpegError, ValueError) as error:
            self._discard()
            raise WriteError(
                message(
                    "{path} cannot be encoded as {codec} ({reason}).",
                    path=path.name,
                    codec=encoding.codecs[0],
                    reason=reason_of(error),
                ),
                message("Choose a name that ends in .mp4."),
            ) from error

    def write(self, frame: Levels) -> None:
        """Add `frame` as the next one: RGB [height, width, 3], or, where the encoding has an
        opacity, RGBA [height, width, 4]; uint8, or uint16 where it is deep. Grey levels of an
        encoding without opacity may be uint8 [height, width].

        Raises:
            WriteError: the disk is full, or the encoder refuses.
            ValueError: the frame has another size, or there are more frames than times.
        """
        width, height = self._size
        wanted = (
            [(height, width, 4)]
            if self._encoding.has_alpha
            else [(height, width, 3), (height, width)]
        )
        if frame.shape not in wanted:
            raise ValueError(f"a frame of shape {frame.shape} in a video of {self._size}")
        tick, duration = self._next_time()
        width, height = self._stream.width, self._stream.height
        even = frame
        if (width, height) != self._size:
            across, down = width - frame.shape[1], height - frame.shape[0]
            even = cv2.copyMakeBorder(frame, 0, down, 0, across, cv2.BORDER_REPLICATE)
        picture = self._picture(even)
        # ProRes takes the frame's marks.
        picture.color_primaries, picture.color_trc = self._tags.primaries, self._tags.transfer
        picture.pts, picture.duration, picture.time_base = tick, duration, self._time_base
        self._check.saw(frame, tick)
        self._encode(picture)
        self._count += 1
        if self._sound is not None:
            self._write_sound(partial(self._sound.write_until, (tick + duration) * self._time_base))

    def _picture(self, frame: Levels) -> VideoFrame:
        """Return `frame` as the encoder takes it."""
        encoding = self._encoding
        if encoding.is_grey:
            levels = frame if frame.ndim == 2 else frame[..., 0]
            return VideoFrame.from_ndarray(np.ascontiguousarray(levels), "gray")
        if frame.ndim == 2:
            if self._grey is None:
                self._grey = GreyPictures(self._picture)
            return self._marked(self._grey(np.asarray(frame, np.uint8)))
        pixels = to_scaler(frame) if frame.dtype == np.uint16 else frame
        if frame.dtype == np.uint8 and encoding.has_alpha:
            given = VideoFrame.from_ndarray(np.ascontiguousarray(frame), "rgba")
        else:
            given = in_planes(pixels)
        if encoding.is_rgb:
            return self._reformatter.reformat(given, format=encoding.pixel_format)
        matrix = scaler_matrix(self._tags.matrix)
        if self._left is not None:
            given = self._left(given)  # the scaler takes the place of the new colours from it
        picture = self._reformatter.reformat(
            given,
            format=encoding.pixel_format,
            src_colorspace=matrix,
            dst_colorspace=matrix,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            interpolation=_QUALITY,
        )
        return self._marked(picture)

    def _marked(self, picture: VideoFrame) -> VideoFrame:
        """Return `picture`, in YUV, marked as what it is."""
        picture.colorspace, picture.color_range = self._tags.matrix, ColorRange.MPEG
        return picture

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is not None:
            self._discard()
            return
        try:
            self._encode(None)
            if self._sound is not None:
                self._write_sound(self._sound.end)
                self._sound.close()
            self._container.close()
            if self._mastering is not None:
                say_in_mov(self._partial, self._mastering)
            self._check.check(self._partial, self._path.name)
            self._partial.replace(self._path)
        except (av.FFmpegError, OSError, ValueError) as failure:
            self._discard()
            raise self._failure(failure) from failure
        except StudioError:
            self._discard()
            raise

    def _write_sound(self, write: Callable[[], None]) -> None:
        try:
            write()
        except (av.FFmpegError, OSError) as error:
            raise self._failure(error) from error

    def _add_stream(self, encoding: Encoding, rate: Fraction) -> VideoStream:
        stream = self._container.add_stream(
            _available(encoding.codecs), rate=rate.limit_denominator(100_000)
        )
        assert isinstance(stream, VideoStream)
        width, height = self._size
        stream.width = width + (width % 2 if shares_colours(encoding.pixel_format) else 0)
        stream.height = height + (height % 2 if "420" in encoding.pixel_format else 0)
        stream.pix_fmt = encoding.pixel_format
        stream.time_base = self._time_base
        context = stream.codec_context
        context.time_base = self._time_base
        context.options = dict(encoding.options)
        if stream.width < _NARROW and _X265 in context.options:
            context.options[_X265] += ":cutree=0"
        if min(stream.width, stream.height) < _SLICED and "slices" in context.options:
            context.options["slices"] = "1"  # FFV1 has four rows and four columns of them
        context.flags |= Flags.frame_duration
        if encoding.tag:
            context.codec_tag = encoding.tag
        marks = encoding.marks(self._tags)
        context.colorspace, context.color_primaries, context.color_trc, context.color_range = marks
        return stream

    def _next_time(self) -> tuple[int, int]:
        """Return tick and duration of the next frame in `_time_base`."""
        step = self._ticks_in_step
        if isinstance(self._timing, Fraction):
            return self._count * step, step
        assert self._starts is not None
        starts, parts = self._starts
        if self._count >= len(starts):
            raise ValueError(f"more frames than the {len(starts)} that have a time")
        last = self._count + 1 == len(starts)
        start = int(starts[self._count])
        end = max(start + 1, self._timing.end * parts) if last else int(starts[self._count + 1])
        return start * step, (end - start) * step

    def _encode(self, picture: VideoFrame | None) -> None:
        try:
            for packet in self._stream.encode(picture):
                self._container.mux(packet)
        except (av.FFmpegError, OSError) as error:
            raise self._failure(error) from error

    def _failure(self, error: Exception) -> WriteError:
        return encoding_failure(error, self._path.name, self._count)

    def _discard(self) -> None:
        if self._sound is not None:
            self._sound.close()
        try:
            self._container.close()
        except (av.FFmpegError, OSError):
            pass  # what cannot be finished is removed anyway
        finally:
            self._partial.unlink(missing_ok=True)


def _apart(ticks: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]:
    """Return `ticks`, int64 [T], not decreasing, in parts of a tick that all differ, and how many
    parts a tick has: no container takes two frames at one time."""
    begins = np.flatnonzero(np.diff(ticks, prepend=ticks[0] - 1))
    lengths = np.diff(begins, append=len(ticks))
    places = np.arange(len(ticks)) - np.repeat(begins, lengths)
    parts = int(lengths.max())
    return ticks * parts + places, parts


def _available(codecs: tuple[str, ...]) -> str:
    for codec in codecs:
        try:
            return Codec(codec, "w").name
        except UnknownCodecError:
            continue
    raise ValueError("this FFmpeg has no such encoder")
