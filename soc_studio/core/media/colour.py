"""Converts decoded pictures to RGB with the colour matrix and range of the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import cv2
import numpy as np
from av.video.format import VideoFormat
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Interpolation, VideoReformatter
from numpy.typing import NDArray

from soc_studio.core.media.planes import channels_of
from soc_studio.core.media.siting import LeftSiting, lies_left
from soc_studio.core.media.strips import Strips
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message

# Code points of ITU-T H.273.
MATRICES = {
    0: "rgb",
    1: "bt709",
    2: "unspecified",
    4: "fcc",
    5: "bt470bg",
    6: "smpte170m",
    7: "smpte240m",
    8: "ycgco",
    9: "bt2020nc",
    10: "bt2020c",
    11: "smpte2085",
    12: "chroma-derived-nc",
    13: "chroma-derived-c",
    14: "ictcp",
}
PRIMARIES = {
    1: "bt709",
    2: "unspecified",
    4: "bt470m",
    5: "bt470bg",
    6: "smpte170m",
    7: "smpte240m",
    8: "film",
    9: "bt2020",
    10: "smpte428",
    11: "smpte431",
    12: "smpte432",
    22: "ebu3213",
}
TRANSFERS = {
    1: "bt709",
    2: "unspecified",
    4: "gamma22",
    5: "gamma28",
    6: "smpte170m",
    7: "smpte240m",
    8: "linear",
    9: "log100",
    10: "log316",
    11: "iec61966-2-4",
    12: "bt1361e",
    13: "srgb",
    14: "bt2020-10",
    15: "bt2020-12",
    16: "smpte2084",
    17: "smpte428",
    18: "arib-std-b67",
}
TONES = {16: "PQ", 18: "HLG"}
RANGES = {0: "unspecified", 1: "limited", 2: "full"}
# The scaler's matrices; 5 is BT.601, which 6 names too, and 9 is both kinds of BT.2020.
_CONVERSIONS = {1: 1, 4: 4, 5: 5, 6: 5, 7: 7, 9: 9, 10: 9}
_BT709, _SMPTE170M = 1, 6
_QUALITY = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
_QUICK = Interpolation.AREA


Levels = NDArray[Any]
"""Channels of a picture, [H, W, C], uint8 or uint16, in all the levels that their type has."""
Level = TypeVar("Level", np.uint8, np.uint16)
_SCALER_WHITE = 65280
"""White of 16 bits, as FFmpeg's scaler has it: 255 steps of 256."""


@dataclass(frozen=True, slots=True)
class Colour:
    """How the numbers of a picture mean colours: H.273 code points; range 1 is limited, 2 full."""

    matrix: int
    range: int


def has_alpha(pixel_format: VideoFormat) -> bool:
    """Return whether pictures in `pixel_format` can be see-through."""
    return pixel_format.name == "pal8" or any(part.is_alpha for part in pixel_format.components)


def colour_of(frame: VideoFrame) -> Colour:
    """Return the matrix and range to convert `frame` with.

    Where the file says nothing, pictures of at least 720 lines or 1280 columns are taken to be
    BT.709, smaller ones BT.601, and either limited, as players do. RGB and grey are full range.

    Raises:
        VideoError: the matrix is one that cannot be converted.
    """
    name = frame.format.name
    if frame.format.is_rgb or name == "pal8" or len(frame.format.components) < 3:
        return Colour(0, int(ColorRange.JPEG))
    is_full = name.startswith("yuvj") or frame.color_range == ColorRange.JPEG
    colour_range = int(ColorRange.JPEG if is_full else ColorRange.MPEG)
    if frame.colorspace in _CONVERSIONS:
        return Colour(int(frame.colorspace), colour_range)
    if frame.colorspace in (0, 2, 3):  # nothing, or RGB, which a picture in YUV is not
        is_large = frame.height >= 720 or frame.width >= 1280
        return Colour(_BT709 if is_large else _SMPTE170M, colour_range)
    matrix = MATRICES.get(frame.colorspace, str(frame.colorspace))
    raise VideoError(
        message(
            "The colours of the video are stored as {matrix}, which cannot be converted.",
            matrix=matrix,
        ),
        message("Convert the video to BT.709 first."),
    )


def scaler_matrix(matrix: int) -> int:
    """Return what the scaler calls a `matrix` of H.273; those it does not know are BT.709."""
    return _CONVERSIONS.get(matrix, _BT709)


def to_scaler(picture: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Return a `picture` whose white is 65535, uint16 [H, W, 3 or 4], for FFmpeg's scaler, which
    takes `_SCALER_WHITE` for it where it makes YUV of it."""
    share = _SCALER_WHITE / 65535
    return _multiplied(picture, (share, share, share, 1.0))


def _multiplied(
    picture: NDArray[np.uint16],
    shares: tuple[float, float, float, float],
    into: NDArray[np.uint16] | None = None,
) -> NDArray[np.uint16]:
    """Return the channels of `picture` times their `shares`, rounded, and 65535 at most; `into` an
    array of its shape."""
    factors: Any = shares
    return np.asarray(cv2.multiply(picture, factors, into, dtype=cv2.CV_16U), dtype=np.uint16)


class ToDeepRgb:
    """Converts decoded pictures of more than 8 bits, as `ToRgb` does, to 16 bits."""

    def __init__(self, codec: str = "") -> None:
        self._scaler = _Scaler(codec)

    def __call__(
        self, frame: VideoFrame, size: tuple[int, int] | None = None
    ) -> NDArray[np.uint16]:
        """Return `frame` as RGB uint16 [H, W, 3], 0 to 65535; see `ToRgb`."""
        bits = min(16, max(part.bits for part in frame.format.components))
        own_white = 65536 - 2 ** (16 - bits)  # as the scaler fills up 16 bits
        is_limited = colour_of(frame).range != ColorRange.JPEG
        share = 65535 / (_SCALER_WHITE if is_limited else own_white)
        shares = (share, share, share, 65535 / own_white)
        # Planar: to packed RGB of 16 bits the scaler takes wrong rows of halved colours.
        if size is None and _fits_planes(frame):
            result = np.empty((frame.height, frame.width, 3), np.uint16)
            for rows, channels in self._scaler.in_strips(frame, "gbrp16le", np.uint16):
                merged = np.asarray(cv2.merge(channels), np.uint16)
                _multiplied(merged, shares, result[rows])
            return result
        scaled = _multiplied(self._scaler.converted(frame, size, "gbrp16le", "gbrap16le"), shares)
        return over_black(scaled) if scaled.shape[2] == 4 else scaled


class ToRgb:
    """Converts decoded pictures; holds the tables of the last conversion: one for each thread.

    `codec`, FFmpeg's name of it, says where colours lie that are fewer than pixels (`siting`).
    """

    def __init__(self, codec: str = "") -> None:
        self._scaler = _Scaler(codec)

    def __call__(self, frame: VideoFrame, size: tuple[int, int] | None = None) -> NDArray[np.uint8]:
        """Return `frame` as RGB uint8 [H, W, 3], laid over black where it is see-through.

        Depths above 8 bits are rounded to 8. High dynamic range is not tone-mapped. Where `size`,
        width and height, is given, the picture is scaled to it on the way: for pictures that are
        made smaller this takes a fraction of the time.
        """
        if size is None and _fits_planes(frame):
            result = np.empty((frame.height, frame.width, 3), np.uint8)
            for rows, channels in self._scaler.in_strips(frame, "gbrp", np.uint8):
                cv2.merge(channels, result[rows])
            return result
        picture = np.asarray(self._scaler.converted(frame, size, "rgb24", "rgba"), np.uint8)
        return over_black(picture) if picture.shape[2] == 4 else picture


class _Scaler:
    """FFmpeg's scaler, for pictures of one `codec`."""

    def __init__(self, codec: str) -> None:
        self._reformatter = VideoReformatter()
        self._left = LeftSiting()
        self._strips = Strips()
        self._codec = codec

    def converted(
        self, frame: VideoFrame, size: tuple[int, int] | None, opaque: str, see_through: str
    ) -> NDArray[Any]:
        """Return `frame` in the pixel format `opaque` or `see_through`, [H, W, 3 or 4], at `size`
        where it is given."""
        name = see_through if has_alpha(frame.format) else opaque
        colour = colour_of(frame)
        marked = self._marked(frame, colour) if size is None else frame
        return self._scaled(marked, colour, size, name).to_ndarray()

    def in_strips(
        self, frame: VideoFrame, planar: str, kind: type[np.uint8] | type[np.uint16]
    ) -> Iterator[tuple[slice, list[NDArray[Any]]]]:
        """Yield parts of `frame` in the pixel format `planar`, a gbrp: which rows of it they are,
        and their red, green and blue, [h, W] each, to be used before the next step."""
        colour = colour_of(frame)  # of the whole: its size matters
        row_bytes = 3 * frame.width * np.dtype(kind).itemsize
        for strip in self._strips.of(self._marked(frame, colour), row_bytes):
            made = self._scaled(strip.picture, colour, None, planar)
            yield strip.rows, [each[strip.inner] for each in channels_of(made, kind)]

    def _marked(self, frame: VideoFrame, colour: Colour) -> VideoFrame:
        """Return `frame`, which says where its colours lie."""
        is_limited = colour.range != ColorRange.JPEG
        return self._left(frame) if is_limited and lies_left(frame, self._codec) else frame

    def _scaled(
        self, frame: VideoFrame, colour: Colour, size: tuple[int, int] | None, name: str
    ) -> VideoFrame:
        matrix = scaler_matrix(colour.matrix)
        width, height = size or (None, None)
        return self._reformatter.reformat(
            frame,
            width=width,
            height=height,
            format=name,
            src_colorspace=matrix,
            dst_colorspace=matrix,
            src_color_range=colour.range,
            dst_color_range=int(ColorRange.JPEG),
            interpolation=_QUALITY if size is None else _QUICK,
        )


def _fits_planes(frame: VideoFrame) -> bool:
    """Return whether FFmpeg's scaler makes of `frame` the same numbers in planes as packed.

    That is so of opaque YUV whose rows of colours belong to one or two whole rows of pixels.
    Planes take half as long.
    """
    kind = frame.format
    if len(kind.components) != 3 or kind.is_rgb or has_alpha(kind):
        return False
    return frame.height in (kind.components[1].height, 2 * kind.components[1].height)


def over_black(picture: NDArray[Level]) -> NDArray[Level]:
    """Return RGBA `picture` ([H, W, 4], straight alpha) laid over black, [H, W, 3]."""
    kind = picture.dtype
    white, wide = (255, np.uint16) if kind == np.uint8 else (65535, np.uint32)
    levels: NDArray[Any] = picture.astype(wide)
    laid = (levels[..., :3] * levels[..., 3:] + white // 2) // white
    return np.asarray(laid, dtype=kind)
