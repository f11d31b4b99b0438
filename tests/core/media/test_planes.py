"""Pictures in planes become the same YUV as packed ones, and grey levels the same as colours."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Interpolation, VideoReformatter

from soc_studio.core.media.planes import GreyPictures, channels_of, in_planes, planes_of
from soc_studio.core.media.siting import LeftSiting, shares_colours

PACKED = {(3, 1): "rgb24", (4, 1): "rgba", (3, 2): "rgb48le", (4, 2): "rgba64le"}
SIZES = [(1, 1), (2, 2), (4, 6), (18, 10), (31, 17), (126, 90), (640, 360)]
_QUALITY = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT


def encoders(given: VideoFrame, pixel_format: str, matrix: int = 1) -> list[Any]:
    """Return the planes of a picture as an encoder gets them."""
    if shares_colours(pixel_format):
        given = LeftSiting()(given)
    made = yuv(given, pixel_format, matrix)
    kind = np.uint16 if made.format.components[0].bits > 8 else np.uint8
    return [each.copy() for each in planes_of(made, kind)]


def yuv(given: VideoFrame, pixel_format: str, matrix: int = 1) -> VideoFrame:
    return VideoReformatter().reformat(
        given,
        format=pixel_format,
        src_colorspace=matrix,
        dst_colorspace=matrix,
        src_color_range=ColorRange.JPEG,
        dst_color_range=ColorRange.MPEG,
        interpolation=_QUALITY,
    )


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(
    ("pixel_format", "count", "kind"),
    [
        ("yuv420p", 3, np.uint8),
        ("yuv420p10le", 3, np.uint8),
        ("yuv422p10le", 3, np.uint8),
        ("yuva444p10le", 4, np.uint16),
        ("yuva444p12le", 4, np.uint16),
    ],
)
def test_planes_become_the_same_as_packed_pixels(
    pixel_format: str, count: int, kind: Any, size: tuple[int, int]
) -> None:
    width, height = size
    if shares_colours(pixel_format) and (width % 2 or height % 2):
        width, height = width + width % 2, height + height % 2
    rng = np.random.default_rng(7)
    pixels = rng.integers(0, np.iinfo(kind).max + 1, (height, width, count), dtype=kind)
    packed = VideoFrame.from_ndarray(pixels, PACKED[count, pixels.itemsize])
    for matrix in (1, 5, 9):
        wanted = encoders(packed, pixel_format, matrix)
        found = encoders(in_planes(pixels), pixel_format, matrix)
        assert all(map(np.array_equal, found, wanted))


def test_channels_are_red_green_and_blue() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (5, 33, 3), dtype=np.uint8)
    assert (np.dstack(channels_of(in_planes(pixels), np.uint8)) == pixels).all()
    repeated = np.broadcast_to(pixels[:1], (5, 33, 3))
    assert (np.dstack(channels_of(in_planes(repeated), np.uint8)) == repeated).all()


@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuv420p10le", "yuv422p10le", "yuv444p"])
@pytest.mark.parametrize("matrix", [1, 5, 9])
def test_grey_levels_become_the_same_as_colours_alike(pixel_format: str, matrix: int) -> None:
    def picture_of(pixels: Any) -> VideoFrame:
        return yuv(LeftSiting()(VideoFrame.from_ndarray(pixels, "rgb24")), pixel_format, matrix)

    levels = np.random.default_rng(3).integers(0, 256, (62, 94), dtype=np.uint8)
    levels[:16, :16] = np.arange(256).reshape(16, 16)
    grey = GreyPictures(picture_of)(levels)
    wanted = picture_of(np.repeat(levels[..., None], 3, axis=2))
    assert grey.format.name == wanted.format.name
    kind = np.uint16 if "10" in pixel_format else np.uint8
    for one, other in zip(planes_of(grey, kind), planes_of(wanted, kind), strict=True):
        assert (one == other).all()
