"""Pictures of a folder of any depth and orientation, and files that lie beside them."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from soc_studio.core.media.fingerprint import fingerprint
from soc_studio.core.media.frame_files import frame_files
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.system.errors import VideoError

RAMP = np.tile(np.arange(0, 256, 5, dtype=np.float64), (20, 1))  # 0 to 255


def write_tiff(
    path: Path, values: NDArray[Any], white_is_zero: bool = False, order: str = "<"
) -> None:
    """Write an uncompressed TIFF of grey or RGB of any type."""
    height, width = values.shape[:2]
    samples = 1 if values.ndim == 2 else values.shape[2]
    data = values.astype(values.dtype.newbyteorder(order)).tobytes()
    bits = 8 * values.dtype.itemsize
    kind = {"u": 1, "i": 2, "f": 3}[values.dtype.kind]
    photometric = 2 if samples == 3 else int(not white_is_zero)
    extra = 8 + 2 + 10 * 12 + 4  # what is too long for an entry
    lists = struct.pack(f"{order}3H3H", *(bits,) * 3, *(kind,) * 3)
    tags = [(256, 4, 1, width), (257, 4, 1, height)]
    tags += [(258, 3, 3, extra) if samples == 3 else (258, 3, 1, bits)]
    tags += [(259, 3, 1, 1), (262, 3, 1, photometric), (273, 4, 1, extra + len(lists))]
    tags += [(277, 3, 1, samples), (278, 4, 1, height), (279, 4, 1, len(data))]
    tags += [(339, 3, 3, extra + 6) if samples == 3 else (339, 3, 1, kind)]
    directory = struct.pack(f"{order}H", len(tags))
    for tag, type_, count, value in tags:
        form = "HH" if type_ == 3 and count == 1 else "I"
        content = (value, 0) if form == "HH" else (value,)
        directory += struct.pack(f"{order}HHI{form}", tag, type_, count, *content)
    head = (b"II" if order == "<" else b"MM") + struct.pack(f"{order}HI", 42, 8)
    path.write_bytes(head + directory + bytes(4) + lists + data)


def first(folder: Path) -> NDArray[np.uint8]:
    with open_video(folder) as reader:
        picture = reader.frame(0)
        assert picture.shape == (reader.height, reader.width, 3)
        return picture


@pytest.mark.parametrize("suffix", ["tif", "jpg", "png", "webp"])
@pytest.mark.parametrize("value", range(1, 9))
def test_an_orientation_turns_every_kind_of_picture_once(
    tmp_path: Path, suffix: str, value: int
) -> None:
    stored = np.zeros((64, 96, 3), dtype=np.uint8)
    stored[:24, :32] = 255
    stored[:24, 32:64] = 128
    exif = Image.Exif()
    exif[0x0112] = value
    options: dict[str, Any] = {"exif": exif} if suffix != "tif" else {"tiffinfo": {274: value}}
    Image.fromarray(stored).save(tmp_path / f"0.{suffix}", **options)
    flipped = stored[:, ::-1]
    shown = {
        1: stored,
        2: flipped,
        3: np.rot90(stored, 2),
        4: stored[::-1],
        5: stored.transpose(1, 0, 2),
        6: np.rot90(stored, -1),
        7: np.rot90(flipped, -1),
        8: np.rot90(stored),
    }[value]
    with open_video(tmp_path) as reader:
        info, picture = reader.info, reader.frame(0)
    assert picture.shape == shown.shape
    assert np.abs(picture.astype(int) - shown).mean() < 6
    assert info.coded_size == (96, 64)
    assert info.displayed_size == shown.shape[1::-1]
    assert info.mirrored == (value in (2, 4, 5, 7))
    described = stored[:, ::-1] if info.mirrored else stored
    assert (np.rot90(described, -info.rotation // 90) == shown).all()


@pytest.mark.parametrize("is_late", [False, True])
@pytest.mark.parametrize("kind", [b"eXIf", b"zTXt", b"tEXt", b"iTXt"])
def test_a_png_is_turned_wherever_it_asks(tmp_path: Path, kind: bytes, is_late: bool) -> None:
    stored = np.zeros((64, 96, 3), dtype=np.uint8)
    stored[:24, :32] = 255
    path = tmp_path / "0.png"
    Image.fromarray(stored).save(path)
    exif = Image.Exif()
    exif[0x112] = 6
    asked = exif.tobytes().removeprefix(b"Exif\0\0")
    profile = b"\nexif\n%8d\n" % (len(asked) + 6) + (b"Exif\0\0" + asked).hex().encode()
    content = {
        b"eXIf": asked,
        b"zTXt": b"Raw profile type exif\0\0" + zlib.compress(profile),
        b"tEXt": b"Raw profile type exif\0" + profile,
        b"iTXt": b'XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta tiff:Orientation="6"/>',
    }[kind]
    chunk = struct.pack(">I", len(content)) + kind + content
    chunk += struct.pack(">I", zlib.crc32(kind + content))
    whole = path.read_bytes()
    at = len(whole) - 12 if is_late else 33
    path.write_bytes(whole[:at] + chunk + whole[at:])
    shown = first(tmp_path)
    assert shown.shape == (96, 64, 3)
    assert np.array_equal(shown, np.rot90(stored, -1))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("values", "depth"),
    [
        ((RAMP / 255).astype(np.float32), 32),
        (RAMP / 255, 64),
        (RAMP.astype(np.float32), 32),
        ((RAMP * 40 - 7000).astype(np.float32), 32),
        (RAMP.astype(np.int16), 16),
        ((RAMP * 200 - 20000).astype(np.int16), 16),
        (RAMP.astype(np.int32), 32),
        ((RAMP * 8_000_000 - 2**30).astype(np.int32), 32),
        ((RAMP * 16_000_000).astype(np.uint32), 32),
        ((RAMP * 257).astype(np.uint16), 16),
        (np.dstack([RAMP / 255] * 3).astype(np.float32), 32),
        (np.dstack([RAMP * 257] * 3).astype(np.uint16), 16),
        (np.dstack([RAMP * 70_000] * 3).astype(np.int32), 32),
        (np.full(RAMP.shape, 1e308) * (RAMP / 127.5 - 1), 64),
    ],
    ids=[
        *("float 0..1", "double 0..1", "float 0..255", "float wide", "int16", "int16 wide"),
        *(
            "int32",
            "int32 wide",
            "uint32 wide",
            "uint16",
            "float RGB",
            "uint16 RGB",
            "int32 RGB",
            "huge",
        ),
    ],
)
def test_deep_pictures_show_what_8_bits_would(
    tmp_path: Path, values: NDArray[Any], depth: int, order: str
) -> None:
    write_tiff(tmp_path / "0.tif", values, order=order)
    assert np.abs(first(tmp_path).astype(int) - RAMP[..., None]).max() <= 1
    with open_video(tmp_path) as reader:
        assert reader.info.bit_depth == depth


def test_one_scale_holds_for_all_pictures_of_a_folder(tmp_path: Path) -> None:
    for number, brightest in enumerate((100.0, 1000.0, 500.0)):
        write_tiff(tmp_path / f"{number}.tif", (RAMP / 255 * brightest).astype(np.float32))
    with open_video(tmp_path) as reader:
        assert [int(picture.max()) for picture in reader.frames()] == [26, 255, 128]


def test_what_is_no_number_is_black_and_spoils_nothing(tmp_path: Path) -> None:
    values = (RAMP / 255).astype(np.float32)
    values[0, :3] = (np.nan, np.inf, -np.inf)
    write_tiff(tmp_path / "0.tif", values)
    picture = first(tmp_path)
    assert picture[0, :3, 0].tolist() == [0, 255, 0]
    assert np.abs(picture[1:].astype(int) - RAMP[1:, :, None]).max() <= 1


@pytest.mark.parametrize("value", [np.nan, np.inf, 7.5, -3.0])
def test_a_picture_of_one_value_is_shown(tmp_path: Path, value: float) -> None:
    write_tiff(tmp_path / "0.tif", np.full((20, 30), value, dtype=np.float32))
    assert len(np.unique(first(tmp_path))) == 1


def test_white_may_be_zero(tmp_path: Path) -> None:
    write_tiff(tmp_path / "0.tif", (RAMP * 257).astype(np.uint16), white_is_zero=True)
    assert np.abs(first(tmp_path).astype(int) - (255 - RAMP[..., None])).max() <= 1


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["1", "P", "CMYK", "L", "LA", "YCbCr"])
def test_other_kinds_are_as_pillow_shows_them(tmp_path: Path, mode: str) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (20, 30, 3), dtype=np.uint8)
    picture = Image.fromarray(noise).convert(mode)
    picture.save(tmp_path / "0.tif")
    assert (first(tmp_path) == np.array(picture.convert("RGB"))).all()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (np.zeros((20, 30), dtype=np.float16), r"0\.tif .* 1 x 16 bits per pixel .floating point"),
        (
            np.zeros((20, 30, 3), dtype=np.float16),
            r"0\.tif .* 3 x 16 bits per pixel .floating point",
        ),
    ],
)
def test_depths_that_cannot_be_read_are_named(
    tmp_path: Path, values: NDArray[Any], sentence: str
) -> None:
    write_tiff(tmp_path / "0.tif", values)
    with pytest.raises(VideoError, match=sentence):
        open_video(tmp_path)


def test_colours_that_cannot_be_shown_are_named(tmp_path: Path) -> None:
    Image.new("LAB", (20, 30)).save(tmp_path / "0.tif")
    with pytest.raises(VideoError, match=r"0\.tif .* colours of type LAB"):
        open_video(tmp_path)


@pytest.mark.parametrize("suffix", ["tif", "png", "webp"])
def test_a_file_of_several_pictures_is_refused(tmp_path: Path, suffix: str) -> None:
    pages = [Image.new("RGB", (20, 30), (80 * number, 0, 0)) for number in range(3)]
    pages[0].save(tmp_path / f"0.{suffix}", save_all=True, append_images=pages[1:])
    with pytest.raises(VideoError, match=rf"0\.{suffix} .* contains 3 images"):
        open_video(tmp_path)


def test_a_small_copy_in_a_tiff_is_no_picture(tmp_path: Path) -> None:
    small = Image.new("RGB", (5, 8))
    small.encoderinfo = {"tiffinfo": {254: 1}}
    Image.new("RGB", (20, 30), (9, 9, 9)).save(
        tmp_path / "0.tif", save_all=True, append_images=[small]
    )
    assert (first(tmp_path) == 9).all()


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    write_tiff(tmp_path / "0.tif", np.zeros((2, 3), dtype=np.uint8))
    content = bytearray((tmp_path / "0.tif").read_bytes())
    content[18:22] = content[30:34] = struct.pack("<I", 60000)
    (tmp_path / "0.tif").write_bytes(content)
    with pytest.raises(VideoError, match=r"0\.tif .* cannot be read as an image"):
        open_video(tmp_path)


@pytest.mark.parametrize("after", ["", "_mask", ".jpg"])
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("mode", ["P", "L", "1"])
@pytest.mark.parametrize("kinds", [("jpg", "png"), ("png", "tif")])
def test_masks_beside_photographs_are_no_frames(
    tmp_path: Path, after: str, count: int, mode: str, kinds: tuple[str, str]
) -> None:
    frame_kind, mask_kind = kinds
    for number in range(3):
        Image.new("RGB", (20, 30), (number, 0, 0)).save(tmp_path / f"{5 * number:05d}.{frame_kind}")
    before = fingerprint(tmp_path)
    for number in range(count):
        mask = Image.new("L", (20, 30)).convert(mode)
        mask.save(tmp_path / f"{5 * number:05d}{after}.{mask_kind}")
    with open_video(tmp_path) as reader:
        assert reader.frame_names == ["00000", "00005", "00010"]
        assert reader.frame_count == 3
    assert fingerprint(tmp_path) == before


@pytest.mark.parametrize("names", [("0.jpg", "0.png"), ("a.jpg", "a.jpeg"), ("0.png", "0.tif")])
def test_two_pictures_of_one_name_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    for name in names:
        Image.new("RGB", (20, 30)).save(tmp_path / name)
    with pytest.raises(VideoError, match="two images with the same name") as refusal:
        open_video(tmp_path)
    assert all(name in str(refusal.value) for name in names)


def test_frames_may_be_of_several_kinds(tmp_path: Path) -> None:
    Image.new("RGB", (20, 30)).save(tmp_path / "0.jpg")
    Image.new("L", (20, 30)).save(tmp_path / "1.png")
    assert [file.name for file in frame_files(tmp_path)] == ["0.jpg", "1.png"]


@pytest.mark.parametrize("name", ["0.png", "0.jpg", "0.tif"])
def test_a_page_of_postscript_is_no_picture_whatever_its_name(tmp_path: Path, name: str) -> None:
    Image.new("RGB", (20, 30)).save(tmp_path / name, "EPS")  # Pillow has Ghostscript run these
    with pytest.raises(VideoError, match="cannot be read as an image"):
        open_video(tmp_path)


def test_a_picture_that_became_postscript_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (20, 30)).save(tmp_path / "0.png")
    ran: list[object] = []
    monkeypatch.setattr("PIL.EpsImagePlugin.Ghostscript", lambda *call: ran.append(call))
    with open_video(tmp_path) as reader:
        Image.new("RGB", (20, 30)).save(tmp_path / "0.png", "EPS")
        with pytest.raises(VideoError, match="cannot be read"):
            reader.frame(0)
    assert not ran


@pytest.mark.parametrize("name", ["pages.tif", "loop.webp"])
def test_a_file_of_several_pictures_is_refused_and_not_seen_as_its_first(
    tmp_path: Path, name: str
) -> None:
    pictures = [Image.new("L", (24, 16), level) for level in (50, 150, 250)]
    pictures[0].save(tmp_path / name, save_all=True, append_images=pictures[1:])
    with pytest.raises(VideoError, match="contains 3 images instead of one"):
        open_video(tmp_path / name)
    pictures[0].save(tmp_path / name)
    with open_video(tmp_path / name) as reader:
        assert reader.frame_count == 1


@pytest.mark.parametrize("kind", ["YCbCr", "CMYK", "whole numbers", "floats"])
def test_one_tiff_is_read_as_those_of_a_folder(tmp_path: Path, kind: str) -> None:
    """By the reader of pictures: what else reads it takes red for green, or says it is damaged."""
    path, red = tmp_path / "one.tif", (200, 30, 30)
    if kind in ("YCbCr", "CMYK"):
        compression = "jpeg" if kind == "YCbCr" else None
        Image.new("RGB", (30, 20), red).convert(kind).save(path, compression=compression)
    else:
        write_tiff(path, (RAMP / 255).astype(np.float32) if kind == "floats" else RAMP.astype("u4"))
    with open_video(path) as reader, open_video(tmp_path) as folder:
        assert reader.frame_count == 1
        assert reader.frame_names is None
        assert not reader.info.rate_is_assumed
        frame = reader.frame(0)
        assert (frame == folder.frame(0)).all()
    if kind in ("YCbCr", "CMYK"):
        assert (np.abs(frame.astype(int) - red) < 4).all()
    else:
        assert (frame[..., 1] == RAMP).all()
