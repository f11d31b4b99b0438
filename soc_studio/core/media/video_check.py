"""Compares a video that was just written with what was meant."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from av.codec.context import CodecContext
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from soc_studio.core.media.colour import Levels, ToRgb, scaler_matrix
from soc_studio.core.media.colour_tags import BT709, ColourTags
from soc_studio.core.media.decoding.ffmpeg_files import open_container
from soc_studio.core.media.encodings import Encoding
from soc_studio.core.media.mastering import Mastering, mastering_of
from soc_studio.core.system.errors import VideoError, WriteError
from soc_studio.core.system.messages import message

_KEPT = 3  # frames that are decoded and compared
_SMALL = 64  # columns at most at which they are compared: coding noise is gone, content is not
_MOST = 1 / 4  # of the columns: colours have half as many, and noise of one pixel leaves none
_COLOUR_ERROR = 8.0  # mean over a small picture, in steps of 8 bits; a wrong range makes 12 to 20
_ALPHA_ERROR = 2.0
_DEEP = 10  # bits of a colour
_MILLISECOND = Fraction(1, 1000)  # to which some containers round times


class VideoCheck:
    """Keeps a few of the pictures that are written, and compares them with the file."""

    def __init__(
        self,
        frame_count: int,
        time_base: Fraction,
        encoding: Encoding,
        tags: ColourTags = BT709,
        mastering: Mastering | None = None,
    ) -> None:
        """Expect frames at ticks of `time_base`; `frame_count` may be 1 where it is not known."""
        self._encoding = encoding
        self._tags = tags
        self._mastering = mastering
        self._time_base = time_base
        self._size = (0, 0)
        self._ticks = array("q")
        self._kept: dict[int, NDArray[np.float32]] = {}
        self._wanted = set(np.linspace(0, frame_count - 1, _KEPT).astype(int).tolist())

    def saw(self, frame: Levels, tick: int) -> None:
        """Take note of the next frame, [H, W, 3 or 4] or grey [H, W], that is being written."""
        self._size = (frame.shape[1], frame.shape[0])
        if len(self._ticks) in self._wanted:
            self._kept[len(self._ticks)] = _small(frame if frame.ndim == 3 else frame[..., None])
        self._ticks.append(tick)

    def check(self, path: Path, name: str) -> None:
        """Open the file at `path` and compare it with the frames that were written.

        Raises:
            WriteError: it holds something else; the sentence calls it `name`.
        """
        try:
            with open_container(path) as container:
                fault = self._fault(container)
        except VideoError as error:
            fault = error.message
        except (av.FFmpegError, OSError, ValueError) as error:
            fault = str(error)
        if fault:
            raise WriteError(
                message(
                    "{path} was written, but reading it back gives something else ({reason}).",
                    path=name,
                    reason=fault,
                ),
                message("Choose another format or folder, and report this."),
            )

    def _fault(self, container: Any) -> str:
        if not container.streams.video:
            return message("no picture")
        stream = container.streams.video[0]
        if (stream.width - self._size[0], stream.height - self._size[1]) not in _PADDED:
            return message("{width}x{height} pixels", width=stream.width, height=stream.height)
        marks = stream.codec_context
        values = (marks.colorspace, marks.color_primaries, marks.color_trc, marks.color_range)
        wanted = self._encoding.marks(self._tags)
        # RGB needs no matrix and has full range: some containers do not say so.
        if values != wanted and not (self._encoding.is_rgb and values[1:3] == wanted[1:3]):
            return message(
                "its colours are marked as {found} instead of {meant}",
                found="-".join(map(str, values)),
                meant="-".join(map(str, wanted)),
            )
        if self._encoding.is_deep and marks.format.components[0].bits < _DEEP:
            return message("its colours have 8 bits")
        times = sorted(
            packet.pts * packet.time_base
            for packet in container.demux(stream)
            if packet.pts is not None
        )
        if len(times) != len(self._ticks):
            return message(
                "{count} frames instead of {meant}", count=len(times), meant=len(self._ticks)
            )
        for number, (time, tick) in enumerate(zip(times, self._ticks, strict=True)):
            if abs(time - tick * self._time_base) > _MILLISECOND:
                return message("frame {frame} at {time:.3f} s", frame=number, time=float(time))
        for number, meant in self._kept.items():
            found = self._frame_at(container, stream, times, number)
            if found is None:
                return message("frame {frame} cannot be decoded", frame=number)
            if self._mastering not in (None, mastering_of(found.side_data)):
                return message("it does not say for which display it was mastered")
            if fault := self._difference(found, meant):
                return message("frame {frame}: {fault}", frame=number, fault=fault)
        return ""

    def _frame_at(
        self, container: Any, stream: Any, times: Sequence[Fraction], number: int
    ) -> VideoFrame | None:
        """Return frame `number` of those at `times`, None where it cannot be decoded.

        Rounded to milliseconds, several may have one time: the file is read from before them on.
        """
        time = times[number]
        before, is_double = times.index(time), times.count(time) > 1
        container.seek(max(0, int(time / stream.time_base) - is_double), stream=stream)
        left = number - before
        decoder = stream.codec_context
        if self._encoding.decoder:
            decoder = CodecContext.create(self._encoding.decoder, "r")
        for packet in container.demux(stream):
            for frame in decoder.decode(packet):
                assert isinstance(frame, VideoFrame)
                if frame.pts is not None and frame.pts * stream.time_base >= time:
                    if left == 0:
                        return frame
                    left -= 1
        return None

    def _difference(self, found: VideoFrame, meant: NDArray[np.float32]) -> str:
        width, height = self._size
        if not self._encoding.has_alpha:
            shown = _small(ToRgb()(found)[:height, :width])
        else:
            matrix = scaler_matrix(self._tags.matrix)
            pixels = found.reformat(
                format="rgba",
                src_colorspace=matrix,
                dst_colorspace=matrix,
                src_color_range=2 if self._encoding.is_rgb else 1,
                dst_color_range=2,
            ).to_ndarray()
            shown = _small(np.asarray(pixels[:height, :width], dtype=np.uint8))
            if np.abs(shown[..., 3] - meant[..., 3]).mean() > _ALPHA_ERROR:
                return message("another opacity")
        if np.abs(shown[..., :3] - meant[..., :3]).mean() > _COLOUR_ERROR:
            return message("other colours")
        return ""


_PADDED = {(0, 0), (1, 0), (0, 1), (1, 1)}
"""By how many columns and rows a file may be larger than its frames."""


def _small(frame: Levels) -> NDArray[np.float32]:
    """Return a small picture of `frame`, in steps of 8 bits."""
    height, width = frame.shape[:2]
    scale = min(_MOST, _SMALL / width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
    steps = 257 if frame.dtype == np.uint16 else 1
    return np.asarray(small, dtype=np.float32).reshape(*size[::-1], -1) / np.float32(steps)
