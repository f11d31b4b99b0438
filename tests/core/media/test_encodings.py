"""Colours and opacity through every way of storing a video, at 8 bits and at 16."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from soc_studio.core.media import encodings
from soc_studio.core.media.colour_tags import BT709, ColourTags
from soc_studio.core.media.encodings import Encoding
from soc_studio.core.media.video_writer import VideoWriter

WEIGHTS = {1: (0.2126, 0.0722), 6: (0.299, 0.114), 9: (0.2627, 0.0593)}
BARS = ((255, 255, 255), (191, 191, 0), (0, 191, 191), (0, 191, 0), (191, 0, 191), (191, 0, 0))
BARS += ((0, 0, 191), (0, 0, 0))
WIDE = ColourTags(9, 9, 16)
# The largest error of a colour and of the opacity, in steps of 8 bits.
KINDS: dict[str, tuple[str, Encoding, float, float]] = {
    "4444": ("a.mov", encodings.PRORES_4444, 0.9, 0.5),
    "XQ": ("a.mov", encodings.PRORES_4444_XQ, 0.7, 0.5),
    "animation": ("a.mov", encodings.ANIMATION, 0, 0),
    "FFV1": ("a.mkv", encodings.FFV1_ALPHA, 0.6, 0.3),
    "FFV1 deep": ("a.mkv", encodings.FFV1_ALPHA.at_depth(12), 0.2, 0.1),
    "VP9": ("a.webm", encodings.VP9_ALPHA, 4, 3),
    "422": ("a.mov", encodings.PRORES_422, 1, 0),
    "H.264": ("a.mp4", encodings.H264_FINE, 4, 0),
    "H.265": ("a.mp4", encodings.H265_FINE, 3.5, 0),
}


def bars() -> NDArray[np.uint8]:
    """Return bars of colours, uint8 [64, 128, 4], whose opacity grows downwards."""
    picture = np.full((64, 128, 4), 255, dtype=np.uint8)
    picture[..., :3] = np.array(BARS, dtype=np.uint8).repeat(16, axis=0)
    picture[..., 3] = np.array([0, 64, 192, 255], dtype=np.uint8).repeat(16)[:, None]
    return picture


def read(path: Path, encoding: Encoding) -> tuple[NDArray[Any], tuple[int, ...]]:
    """Return the first picture as RGBA, in steps of 8 bits, and the marks of its colours."""
    with av.open(path) as container:
        stream = container.streams.video[0]
        says = stream.codec_context
        marks = (says.colorspace, says.color_primaries, says.color_trc, says.color_range)
        own = av.CodecContext.create(encoding.decoder, "r") if encoding.decoder else says
        (frame, *_) = (each for packet in container.demux(stream) for each in own.decode(packet))
        if encoding.is_rgb:
            picture = frame.to_ndarray(format="rgba").astype(float)
        else:
            # The planes, without FFmpeg's scaler: it is what writes them.
            planes = [values(plane, frame) for plane in frame.planes]
            bits = frame.format.components[0].bits
            most = 256 - 2.0 ** (8 - bits)  # of an opacity, which has no limited range
            alpha = planes[3] * (255 / most) if len(planes) > 3 else np.full_like(planes[0], 255)
            luma, *chroma = (
                cv2.resize(plane, (frame.width, frame.height), interpolation=cv2.INTER_NEAREST)
                for plane in planes[:3]
            )
            picture = np.dstack([to_rgb(luma, *chroma, marks[0]), alpha])
        return picture, tuple(int(each) for each in marks)


def values(plane: Any, frame: Any) -> NDArray[np.float64]:
    """Return the numbers of a plane, in steps of 8 bits."""
    bits = frame.format.components[0].bits
    kind = np.uint8 if bits == 8 else np.uint16
    rows = np.frombuffer(bytes(plane), dtype=kind).reshape(plane.height, -1)
    return rows[:, : plane.width] / 2.0 ** (bits - 8)


def to_rgb(luma: Any, blue: Any, red: Any, matrix: int) -> NDArray[np.float64]:
    """Return the colours of limited range by the equations of ITU-T H.273."""
    of_red, of_blue = WEIGHTS[matrix]
    luma = (luma - 16) / 219
    blue, red = ((each - 128) / 224 for each in (blue, red))
    r = luma + 2 * (1 - of_red) * red
    b = luma + 2 * (1 - of_blue) * blue
    g = (luma - of_red * r - of_blue * b) / (1 - of_red - of_blue)
    return np.dstack([r, g, b]).clip(0, 1) * 255


@pytest.mark.parametrize("tags", [BT709, ColourTags(6, 5, 1), WIDE], ids=["709", "601", "PQ"])
@pytest.mark.parametrize("kind", KINDS)
def test_colour_bars_come_back_with_their_marks(
    tmp_path: Path, kind: str, tags: ColourTags
) -> None:
    name, encoding, colour_error, alpha_error = KINDS[kind]
    picture = bars() if encoding.has_alpha else bars()[..., :3]
    depths = (np.uint8, np.uint16) if encoding.is_deep else (np.uint8,)
    for depth in depths:
        given = picture if depth is np.uint8 else picture.astype(np.uint16) * np.uint16(257)
        with VideoWriter(tmp_path / name, 128, 64, Fraction(25), encoding, tags=tags) as writer:
            writer.write(given)
        found, marks = read(tmp_path / name, encoding)
        inner = found.reshape(4, 16, 8, 16, 4)[:, 4:12, :, 4:12]
        meant = bars().reshape(4, 16, 8, 16, 4)[:, 4:12, :, 4:12].astype(float)
        seen = [0, 1, 2, 3] if encoding.decoder == "" else [1, 2, 3]  # VP9 hides what is not seen
        assert np.abs(inner - meant)[seen][..., :3].max() <= colour_error
        if encoding.has_alpha:
            assert np.abs(inner - meant)[..., 3].max() <= alpha_error
        if not encoding.is_rgb:
            assert marks == (tags.matrix, tags.primaries, tags.transfer, 1)


def test_a_grey_matte_comes_back_to_the_level_in_full_range(tmp_path: Path) -> None:
    ramp = np.arange(256, dtype=np.uint8).reshape(1, 256).repeat(8, axis=0)
    with VideoWriter(tmp_path / "a.mkv", 256, 8, Fraction(25), encodings.FFV1_GREY) as writer:
        writer.write(np.dstack([ramp] * 3))
    with av.open(tmp_path / "a.mkv") as container:
        (frame,) = container.decode(video=0)
        assert frame.format.name == "gray"
        assert (frame.to_ndarray() == ramp).all()
        assert container.streams.video[0].codec_context.color_range == 2


@pytest.mark.parametrize("size", [(1, 48), (3, 5), (48, 2), (1, 1), (4, 4)])
@pytest.mark.parametrize("encoding", [encodings.FFV1_ALPHA, encodings.FFV1_GREY])
def test_very_narrow_pictures_are_written_as_ffv1(
    tmp_path: Path, encoding: Encoding, size: tuple[int, int]
) -> None:
    width, height = size
    picture = np.full((height, width, 4 if encoding.has_alpha else 3), 200, dtype=np.uint8)
    with VideoWriter(tmp_path / "a.mkv", width, height, Fraction(25), encoding) as writer:
        writer.write(picture)
    with av.open(tmp_path / "a.mkv") as container:
        (frame,) = container.decode(video=0)
        assert (frame.width, frame.height) == size


def test_apple_programs_find_their_name_for_h265(tmp_path: Path) -> None:
    with VideoWriter(tmp_path / "a.mp4", 64, 64, Fraction(25), encodings.H265_FINE) as writer:
        writer.write(np.zeros((64, 64, 3), dtype=np.uint8))
    with av.open(tmp_path / "a.mp4") as container:
        assert container.streams.video[0].codec_context.codec_tag == "hvc1"


@pytest.mark.parametrize(
    ("name", "encoding", "most"),
    [
        ("a.mp4", encodings.H264_FINE, 4),
        ("a.mp4", encodings.H265_FINE, 5),
        ("a.mov", encodings.PRORES_422, 1.5),
        ("a.mkv", encodings.FFV1_GREY, 0),
    ],
)
def test_a_matte_that_moves_keeps_its_levels(
    tmp_path: Path, name: str, encoding: Encoding, most: float
) -> None:
    mattes = np.zeros((6, 90, 160), np.uint8)
    for number, matte in enumerate(mattes):
        cv2.ellipse(matte, (40 + 2 * number, 45), (26, 22), 20, 0, 360, 255, -1)
    with VideoWriter(tmp_path / name, 160, 90, Fraction(25), encoding) as writer:
        for matte in mattes:
            writer.write(cv2.merge([matte] * 3))
    with av.open(tmp_path / name) as container:
        for frame, matte in zip(container.decode(video=0), mattes, strict=True):
            levels = values(frame.planes[0], frame)
            if not encoding.is_grey:
                levels = np.clip((levels - 16) * 255 / 219, 0, 255)
            assert np.abs(levels - matte).max() <= most
