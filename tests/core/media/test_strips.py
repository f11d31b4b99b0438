"""Large pictures are converted strip by strip to the same numbers as at once."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter

from soc_studio.core.media.colour import _QUALITY, ToDeepRgb, ToRgb
from soc_studio.core.media.planes import channels_of
from soc_studio.core.media.strips import Strips

SMALLEST = 2**19  # bytes of a row with which strips have eight rows


def noise(pixel_format: str, width: int, height: int) -> VideoFrame:
    picture = VideoFrame(width, height, pixel_format)
    bits = picture.format.components[0].bits
    rng = np.random.default_rng(height)
    for plane in picture.planes:
        kind = np.uint16 if bits > 8 else np.uint8
        count = plane.buffer_size // np.dtype(kind).itemsize
        plane.update(rng.integers(0, 2**bits, count, dtype=kind).tobytes())
    return picture


def converted(picture: VideoFrame, name: str) -> list[np.ndarray]:
    kind = np.uint16 if "16" in name else np.uint8
    return channels_of(
        VideoReformatter().reformat(picture, format=name, interpolation=_QUALITY), kind
    )


@pytest.mark.parametrize("height", [64, 67, 96, 130])
@pytest.mark.parametrize("name", ["gbrp", "gbrp16le"])
@pytest.mark.parametrize(
    "pixel_format", ["yuv420p", "yuv420p10le", "yuv422p10le", "yuv444p", "yuv440p", "nv12"]
)
def test_strips_together_are_the_picture(pixel_format: str, name: str, height: int) -> None:
    if pixel_format in ("yuv420p", "yuv420p10le", "yuv440p", "nv12"):
        height -= height % 2
    picture = noise(pixel_format, 66, height)
    whole = converted(picture, name)
    strips = Strips()
    for _ in range(2):  # what cuts them is used again
        parts = list(strips.of(picture, SMALLEST))
        assert len(parts) > 5
        assert len({each.picture.height for each in parts}) == 1
        assert [parts[0].rows.start, parts[-1].rows.stop] == [0, height]
        assert all(one.rows.stop == other.rows.start for one, other in pairwise(parts))
        for part in parts:
            for channel, wanted in zip(converted(part.picture, name), whole, strict=True):
                assert (channel[part.inner] == wanted[part.rows]).all()


def test_a_small_picture_is_one_strip() -> None:
    picture = noise("yuv420p", 64, 48)
    (only,) = Strips().of(picture, 3 * 64)
    assert only.picture is picture
    assert only.rows == only.inner == slice(0, 48)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "to_rgb"), [("gbrp", ToRgb), ("gbrp16le", ToDeepRgb)])
def test_4k_is_converted_as_at_once(name: str, to_rgb: type[ToRgb] | type[ToDeepRgb]) -> None:
    picture = noise("yuv420p10le", 3840, 2160)
    wanted = VideoReformatter().reformat(
        picture,
        format=name,
        src_colorspace=1,
        dst_colorspace=1,
        src_color_range=1,
        dst_color_range=2,
        interpolation=_QUALITY,
    )
    found = to_rgb()(picture)
    for place, channel in enumerate(channels_of(wanted, found.dtype.type)):
        levels = channel if name == "gbrp" else cv2.multiply(channel, 65535 / 65280)
        assert (found[..., place] == levels).all()
