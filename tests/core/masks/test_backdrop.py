"""Backgrounds from files: pictures and videos, in their own times, whatever somebody gives."""

from __future__ import annotations

from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from soc_studio.core.masks.backdrop import backdrops, check_background, read_backdrop
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.system.errors import VideoError

STAMPS = [0, 100, 150, 400, 450]
MS = Fraction(1, 1000)


def numbers(clips: Any, path: Path, times: list[Fraction], loops: bool) -> list[int]:
    check_background(path)
    with closing(backdrops(path, times, loops)) as found:
        return [clips.number(each.fitted(64, 96)) for each in found]


def duration(path: Path) -> Fraction:
    with open_video(path) as reader:
        return reader.timing.duration


@pytest.mark.parametrize(("loops", "behind"), [(True, [0, 1, 4, 0]), (False, [4, 4, 4, 4])])
def test_a_background_video_keeps_its_own_times(clips: Any, loops: bool, behind: list[int]) -> None:
    path = clips.encode("back.mkv", pictures=5, stamps=STAMPS, time_base=MS)
    inside = [Fraction(0), 99 * MS, 100 * MS, 399 * MS, 400 * MS, 449 * MS]
    assert numbers(clips, path, inside, loops) == [0, 0, 1, 2, 3, 3]
    end = duration(path)
    later = [end, end + 100 * MS, 2 * end - 1 * MS, 2 * end]
    assert numbers(clips, path, later, loops) == behind


@pytest.mark.parametrize(("loops", "before"), [(True, [3, 4]), (False, [0, 0])])
def test_before_its_beginning_a_background_is_at_its_end_or_stands(
    clips: Any, loops: bool, before: list[int]
) -> None:
    path = clips.encode("back.mkv", pictures=5, stamps=STAMPS, time_base=MS)
    times = [400 * MS - duration(path), -1 * MS, Fraction(0)]
    assert numbers(clips, path, times, loops) == [*before, 0]


@pytest.mark.parametrize("kind", ["picture", "moving", "folder", "one frame"])
def test_a_background_may_be_a_picture_a_video_or_a_folder(
    clips: Any, tmp_path: Path, kind: str
) -> None:
    pictures = [Image.fromarray(clips.picture(number)) for number in range(2)]
    path = tmp_path / "back.png"
    if kind == "picture":
        pictures[1].save(path)
    elif kind == "moving":
        pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=40)
    elif kind == "folder":
        path = tmp_path / "frames"
        path.mkdir()
        for number, picture in enumerate(pictures):
            picture.save(path / f"{number}.png")
    else:
        path = clips.encode("back.mp4", pictures=[clips.picture(1)])
    found = numbers(clips, path, [Fraction(0), Fraction(1, 25)], True)
    assert found == ([1, 1] if kind in ("picture", "one frame") else [0, 1])


def test_a_background_is_cropped_on_both_sides_alike(clips: Any) -> None:
    wide = np.zeros((20, 100, 3), np.uint8)
    wide[:, 40:60] = 200
    path = clips.encode("back.mkv", codec="ffv1", pixel_format="bgr0", pictures=[wide])
    with closing(backdrops(path, [Fraction(0)])) as found:
        fitted = next(found).fitted(40, 40)
    assert (fitted[5:35, 2:38] == 200).all()


def broken(clips: Any, kind: str) -> Path:
    path: Path = clips.folder / "back.mp4"
    if kind == "text":
        path.write_text("#EXTM3U\nhttp://example.com/a.ts")
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "sound":
        path = clips.sound_only("back.mp4")
    elif kind == "cut":
        path = clips.encode("back.mp4", pictures=5)
        path.write_bytes(path.read_bytes()[:300])
    elif kind == "no picture":
        path = path.with_suffix(".jpg")
        path.write_bytes(b"\xff\xd8\xff\xe0 nothing")
    elif kind == "folder":
        path.mkdir()
    elif kind == "range":
        grey = [np.full((64, 96), 500, np.uint16), *2 * [np.full((32, 48), 512, np.uint16)]]
        path = clips.planes("back.mkv", grey, "yuv420p10le", matrix=9, colour_range=1, transfer=16)
    return path


@pytest.mark.parametrize(
    "kind", ["missing", "text", "empty", "sound", "cut", "no picture", "folder", "range"]
)
def test_what_is_no_background_is_said_in_a_sentence(clips: Any, kind: str) -> None:
    path = broken(clips, kind)
    with pytest.raises(VideoError) as checked:
        check_background(path)
    with pytest.raises(VideoError) as read, closing(backdrops(path, [Fraction(0)])) as found:
        next(found)
    assert str(checked.value) == str(read.value)
    assert "back" in str(read.value)


@pytest.mark.parametrize("name", ["pages.tif", "loop.webp"])
def test_a_background_of_several_pictures_is_refused(tmp_path: Path, name: str) -> None:
    pictures = [Image.new("RGB", (24, 16), (level, 0, 0)) for level in (50, 150)]
    pictures[0].save(tmp_path / name, save_all=True, append_images=pictures[1:])
    for read in (check_background, lambda path: list(read_backdrop(path))):
        with pytest.raises(VideoError, match="contains 2 images instead of one"):
            read(tmp_path / name)
