"""Reads one PNG of a folder of masks: its header and pixel values."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from soc_studio.core.formats.imported_layer import MaskImportError, check_size, shortened
from soc_studio.core.system.messages import message

_HEAD = struct.Struct(">8sI4sIIBB")  # signature, first chunk: length, name, width, height, depth …
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOURS, _PALETTE, _GREY_ALPHA, _COLOURS_ALPHA = 0, 2, 3, 4, 6  # … and kind of colour
EXTRA_BYTES = 2**20
"""What a file may have beside its pixels, for what else is written into pictures."""
_ADVICE = message("Save masks as PNG: grey, black and white, or with a palette.")


@dataclass(frozen=True, slots=True)
class Head:
    """What a picture is by its head: `depth` in bits, and whether it `has_palette`."""

    depth: int
    has_palette: bool


@dataclass(frozen=True, slots=True)
class Pixels:
    """The pixels of a mask.

    Attributes:
        values: grey, or places in the palette; uint8 [H, W], or uint16 of a picture of 16 bits.
        palette: its colours, uint8 [256, 3]; None where the picture has none.
    """

    values: NDArray[Any]
    palette: NDArray[np.uint8] | None

    @property
    def is_black_and_white(self) -> bool:
        """Whether the picture has a palette, and uses only one black and one white of it."""
        if self.palette is None:
            return False
        used = self.palette[np.unique(self.values)]
        black, white = (used == 0).all(axis=1), (used == 255).all(axis=1)
        return bool((black | white).all()) and max(black.sum(), white.sum()) <= 1

    @property
    def grey(self) -> NDArray[Any]:
        """What `values` show: of a palette, 255 where it has white."""
        if self.palette is None:
            return self.values
        return np.asarray(self.palette[:, 0][self.values])


def look_at(file: Path, height: int, width: int) -> Head:
    """Return the head of a picture of `height` x `width`, which alone is read.

    Raises:
        MaskImportError: it is no PNG, or of another size.
    """
    try:
        with file.open("rb") as opened:
            length = os.fstat(opened.fileno()).st_size
            head = opened.read(_HEAD.size)
    except OSError as error:
        raise _unreadable(file) from error
    if len(head) < _HEAD.size:
        raise _unreadable(file)
    signature, _, first, own_width, own_height, depth, kind = _HEAD.unpack(head)
    if signature != _SIGNATURE or first != b"IHDR":
        raise _unreadable(file)
    check_size(named(file), own_width, own_height, width, height)
    if kind not in (_GREY, _COLOURS, _PALETTE, _GREY_ALPHA, _COLOURS_ALPHA):
        raise _unreadable(file)
    if length > 4 * height * width * max(depth // 8, 1) + EXTRA_BYTES:
        raise _unreadable(file)
    return Head(depth, kind == _PALETTE)


def read_pixels(file: Path, height: int, width: int) -> Pixels:
    """Return the pixels of a picture.

    Where it has colours, these are grey; where it is see-through, that is the mask.

    Raises:
        MaskImportError: it cannot be read as a mask.
    """
    depth = look_at(file, height, width).depth
    try:
        with Image.open(file, formats=("PNG",)) as picture:
            if picture.size != (width, height):
                raise _unreadable(file)
            ImageOps.exif_transpose(picture, in_place=True)
            if picture.size != (width, height):
                raise _unreadable(file)
            picture.info.pop("transparency", None)  # numbers and mattes have none
            if picture.mode == "P":
                return Pixels(np.array(picture), palette_of(picture))
            if depth == 16 and not picture.mode.startswith("I"):  # Pillow makes 8 bits of these
                return Pixels(one_layer(_read_deep(file, height, width), file), None)
            values = np.array(picture.convert("L") if picture.mode == "1" else picture)
    except (OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError) as error:
        raise _unreadable(file) from error
    if values.ndim == 2:
        return Pixels(values if values.dtype == np.uint8 else values.astype(np.uint16), None)
    return Pixels(one_layer(values, file), None)


def named(file: Path) -> str:
    """Return what to call a picture in sentences."""
    return message(
        "'{file}' in '{folder}'", file=shortened(file.name), folder=shortened(file.parent.name)
    )


def palette_of(picture: Image.Image) -> NDArray[np.uint8]:
    """Return the palette of a picture that has one, uint8 [256, 3]."""
    palette = np.zeros((256, 3), dtype=np.uint8)
    colours = np.array(picture.getpalette() or [], dtype=np.uint8).reshape(-1, 3)
    palette[: len(colours)] = colours
    return palette


def _read_deep(file: Path, height: int, width: int) -> NDArray[Any]:
    """Return the channels of a picture of 16 bits that is not grey, uint16 [H, W, C]."""
    coded = np.frombuffer(file.read_bytes(), dtype=np.uint8)
    try:
        values = cv2.imdecode(coded, cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        raise ValueError(str(error)) from error
    if values is None or values.ndim != 3 or values.shape[:2] != (height, width):
        raise ValueError("no picture")
    return np.asarray(values)


def one_layer(channels: NDArray[Any], file: Path) -> NDArray[Any]:
    """Return the mask in [H, W, C] of grey and alpha, of colours, or of these and alpha: [H, W].

    Raises:
        MaskImportError: there is none, or it is open which it is.
    """
    colours, alpha = channels, None
    if channels.shape[2] in (2, 4):
        colours, alpha = channels[..., :-1], channels[..., -1]
    if alpha is not None and (alpha != np.iinfo(alpha.dtype).max).any():
        seen = colours[alpha > 0] if alpha.any() else colours.reshape(-1, colours.shape[2])
        if (seen == seen[0]).all() or (colours == alpha[..., None]).all():
            return np.asarray(alpha)
    if (colours != colours[..., :1]).any():
        raise MaskImportError(
            message("{file} is not a mask: it has colours.", file=named(file)), _ADVICE
        )
    if alpha is not None and (alpha != np.iinfo(alpha.dtype).max).any():
        raise MaskImportError(
            message(
                "{file} is not a mask: its grey values and its transparency disagree.",
                file=named(file),
            ),
            _ADVICE,
        )
    return np.asarray(colours[..., 0])


def _unreadable(file: Path) -> MaskImportError:
    return MaskImportError(
        message("{file} cannot be read as PNG.", file=named(file)),
        message("Write it again, or remove it from the folder."),
    )
