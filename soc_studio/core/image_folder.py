"""A folder of images as a video."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Generator
from fractions import Fraction
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from soc_studio.core.colour import over_black
from soc_studio.core.errors import VideoError
from soc_studio.core.timing import Timing
from soc_studio.core.video_info import Break, VideoInfo
from soc_studio.core.viewing import smaller

SUFFIXES = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"})
_ORIENTATION = 0x0112  # EXIF tag
_TURNS: dict[object, int] = {
    3: 180,
    5: 90,
    6: 90,
    7: 270,
    8: 270,
}  # its values to degrees clockwise


class ImageFolder:
    """The images of a folder as the frames of a clip, in natural order of their names.

    "2.png" comes before "10.png". Images are turned as their EXIF data asks, laid over black where
    they are see-through, and rounded to 8 bits; other files in the folder are left alone.
    """

    def __init__(self, folder: Path, rate: Fraction) -> None:
        """Open `folder`, to be shown at `rate` frames a second.

        Raises:
            VideoError: there are no images, one cannot be read, or they differ in size.
        """
        self.path = folder
        self._files = sorted(
            (
                file
                for file in folder.iterdir()
                if file.suffix.lower() in SUFFIXES and not file.name.startswith(".")
            ),
            key=_natural,
        )
        if not self._files:
            raise VideoError(
                f"The folder {folder.name} holds no images.",
                f"Images end in {', '.join(sorted(SUFFIXES))}.",
            )
        self._size, coded, mode, kind, rotation = _look_at(self._files[0])
        for file in self._files[1:]:
            size = _look_at(file)[0]
            if size != self._size:
                raise VideoError(
                    f"The images in {folder.name} differ in size: {self._files[0].name} is"
                    f" {self._size[0]} x {self._size[1]}, {file.name} is {size[0]} x {size[1]}.",
                    "Keep images of one size in the folder.",
                )
        self.timing = Timing.at_rate(len(self._files), rate)
        self.info = VideoInfo(
            container="folder of images",
            codec=kind.lower(),
            pixel_format=mode,
            bit_depth=16 if mode.startswith("I") else 8,
            coded_size=coded,
            displayed_size=self._size,
            rotation=rotation,
            mirrored=False,
            sample_aspect_ratio=Fraction(1),
            colour_matrix="rgb",
            colour_matrix_used="rgb",
            colour_range="full",
            colour_range_used="full",
            colour_primaries="unspecified",
            colour_transfer="unspecified",
            tone=None,
            has_alpha="A" in mode,
            frame_count=len(self._files),
            rate=rate,
            is_variable=False,
            duration=self.timing.duration,
            audio_streams=(),
            broken=None,
        )

    def frames(
        self, start: int, within: tuple[int, int] | None = None
    ) -> Generator[tuple[int, Callable[[], NDArray[np.uint8]]], None, None]:
        """Go through the images from number `start` on; yield numbers and what reads them.

        They are made no larger than `within`, height and width, where it is given. Reading one
        raises VideoError where it is damaged or no longer there.
        """
        for number in range(start, len(self._files)):
            yield number, partial(self._read, number, within)

    def entry_before(self, number: int) -> int:
        """Return `number`: every image can be reached without those before it."""
        return number

    def find_break(self) -> Break | None:
        """Read all images; return where the first damaged one is, None where there is none."""
        for number in range(len(self._files)):
            try:
                self._read(number)
            except VideoError as error:
                return Break(number, self.timing.time_of(number), str(error))
        return None

    def close(self) -> None:
        """Do nothing: no file is kept open."""

    def _read(self, number: int, within: tuple[int, int] | None = None) -> NDArray[np.uint8]:
        file = self._files[number]
        try:
            with Image.open(file) as image:
                picture = _to_rgb(ImageOps.exif_transpose(image))
        except (OSError, SyntaxError, ValueError, struct.error) as error:
            raise VideoError(
                f"{self.path.name} is broken at frame {number}: {file.name} cannot be read.",
                "Write this image again.",
            ) from error
        if (picture.shape[1], picture.shape[0]) != self._size:
            raise VideoError(f"{file.name} has changed its size since {self.path.name} was opened.")
        return picture if within is None else smaller(picture, *within)


def _natural(file: Path) -> tuple[list[tuple[int, str]], str]:
    parts = re.findall(r"\d+|\D+", file.name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], file.name


def _look_at(file: Path) -> tuple[tuple[int, int], tuple[int, int], str, str, int]:
    """Return displayed size, coded size, mode, format and clockwise rotation of an image."""
    try:
        with Image.open(file) as image:
            # Asking a PNG for what it does not have decodes all of it.
            asks = image.format != "PNG" or "exif" in image.info
            turn = _TURNS.get(image.getexif().get(_ORIENTATION), 0) if asks else 0
            width, height = image.size
            size = (height, width) if turn % 180 else (width, height)
            return size, image.size, image.mode, image.format or "", turn
    except (OSError, SyntaxError, ValueError, struct.error) as error:
        raise VideoError(
            f"{file.name} in {file.parent.name} cannot be read as an image.",
            "Write it again, or take it out of the folder.",
        ) from error


def _to_rgb(image: Image.Image) -> NDArray[np.uint8]:
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would clip at 255
        grey = np.rint(np.asarray(image).clip(0, 65535) / 257).astype(np.uint8)
        return np.repeat(grey[..., None], 3, axis=2)
    if image.has_transparency_data:
        return over_black(np.array(image.convert("RGBA")))
    return np.array(image.convert("RGB"))
