"""A folder of PNG masks, one a frame.

Where all names end in a number, it is the number of the frame: from 0, or from 1 where the
pictures are exactly 1 to the number of frames. Otherwise the pictures are all frames of the video
in natural order of their names. Files that are no PNG or are hidden are left alone.

What the pictures of a folder mean is decided for all of them together:

- 8-bit grey with a value of 32 or more in any of them: mattes, on the object from 128. So are
  pictures of 1 bit, where white is on the object, and of a palette of which they use nothing but
  black and white;
- grey with no values but 0 and 1: the object is 1;
- grey with other values below 32: the value is the number of an object, 0 is none (a matte as dark
  as that would show nothing), and each object is a layer;
- a palette: its places are the numbers of objects likewise (as in DAVIS).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from soc_rvos.masks import Mask
from soc_studio.core.mask_import.frame_numbers import natural, numbers_of
from soc_studio.core.mask_import.layer import (
    ImportedLayer,
    MaskImportError,
    check_count,
    check_frame,
    check_size,
    shortened,
)

_HEAD = struct.Struct(">8sI4sIIBB")  # signature, first chunk: length, name, width, height, depth …
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _PALETTE = 0, 3  # … and kind of colour
_MATTE = 32  # value from which grey is no number of an object
_INSIDE = 128
_EXTRA_BYTES = 2**20  # of a file beside its pixels, for what else is written into PNGs


def open_folder(folder: Path, height: int, width: int, frame_count: int) -> list[ImportedLayer]:
    """Return the layers of a folder of PNG masks of a video of `height` x `width` pixels.

    All sizes are checked before anything is decoded. Numbers of objects are looked for in all
    pictures, which takes as long as to decode them; of mattes, a few are looked at.

    Raises:
        MaskImportError: there are no masks, some cannot be read, or they are not of this video.
        OSError: the folder cannot be read.
    """
    by_frame = _by_frame(_pictures(folder), folder, frame_count)
    frames = tuple(sorted(by_frame))
    files = [by_frame[frame] for frame in frames]
    kinds = {_kind(file, height, width) for file in files}
    if len(kinds) > 1:
        raise MaskImportError(
            f"The folder '{folder.name}' holds pictures of grey and others with a palette.",
            "Keep pictures of one kind in the folder.",
        )
    name = shortened(folder.resolve().name) or "masks"  # the root of a disk has no name
    if kinds == {_GREY}:
        seen = _seen_values(files, height, width)
        from_value = _INSIDE if seen is None else 1
        is_binary = seen is None or not seen[:, 2:].any()
    else:
        seen, from_value = _seen_numbers(files, height, width), _INSIDE
        is_binary = seen is None
    if is_binary or seen is None:
        read = partial(_read_matte, by_frame, height, width, from_value)
        return [ImportedLayer(name, frames, read)]
    layers = []
    for number in np.flatnonzero(seen[:, 1:].any(axis=0)).tolist():
        own = seen[:, number + 1]
        on = {frame: file for frame, file, is_on in zip(frames, files, own, strict=True) if is_on}
        read = partial(_read_number, on, height, width, number + 1)
        layers.append(ImportedLayer(f"{name} {number + 1}", frames, read))
    return layers


def _pictures(folder: Path) -> list[Path]:
    """Return the PNG files of `folder` in natural order; none of them is anything but a file."""
    inside = folder.resolve()
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.lower().endswith(".png") or entry.name.startswith("."):
                continue
            file = Path(entry)
            if entry.is_symlink() and not _leads_into(file, inside):
                raise MaskImportError(
                    f"{_named(file)} is a link to somewhere outside of the folder.",
                    "Put the picture itself there.",
                )
            if not entry.is_file():
                raise MaskImportError(
                    f"{_named(file)} is not a file.", "Take it out of the folder."
                )
            found.append(file)
    if not found:
        raise MaskImportError(
            f"The folder '{folder.name}' holds no PNG pictures.",
            "Choose the folder in which the masks are, one PNG a frame.",
        )
    return sorted(found, key=lambda file: natural(file.name))


def _leads_into(link: Path, folder: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(folder)
    except (OSError, RuntimeError):  # it leads nowhere, or (before Python 3.13) round in a circle
        return False


def _by_frame(files: Sequence[Path], folder: Path, frame_count: int) -> dict[int, Path]:
    numbers = numbers_of([file.stem for file in files])
    if numbers is None:
        check_count(f"The folder '{folder.name}'", len(files), frame_count)
        numbers = list(range(frame_count))
    elif min(numbers) == 1 and max(numbers) == len(files) == frame_count:
        numbers = [number - 1 for number in numbers]
    by_frame: dict[int, Path] = {}
    for file, number in zip(files, numbers, strict=True):
        check_frame(_named(file), number, frame_count)
        if number in by_frame:
            raise MaskImportError(
                f"{_named(file)} and '{by_frame[number].name}' are of the same frame.",
                "Keep one picture a frame in the folder.",
            )
        by_frame[number] = file
    return by_frame


def _kind(file: Path, height: int, width: int) -> int:
    """Return the kind of colour of a picture, of which only the head is read."""
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
    check_size(_named(file), own_width, own_height, width, height)
    if kind not in (_GREY, _PALETTE) or depth > 8:
        raise MaskImportError(
            f"{_named(file)} is not a mask: it has colours, see-through parts or 16 bits.",
            "Save masks as PNG of 8-bit grey, of 1 bit, or with a palette.",
        )
    if length > 4 * height * width + _EXTRA_BYTES:
        raise _unreadable(file)
    return int(kind)


def _seen_values(files: Sequence[Path], height: int, width: int) -> NDArray[np.bool_] | None:
    """Return bool [files, 256], which values grey pictures have; None where they are mattes."""
    seen = np.zeros((len(files), 256), dtype=np.bool_)
    for place, file in enumerate(files):
        seen[place] = np.array(_decoded(file, height, width).convert("L").histogram()) > 0
        if seen[place, _MATTE:].any():
            return None
    return seen


def _seen_numbers(files: Sequence[Path], height: int, width: int) -> NDArray[np.bool_] | None:
    """Return bool [files, 256], which places of the palette pictures use.

    None where all that they use is black or white.
    """
    seen = np.zeros((len(files), 256), dtype=np.bool_)
    black_and_white = True
    for place, file in enumerate(files):
        picture = _decoded(file, height, width)
        seen[place] = np.array(picture.histogram()) > 0
        palette = np.zeros((256, 3), dtype=np.uint8)
        colours = np.array(picture.getpalette() or [], dtype=np.uint8).reshape(-1, 3)
        palette[: len(colours)] = colours
        used = palette[seen[place]]
        black_and_white &= bool(((used == 0).all(axis=1) | (used == 255).all(axis=1)).all())
    return None if black_and_white else seen


def _read_matte(
    files: Mapping[int, Path], height: int, width: int, from_value: int, frame: int
) -> Mask:
    picture = _decoded(files[frame], height, width).convert("L")
    return Mask.from_array(np.asarray(picture) >= from_value)


def _read_number(
    files: Mapping[int, Path], height: int, width: int, number: int, frame: int
) -> Mask:
    """Return where the object `number` is; `files` are those of the frames that it is on."""
    if frame not in files:
        return Mask.empty(height, width)
    return Mask.from_array(np.asarray(_decoded(files[frame], height, width)) == number)


def _decoded(file: Path, height: int, width: int) -> Image.Image:
    """Return a picture that `_kind` let pass, of kind "1", "L" or "P"."""
    try:
        with Image.open(file, formats=("PNG",)) as picture:
            if picture.size == (width, height) and picture.mode in ("1", "L", "P"):
                picture.info.pop("transparency", None)  # numbers and mattes have none
                picture.load()
                return picture
    except (OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError) as error:
        raise _unreadable(file) from error
    raise _unreadable(file)  # it is not what it was when the folder was opened


def _unreadable(file: Path) -> MaskImportError:
    return MaskImportError(
        f"{_named(file)} cannot be read as a PNG picture.",
        "Write it again, or take it out of the folder.",
    )


def _named(file: Path) -> str:
    return f"'{shortened(file.name)}' in '{file.parent.name}'"
