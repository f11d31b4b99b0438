"""Colours as the file means them: matrix, range, depth and alpha."""

from __future__ import annotations

import numpy as np
import pytest
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation
from numpy.typing import NDArray

from soc_studio.core.media.colour import ToRgb, colour_of, scaler_matrix
from soc_studio.core.media.siting import LeftSiting, lies_left
from soc_studio.core.media.video_reader import open_video

# Weights of red and blue in the luma of each matrix, as in ITU-T H.273.
WEIGHTS = {1: (0.2126, 0.0722), 4: (0.30, 0.11), 5: (0.299, 0.114), 6: (0.299, 0.114)}
WEIGHTS |= {7: (0.212, 0.087), 9: (0.2627, 0.0593)}
FORMATS = {8: "yuv444p", 10: "yuv444p10le", 12: "yuv444p12le"}


def chart(height: int = 48, width: int = 64) -> NDArray[np.uint8]:
    """Return fields of colour, uint8 [height, width, 3]."""
    fields = np.random.default_rng(5).integers(0, 256, (3, 4, 3), dtype=np.uint8)
    return fields.repeat(height // 3, axis=0).repeat(width // 4, axis=1)


def to_yuv(picture: NDArray[np.uint8], matrix: int, is_full: bool, bits: int) -> list[NDArray]:
    """Return the planes that `picture` is coded as, by the equations of ITU-T H.273."""
    red, green, blue = np.moveaxis(picture / 255, -1, 0)
    of_red, of_blue = WEIGHTS[matrix]
    luma = of_red * red + (1 - of_red - of_blue) * green + of_blue * blue
    chroma = [(blue - luma) / (2 * (1 - of_blue)), (red - luma) / (2 * (1 - of_red))]
    top, unit = 2**bits - 1, 2 ** (bits - 8)
    if is_full:
        planes = [luma * top, *(part * top + 128 * unit for part in chroma)]
    else:
        planes = [(16 + 219 * luma) * unit, *((128 + 224 * part) * unit for part in chroma)]
    return [np.rint(plane).clip(0, top).astype(np.uint16) for plane in planes]


def difference(clips, path, picture) -> int:
    with open_video(path) as reader:
        return int(np.abs(reader.frame(0).astype(int) - picture).max())


@pytest.mark.parametrize("bits", FORMATS)
@pytest.mark.parametrize("is_full", [False, True], ids=["limited", "full"])
@pytest.mark.parametrize("matrix", WEIGHTS)
def test_the_matrix_and_range_of_the_file_are_applied(
    clips, matrix: int, is_full: bool, bits: int
) -> None:
    planes = to_yuv(chart(), matrix, is_full, bits)
    path = clips.planes("c.mkv", planes, FORMATS[bits], matrix, 2 if is_full else 1)
    assert difference(clips, path, chart()) <= 2
    with open_video(path) as reader:
        assert reader.info.bit_depth == bits
        assert reader.info.colour_range == reader.info.colour_range_used
        assert reader.info.colour_matrix == reader.info.colour_matrix_used


@pytest.mark.slow
@pytest.mark.parametrize(
    ("height", "width", "matrix"), [(576, 720, 6), (720, 960, 1), (480, 1280, 1), (48, 64, 6)]
)
def test_without_a_tag_the_size_decides_the_matrix(
    clips, height: int, width: int, matrix: int
) -> None:
    picture = chart(height, width)
    path = clips.planes("c.mkv", to_yuv(picture, matrix, False, 8), "yuv444p")
    assert difference(clips, path, picture) <= 2
    with open_video(path) as reader:
        assert reader.info.colour_matrix == "unspecified"
        assert reader.info.colour_matrix_used == {1: "bt709", 6: "smpte170m"}[matrix]


def test_a_high_dynamic_range_is_noted_and_not_tone_mapped(clips) -> None:
    planes = to_yuv(chart(), 9, False, 10)
    path = clips.planes("c.mkv", planes, "yuv444p10le", 9, 1, transfer=16)
    with open_video(path) as reader:
        assert reader.info.tone == "PQ"
        assert reader.info.colour_transfer == "smpte2084"
    assert difference(clips, path, chart()) <= 2


def test_halved_colour_is_right_inside_its_fields(clips) -> None:
    luma, *chroma = to_yuv(chart(), 1, False, 8)
    planes = [luma, *(plane[::2, ::2] for plane in chroma)]
    with open_video(clips.planes("c.mkv", planes, "yuv420p", 1, 1)) as reader:
        fields = reader.frame(0).reshape(3, 16, 4, 16, 3)[:, 4:12, :, 4:12].astype(int)
    assert np.abs(fields - chart().reshape(3, 16, 4, 16, 3)[:, 4:12, :, 4:12]).max() <= 2


def test_motion_jpeg_is_full_range(clips) -> None:
    grey = [np.full((64, 96, 3), value, dtype=np.uint8) for value in (0, 5, 128, 250, 255)]
    path = clips.encode("c.avi", "mjpeg", "yuvj420p", grey, options={"qscale": "1"})
    with open_video(path) as reader:
        assert reader.info.colour_range_used == "full"
        for value, picture in zip(grey, reader.frames(), strict=True):
            assert np.abs(picture.astype(int) - value).max() <= 2


@pytest.mark.parametrize(
    ("name", "codec", "pixel_format"),
    [
        ("c.mkv", "ffv1", "bgr0"),
        ("c.mov", "png", "rgb24"),
        ("c.mkv", "libx264rgb", "rgb24"),
    ],
)
def test_rgb_is_left_as_it_is(clips, name: str, codec: str, pixel_format: str) -> None:
    path = clips.encode(name, codec, pixel_format, [chart()], options={"qp": "0"})
    assert difference(clips, path, chart()) == 0


def test_grey_is_left_as_it_is(clips) -> None:
    ramp = np.arange(256, dtype=np.uint8).reshape(16, 16)
    assert difference(clips, clips.planes("c.mkv", [ramp], "gray"), ramp[..., None]) == 0


ALPHA = {
    "ProRes 4444": ("c.mov", "prores_ks", "yuva444p10le", {"profile": "4444"}, 4),
    "VP9": ("c.webm", "libvpx-vp9", "yuva420p", {"crf": "4", "b": "0"}, 8),
    "PNG": ("c.mov", "png", "rgba", {}, 0),
    "FFV1": ("c.mkv", "ffv1", "bgra", {}, 0),
}


@pytest.mark.parametrize("kind", ALPHA)
def test_what_is_see_through_is_laid_over_black(clips, kind: str) -> None:
    name, codec, pixel_format, options, tolerance = ALPHA[kind]
    picture = np.full((64, 96, 4), (200, 120, 60, 255), dtype=np.uint8)
    picture[:, 32:64, 3] = 102
    picture[:, 64:, 3] = 0
    path = clips.encode(name, codec, pixel_format, [picture] * 2, options=options)
    with open_video(path) as reader:
        assert reader.info.has_alpha
        shown = reader.frame(1).astype(int)
    for columns, colour in (((4, 28), (200, 120, 60)), ((36, 60), (80, 48, 24)), ((68, 92), 0)):
        assert np.abs(shown[8:56, slice(*columns)] - colour).max() <= tolerance


@pytest.mark.parametrize("size", [(64, 36), (333, 188), (41, 92), (75, 51)])
@pytest.mark.parametrize(
    "pixel_format",
    ["yuv420p", "yuv422p", "yuv444p", "yuvj420p", "nv12", "yuyv422", "yuv420p10le", "p010le"],
)
def test_planes_become_the_same_picture_as_packed_pixels(
    pixel_format: str, size: tuple[int, int]
) -> None:
    width, height = size
    noise = np.random.default_rng(7).integers(0, 256, (height, width, 3), dtype=np.uint8)
    frame = VideoFrame.from_ndarray(noise, format="rgb24").reformat(format=pixel_format)
    for matrix, colour_range in ((1, 1), (5, 2), (9, 1)):
        frame.colorspace, frame.color_range = matrix, colour_range
        colour = colour_of(frame)
        is_left = colour.range == 1 and lies_left(frame)
        whole = (
            (LeftSiting()(frame) if is_left else frame)
            .reformat(
                format="rgb24",
                src_colorspace=scaler_matrix(colour.matrix),
                dst_colorspace=scaler_matrix(colour.matrix),
                src_color_range=colour.range,
                dst_color_range=2,
                interpolation=Interpolation.BILINEAR
                | Interpolation.ACCURATE_RND
                | Interpolation.FULL_CHR_H_INT,
            )
            .to_ndarray()
        )
        assert np.array_equal(ToRgb()(frame), whole)
