"""One picture of labels: its bytes as the number of an object for each pixel, and back.

Reads grey of 1, 8 and 16 bits, palettes, RGB and RGBA. Colours that are those of the palette of
DAVIS and PASCAL VOC mean its numbers; what others mean, all pictures of a video say together
(`label_pictures`).
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from soc_studio.core.datasets.dataset_error import DatasetError
from soc_studio.core.datasets.grey_shades import HALF, MATTE, Shades, shades_of
from soc_studio.core.datasets.segmentation import MOST_PIXELS, check_bounds, check_size
from soc_studio.core.system.messages import message

VOID = 255
"""The number of pixels that nobody decided about."""
_HEAD = struct.Struct(">8sI4sIIBB")  # signature, first chunk: length, name, width, height, depth …
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def _palette() -> NDArray[np.uint8]:
    """Return the palette of DAVIS and PASCAL VOC, uint8 [256, 3]: bits of the number, in turn."""
    numbers = np.arange(256)
    colours = np.zeros((256, 3), dtype=np.uint8)
    for bit in range(8):
        for channel in range(3):
            colours[:, channel] |= ((numbers >> channel & 1) << (7 - bit)).astype(np.uint8)
        numbers = numbers >> 3
    return colours


PALETTE = _palette()
_BY_COLOUR = {tuple(colour): number for number, colour in enumerate(PALETTE.tolist())}


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a picture.

    Attributes:
        values: the number of each pixel, int32 [H, W].
        is_grey: whether they are grey, and may be black and white.
        colours: the colours of a picture that has them, red · 65536 + green · 256 + blue, int32
            [H, W]; None of one that is grey, or has a palette, by its kind.
    """

    values: NDArray[np.int32]
    is_grey: bool
    colours: NDArray[np.int32] | None = None

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Where a picture of one object is on it, bool [H, W].

        Of grey from black to white, and of several shades, that is mid-grey or brighter; of darker
        numbers, whatever is not 0.
        """
        most = int(self.values.max())
        half = 2**15 if most > VOID else HALF
        is_matte = most >= half or (
            most >= MATTE and len(np.unique(self.values[self.values > 0])) > 1
        )
        return np.asarray(self.values >= (half if self.is_grey and is_matte else 1))

    @property
    def shades(self) -> Shades:
        """What the greys between black and white of a grey picture are."""
        most = int(self.values.max())
        if VOID < most < 2**15:
            return Shades.AREAS
        bits = 8 if most > VOID else 0
        return shades_of((self.values >> bits).astype(np.uint8))


def size_of(content: bytes, named: str) -> tuple[int, int]:
    """Return height and width of a PNG, JPEG or another picture, of which the head is enough.

    Raises:
        DatasetError: it is none.
    """
    if len(content) >= _HEAD.size and content.startswith(_SIGNATURE):
        _, _, first, width, height, _, _ = _HEAD.unpack(content[: _HEAD.size])
        if first == b"IHDR" and 0 < width * height <= MOST_PIXELS:
            return height, width
        raise _unreadable(named)
    try:
        with Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
            if picture.getexif().get(0x0112, 1) in (5, 6, 7, 8):  # shown on its side
                width, height = height, width
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise _unreadable(named) from error
    check_bounds(named, height, width)
    return height, width


def read_labels(content: bytes, named: str, height: int, width: int) -> Labels:
    """Return the labels of a PNG of `height` x `width` pixels; `named` says which it is.

    Raises:
        DatasetError: it is no PNG, damaged, of another size, or too large.
    """
    if not content.startswith(_SIGNATURE):
        raise _unreadable(named)
    check_size(named, size_of(content, named), height, width)
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
            picture.info.pop("transparency", None)  # numbers have none
            mode, is_deep = picture.mode, content[24] == 16
            if is_deep and not mode.startswith("I"):  # Pillow makes 8 bits of these
                return _of_colours(_read_deep(content))
            values = np.array(picture.convert("L") if mode == "1" else picture)
            palette = picture.getpalette() or []
    except (OSError, SyntaxError, ValueError, struct.error, cv2.error) as error:
        raise _unreadable(named) from error
    except Image.DecompressionBombError as error:
        raise _unreadable(named) from error
    if values.shape[:2] != (height, width):
        raise _unreadable(named)
    if values.ndim == 3:
        return _of_colours(values)
    is_ramp = mode == "P" and _is_ramp(values, palette)
    return Labels(values.astype(np.int32), mode != "P" or is_ramp)


def label_picture(values: NDArray[np.uint8]) -> bytes:
    """Return a PNG of 8 bits with the palette of DAVIS, of the numbers uint8 [H, W]."""
    picture = Image.fromarray(values, mode="L")
    picture.putpalette(PALETTE.tobytes())
    file = io.BytesIO()
    picture.save(file, format="PNG", bits=8)
    return file.getvalue()


def mask_picture(pixels: NDArray[np.bool_]) -> bytes:
    """Return a grey PNG of `pixels`, bool [H, W]: 255 where they are True, 0 elsewhere."""
    return cv2.imencode(".png", pixels.astype(np.uint8) * 255)[1].tobytes()


def _read_deep(content: bytes) -> NDArray[np.uint8]:
    """Return the channels of a picture of 16 bits that is not grey, by their upper bytes."""
    values = cv2.imdecode(np.frombuffer(content, dtype=np.uint8), cv2.IMREAD_UNCHANGED)
    if values is None or values.ndim != 3:
        raise ValueError("no picture")
    order = [2, 1, 0, 3][: values.shape[2]]  # OpenCV has blue first
    return (values[..., order].astype(np.int32) >> 8).astype(np.uint8)


def _of_colours(channels: NDArray[np.uint8]) -> Labels:
    """Return the labels of grey and alpha, of colours, or of these and alpha, uint8 [H, W, C]."""
    colours = channels[..., :3] if channels.shape[2] > 2 else channels[..., :1].repeat(3, axis=2)
    if channels.shape[2] in (2, 4):
        alpha = channels[..., -1]
        is_mask = (colours == colours[:1, :1]).all() or (colours == alpha[..., None]).all()
        if is_mask and (alpha < 255).any():
            return Labels(alpha.astype(np.int32), True)
        colours = np.where(alpha[..., None] > 0, colours, 0)
    parts = colours.astype(np.int32)
    packed = parts[..., 0] << 16 | parts[..., 1] << 8 | parts[..., 2]
    own = packed if channels.shape[2] > 2 else None
    if (colours == colours[..., :1]).all():
        return Labels(parts[..., 0], True, own)
    found, places = np.unique(packed, return_inverse=True)
    numbers = [number_of(int(each)) or int(each) for each in found]
    values = np.array(numbers, dtype=np.int32)[places].reshape(packed.shape)
    return Labels(values, False, own)


def number_of(packed: int) -> int | None:
    """Return the place of a colour in the palette of DAVIS, None for any other."""
    return _BY_COLOUR.get((packed >> 16, packed >> 8 & 255, packed & 255))


def _is_ramp(values: NDArray[np.uint8], palette: list[int]) -> bool:
    """Return whether a picture uses nothing of its palette but greys at their own places."""
    used = np.unique(values)
    colours = np.zeros((256, 3), dtype=np.uint8)
    known = np.array(palette, dtype=np.uint8).reshape(-1, 3)[:256]
    colours[: len(known)] = known
    return bool((colours[used] == used[:, None]).all())


def _unreadable(named: str) -> DatasetError:
    return DatasetError(
        message("{named} cannot be read as a picture.", named=named),
        message("Write it again, or leave it out."),
    )
