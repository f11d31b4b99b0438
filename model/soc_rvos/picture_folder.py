"""A folder of pictures as a source of frames."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from soc_rvos.errors import FramesError
from soc_rvos.messages import joined, message

ASSUMED_RATE = Fraction(25)
"""Frames a second of frames that do not come with a rate."""
SUFFIXES = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"})
_SAME = {".jpeg": ".jpg", ".tiff": ".tif"}
_EIGHT_BITS = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr"})
_STUDIO = message("soc_studio.core.media.video_reader.open_video(path) reads it.")


class PictureFolder:
    """The pictures of a folder as the frames of a video, in natural order of their names.

    "2.png" comes before "10.png". Pictures are turned as their EXIF data asks and laid over black
    where they are see-through. It is a `FrameSource`.
    """

    def __init__(self, folder: Path, rate: Fraction | None = None) -> None:
        """Open `folder`; `rate` is in frames a second, `ASSUMED_RATE` where left out.

        Raises:
            FramesError: there is no such folder, or its pictures are not the frames of one video.
        """
        self._files = _files(folder)
        self.rate = rate or ASSUMED_RATE
        self.frame_count = len(self._files)
        self.height, self.width = _read(self._files[0]).shape[:2]

    def frames(self, start: int, stop: int) -> Iterator[NDArray[np.uint8]]:
        """Yield the frames from `start` to before `stop`, RGB uint8 [H, W, 3].

        Raises:
            FramesError: a picture cannot be read, or has another size than the first.
        """
        for file in self._files[start:stop]:
            frame = _read(file)
            if frame.shape[:2] != (self.height, self.width):
                height, width = frame.shape[:2]
                raise FramesError(
                    message(
                        "'{file}' is {width} x {height} pixels, but the first picture is "
                        "{first_width} x {first_height}. Keep pictures of one size in the folder.",
                        file=file,
                        width=width,
                        height=height,
                        first_width=self.width,
                        first_height=self.height,
                    )
                )
            yield frame


def natural(name: str) -> tuple[list[tuple[int, str]], str]:
    """Return a sort key for names, so that "2.png" comes before "10.png".

    >>> sorted(["10.png", "2.png", "1.png"], key=natural)
    ['1.png', '2.png', '10.png']
    """
    parts = re.findall(r"[0-9]+|[^0-9]+", name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], name


def _files(folder: Path) -> list[Path]:
    if folder.is_file():
        raise FramesError(
            joined(
                message("'{folder}' is a file, not a folder of pictures. A video?", folder=folder),
                _STUDIO,
            )
        )
    try:
        files = [
            file
            for file in folder.iterdir()
            if file.suffix.lower() in SUFFIXES and not file.name.startswith(".")
        ]
    except OSError as error:
        raise FramesError(
            message(
                "The folder '{folder}' cannot be read: {reason}.",
                folder=folder,
                reason=error.strerror or error,
            )
        ) from error
    if not files:
        raise FramesError(
            message(
                "The folder '{folder}' holds no pictures. They end in {endings}.",
                folder=folder,
                endings=", ".join(sorted(SUFFIXES)),
            )
        )
    kinds = {_SAME.get(suffix, suffix) for suffix in (file.suffix.lower() for file in files)}
    if len(kinds) > 1:
        raise FramesError(
            message(
                "The folder '{folder}' holds pictures of several kinds ({kinds}): keep frames in "
                "one folder and masks in another.",
                folder=folder,
                kinds=", ".join(sorted(kinds)),
            )
        )
    return sorted(files, key=lambda file: natural(file.name))


def _read(file: Path) -> NDArray[np.uint8]:
    """Return the picture in `file`, RGB uint8 [H, W, 3]."""
    try:
        with Image.open(file) as picture:
            if picture.mode not in _EIGHT_BITS:
                raise FramesError(
                    joined(message("'{file}' has more than 8 bits a channel.", file=file), _STUDIO)
                )
            turned = ImageOps.exif_transpose(picture)
            if turned.has_transparency_data:
                seen = turned.convert("RGBA")
                turned = Image.alpha_composite(Image.new("RGBA", seen.size, (0, 0, 0, 255)), seen)
            return np.array(turned.convert("RGB"), dtype=np.uint8)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise FramesError(
            message("'{file}' could not be read as a picture: {reason}.", file=file, reason=reason)
        ) from error
