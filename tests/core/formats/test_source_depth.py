"""Cut-outs keep what the source has: its depth, its marks, its shape."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from soc_studio.core.formats.cutout_pictures import TIFF, write_cutouts
from soc_studio.core.formats.layer_videos import (
    ARCHIVE_CUTOUT,
    CUTOUT,
    FINE_CUTOUT,
    PREMULTIPLIED,
    STRAIGHT,
    WEB_CUTOUT,
    LayerVideo,
    write_layers,
)
from soc_studio.core.formats.material import Material
from soc_studio.core.formats.tiff_picture import read_tiff
from soc_studio.core.media.video_reader import open_video

WHOLE = {0: (0.9, np.ones((32, 48), dtype=np.bool_))}
HALF = {0: (0.9, np.arange(48)[None].repeat(32, axis=0) < 24)}
WIDTH, HEIGHT = 768, 32


def ramp(bits: int, halved: tuple[int, int]) -> list[NDArray[np.uint16]]:
    """Return planes with a level of luma for each column, of a colour that no RGB cuts off."""
    unit = 2 ** (bits - 10)
    luma = np.linspace(200 * unit, 800 * unit, WIDTH).astype(np.uint16)[None].repeat(HEIGHT, 0)
    size = (HEIGHT // halved[0], WIDTH // halved[1])
    return [luma, np.full(size, 480 * unit, np.uint16), np.full(size, 540 * unit, np.uint16)]


def first_planes(path: Path) -> tuple[list[NDArray[np.uint16]], int, tuple[int, ...]]:
    """Return the planes of the first picture of a file, their bits, and the marks."""
    with av.open(path) as container:
        says = container.streams.video[0].codec_context
        frame = next(container.decode(video=0))
        planes = [
            np.frombuffer(bytes(plane), np.uint16).reshape(plane.height, -1)[:, : plane.width]
            for plane in frame.planes
        ]
        marks = (says.colorspace, says.color_primaries, says.color_trc, says.color_range)
        return planes, frame.format.components[0].bits, tuple(int(each) for each in marks)


ERRORS = {CUTOUT.ending: 2.1, FINE_CUTOUT.ending: 1.1, ARCHIVE_CUTOUT.ending: 0.6}
"""In steps of 10 bits: of ProRes, the coarseness of its own coding."""


@pytest.mark.parametrize(
    ("kind", "pixel_format", "bits", "halved", "matrix"),
    [
        (CUTOUT, "yuv420p10le", 10, (2, 2), 1),
        (CUTOUT, "yuv422p10le", 10, (1, 2), 9),
        (FINE_CUTOUT, "yuv444p10le", 10, (1, 1), 6),
        (ARCHIVE_CUTOUT, "yuv420p10le", 10, (2, 2), 9),
        (ARCHIVE_CUTOUT, "yuv422p10le", 10, (1, 2), 6),
        (ARCHIVE_CUTOUT, "yuv420p12le", 12, (2, 2), 1),
    ],
    ids=lambda each: each.ending if isinstance(each, LayerVideo) else None,
)
def test_the_levels_of_a_deep_source_are_in_its_cut_out(
    clips: Any, documents: Any, tmp_path: Path, kind: LayerVideo, pixel_format: str, bits: int,
    halved: tuple[int, int], matrix: int,
) -> None:  # fmt: skip
    meant = ramp(bits, halved)
    source = clips.planes("clip.mkv", meant, pixel_format, matrix, 1)
    view = documents.view("a", WHOLE, frames=1)
    with open_video(source) as reader:
        list(write_layers(kind, tmp_path, Material(reader, {"01-a": view}, range(1))))
    found, depth, marks = first_planes(tmp_path / f"01-a{kind.ending}")
    assert marks == (matrix, matrix, 1, 1)
    assert (found[3] == 2**depth - 1).all()
    for plane, wanted in zip(found[:3], meant, strict=True):
        full = wanted.repeat(HEIGHT // wanted.shape[0], 0).repeat(WIDTH // wanted.shape[1], 1)
        steps = plane / 2 ** (depth - 10) - full / 2 ** (bits - 10)
        assert np.abs(steps).max() <= ERRORS[kind.ending]
    middle = found[0][HEIGHT // 2]
    assert len(np.unique(middle)) > 500
    assert np.all(np.diff(middle.astype(int)) >= -(2 ** (depth - 10)))


def test_a_soft_edge_of_a_deep_source_has_as_many_levels(clips: Any, documents: Any) -> None:
    source = clips.planes("clip.mkv", ramp(10, (2, 2)), "yuv420p10le", 1, 1)
    with open_video(source) as reader:
        (deep,) = reader.deep_frames()
        ((_, same),) = reader.some_deep_frames([0])
        assert deep.dtype == same.dtype == np.uint16
        assert (deep == same).all()
        assert np.abs(deep / 257 - reader.frame(0)).max() <= 0.51
        assert len(np.unique(deep[16, :, 1])) > 500


def test_pictures_of_16_bits_have_the_levels_of_a_deep_source(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    luma = np.linspace(200, 800, 64 * 96).astype(np.uint16).reshape(64, 96)
    planes = [luma, *2 * [np.full((32, 48), 512, np.uint16)]]
    source = clips.planes("clip.mkv", planes, "yuv420p10le", 1, 1)
    view = documents.view("a", WHOLE, frames=1)
    with open_video(source) as reader:
        list(write_cutouts(TIFF, tmp_path, Material(reader, {"01-a": view}, range(1))))
        (deep,) = reader.deep_frames()
    found = read_tiff(tmp_path / "01-a-cutout-tiff" / "00000.tif")
    assert found is not None
    assert (found[..., :3] == deep).all()
    assert len(np.unique(found[..., 1])) > 500
    assert (found[..., 3] == 65535).all()


def test_a_source_of_8_bits_is_read_as_before(clips: Any) -> None:
    with open_video(clips.encode("clip.mkv", pictures=3)) as reader:
        for deep, usual in zip(reader.deep_frames(), reader.frames(), strict=True):
            assert deep.dtype == np.uint8
            assert (deep == usual).all()


@pytest.mark.parametrize(
    ("name", "value", "bits"),
    [
        ("gbrp10le", 1023, 10),
        ("gbrp12le", 2048, 12),
        ("gray10le", 1023, 10),
        ("gray16le", 65535, 16),
    ],
)
def test_white_is_white_in_every_deep_format(clips: Any, name: str, value: int, bits: int) -> None:
    planes = [np.full((64, 96), value, np.uint16)] * (1 if name.startswith("gray") else 3)
    with open_video(clips.planes("clip.mkv", planes, name)) as reader:
        (deep,) = reader.deep_frames()
    assert np.abs(deep / 65535 - value / (2**bits - 1)).max() < 1e-4


def test_full_range_at_10_bits_has_black_and_white(clips: Any) -> None:
    luma = np.array([0, 512, 1023], np.uint16).repeat(32)[None].repeat(64, 0)
    planes = [luma, *2 * [np.full((64, 96), 512, np.uint16)]]
    with open_video(clips.planes("clip.mkv", planes, "yuv444p10le", 1, 2)) as reader:
        (deep,) = reader.deep_frames()
    assert np.abs(deep[32, [16, 48, 80], 1] / 65535 - np.array([0, 512 / 1023, 1])).max() < 1e-3


@pytest.mark.parametrize(
    ("kind", "transfer", "tone"),
    [(CUTOUT, 16, "PQ"), (CUTOUT, 18, "HLG"), (FINE_CUTOUT, 18, "HLG"), (ARCHIVE_CUTOUT, 16, "PQ")],
    ids=["4444 PQ", "4444 HLG", "XQ", "FFV1"],
)
def test_high_dynamic_range_passes_through_with_its_marks(
    clips: Any, documents: Any, tmp_path: Path, kind: LayerVideo, transfer: int, tone: str
) -> None:
    meant = ramp(10, (2, 2))
    source = clips.planes("clip.mkv", meant, "yuv420p10le", 9, 1, transfer=transfer)
    view = documents.view("a", WHOLE, frames=1)
    with open_video(source) as reader:
        assert reader.info.tone == tone
        list(write_layers(kind, tmp_path, Material(reader, {"01-a": view}, range(1))))
    found, depth, marks = first_planes(tmp_path / f"01-a{kind.ending}")
    assert marks == (9, 9, transfer, 1)
    assert np.abs(found[0] / 2 ** (depth - 10) - meant[0]).max() <= 2.1


@pytest.mark.parametrize("premultiplied", [False, True])
@pytest.mark.parametrize("pixel_format", ["yuv444p", "yuv444p10le"])
def test_colours_are_straight_or_premultiplied_and_the_file_says_which(
    clips: Any, documents: Any, tmp_path: Path, premultiplied: bool, pixel_format: str
) -> None:
    bits = 10 if "10" in pixel_format else 8
    kind = np.uint16 if bits == 10 else np.uint8
    planes = [np.full((64, 96), level << (bits - 8), kind) for level in (180, 120, 140)]
    source = clips.planes("clip.mkv", planes, pixel_format, 1, 1)
    view = soft(documents.view("a", HALF, frames=1))
    with open_video(source) as reader:
        material = Material(reader, {"01-a": view}, range(1), premultiplied=premultiplied)
        for each in (ARCHIVE_CUTOUT, WEB_CUTOUT):
            list(write_layers(each, tmp_path, material))
        colour = reader.frame(0)[0, 0]
    with open_video(tmp_path / "01-a.mkv") as reader:
        over_black = reader.frame(0).astype(float)
    with av.open(tmp_path / "01-a.mkv") as container:
        assert container.metadata["COMMENT"] == (PREMULTIPLIED if premultiplied else STRAIGHT)
        frame = next(container.decode(video=0))
        most = 2 ** frame.format.components[3].bits - 1
        plane = np.frombuffer(bytes(frame.planes[3]), np.uint16).reshape(64, -1)[:, :96]
        alpha = plane[..., None] / most
    with av.open(tmp_path / "01-a.webm") as container:
        assert container.metadata["COMMENT"] == STRAIGHT
    edge = (alpha[..., 0] > 0.1) & (alpha[..., 0] < 0.9)
    assert edge.sum() > 100
    # Laying a premultiplied picture over black multiplies once more.
    meant = colour * alpha ** (2 if premultiplied else 1)
    assert np.abs(over_black - meant)[edge].max() <= 2


def soft(view: Any) -> Any:
    view.layer = replace(view.layer, matte=replace(view.layer.matte, feather=4.0))
    return view


QUARTER = (0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30)


@pytest.mark.parametrize(
    ("options", "size"),
    [
        ({"display_matrix": QUARTER}, (64, 96)),
        ({"sample_aspect_ratio": (4, 3)}, (128, 64)),
        ({"sample_aspect_ratio": (4, 3), "display_matrix": QUARTER}, (64, 128)),
    ],
    ids=["turned", "wide pixels", "both"],
)
@pytest.mark.parametrize("pixel_format", ["yuv420p", "yuv420p10le"])
def test_a_cut_out_is_upright_with_square_pixels(
    clips: Any, documents: Any, tmp_path: Path, options: Any, size: tuple[int, int],
    pixel_format: str,
) -> None:  # fmt: skip
    if "sample_aspect_ratio" in options:
        options = options | {"sample_aspect_ratio": Fraction(*options["sample_aspect_ratio"])}
    quality = {"crf": "8"}
    source = clips.encode("clip.mp4", "libx264", pixel_format, 1, options=quality, **options)
    view = documents.view("a", WHOLE, frames=1)
    with open_video(source) as reader:
        assert (reader.width, reader.height) == size
        list(write_layers(CUTOUT, tmp_path, Material(reader, {"01-a": view}, range(1))))
        meant = reader.frame(0).astype(int)
    with open_video(tmp_path / "01-a.mov") as reader:
        assert (reader.width, reader.height) == size
        assert reader.info.rotation == 0
        assert reader.info.sample_aspect_ratio == 1
        difference = np.abs(reader.frame(0).astype(int) - meant)
    assert difference.mean() < 1
    assert difference.max() <= 12


@pytest.mark.parametrize("kind", [CUTOUT, FINE_CUTOUT, ARCHIVE_CUTOUT], ids=["4444", "XQ", "FFV1"])
@pytest.mark.parametrize("depth", [8, 10])
def test_odd_sizes_stay_odd(
    clips: Any, documents: Any, tmp_path: Path, kind: LayerVideo, depth: int
) -> None:
    number = np.uint8 if depth == 8 else np.uint16
    level = np.linspace(40, 200, 95)[None].repeat(63, 0) * 2 ** (depth - 8)
    planes = [level.astype(number), *2 * [np.full((63, 95), 2 ** (depth - 1), number)]]
    name = "yuv444p" if depth == 8 else "yuv444p10le"
    source = clips.planes("clip.mkv", planes, name, 1, 1)
    view = documents.view("a", WHOLE, frames=1)
    with open_video(source) as reader:
        list(write_layers(kind, tmp_path, Material(reader, {"01-a": view}, range(1))))
        meant = reader.frame(0).astype(int)
    with open_video(tmp_path / f"01-a{kind.ending}") as reader:
        assert reader.frame(0).shape == (63, 95, 3)
        assert np.abs(reader.frame(0).astype(int) - meant).max() <= 1
