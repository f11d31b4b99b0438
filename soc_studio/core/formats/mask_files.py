"""Reads one picture of a folder of masks, whichever of the kinds that hold masks it is.

PNG is read by `png_picture`. TIFF holds the same: grey of 1, 8 or 16 bits, colours that are grey,
or a palette. JPEG changes values, so only what is plainly black and white is read of it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from soc_studio.core.datasets.grey_shades import HALF
from soc_studio.core.formats import png_picture
from soc_studio.core.formats.imported_layer import MaskImportError, check_size
from soc_studio.core.formats.png_picture import EXTRA_BYTES, Head, Pixels, named
from soc_studio.core.system.messages import message

KINDS = {"PNG": (".png",), "TIFF": (".tif", ".tiff"), "JPEG": (".jpg", ".jpeg")}
"""The endings of names by the kinds of pictures, the kind that holds masks best first."""
SUFFIXES = tuple(suffix for suffixes in KINDS.values() for suffix in suffixes)
_BITS, _SAMPLE_KIND = 258, 339  # tags of TIFF
_WHOLE_NUMBERS = 1
_NOISE = 32  # by which JPEG changes black and white beside an edge, about, and neutral grey
_AROUND = np.ones((9, 9), np.uint8)
_DAMAGED = (OSError, SyntaxError, ValueError, TypeError, KeyError, EOFError, struct.error)
_UNREADABLE = (*_DAMAGED, Image.DecompressionBombError)


def kind_of(file: Path) -> str:
    """Return the kind of a picture by its name; empty where it can be no mask."""
    suffix = file.suffix.lower()
    return next((kind for kind, suffixes in KINDS.items() if suffix in suffixes), "")


def look_at(file: Path, height: int, width: int) -> Head:
    """Return the head of a picture of `height` x `width`, which alone is read.

    Raises:
        MaskImportError: it cannot be read as a mask by its head, or is of another size.
    """
    if kind_of(file) == "PNG":
        return png_picture.look_at(file, height, width)
    with _opened(file, height, width) as picture:
        return _head(picture, file)


def read_pixels(file: Path, height: int, width: int) -> Pixels:
    """Return the pixels of a picture; of JPEG 0 and 255 alone.

    Raises:
        MaskImportError: it cannot be read as a mask.
    """
    if kind_of(file) == "PNG":
        return png_picture.read_pixels(file, height, width)
    with _opened(file, height, width) as picture:
        _head(picture, file)
        ImageOps.exif_transpose(picture, in_place=True)
        if picture.size != (width, height):
            raise ValueError("it lies on its side")
        if picture.mode == "P":
            return Pixels(np.array(picture), png_picture.palette_of(picture))
        values = np.array(picture.convert("L") if picture.mode == "1" else picture)
        if kind_of(file) == "JPEG":
            return Pixels(_black_and_white(values, file), None)
    if values.ndim == 3:
        return Pixels(png_picture.one_layer(values, file), None)
    return Pixels(values if values.dtype == np.uint8 else values.astype(np.uint16), None)


@contextmanager
def _opened(file: Path, height: int, width: int) -> Iterator[Image.Image]:
    """Open a TIFF or JPEG of the right size; whatever fails while it is open makes it damaged."""
    kind = kind_of(file)
    try:
        with Image.open(file, formats=(kind,)) as picture:
            check_size(named(file), *picture.size, width, height)
            yield picture
    except _UNREADABLE as error:
        raise MaskImportError(
            message("{file} cannot be read as {kind}.", file=named(file), kind=kind),
            message("Save it as PNG, or as grey TIFF of 8 or 16 bits."),
        ) from error


def _head(picture: Image.Image, file: Path) -> Head:
    if picture.format != "TIFF":
        return Head(8, has_palette=False)
    tags = picture.getexif()
    bits, kinds = (tags.get(tag, 1) for tag in (_BITS, _SAMPLE_KIND))
    depth = max(bits) if isinstance(bits, tuple) else int(bits)
    kind = max(kinds) if isinstance(kinds, tuple) else kinds
    if kind != _WHOLE_NUMBERS or depth > 16:
        raise MaskImportError(
            message(
                "{file} has values that are no whole numbers of 8 or 16 bits.", file=named(file)
            ),
            message("Save the masks as PNG, or as grey TIFF of 8 or 16 bits."),
        )
    width, height = picture.size
    if file.stat().st_size > 4 * height * width * max(depth // 8, 1) + EXTRA_BYTES:
        raise ValueError("there is more in it than a picture")
    _check_pages(picture, file)
    return Head(depth, picture.mode == "P")


def _check_pages(picture: Image.Image, file: Path) -> None:
    """Refuse several pictures of one size in a file: they would be frames without names."""
    size = picture.size
    try:
        picture.seek(1)
    except EOFError:
        return
    if picture.size == size:
        raise MaskImportError(
            message("{file} contains several pictures.", file=named(file)),
            message("Save one file per frame."),
        )
    picture.seek(0)


def _black_and_white(values: NDArray[np.uint8], file: Path) -> NDArray[np.uint8]:
    """Return 0 and 255 for what JPEG made of them, uint8 [H, W] of [H, W] or [H, W, C].

    Raises:
        MaskImportError: there is more in it than black and white.
    """
    if values.ndim == 3:
        is_grey = values.shape[2] == 3 and int(np.ptp(values, axis=2).max()) <= _NOISE
        values = np.asarray(values[..., 1])
    else:
        is_grey = True
    black, white = values <= _NOISE, values >= 255 - _NOISE
    beside = _near(black) & _near(white)
    is_plain = bool((black | white | beside).all()) and (bool(white.any()) or not values.any())
    if not (is_grey and is_plain):
        raise MaskImportError(
            message(
                "{file} is a JPEG that is not plainly black and white: JPEG blurs values, so "
                "greys, colours and object numbers are lost in it.",
                file=named(file),
            ),
            message("Save the masks as PNG or TIFF."),
        )
    return np.where(values >= HALF, np.uint8(255), np.uint8(0))


def _near(pixels: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return where any of `pixels` is about, bool [H, W]: so far an edge may be blurred."""
    return cv2.dilate(pixels.astype(np.uint8), _AROUND) > 0
