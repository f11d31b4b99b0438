"""Writes short pictures that move, see-through and without end: GIF, APNG and WebP."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
from av.codec.context import Flags
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray
from PIL import Image

from soc_studio.core.media.decoding.ffmpeg_files import create_container
from soc_studio.core.media.encoding_failure import encoding_failure
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message

_KEPT = 3  # frames that are compared
_COLOUR_ERROR = 10.0  # mean, in steps of 8 bits, where the picture is opaque
_ALPHA_ERROR = 2.0
_LATE = Fraction(2, 100)  # seconds by which the end may differ, unless a picture is longer
SOLID = 128
"""Opacity from which a pixel of a GIF is opaque; below, nothing of it is seen."""


@dataclass(frozen=True, slots=True)
class AnimationKind:
    """How moving pictures are stored.

    Attributes:
        format: what FFmpeg calls the container.
        codec: what it calls the encoder.
        pixel_format: of the pictures that the encoder takes; of pal8, with a palette.
        tick: seconds of the clock.
        options: of the encoder.
        container_options: of the container, among them that the pictures begin anew at their end.
    """

    format: str
    codec: str
    pixel_format: str
    tick: Fraction
    options: Mapping[str, str] = field(default_factory=dict)
    container_options: Mapping[str, str] = field(default_factory=dict)


GIF = AnimationKind("gif", "gif", "pal8", Fraction(1, 100), {}, {"loop": "0"})
APNG = AnimationKind("apng", "apng", "rgba", Fraction(1, 1000), {"pred": "mixed"}, {"plays": "0"})
WEBP = AnimationKind(
    "webp", "libwebp_anim", "bgra", Fraction(1, 1000), {"quality": "80"}, {"loop": "0"}
)


class AnimationWriter:
    """Writes pictures one after another; use it in a `with`.

    What was written is read back by another library (Pillow) and compared with what was meant:
    size, times, that it never ends, and a few pictures.
    """

    def __init__(
        self,
        path: Path,
        kind: AnimationKind,
        size: tuple[int, int],
        times: list[Fraction],
        palette: Image.Image | None = None,
    ) -> None:
        """Begin the file at `path`.

        Args:
            path: where it goes; its folder is there.
            kind: how it is stored.
            size: width and height of every picture.
            times: when each picture is shown, the first at 0, and at last when the last ends.
            palette: for pal8, an image whose palette has at most 255 colours.

        Raises:
            WriteError: the file cannot be made there, as far as that is known yet.
        """
        self._path, self._kind, self._size, self._palette = path, kind, size, palette
        self._ticks = [round(time / kind.tick) for time in times]
        self._count = 0
        self._meant: dict[int, NDArray[np.uint8]] = {}
        self._wanted = set(np.linspace(0, len(times) - 2, _KEPT).astype(int).tolist())
        options = dict(kind.container_options)
        # Left alone, these containers guess how long the last picture is shown; see `_mend_webp`.
        last = self._ticks[-1] - self._ticks[-2]
        if kind.format == "gif":
            options["final_delay"] = str(last)
        elif kind.format == "apng":
            options["final_delay"] = f"{last}/{kind.tick.denominator}"
        try:
            self._container = create_container(path, options, kind.format)
        except (av.FFmpegError, OSError, ValueError) as error:
            raise self._failure(error) from error
        stream = self._container.add_stream(kind.codec, rate=25)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height = size
        stream.pix_fmt = kind.pixel_format
        stream.time_base = stream.codec_context.time_base = kind.tick
        stream.options = dict(kind.options)
        stream.codec_context.flags |= Flags.frame_duration
        self._stream = stream

    def write(self, picture: NDArray[np.uint8]) -> None:
        """Add the next picture, RGBA uint8 [height, width, 4] with straight opacity.

        Raises:
            WriteError: it cannot be written.
        """
        if self._palette is not None:
            frame, shown = self._in_palette(picture, self._palette)
        else:
            frame = VideoFrame.from_ndarray(np.ascontiguousarray(picture), "rgba").reformat(
                format=self._kind.pixel_format
            )
            shown = picture
        if self._count in self._wanted:
            self._meant[self._count] = shown
        start, end = self._ticks[self._count : self._count + 2]
        frame.pts, frame.duration, frame.time_base = start, end - start, self._kind.tick
        self._encode(frame)
        self._count += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is not None:
            with suppress(av.FFmpegError, OSError):  # of what is given up anyway
                self._container.close()
            return
        try:
            with closing(self._container):
                self._encode(None)
            if self._kind.format == "webp":
                _mend_webp(self._path, self._ticks[-1])
        except (av.FFmpegError, OSError) as failure:
            raise self._failure(failure) from failure
        if fault := self.fault():
            raise WriteError(
                message(
                    "{path} was written, but reading it back gives something else ({reason}).",
                    path=self._path.name,
                    reason=fault,
                ),
                message("Choose another format or folder, and report this."),
            )

    def _in_palette(
        self, picture: NDArray[np.uint8], palette: Image.Image
    ) -> tuple[VideoFrame, NDArray[np.uint8]]:
        """Return `picture` in the colours of `palette` as a frame, and as RGBA."""
        width, height = self._size
        colours = Image.fromarray(picture[..., :3])
        places = np.asarray(colours.quantize(palette=palette, dither=Image.Dither.NONE))
        places = np.where(picture[..., 3] >= SOLID, places, 255).astype(np.uint8)
        # FFmpeg leaves a picture without a hole under the next one, and shows it through its holes.
        places[0, 0] = 255
        table = np.zeros((256, 4), dtype=np.uint8)
        known = np.array(palette.getpalette(), dtype=np.uint8).reshape(-1, 3)[:255]
        table[: len(known), :3] = known
        table[:255, 3] = 255
        frame = VideoFrame(width, height, "pal8")
        padded = np.zeros((height, frame.planes[0].line_size), dtype=np.uint8)
        padded[:, :width] = places
        frame.planes[0].update(padded.tobytes())
        frame.planes[1].update(np.ascontiguousarray(table[:, [2, 1, 0, 3]]).tobytes())
        return frame, np.asarray(table[places], dtype=np.uint8)

    def _encode(self, frame: VideoFrame | None) -> None:
        try:
            for packet in self._stream.encode(frame):
                self._container.mux(packet)
        except (av.FFmpegError, OSError) as error:
            raise self._failure(error) from error

    def _failure(self, error: Exception) -> WriteError:
        return encoding_failure(error, self._path.name, self._count)

    def fault(self) -> str:
        """Read the file back; return what is wrong with it, empty where nothing is."""
        try:
            with Image.open(self._path) as file:
                return self._difference(file)
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            return str(error)

    def _difference(self, file: Image.Image) -> str:
        if file.size != self._size:
            width, height = file.size
            return message("{width}x{height} pixels", width=width, height=height)
        count = getattr(file, "n_frames", 1)
        # Pictures that are all the same are one in a file.
        moves = count > 1
        if moves and file.info.get("loop") != 0:
            return message("it ends")
        waiting, passed = sorted(self._meant.items()), Fraction(0)
        for number in range(count):
            file.seek(number)
            shown = np.asarray(file.convert("RGBA"))
            passed += Fraction(file.info.get("duration") or 0) / 1000
            is_last = number == count - 1
            while waiting and (is_last or self._ticks[waiting[0][0]] * self._kind.tick < passed):
                at, meant = waiting.pop(0)
                if fault := _unlike(shown, meant):
                    return message("frame {frame}: {fault}", frame=at, fault=fault)
        end = self._ticks[-1] * self._kind.tick
        if moves and abs(passed - end) > max(_LATE, end / self._count):
            return message(
                "{found:.2f} s instead of {meant:.2f} s", found=float(passed), meant=float(end)
            )
        return ""


def _mend_webp(path: Path, end: int) -> None:
    """Say in a WebP that it has an opacity, and that its last picture ends at `end` milliseconds.

    The encoder cuts pictures to what is seen of them; where these are rectangles without a soft
    edge, it forgets that there is nothing around them. The last one is shown for the mean time of
    the others, whatever it is told.
    """
    with path.open("r+b") as file:
        head = bytearray(file.read(21))
        if head[12:16] != b"VP8X":
            return
        file.seek(20)
        file.write(bytes([head[20] | 0x10]))
        file.seek(12)
        times, shown, last = 0, 0, 0
        while len(part := file.read(8)) == 8:
            begin, size = file.tell(), int.from_bytes(part[4:], "little")
            if part[:4] == b"ANMF":
                last = begin + 12
                file.seek(last)
                shown = int.from_bytes(file.read(3), "little")
                times += shown
            file.seek(begin + size + size % 2)
        if last and end > times - shown:
            file.seek(last)
            file.write((end - times + shown).to_bytes(3, "little"))


def _unlike(found: NDArray[np.uint8], meant: NDArray[np.uint8]) -> str:
    opacity = np.abs(found[..., 3].astype(int) - meant[..., 3]).mean()
    if opacity > _ALPHA_ERROR:
        return message("another opacity")
    solid = meant[..., 3] >= SOLID
    if not solid.any():
        return ""
    error = np.abs(found[..., :3][solid].astype(int) - meant[..., :3][solid]).mean()
    return message("other colours") if error > _COLOUR_ERROR else ""
