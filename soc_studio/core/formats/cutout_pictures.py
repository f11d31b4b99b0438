"""Writes each layer, cut out of its background, as a picture for every frame: PNG, TIFF or EXR."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.cutout_frames import (
    Levels,
    answered,
    cutout_frames,
    in_16_bits,
    refuse_high_range,
)
from soc_studio.core.formats.exr_head import exr_head
from soc_studio.core.formats.exr_picture import holds, linear_channels, write_exr
from soc_studio.core.formats.format import Times, Writer
from soc_studio.core.formats.material import ExportSize, Material, answered_frames, some
from soc_studio.core.formats.picture_check import check_folder, unlike
from soc_studio.core.formats.picture_facts import PictureFacts, facts_of
from soc_studio.core.formats.picture_settings import at_bits
from soc_studio.core.formats.png_cutout import png_bytes, read_png
from soc_studio.core.formats.png_masks_export import picture_name
from soc_studio.core.formats.tiff_picture import read_tiff, tiff_bytes
from soc_studio.core.masks.cutout import premultiply
from soc_studio.core.system.ahead import done_ahead
from soc_studio.core.system.messages import message

_ROOM = 300_000_000  # bytes that pictures which are being written may take together, about
_OF_PIXEL = 40  # bytes of a picture that is written for each of its pixels, with what it becomes


@dataclass(frozen=True, slots=True)
class PictureKind:
    """A kind of pictures that cut-outs are written as.

    Attributes:
        ending: what follows the layer's name in that of the folder.
        suffix: of each picture's name.
        write: writes a cut-out, RGBA [H, W, 4] with straight opacity, to a path, with what the
            picture of that frame says, and returns whether reading it back gives the same.
        bits: those that a level can have.
        holds_high_range: whether a picture can say that its colours are of a high dynamic range.
        notes: sentences on what they do not keep of the material.
    """

    ending: str
    suffix: str
    write: Callable[[Path, Levels, PictureFacts, int], bool]
    bits: tuple[int, ...] = (16,)
    holds_high_range: bool = True
    notes: Callable[[Material], Sequence[str]] = lambda material: ()

    def depths(self, source: int) -> tuple[int, ...]:
        """Return the bits that a level can have for a video of `source` bits, the usual first."""
        return tuple(sorted(self.bits, key=lambda bits: (bits > 8) != (source > 8)))

    @property
    def writer(self) -> Writer:
        """What writes such pictures."""
        frame = rf"(?:[0-9]{{5,}}|(?P<frame>[^/]+)){re.escape(self.suffix)}"
        names = re.compile(rf"[0-9]{{2,}}(?:-[^/]+)?{re.escape(self.ending)}(?:/{frame})?")
        return Writer(
            names,
            partial(write_cutouts, self),
            answered_frames,
            partial(_estimate, self),
            spare=True,
            ending=self.ending,
            combines=True,
            depths=self.depths,
            times=Times.NONE,
            deep=True,
            colours=True,
            notes=self.notes,
        )


def write_cutouts(
    kind: PictureKind, folder: Path, material: Material
) -> Generator[int, None, None]:
    """Write a folder with the cut-outs of each layer into `folder`; yield each when done.

    Several are encoded at once, on threads.

    A picture has the size of the video, and is empty where the object is absent. Frames without an
    answer have none. Their names are those of `picture_name`. Every picture is read back and
    compared, and at the end the pictures in the folders with those that were meant.

    Raises:
        OSError: a file cannot be written.
        WriteError: likewise, a file holds something else, or the video has a high dynamic range,
            which the pictures cannot say.
        VideoError: a frame cannot be read.
        DamageError: a mask cannot be read.
    """
    if not kind.holds_high_range:
        refuse_high_range(material)
    names, wanted, facts = material.reader.frame_names, answered(material), facts_of(material)
    for name in material.views:
        (folder / f"{name}{kind.ending}").mkdir()
    depths = kind.depths(material.reader.info.bit_depth)

    def write(made: tuple[int, Levels, dict[str, Levels]]) -> list[int]:
        number, _, layers = made
        for name, picture in layers.items():
            path = folder / f"{name}{kind.ending}" / picture_name(number, names, kind.suffix)
            picture = at_bits(picture, material.bits, depths)
            if not kind.write(path, picture, facts, number):
                raise unlike(path)
        return [number] * len(layers)

    pixels = material.reader.width * material.reader.height
    at_once = max(1, _ROOM // (_OF_PIXEL * pixels * max(1, len(material.views))))
    with (
        closing(cutout_frames(material, wanted, is_deep=True)) as frames,
        closing(done_ahead(frames, write, at_once)) as written,
    ):
        for each in written:
            yield from each
    for name, numbers in wanted.items():
        meant = {picture_name(number, names, kind.suffix) for number in numbers}
        check_folder(folder / f"{name}{kind.ending}", meant)


def _estimate(kind: PictureKind, material: Material) -> ExportSize:
    if not kind.holds_high_range:
        refuse_high_range(material)
    facts, depths = facts_of(material), kind.depths(material.reader.info.bit_depth)
    spans = {name: view.span(material.span) for name, view in material.views.items()}
    wanted = {name: some(span) if span else [] for name, span in spans.items()}
    sizes: dict[str, list[int]] = {name: [] for name in wanted}
    with TemporaryDirectory(prefix="soc-studio-") as folder:
        path = Path(folder) / f"sample{kind.suffix}"
        for number, _, layers in cutout_frames(material, wanted, is_deep=True):
            for name, picture in layers.items():
                picture = at_bits(picture, material.bits, depths)
                kind.write(path, picture, facts, number)
                sizes[name].append(path.stat().st_size)
    total = sum(float(np.mean(each)) * len(spans[name]) for name, each in sizes.items() if each)
    return ExportSize(answered_frames(material), round(total))


def _write_png(path: Path, picture: Levels, facts: PictureFacts, number: int) -> bool:
    path.write_bytes(png_bytes(picture, facts.tags, facts.mastering))
    found = read_png(path)
    return found is not None and _same(found, picture)


def _write_tiff(path: Path, picture: Levels, facts: PictureFacts, number: int) -> bool:
    deep = in_16_bits(picture)
    if facts.premultiplied:
        deep[..., :3] = premultiply(deep)
    path.write_bytes(tiff_bytes(deep, facts.premultiplied))
    found = read_tiff(path)
    return found is not None and _same(found, deep)


def _write_exr(path: Path, picture: Levels, facts: PictureFacts, number: int) -> bool:
    channels, head = linear_channels(picture, facts.tags.transfer), exr_head(facts, number)
    write_exr(path, channels, head)
    return holds(path, channels, head)


def _same(found: NDArray[np.generic], meant: NDArray[np.generic]) -> bool:
    return found.dtype == meant.dtype and np.array_equal(found, meant)


def _always_straight(material: Material) -> list[str]:
    if not material.premultiplied:
        return []
    return [message("PNG pictures are straight: the format knows no other opacity.")]


PNG = PictureKind("-cutout", ".png", _write_png, (8, 16), notes=_always_straight)
TIFF = PictureKind("-cutout-tiff", ".tif", _write_tiff, holds_high_range=False)
EXR = PictureKind("-cutout-exr", ".exr", _write_exr)
