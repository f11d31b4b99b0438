"""Cut-out pictures say what their colours mean, and have the depth of the video."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from soc_studio.core.formats.cutout_pictures import EXR, PNG, TIFF, write_cutouts
from soc_studio.core.formats.exr_head import exr_head, says
from soc_studio.core.formats.exr_picture import read_exr
from soc_studio.core.formats.frame_cutout import frame_cutout, save_frame_cutout
from soc_studio.core.formats.layered_exr import CRYPTOMATTE, LAYERS
from soc_studio.core.formats.loops import GIF_LOOP
from soc_studio.core.formats.material import Material
from soc_studio.core.formats.picture_facts import PictureFacts, facts_of
from soc_studio.core.formats.tiff_picture import read_tiff
from soc_studio.core.masks.cutout import premultiply
from soc_studio.core.media.light import light_of
from soc_studio.core.media.time_code import TimeCodes
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.system.errors import WriteError

HALF = {0: (0.9, np.arange(48)[None].repeat(32, axis=0) < 24)}
WHITE = np.uint16(round(0.58 * 876)) + 64
"""The level of limited 10 bits that PQ gives to 203 candelas a square metre."""


def one_frame(clips: Any, luma: int, transfer: int = 2) -> Path:
    """Return a grey video of one frame of 10 bits in the colours of BT.2020."""
    planes = [np.full((64, 96), luma, np.uint16), *2 * [np.full((32, 48), 512, np.uint16)]]
    path: Path = clips.planes("clip.mkv", planes, "yuv420p10le", 9, 1, transfer=transfer)
    return path


def decoded_png(path: Path) -> tuple[str, NDArray[np.uint16]]:
    """Return the pixel format and the pixels of a PNG of 16 bits, by FFmpeg."""
    with av.open(path) as container:
        frame = next(container.decode(video=0))
        return frame.format.name, frame.to_ndarray(format="rgba64le")


def chunks(path: Path) -> dict[bytes, bytes]:
    """Return the chunks of a PNG by name."""
    content, place, found = path.read_bytes(), 8, {}
    while place < len(content):
        (length,) = struct.unpack_from(">I", content, place)
        found[content[place + 4 : place + 8]] = content[place + 8 : place + 8 + length]
        place += 12 + length
    return found


@pytest.mark.parametrize(
    ("transfer", "says"), [(16, (9, 16, 0, 1)), (18, (9, 18, 0, 1)), (1, (9, 1, 0, 1))]
)
def test_a_png_of_a_deep_source_has_16_bits_and_says_its_colours(
    clips: Any, documents: Any, tmp_path: Path, transfer: int, says: tuple[int, ...]
) -> None:
    view = documents.view("a", HALF, frames=1)
    single = tmp_path / "single.png"
    with open_video(one_frame(clips, 600, transfer)) as reader:
        material = Material(reader, {"01-a": view}, range(1))
        assert PNG.writer.estimate(material).files == 1
        list(write_cutouts(PNG, tmp_path, material))
        save_frame_cutout(single, reader, [view], 0)
        (deep,) = reader.deep_frames()
        assert frame_cutout(reader, [view], 0).dtype == np.uint8  # a clipboard takes no more
    sequence = tmp_path / "01-a-cutout" / "00000.png"
    assert single.read_bytes() == sequence.read_bytes()
    form, found = decoded_png(sequence)
    assert form == "rgba64be"
    assert (found[:, :40, :3] == deep[:, :40]).all()
    assert (found[0, [10, 80], 3] == [65535, 0]).all()
    assert tuple(chunks(sequence)[b"cICP"]) == says


def test_a_png_of_usual_colours_has_8_bits_and_no_mark(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    view = documents.view("a", HALF, frames=1)
    with open_video(clips.encode("clip.mkv", pictures=1)) as reader:
        list(write_cutouts(PNG, tmp_path, Material(reader, {"01-a": view}, range(1))))
    path = tmp_path / "01-a-cutout" / "00000.png"
    assert b"cICP" not in chunks(path)
    assert path.read_bytes()[24] == 8


def test_pq_and_hlg_are_light_of_which_1_is_white_paper() -> None:
    levels = np.array([0, 0.508078, 0.58069, 1], dtype=np.float64)
    deep = np.rint(levels * 65535).astype(np.uint16)
    # SMPTE ST 2084 gives 100 cd/m² to 0.508078 and 203 to 0.58069; BT.2100 gives HLG's half 1/12.
    assert light_of(deep, 16) == pytest.approx([0, 100 / 203, 1, 10000 / 203], rel=2e-4)
    half = light_of(np.array([32768, 49151, 65535], np.uint16), 18)
    assert half == pytest.approx([1 / 12 / 0.26496, 1, 1 / 0.26496], rel=2e-4)
    assert light_of(np.array([0, 188, 255], np.uint8), 1) == pytest.approx([0, 0.5029, 1], abs=1e-4)


@pytest.mark.parametrize("kind", ["cutout", "layers", "cryptomatte"])
def test_an_exr_holds_the_light_of_pq_and_says_its_colours(
    clips: Any, documents: Any, tmp_path: Path, kind: str
) -> None:
    view = documents.view("a", HALF, frames=1)
    writer = {"cutout": EXR.writer, "layers": LAYERS.writer, "cryptomatte": CRYPTOMATTE.writer}
    with open_video(one_frame(clips, int(WHITE), 16)) as reader:
        material = Material(reader, {"01-a": view}, range(1))
        assert writer[kind].estimate(material).files == 1
        list(writer[kind].write(tmp_path, material))
        meant = exr_head(facts_of(material), 0)
    (path,) = tmp_path.rglob("*.exr")
    read = read_exr(path)
    assert read is not None
    channels, head = read
    assert channels["G"][10, 10] == pytest.approx(1, rel=0.01)
    assert says(head, meant)
    assert head["chromaticities"] == pytest.approx((*BT2020, 0.3127, 0.329))
    assert head["whiteLuminance"] == 203
    assert "colorInteropID" not in head  # which would say that it was shown light
    assert "PQ" in head["comments"]


BT2020 = (0.708, 0.292, 0.170, 0.797, 0.131, 0.046)


def test_a_head_with_another_attribute_is_noticed() -> None:
    meant = exr_head(PictureFacts(codes=codes("01:00:00:00", 25)), 1)
    assert says(meant, meant)
    for other in (codes("01:00:00:01", 25), None):
        assert not says(exr_head(PictureFacts(codes=other), 1), meant)
    assert not says({**meant, "chromaticities": (*BT2020, 0.3127, 0.329)}, meant)


def codes(first: str, rate: int) -> TimeCodes:
    return TimeCodes(Timing.at_rate(100, Fraction(rate)), first)


@pytest.mark.parametrize(
    ("rate", "first", "number", "meant"),
    [(25, "01:00:00:24", 1, (1, 0, 1, 0, 0)), (50, "10:00:00:49", 0, (10, 0, 0, 24, 1))],
    ids=["25", "50, in pairs"],
)
def test_a_frame_of_an_exr_has_its_time_code(
    rate: int, first: str, number: int, meant: tuple[int, ...]
) -> None:
    code = exr_head(PictureFacts(codes=codes(first, rate)), number)["timeCode"]
    parts = (code.hours, code.minutes, code.seconds, code.frame, int(code.fieldPhase))
    assert parts == meant


def test_a_tiff_is_premultiplied_where_that_is_asked_for_and_says_so(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    soft = {0: (0.9, np.arange(48)[None].repeat(32, axis=0) % 3 == 0)}
    view = documents.view("a", soft, frames=1)
    pictures = {}
    with open_video(clips.encode("clip.mkv", pictures=1)) as reader:
        for premultiplied in (False, True):
            folder = tmp_path / str(premultiplied)
            folder.mkdir()
            material = Material(reader, {"01-a": view}, range(1), premultiplied=premultiplied)
            list(write_cutouts(TIFF, folder, material))
            path = folder / "01-a-cutout-tiff" / "00000.tif"
            pictures[premultiplied] = read_tiff(path)
            assert (b"Premultiplied" in path.read_bytes()) is premultiplied
            assert bool(PNG.notes(material)) is premultiplied
    straight, multiplied = pictures[False], pictures[True]
    assert straight is not None
    assert multiplied is not None
    assert (multiplied[..., :3] == premultiply(straight)).all()
    assert (multiplied[..., 3] == straight[..., 3]).all()


@pytest.mark.parametrize("writer", [TIFF.writer, GIF_LOOP.writer], ids=["tiff", "gif"])
def test_pictures_that_cannot_say_it_refuse_a_high_range_before_writing(
    clips: Any, documents: Any, tmp_path: Path, writer: Any
) -> None:
    view = documents.view("a", HALF, frames=1)
    with open_video(one_frame(clips, 600, 16)) as reader:
        material = Material(reader, {"01-a": view}, range(1))
        with pytest.raises(WriteError, match="high dynamic range"):
            writer.estimate(material)
        with pytest.raises(WriteError, match="high dynamic range"):
            list(writer.write(tmp_path, material))
