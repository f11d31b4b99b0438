"""A fingerprint tells contents apart, and nothing else."""

from __future__ import annotations

import os
import random
import tracemalloc
import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from soc_studio.core.media.fingerprint import fingerprint, size_of
from soc_studio.core.media.frame_files import frame_files
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.system.errors import VideoError

MIB = 2**20
PIECE = 256 * 1024


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of 48 MiB, all zeros but for its head."""
    path = tmp_path / "large.mov"
    with path.open("wb") as file:
        file.write(b"head")
        file.truncate(48 * MIB)
    return path


def change(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"!")


def images(folder: Path, count: int = 5, start: int = 0) -> Path:
    folder.mkdir()
    for number in range(start, start + count):
        Image.new("RGB", (8, 6), (number, 7, 9)).save(folder / f"{number:04}.png")
    return folder


def test_a_copy_of_a_video_under_another_name_has_the_same_fingerprint(clips) -> None:
    video = clips.encode("clip.mp4", pictures=8)
    copy = video.with_name("other.mov")
    copy.write_bytes(video.read_bytes())
    os.utime(copy, (1, 1))
    assert fingerprint(copy) == fingerprint(video)
    assert size_of(fingerprint(video)) == video.stat().st_size


def test_a_changed_byte_anywhere_changes_the_fingerprint_of_a_video(clips) -> None:
    video = clips.encode("clip.mp4", pictures=8)
    content = video.read_bytes()
    before = fingerprint(video)
    places = [0, len(content) - 1, *random.Random(1).sample(range(len(content)), 30)]
    for place in places:
        video.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert fingerprint(video) != before
    video.write_bytes(content + b"\0")
    assert fingerprint(video) != before
    video.write_bytes(content)
    assert fingerprint(video) == before


@pytest.mark.slow
def test_of_a_large_file_head_end_and_every_piece_count(large: Path) -> None:
    size = large.stat().st_size
    seen = {fingerprint(large)}
    for piece in (0, 1, 64, 126, 127):
        change(large, piece * (size - PIECE) // 127 + 17)
        seen.add(fingerprint(large))
    change(large, size - 1)
    seen.add(fingerprint(large))
    assert len(seen) == 7
    with large.open("r+b") as file:
        file.truncate(size + 1)
    assert fingerprint(large) not in seen


def test_a_file_is_read_whole_up_to_32_mib(tmp_path: Path) -> None:
    path = tmp_path / "whole.mov"
    path.touch()
    os.truncate(path, 32 * MIB)
    before = fingerprint(path)
    change(path, 32 * MIB - PIECE - 1)
    assert fingerprint(path) != before


def test_a_huge_file_takes_no_time_and_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.mkv"
    path.touch()
    os.truncate(path, 64 * 2**30)  # takes no room on the disk
    tracemalloc.start()
    assert size_of(fingerprint(path)) == 64 * 2**30
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * MIB


def test_a_folder_is_told_by_the_frames_it_holds(tmp_path: Path) -> None:
    first = images(tmp_path / "first")
    before = fingerprint(first)
    assert fingerprint(images(tmp_path / "second")) == before
    (first / "notes.txt").write_text("not a frame")
    (first / ".hidden.png").write_text("neither")
    assert fingerprint(first) == before
    assert fingerprint(images(tmp_path / "third", start=1)) != before  # same sizes
    (first / "0004.png").rename(first / "0005.png")
    assert fingerprint(first) != before


def test_a_frame_of_a_long_sequence_that_is_not_read_counts_by_its_size(tmp_path: Path) -> None:
    folder = images(tmp_path / "frames", count=200)
    before = fingerprint(folder)
    content = (folder / "0001.png").read_bytes()
    (folder / "0001.png").write_bytes(content + b"more")
    assert fingerprint(folder) != before


@pytest.mark.slow
def test_of_large_images_head_and_end_count(tmp_path: Path) -> None:
    folder = tmp_path / "frames"
    folder.mkdir()
    for number in range(64):
        (folder / f"{number}.tif").touch()
        os.truncate(folder / f"{number}.tif", MIB)
    before = fingerprint(folder)
    change(folder / "63.tif", MIB - 1)
    middle = fingerprint(folder)
    change(folder / "5.tif", 0)
    assert len({before, middle, fingerprint(folder)}) == 3


def test_names_of_images_mean_the_same_however_a_system_composes_letters(tmp_path: Path) -> None:
    composed = images(tmp_path / "composed", count=1)
    apart = images(tmp_path / "apart", count=1)
    (composed / "0000.png").rename(composed / unicodedata.normalize("NFC", "Tür.png"))
    (apart / "0000.png").rename(apart / unicodedata.normalize("NFD", "Tür.png"))
    assert fingerprint(composed) == fingerprint(apart)


def test_the_images_counted_are_the_frames_that_are_opened(tmp_path: Path) -> None:
    folder = images(tmp_path / "frames", count=3)
    Image.new("RGB", (8, 6)).save(folder / "a.JPG")
    Image.new("RGB", (8, 6)).save(folder / "b.tiff")
    Image.new("RGB", (8, 6)).save(folder / "c.webp")
    (folder / "d.txt").touch()
    (folder / ".e.png").touch()
    with open_video(folder) as reader:
        assert reader.frame_count == len(frame_files(folder)) == 6


@pytest.mark.parametrize("name", ["absent.mp4", "x" * 5000, "null\0.mp4", "\ud800.mp4"])
def test_what_is_not_there_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(VideoError, match="cannot be read"):
        fingerprint(tmp_path / name)


def test_a_folder_without_images_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(VideoError, match="contains no images"):
        fingerprint(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    folder = images(tmp_path / "frames")
    os.mkfifo(tmp_path / "pipe.mp4")
    os.mkfifo(folder / "pipe.png")
    (tmp_path / "null.mp4").symlink_to(os.devnull)
    for path in (tmp_path / "pipe.mp4", tmp_path / "null.mp4"):
        with pytest.raises(VideoError, match="neither a video file nor a folder"):
            fingerprint(path)
    with pytest.raises(VideoError, match=r"'pipe\.png' in 'frames' is not an image"):
        fingerprint(folder)


@pytest.mark.parametrize("text", ["", "1:", "1:" + "0" * 79, "2:" + "0" * 80, "1:" + "g" * 80])
def test_a_text_that_is_no_fingerprint_has_no_size(text: str) -> None:
    assert size_of(text) is None
