"""What a file states of its pictures and their rate is followed, as players do."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from soc_studio.cli.commands.info import _lines
from soc_studio.core.media.decoding.container_crop import stated_crop
from soc_studio.core.media.video_reader import open_video

DATA = Path(__file__).parents[1] / "data"
TURNED = [0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30]  # a quarter


def said(path: Path, name: str) -> str:
    with open_video(path) as reader:
        return "; ".join(value for key, value in _lines(reader.info) if key == name)


def with_aperture(path: Path, numbers: tuple[int, ...]) -> Path:
    """Return `path`, an MP4 with H.264, to which a clean aperture was added."""
    content = bytearray(path.read_bytes())
    entry = content.index(b"avc1", content.index(b"stsd")) - 4
    (length,) = struct.unpack_from(">I", content, entry)
    content[entry + length : entry + length] = struct.pack(">I4sIIIIiIiI", 40, b"clap", *numbers)
    for kind in (b"avc1", b"stsd", b"stbl", b"minf", b"mdia", b"trak", b"moov"):
        at = content.rindex(kind, 0, entry + 8) - 4
        (length,) = struct.unpack_from(">I", content, at)
        struct.pack_into(">I", content, at, length + 40)
    path.write_bytes(content)
    return path


def test_the_crop_of_matroska_is_applied_and_told() -> None:
    with open_video(DATA / "crop.mkv") as reader:
        assert (reader.width, reader.height) == (160, 88)
        assert reader.info.coded_size == (160, 120)
        assert reader.info.crop == (0, 16, 0, 16)
        for picture in reader.frames():
            assert picture.shape == (88, 160, 3)
            red = (picture[..., 0] > 200) & (picture[..., 1:] < 60).all(axis=2)
            assert not red[[0, -1]].all(axis=1).any()
        small = next(make() for _, make in reader.steps(3, within=(44, 80)))
        assert small.shape == (44, 80, 3)
        large = reader.frame(3)[::2, ::2].astype(int)
        assert np.abs(small - large).mean() < 25
    assert "16 top, 16 bottom" in said(DATA / "crop.mkv", "size")


@pytest.mark.parametrize("matrix", [None, TURNED])
def test_the_clean_aperture_of_mp4_is_applied(clips, matrix: list[int] | None) -> None:
    path = clips.encode("clip.mp4", pictures=12, display_matrix=matrix)
    with open_video(path) as reader:
        whole = list(reader.frames())
    # 80 x 48 of 96 x 64, two to the right of the middle and four above it.
    with_aperture(path, (80, 1, 48, 1, 2, 1, -4, 1))
    with open_video(path) as reader:
        assert reader.info.crop == (10, 4, 6, 12)
        cut = list(reader.frames())
    for before, after in zip(whole, cut, strict=True):
        if matrix is None:
            assert np.array_equal(before[4:52, 10:90], after)
        else:
            upright, shown = np.rot90(before, 1), np.rot90(after, 1)
            assert after.shape == (80, 48, 3)
            assert np.array_equal(upright[4:52, 10:90], shown)


@pytest.mark.parametrize(
    "numbers",
    [
        (80, 0, 48, 1, 0, 1, 0, 1),
        (200, 1, 48, 1, 0, 1, 0, 1),
        (80, 1, 48, 1, 50, 1, 0, 1),
        (0, 1, 0, 1, 0, 1, 0, 1),
    ],
)
def test_an_aperture_that_cannot_be_is_none(clips, numbers: tuple[int, ...]) -> None:
    with open_video(with_aperture(clips.encode("clip.mp4", pictures=2), numbers)) as reader:
        assert (reader.width, reader.height) == (96, 64)
        assert reader.info.crop == (0, 0, 0, 0)


@pytest.mark.parametrize("container", ["matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2"])
def test_a_damaged_header_states_no_crop(tmp_path: Path, container: str) -> None:
    chance = np.random.default_rng(1)
    whole = (DATA / ("crop.mkv" if "matroska" in container else "bla.mp4")).read_bytes()
    path = tmp_path / "hurt"
    for _ in range(60):
        content = bytearray(whole)
        for place in chance.integers(0, len(content), 40):
            content[place] = chance.integers(0, 256)
        path.write_bytes(content[: chance.integers(1, len(content))])
        assert len(stated_crop(path, container, 1, 0)) == 4


@pytest.mark.parametrize("codec", ["libx264", "mpeg2video"])
def test_pictures_of_another_size_keep_their_shape_between_bars(clips, codec: str) -> None:
    parts = []
    for width, height in ((96, 64), (96, 128)):
        pictures = [np.full((height, width, 3), 200, dtype=np.uint8) for _ in range(10)]
        parts.append(clips.encode("part.ts", codec, pictures=pictures).read_bytes())
    path = clips.folder / "sizes.ts"
    path.write_bytes(parts[0] + parts[1])
    with open_video(path) as reader:
        ((change, size),) = reader.info.size_changes
        assert size == (96, 128)
        for number, picture in enumerate(reader.frames()):
            assert picture.shape == (64, 96, 3)
            bars = np.concatenate([picture[:, :22], picture[:, -22:]], axis=1)
            assert (bars > 150).all() == (number < change)
            assert (bars < 30).all() == (number >= change)
            assert picture[:, 34:62].min() > 150
        small = next(make() for _, make in reader.steps(change, within=(32, 48)))
        assert small.shape == (32, 48, 3)
        assert small[:, :11].max() < 30
    assert "96 x 128 from frame" in said(path, "size")


def test_a_bare_stream_has_the_rate_that_it_states() -> None:
    with open_video(DATA / "raw2997.h264") as reader:
        assert reader.frame_count == 60
        assert reader.rate == Fraction(30000, 1001)
        assert reader.timing.duration == Fraction(60 * 1001, 30000)
        assert not reader.info.rate_is_assumed


@pytest.mark.parametrize(
    ("name", "codec", "pixel_format"), [("bare.mjpeg", "mjpeg", "yuvj420p"), ("bare.obu", "", "")]
)
def test_a_rate_can_be_given_for_a_stream_that_states_none(
    clips, name: str, codec: str, pixel_format: str
) -> None:
    if codec:
        made = clips.encode("made.avi", codec, pixel_format, pictures=10)
        with open_video(made) as reader:
            rate = reader.rate
        assert rate == 25
        import av

        with av.open(str(made)) as container:
            data = b"".join(bytes(packet) for packet in container.demux(video=0))
        path = made.with_name(name)
        path.write_bytes(data)
    else:
        path = clips.encode(name, "libsvtav1", pictures=10, options={"svtav1-params": "lp=1"})
    with open_video(path) as reader:
        assert reader.rate == 25
        assert reader.info.rate_is_assumed
        assert [clips.number(each) for each in reader.frames()] == list(range(10))
    assert "assumed" in said(path, "rate")
    with open_video(path, Fraction(50)) as reader:
        assert reader.rate == 50
        assert reader.timing.duration == Fraction(1, 5)
        assert not reader.info.rate_is_assumed


def test_a_rate_that_is_given_goes_before_what_a_bare_stream_states() -> None:
    with open_video(DATA / "raw2997.h264", Fraction(60)) as reader:
        assert reader.rate == 60


def test_a_file_with_times_keeps_them_whatever_rate_is_given(clips) -> None:
    with open_video(clips.encode("clip.mp4", pictures=5), Fraction(50)) as reader:
        assert reader.rate == 25
        assert not reader.info.rate_is_assumed


def test_a_mirrored_picture_is_said_to_be_mirrored(clips) -> None:
    matrix = [-65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30]
    path = clips.encode("clip.mp4", pictures=2, display_matrix=matrix)
    assert "mirrored" in said(path, "size")
