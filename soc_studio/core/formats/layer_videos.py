"""Writes each layer as a video of its own, for editing programs: cut out, or its matte."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.format import Times, Writer
from soc_studio.core.formats.material import ExportSize, Material, some
from soc_studio.core.formats.written_frames import written_frames
from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.media import encodings
from soc_studio.core.media.encodings import Encoding
from soc_studio.core.media.video_writer import VideoWriter
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message
from soc_studio.core.tracks.rendering import matte_of_tracks, rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack

Picture = NDArray[np.uint8]
_ROUNDING = (".mkv", ".webm")  # containers that round times to milliseconds


def matte_picture(frame: Picture, alpha: Picture) -> Picture:
    """Return the matte `alpha`, uint8 [H, W], as a grey picture, RGB uint8 [H, W, 3]."""
    return np.asarray(cv2.merge([alpha] * 3), dtype=np.uint8)


def all_but(frame: Picture, alpha: Picture) -> Picture:
    """Return everything but the object of `frame` whose opacity is `alpha`, as `cut_out` does."""
    return cut_out(frame, 255 - alpha)


@dataclass(frozen=True, slots=True)
class LayerVideo:
    """A kind of video that is made of every layer.

    Attributes:
        ending: what follows the layer's name in that of the file.
        encoding: how it is stored.
        picture: makes a picture of a frame, RGB uint8 [H, W, 3], and the layer's opacity on it,
            uint8 [H, W]; RGBA where the encoding has an opacity.
        needs_colours: whether the frame's own colours are in the picture.
    """

    ending: str
    encoding: Encoding
    picture: Callable[[Picture, Picture], Picture] = cut_out
    needs_colours: bool = True

    @property
    def writer(self) -> Writer:
        """What writes such videos."""
        name = re.compile(rf"[0-9]{{2,}}(?:-[^/]+)?{re.escape(self.ending)}")
        times = Times.MILLISECONDS if self.ending.endswith(_ROUNDING) else Times.EXACT
        return Writer(
            name,
            partial(write_layers, self),
            _steps,
            self._estimate,
            spare=True,
            picture=self._together,
            alpha=self.encoding.has_alpha,
            sound=self.encoding.sound_codec,
            ending=self.ending,
            combines=True,
            times=times,
        )

    def of(self, view: ResolvedTrack, number: int, frame: Picture) -> Picture:
        """Return the picture of a layer on a frame; an empty one where it is absent."""
        height, width = frame.shape[:2]
        matte = rendered_matte(view, number, height, width, frame)
        return self.picture(frame, np.zeros((height, width), np.uint8) if matte is None else matte)

    def _together(self, material: Material, number: int) -> Picture:
        frame = material.reader.frame(number)
        return self.picture(frame, matte_of_tracks(material.views.values(), number, frame))

    def _estimate(self, material: Material) -> ExportSize:
        shown, reader = material.gapless, material.reader
        if not shown:
            return ExportSize(0, 0)
        with TemporaryDirectory(prefix="soc-studio-") as folder:
            path = Path(folder) / f"sample{self.ending}"
            numbers, size = some(shown), (reader.width, reader.height)
            with VideoWriter(path, *size, Fraction(25), self.encoding) as writer:
                for number, frame in reader.some_frames(numbers):
                    for view in material.views.values():
                        writer.write(self.of(view, number, frame))
            total = path.stat().st_size / len(numbers) * len(shown)
        return ExportSize(len(material.views), round(total))


def write_layers(kind: LayerVideo, folder: Path, material: Material) -> Generator[int, None, None]:
    """Write a video of this `kind` for each layer into `folder`; yield each frame when done.

    The frames are those of `Material.gapless`, each shown as long as in the source or at the rate
    that it is conformed to; where an object is absent, its picture is empty. Sound and time code
    are those of the source.

    Raises:
        WriteError: a video cannot be written, or the source has a high dynamic range, which 8 bits
            cannot hold.
        VideoError: a frame cannot be read.
        DamageError: a mask cannot be read.
    """
    span, reader = material.gapless, material.reader
    if not span:
        return
    if kind.needs_colours and reader.info.tone is not None:
        raise WriteError(
            message(
                "'{video}' has a high dynamic range ({tone}), which a cut-out cannot hold yet.",
                video=reader.path.name,
                tone=reader.info.tone,
            ),
            message("Export mattes instead."),
        )
    written = written_frames(material)
    with ExitStack() as stack:
        writers = [
            stack.enter_context(
                VideoWriter(
                    folder / f"{name}{kind.ending}",
                    reader.width,
                    reader.height,
                    written.timing,
                    kind.encoding,
                    written.sound,
                    written.first_code,
                )
            )
            for name in material.views
        ]
        frames = stack.enter_context(closing(written.frames(reader)))
        for number, frame, count in frames:
            for writer, view in zip(writers, material.views.values(), strict=True):
                if count:
                    picture = kind.of(view, number, frame)
                    for _ in range(count):
                        writer.write(picture)
            yield number


def _steps(material: Material) -> int:
    return len(material.gapless)


CUTOUT = LayerVideo(".mov", encodings.PRORES_4444)
INVERSE_CUTOUT = LayerVideo("-inverse.mov", encodings.PRORES_4444, all_but)
WEB_CUTOUT = LayerVideo(".webm", encodings.VP9_ALPHA)
ARCHIVE_CUTOUT = LayerVideo(".mkv", encodings.FFV1_ALPHA)
MATTE = LayerVideo("-matte.mp4", encodings.H264_FINE, matte_picture, needs_colours=False)
EDITING_MATTE = LayerVideo("-matte.mov", encodings.PRORES_422, matte_picture, needs_colours=False)
