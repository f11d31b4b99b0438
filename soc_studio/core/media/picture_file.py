"""Reads one image of a folder: its header and pixels."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, TiffImagePlugin, UnidentifiedImageError

from soc_studio.core.media.colour import over_black
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message

Values = NDArray[Any]
"""RGB uint8 [H, W, 3], or [H, W] or [H, W, 3] of a wider type that a `ValueRange` makes RGB of."""

_WIDTH, _HEIGHT, _DEPTHS, _PHOTOMETRIC, _SAMPLES, _SAMPLE_KIND = 256, 257, 258, 262, 277, 339
_ORIENTATION = 274  # in EXIF, too
_SUBFILE, _SMALL_OR_MASK = 254, 0b101
_WHITE_IS_ZERO = 0
_SAMPLE_KINDS = {
    1: message("integers"),
    2: message("signed integers"),
    3: message("floating point"),
}
_KINDS_OF_NUMPY = {1: "u", 2: "i", 3: "f"}
# The orientation of EXIF to degrees clockwise, and whether a flip from left to right comes before.
_TURNS: dict[object, tuple[int, bool]] = {
    2: (0, True),
    3: (180, False),
    4: (180, True),
    5: (270, True),
    6: (90, False),
    7: (90, True),
    8: (270, False),
}
FORMATS = ("BMP", "DIB", "JPEG", "PNG", "TIFF", "WEBP")
"""All that Pillow may take a file for, whatever its name: of EPS it would run the program."""
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TEXTS = frozenset({b"iTXt", b"tEXt", b"zTXt"})
_TURNING_KEYS = (b"Raw profile type exif\0", b"XML:com.adobe.xmp\0")  # as Pillow has it
_LONGEST_KEY = 22
_DEPTH_OF_MODE = {"1": 1, "F": 32, "I": 32}
_NO_PICTURES = frozenset({"HSV", "LAB"})  # modes that Pillow does not convert to RGB
_UNREADABLE = (
    *(OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, struct.error),
    Image.DecompressionBombError,
)


@dataclass(frozen=True, slots=True)
class PictureHead:
    """Facts about a picture, known without decoding it; sizes are (width, height) in pixels.

    `depth` is in bits; `is_deep` tells that only those of the whole folder say what values mean.
    `rotation` is in degrees clockwise; `mirrored` tells a flip from left to right before it.
    """

    coded_size: tuple[int, int]
    mode: str
    kind: str
    depth: int
    is_deep: bool
    rotation: int = 0
    mirrored: bool = False

    @property
    def size(self) -> tuple[int, int]:
        """Width and height as displayed."""
        width, height = self.coded_size
        return (height, width) if self.rotation % 180 else (width, height)


def look_at(file: Path) -> PictureHead:
    """Return the head of a picture.

    Raises:
        VideoError: it cannot be read as one picture; the sentence says why.
    """
    try:
        if not file.is_file():
            raise OSError("not a file")
        with file.open("rb") as stream:
            start = stream.read(26)
            stream.seek(0)
            asks = not start.startswith(_PNG) or _png_asks(stream)
            stream.seek(0)
            with Image.open(stream, formats=FORMATS) as image:
                return _head(image, start, file, asks)
    except UnidentifiedImageError as error:
        if (head := _head_of_tiff(file)) is not None:
            return head
        raise _unreadable(file) from error
    except _UNREADABLE as error:
        raise _unreadable(file) from error


def refuse_several(file: Path) -> None:
    """Do nothing where `file` is one picture, or none at all.

    Raises:
        VideoError: it has several, as a TIFF of pages or an animated WebP.
    """
    count = 0
    with suppress(*_UNREADABLE), Image.open(file, formats=FORMATS) as image:
        count = _further_pictures(image)
    if count:
        raise _several(file, count + 1)


def read_values(file: Path) -> Values:
    """Return the pixels of a picture, turned as it asks and laid over black where see-through.

    Raises:
        OSError: it cannot be read.
    """
    try:
        try:
            with Image.open(file, formats=FORMATS) as image:
                image.load()  # turns a TIFF, and forgets that it asked for that
                return _values(ImageOps.exif_transpose(image), _tags(image))
        except UnidentifiedImageError:
            return _values_of_tiff(file)
    except _UNREADABLE as error:
        raise OSError(str(error)) from error


@dataclass(frozen=True, slots=True)
class ValueRange:
    """Which values of deep pictures are shown black and white."""

    black: float
    white: float

    @classmethod
    def of(cls, pictures: Iterable[Values]) -> ValueRange:
        """Return the scale of all `pictures` of a clip together.

        Floats within 0 to 1 are taken as that, whole numbers within 0 to 255 as 8 bits; anything
        else is spread from the least value to the largest. Values that are not finite do not count.
        """
        least, most, all_whole, has_floats = np.inf, -np.inf, True, False
        for values in pictures:
            if values.dtype == np.uint8:
                continue
            finite = values[np.isfinite(values)]
            if finite.size:
                least, most = min(least, float(finite.min())), max(most, float(finite.max()))
                all_whole = all_whole and bool((finite == np.rint(finite)).all())
                has_floats = has_floats or values.dtype.kind == "f"
        if least < 0 or most > 255 or not (all_whole or most <= 1):
            return cls(least, most)
        return cls(0.0, 1.0 if has_floats and most <= 1 else 255.0)

    def to_rgb(self, values: Values) -> NDArray[np.uint8]:
        """Return deep `values` as RGB uint8 [H, W, 3]; NaN becomes black."""
        if values.dtype == np.uint8:
            return values
        half = self.white / 2 - self.black / 2  # halves, for a range that no float could hold
        with np.errstate(invalid="ignore", over="ignore"):
            shares = (values.astype(np.float64) / 2 - self.black / 2) / (half or 1.0)
        shares = np.nan_to_num(shares, nan=0.0, posinf=1.0, neginf=0.0)
        shown = np.rint(shares.clip(0, 1) * 255).astype(np.uint8)
        return shown if shown.ndim == 3 else np.repeat(shown[..., None], 3, axis=2)


def _png_asks(stream: BinaryIO) -> bool:
    """Return whether a PNG, at its beginning, may ask to be turned: before its pixels or after."""
    at = len(_PNG)
    while True:
        stream.seek(at)
        head = stream.read(8 + _LONGEST_KEY)
        if len(head) < 8:
            return False
        kind, content = head[4:8], head[8:]
        if kind == b"eXIf" or (kind in _PNG_TEXTS and content.startswith(_TURNING_KEYS)):
            return True
        at += 12 + int.from_bytes(head[:4], "big")


def _head(image: Image.Image, start: bytes, file: Path, asks: bool) -> PictureHead:
    # Asking a PNG for what it does not have decodes all of it.
    turn, mirrored = (
        _TURNS.get(image.getexif().get(_ORIENTATION), (0, False)) if asks else (0, False)
    )
    tags = _tags(image)
    # Of a TIFF, `size` is turned already in some versions of Pillow.
    size = (int(tags[_WIDTH]), int(tags[_HEIGHT])) if tags else image.size
    depth = _DEPTH_OF_MODE.get(image.mode, 16 if image.mode.startswith("I;16") else 8)
    if image.format == "PNG":
        depth = start[24]
    elif tags:
        depth = max(tags.get(_DEPTHS, (depth,)))
    if image.mode in _NO_PICTURES:
        raise VideoError(
            message(
                "{file} in {folder} has colours of type {mode}, which SOC Studio cannot show.",
                file=file.name,
                folder=file.parent.name,
                mode=image.mode,
            ),
            message("Save it as RGB."),
        )
    is_deep = image.mode in ("F", "I")
    head = PictureHead(
        size, image.mode, (image.format or "").lower(), depth, is_deep, turn, mirrored
    )
    if count := _further_pictures(image):
        raise _several(file, count + 1)
    return head


def _several(file: Path, count: int) -> VideoError:
    return VideoError(
        message(
            "{file} in {folder} contains {count} images instead of one.",
            file=file.name,
            folder=file.parent.name,
            count=count,
        ),
        message("Save each image as a file of its own."),
    )


def _further_pictures(image: Image.Image) -> int:
    """Return how many pictures are in a file behind the first; small copies and masks are none."""
    count = getattr(image, "n_frames", 1)
    if image.format in ("PNG", "WEBP"):
        return int(count) - 1
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        return 0  # as of a JPEG, which may bring a preview
    further = 0
    for number in range(1, count):
        image.seek(number)
        further += not int(image.tag_v2.get(_SUBFILE, 0)) & _SMALL_OR_MASK
    return further


def _tags(image: Image.Image) -> dict[int, Any]:
    return dict(image.tag_v2) if isinstance(image, TiffImagePlugin.TiffImageFile) else {}


def _values(image: Image.Image, tags: dict[int, Any]) -> Values:
    if image.mode.startswith("I;16"):  # Pillow would clip it at 255
        most = 2 ** max(tags.get(_DEPTHS, (16,))) - 1  # scanners write 12 bits, too
        grey = np.rint(np.asarray(image) * (255 / most)).clip(0, 255).astype(np.uint8)
        if tags.get(_PHOTOMETRIC) == _WHITE_IS_ZERO:
            grey = 255 - grey
        return np.repeat(grey[..., None], 3, axis=2)
    if image.mode in ("I", "F"):
        values: Values = np.array(image)
        if tags.get(_DEPTHS) == (32,) and tags.get(_SAMPLE_KIND, (1,)) == (1,):
            values = values.view(np.uint32)
        return -values.astype(np.float64) if tags.get(_PHOTOMETRIC) == _WHITE_IS_ZERO else values
    if image.has_transparency_data:
        return over_black(np.array(image.convert("RGBA")))
    return np.array(image.convert("RGB"))


def _head_of_tiff(file: Path) -> PictureHead | None:
    """Return the head of a TIFF that Pillow does not know, None where there is none."""
    try:
        tags = _tags_of_tiff(file)
        depth = max(tags.get(_DEPTHS, (1,)))
        size = (int(tags[_WIDTH]), int(tags[_HEIGHT]))
        kind = max(tags.get(_SAMPLE_KIND, (1,)))
        samples = int(tags.get(_SAMPLES, 1))
    except _UNREADABLE:
        return None
    if kind not in _SAMPLE_KINDS or depth not in (32, 64) or samples not in (1, 3):
        raise VideoError(
            message(
                "{file} in {folder} has {samples} x {depth} bits per pixel "
                "({kind}), which SOC Studio cannot read.",
                file=file.name,
                folder=file.parent.name,
                samples=samples,
                depth=depth,
                kind=_SAMPLE_KINDS.get(kind, message("unknown kind")),
            ),
            message("Save it with 8 or 16 bits."),
        )
    if size[0] * size[1] > (Image.MAX_IMAGE_PIXELS or 0):
        return None
    turn, mirrored = _TURNS.get(tags.get(_ORIENTATION), (0, False))
    mode = "RGB" if samples == 3 else "grey"
    return PictureHead(size, mode, "tiff", depth, True, turn, mirrored)


def _tags_of_tiff(file: Path) -> dict[int, Any]:
    with file.open("rb") as stream:
        tags = TiffImagePlugin.ImageFileDirectory_v2(stream.read(8))
        stream.seek(tags.next)
        tags.load(stream)
        return dict(tags)


def _values_of_tiff(file: Path) -> Values:
    head = _head_of_tiff(file)
    kind = max(_tags_of_tiff(file).get(_SAMPLE_KIND, (1,)))
    coded = np.frombuffer(file.read_bytes(), dtype=np.uint8)
    values: Values | None = None
    if head is not None:
        try:
            values = cv2.imdecode(coded, cv2.IMREAD_UNCHANGED)
        except cv2.error as error:
            raise OSError(str(error)) from error
    if head is None or values is None or values.shape[1::-1] != head.coded_size:
        raise OSError("no TIFF")
    if (values.dtype.kind, 8 * values.dtype.itemsize) != (_KINDS_OF_NUMPY[kind], head.depth):
        raise OSError("a depth that this version of OpenCV does not read")
    if values.ndim == 3:
        values = values[..., ::-1]
    if head.mirrored:
        values = values[:, ::-1]
    return np.ascontiguousarray(np.rot90(values, -head.rotation // 90))


def _unreadable(file: Path) -> VideoError:
    return VideoError(
        message(
            "{file} in {folder} cannot be read as an image.",
            file=file.name,
            folder=file.parent.name,
        ),
        message("Write it again, or remove it from the folder."),
    )


def deep_values(files: Iterable[Path]) -> Iterator[Values]:
    """Yield the values of those of `files` that need a `ValueRange`; damaged ones have none."""
    for file in files:
        try:
            if look_at(file).is_deep:
                yield read_values(file)
        except (OSError, VideoError):
            continue  # reading it as a frame says so
