"""A folder of images as a video."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from soc_studio.core.media.video_reader import open_video
from soc_studio.core.system.errors import VideoError


def save(path: Path, value: int | tuple[int, ...], size=(8, 6), mode: str = "RGB") -> None:
    Image.new(mode, size, value).save(path)


def test_images_come_in_natural_order_at_25_frames_a_second(tmp_path: Path) -> None:
    for number in (10, 2, 1, 9, 100):
        save(tmp_path / f"shot{number}.PNG", (number, 0, 0))
    (tmp_path / "notes.txt").write_text("not a picture")
    with open_video(tmp_path) as reader:
        assert [int(picture[0, 0, 0]) for picture in reader.frames()] == [1, 2, 9, 10, 100]
        assert reader.rate == 25
        assert reader.timing.time_of(3) == Fraction(3, 25)
        assert (reader.width, reader.height) == (8, 6)


def test_the_rate_can_be_given(tmp_path: Path) -> None:
    save(tmp_path / "a.png", (1, 2, 3))
    with open_video(tmp_path, Fraction(24000, 1001)) as reader:
        assert reader.rate == Fraction(24000, 1001)


def test_images_of_two_sizes_are_refused_by_name(tmp_path: Path) -> None:
    save(tmp_path / "a.png", (1, 2, 3))
    save(tmp_path / "b.png", (1, 2, 3), size=(9, 6))
    with pytest.raises(VideoError, match=r"a\.png is 8 x 6, b\.png is 9 x 6"):
        open_video(tmp_path)


def test_a_folder_without_images_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "empty folder"
    folder.mkdir()
    with pytest.raises(VideoError, match="folder 'empty folder' contains no images"):
        open_video(folder)


def test_an_image_that_is_none_is_named(tmp_path: Path) -> None:
    save(tmp_path / "a.png", (1, 2, 3))
    (tmp_path / "b.png").write_text("hello")
    with pytest.raises(VideoError, match=r"b\.png .*cannot be read"):
        open_video(tmp_path)


def test_a_damaged_image_is_told_after_those_before_it(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    for name in ("a.png", "b.png", "c.png"):
        Image.fromarray(noise).save(tmp_path / name)
    content = (tmp_path / "b.png").read_bytes()
    (tmp_path / "b.png").write_bytes(content[: len(content) // 2])
    with open_video(tmp_path) as reader:
        frames = reader.frames()
        assert np.array_equal(next(frames), noise)
        with pytest.raises(VideoError, match=r"damaged at frame 1: b\.png"):
            next(frames)
        broken = reader.find_break()
        assert broken is not None
        assert broken.frame == 1
        assert np.array_equal(reader.frame(2), noise)


def test_exif_rotation_depth_alpha_and_palettes_are_applied(tmp_path: Path) -> None:
    turned = Image.new("RGB", (6, 8))
    turned.paste((255, 255, 255), (0, 0, 6, 4))
    exif = Image.Exif()
    exif[0x0112] = 6
    turned.save(tmp_path / "1.png", exif=exif)
    deep = np.full((6, 8), 257 * 77, dtype=np.uint16)
    Image.fromarray(deep).save(tmp_path / "2.png")
    save(tmp_path / "3.png", (200, 100, 50, 51), mode="RGBA")
    Image.new("RGB", (8, 6), (9, 8, 7)).quantize(4).save(tmp_path / "4.png")
    with open_video(tmp_path) as reader:
        turned_shown, *flat = reader.frames()
        assert reader.info.rotation == 90
        assert turned_shown[:, :4].max() == 0
        assert turned_shown[:, 4:].min() == 255
        assert [tuple(picture[3, 3]) for picture in flat] == [(77,) * 3, (40, 20, 10), (9, 8, 7)]
