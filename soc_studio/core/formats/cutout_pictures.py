"""Writes each layer, cut out of its background, as a picture for every frame: PNG, TIFF or EXR."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.cutout_frames import (
    Levels,
    answered,
    cutout_frames,
    in_16_bits,
    refuse_high_range,
)
from soc_studio.core.formats.exr_picture import holds, linear_channels, write_exr
from soc_studio.core.formats.format import Times, Writer
from soc_studio.core.formats.material import ExportSize, Material, answered_frames, some
from soc_studio.core.formats.picture_check import check_folder, unlike
from soc_studio.core.formats.picture_settings import at_bits
from soc_studio.core.formats.png_masks_export import picture_name
from soc_studio.core.formats.tiff_picture import read_tiff, tiff_bytes


@dataclass(frozen=True, slots=True)
class PictureKind:
    """A kind of pictures that cut-outs are written as.

    Attributes:
        ending: what follows the layer's name in that of the folder.
        suffix: of each picture's name.
        write: writes a cut-out, RGBA [H, W, 4] with straight opacity, to a path, and returns
            whether reading it back gives the same.
        is_deep: whether colours of more than 8 bits are kept.
        bits: of a level: the usual number, then what else `Material.bits` can ask for.
    """

    ending: str
    suffix: str
    write: Callable[[Path, Levels], bool]
    is_deep: bool = False
    bits: tuple[int, ...] = (16,)

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
            depths=lambda source: self.bits,
            times=Times.NONE,
        )


def write_cutouts(
    kind: PictureKind, folder: Path, material: Material
) -> Generator[int, None, None]:
    """Write a folder with the cut-outs of each layer into `folder`; yield each when done.

    A picture has the size of the video, and is empty where the object is absent. Frames without an
    answer have none. Their names are those of `picture_name`. Every picture is read back and
    compared, and at the end the pictures in the folders with those that were meant.

    Raises:
        OSError: a file cannot be written.
        WriteError: likewise, a file holds something else, or the video has a high dynamic range.
        VideoError: a frame cannot be read.
        DamageError: a mask cannot be read.
    """
    refuse_high_range(material)
    names, wanted = material.reader.frame_names, answered(material)
    for name in material.views:
        (folder / f"{name}{kind.ending}").mkdir()
    is_deep = kind.is_deep or material.bits > 8
    for number, _, layers in cutout_frames(material, wanted, is_deep):
        for name, picture in layers.items():
            path = folder / f"{name}{kind.ending}" / picture_name(number, names, kind.suffix)
            if not kind.write(path, at_bits(picture, material.bits, kind.bits)):
                raise unlike(path)
            yield number
    for name, numbers in wanted.items():
        meant = {picture_name(number, names, kind.suffix) for number in numbers}
        check_folder(folder / f"{name}{kind.ending}", meant)


def _estimate(kind: PictureKind, material: Material) -> ExportSize:
    spans = {name: view.span(material.span) for name, view in material.views.items()}
    wanted = {name: some(span) if span else [] for name, span in spans.items()}
    sizes: dict[str, list[int]] = {name: [] for name in wanted}
    with TemporaryDirectory(prefix="soc-studio-") as folder:
        path = Path(folder) / f"sample{kind.suffix}"
        for _, _, layers in cutout_frames(material, wanted, kind.is_deep):
            for name, picture in layers.items():
                kind.write(path, at_bits(picture, material.bits, kind.bits))
                sizes[name].append(path.stat().st_size)
    total = sum(float(np.mean(each)) * len(spans[name]) for name, each in sizes.items() if each)
    return ExportSize(answered_frames(material), round(total))


def _write_png(path: Path, picture: Levels) -> bool:
    _, coded = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGBA2BGRA))
    path.write_bytes(coded.tobytes())
    found = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_UNCHANGED)
    return found is not None and _same(cv2.cvtColor(found, cv2.COLOR_BGRA2RGBA), picture)


def _write_tiff(path: Path, picture: Levels) -> bool:
    deep = in_16_bits(picture)
    path.write_bytes(tiff_bytes(deep))
    found = read_tiff(path)
    return found is not None and _same(found, deep)


def _write_exr(path: Path, picture: Levels) -> bool:
    channels = linear_channels(picture)
    write_exr(path, channels)
    return holds(path, channels)


def _same(found: NDArray[np.generic], meant: NDArray[np.generic]) -> bool:
    return found.dtype == meant.dtype and np.array_equal(found, meant)


PNG = PictureKind("-cutout", ".png", _write_png, bits=(8, 16))
TIFF = PictureKind("-cutout-tiff", ".tif", _write_tiff, is_deep=True)
EXR = PictureKind("-cutout-exr", ".exr", _write_exr, is_deep=True)
