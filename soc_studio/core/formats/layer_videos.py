"""Writes each layer as a video of its own, for editing programs: cut out, or its matte."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Mapping
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
from soc_studio.core.formats.high_range import refuse_high_range
from soc_studio.core.formats.material import ExportSize, Material, some
from soc_studio.core.formats.picture_settings import smaller, written_size
from soc_studio.core.formats.written_frames import written_frames
from soc_studio.core.masks.cutout import cut_out, premultiply
from soc_studio.core.media import encodings
from soc_studio.core.media.colour import Levels
from soc_studio.core.media.colour_tags import BT709, tags_of
from soc_studio.core.media.encodings import Encoding
from soc_studio.core.media.sound_writer import Sound
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_writer import VideoWriter
from soc_studio.core.system.ahead import done_ahead
from soc_studio.core.system.messages import message
from soc_studio.core.tracks.rendering import follows_picture, matte_of_tracks, rendered_matte
from soc_studio.core.tracks.steady_mattes import made_in_a_row

Picture = NDArray[np.uint8]
STRAIGHT = "Alpha: straight (unmatted). Colours are not multiplied by it."
"""What a video with an opacity says of itself."""
PREMULTIPLIED = "Alpha: premultiplied (matted with black)."
"""Likewise, where its colours are multiplied by the opacity."""
_ROUNDING = (".mkv", ".webm")  # containers that round times to milliseconds


def matte_picture(frame: Levels, alpha: Picture) -> Levels:
    """Return the matte `alpha`, uint8 [H, W], as a grey picture, RGB uint8 [H, W, 3]."""
    return np.asarray(cv2.merge([alpha] * 3), dtype=np.uint8)


def all_but(frame: Levels, alpha: Picture) -> Levels:
    """Return everything but the object of `frame` whose opacity is `alpha`, as `cut_out` does."""
    return cut_out(frame, 255 - alpha)


@dataclass(frozen=True, slots=True)
class LayerVideo:
    """A kind of video that is made of every layer.

    Attributes:
        ending: what follows the layer's name in that of the file.
        encoding: how it is stored.
        picture: makes a picture of a frame, RGB [H, W, 3], and the layer's opacity on it, uint8
            [H, W]; RGBA where the encoding has an opacity. Frames are uint8, or uint16 where they
            and the encoding have more than 8 bits.
        needs_colours: whether the frame's own colours are in the picture.
        is_straight: whether its colours are never multiplied by the opacity.
        is_small: whether it is for sharing, and follows `Material.longest_side`.
    """

    ending: str
    encoding: Encoding
    picture: Callable[[Levels, Picture], Levels] = cut_out
    needs_colours: bool = True
    is_straight: bool = False
    is_small: bool = False

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
            deep=self.is_deep,
            colours=self.needs_colours,
            notes=self._notes,
            sound=self.encoding.sound_codec,
            ending=self.ending,
            combines=True,
            times=times,
            resizes=self.is_small,
            depths=lambda source: (self._encoding(source).bits,),
        )

    def _notes(self, material: Material) -> list[str]:
        if not self.is_deep or material.reader.info.mastering is None or self.keeps_mastering:
            return []
        return [
            message(
                "The video says for which display it was mastered (HDR10): '{ending}' does not "
                "say so.",
                ending=self.ending,
            )
        ]

    @property
    def is_deep(self) -> bool:
        """Whether colours of more than 8 bits are kept."""
        return self.needs_colours and self.encoding.is_deep

    @property
    def keeps_mastering(self) -> bool:
        """Whether it says for which display the colours were made."""
        return self.is_deep and self.ending.endswith(".mov")

    def of(self, material: Material, frame: Levels | None, matte: Picture | None) -> Levels:
        """Return what is written of a layer with a matte on a frame, empty where it is absent: the
        picture, or the grey levels of one without colours, for which `frame` may be None."""
        height, width = material.reader.height, material.reader.width
        alpha = np.zeros((height, width), np.uint8) if matte is None else matte
        if frame is None or not self.needs_colours:
            return alpha
        picture = self.picture(frame, alpha)
        if self.multiplies(material):
            picture[..., :3] = premultiply(picture)
        size = self._size(material)
        return picture if (width, height) == size else smaller(picture, size)

    def video(
        self,
        path: Path,
        material: Material,
        timing: Timing | Fraction,
        sound: Sound | None = None,
        first_code: str = "",
    ) -> VideoWriter:
        """Return what writes such a video of the size and the colours of the source, to `path`.

        Raises:
            WriteError: it cannot be made there, or has too few levels for the source's colours.
        """
        reader = material.reader
        if self.needs_colours and not self.is_deep:
            refuse_high_range(reader)
        return VideoWriter(
            path,
            *self._size(material),
            timing,
            self._encoding(reader.info.bit_depth),
            sound,
            first_code,
            tags_of(reader.info) if self.needs_colours else BT709,
            self._comment(material),
            reader.info.mastering if self.keeps_mastering else None,
        )

    def _encoding(self, source: int) -> Encoding:
        """Return how it is stored for a video of `source` bits."""
        return self.encoding.at_depth(source if self.is_deep else 8)

    def _size(self, material: Material) -> tuple[int, int]:
        reader, longest = material.reader, material.longest_side if self.is_small else 0
        return written_size(reader.width, reader.height, longest)

    def multiplies(self, material: Material) -> bool:
        """Return whether colours are multiplied by the opacity."""
        return material.premultiplied and self.encoding.has_alpha and not self.is_straight

    def _comment(self, material: Material) -> str:
        if not self.encoding.has_alpha:
            return ""
        return PREMULTIPLIED if self.multiplies(material) else STRAIGHT

    def _together(self, material: Material, number: int) -> Picture:
        frame = material.reader.frame(number)
        return self.picture(frame, matte_of_tracks(material.views.values(), number, frame))

    def _estimate(self, material: Material) -> ExportSize:
        shown, reader = material.gapless, material.reader
        if not shown:
            return ExportSize(0, 0)
        with TemporaryDirectory(prefix="soc-studio-") as folder:
            path = Path(folder) / f"sample{self.ending}"
            numbers = some(shown)
            read = reader.some_deep_frames if self.is_deep else reader.some_frames
            with (
                self.video(path, material, Fraction(25)) as writer,
                closing(read(numbers)) as frames,
            ):
                for number, frame in frames:
                    for view in material.views.values():
                        matte = rendered_matte(view, number, reader.height, reader.width, frame)
                        writer.write(self.of(material, frame, matte))
            total = path.stat().st_size / len(numbers) * len(shown)
        return ExportSize(len(material.views), round(total))


def write_layers(kind: LayerVideo, folder: Path, material: Material) -> Generator[int, None, None]:
    """Write a video of this `kind` for each layer into `folder`; yield each frame when done.

    The frames are those of `Material.gapless`, each shown as long as in the source or at the rate
    that it is conformed to; where an object is absent, its picture is empty. Sound and time code
    are those of the source, and so are the marks of the colours and, as far as the encoding has
    it, their depth.

    Raises:
        WriteError: a video cannot be written, or the source has a high dynamic range, which 8 bits
            cannot hold.
        VideoError: a frame cannot be read.
        DamageError: a mask cannot be read.
    """
    span = material.gapless
    if not span:
        return
    written = written_frames(material)
    with ExitStack() as stack:
        writers = [
            stack.enter_context(
                kind.video(
                    folder / f"{name}{kind.ending}",
                    material,
                    written.timing,
                    written.sound,
                    written.first_code,
                )
            )
            for name in material.views
        ]
        counts = dict(zip(span, written.counts, strict=True))
        pictures = stack.enter_context(closing(_pictures(kind, material, span, counts)))
        for number, each in zip(span, pictures, strict=True):
            for writer, picture in zip(writers, each, strict=False):
                for _ in range(counts[number]):
                    writer.write(picture)
            yield number


def _pictures(
    kind: LayerVideo, material: Material, span: range, counts: Mapping[int, int]
) -> Generator[list[Levels], None, None]:
    """Yield the picture of every layer on each frame of `span`; none where it counts nothing.

    The frames are decoded only where something of them is seen in the pictures.
    """
    reader, views = material.reader, material.views.values()

    def made(
        number: int, frame: Levels | None, matte: Callable[..., Picture | None]
    ) -> list[Levels]:
        wanted = views if counts[number] else ()
        return [kind.of(material, frame, matte(each)) for each in wanted]

    if kind.needs_colours or any(follows_picture(each, plain=False) for each in views):
        read = reader.deep_frames if kind.is_deep else reader.frames
        with closing(read(span.start, span.stop)) as frames:
            yield from made_in_a_row(
                zip(span, frames, strict=True),
                lambda row: made(row.number, row.picture, row.matte),
                len(views),
            )
        return

    def plain(number: int) -> list[Levels]:
        size = reader.height, reader.width
        return made(number, None, lambda view: rendered_matte(view, number, *size))

    yield from done_ahead(span, plain)


def _steps(material: Material) -> int:
    return len(material.gapless)


CUTOUT = LayerVideo(".mov", encodings.PRORES_4444)
INVERSE_CUTOUT = LayerVideo("-inverse.mov", encodings.PRORES_4444, all_but)
WEB_CUTOUT = LayerVideo(".webm", encodings.VP9_ALPHA, is_straight=True, is_small=True)
ARCHIVE_CUTOUT = LayerVideo(".mkv", encodings.FFV1_ALPHA)
FINE_CUTOUT = LayerVideo("-xq.mov", encodings.PRORES_4444_XQ)
ANIMATION_CUTOUT = LayerVideo("-animation.mov", encodings.ANIMATION)
MATTE = LayerVideo("-matte.mp4", encodings.H264_FINE, matte_picture, needs_colours=False)
EDITING_MATTE = LayerVideo("-matte.mov", encodings.PRORES_422, matte_picture, needs_colours=False)
SMALL_MATTE = LayerVideo("-matte-h265.mp4", encodings.H265_FINE, matte_picture, needs_colours=False)
ARCHIVE_MATTE = LayerVideo("-matte.mkv", encodings.FFV1_GREY, matte_picture, needs_colours=False)
