"""What cannot be read says why; what breaks half-way gives the frames before the break."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from soc_studio.core.media.decoding import frame_order, video_file
from soc_studio.core.media.video_reader import VideoReader, open_video
from soc_studio.core.system.errors import VideoError

pytestmark = pytest.mark.slow  # damage


def shorten(path: Path, part: float) -> Path:
    """Return `path`, of which about the first `part` is left, ending within a packet."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part) // 188 * 188 + 100])
    return path


def overwrite(path: Path, part: float, content: bytes) -> Path:
    """Return `path` with `content` written over what was after its first `part`."""
    whole = bytearray(path.read_bytes())
    start = int(len(whole) * part)
    whole[start : start + len(content)] = content
    path.write_bytes(whole)
    return path


def noise(length: int) -> bytes:
    return np.random.default_rng(3).integers(0, 256, length, dtype=np.uint8).tobytes()


def assert_frames_before_the_break(clips, reader: VideoReader, least: int, most: int) -> None:
    """Check that there are `least` to `most` frames, the right ones, and that the end is told."""
    assert least <= reader.frame_count <= most
    assert [clips.number(picture) for picture in reader.frames()] == list(range(reader.frame_count))
    for number in (reader.frame_count - 1, 0, reader.frame_count // 2):
        assert clips.number(reader.frame(number)) == number
    broken = reader.info.broken
    assert broken is not None
    assert broken == reader.find_break()
    assert broken.frame == reader.frame_count
    assert broken.time == reader.timing.duration
    assert broken.reason


BUSY = {"bf": "3", "g": "12", "crf": "1"}


@pytest.mark.parametrize("name", ["cut.mkv", "cut.ts", "cut.webm"])
def test_a_file_that_ends_early_gives_the_frames_it_has(clips, name: str) -> None:
    if name == "cut.webm":
        path = clips.encode(name, "libvpx-vp9", options={"g": "12", "deadline": "realtime"})
    else:
        path = clips.encode(name, options=BUSY)
    with open_video(shorten(path, 0.6)) as reader:
        assert_frames_before_the_break(clips, reader, 8, 32)


def test_an_avi_that_ends_early_gives_the_frames_it_has(clips) -> None:
    path = shorten(clips.encode("cut.avi", options=BUSY), 0.8)
    with open_video(path) as reader:
        assert_frames_before_the_break(clips, reader, 4, 36)


def test_an_mp4_whose_pictures_end_early_gives_those_it_has(clips) -> None:
    path = clips.encode("cut.mp4", options=BUSY, container_options={"movflags": "faststart"})
    with open_video(shorten(path, 0.7)) as reader:
        assert_frames_before_the_break(clips, reader, 8, 32)


def test_a_fragmented_mp4_that_ends_early_gives_the_frames_it_has(clips) -> None:
    flags = {"movflags": "frag_keyframe+empty_moov"}
    path = clips.encode("cut.mp4", options=BUSY, container_options=flags)
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"moof") - 12])  # within the last pictures but one
    with open_video(path) as reader:
        assert_frames_before_the_break(clips, reader, 8, 36)


@pytest.mark.parametrize("part", [0.31, 0.44, 0.5, 0.62, 0.73, 0.9])
def test_wherever_a_file_ends_its_frames_keep_their_numbers(clips, part: float) -> None:
    with open_video(shorten(clips.encode("cut.mkv", options=BUSY), part)) as reader:
        assert_frames_before_the_break(clips, reader, 4, 40)


def test_an_mp4_without_its_index_says_that_it_cannot_be_read(clips) -> None:
    path = shorten(clips.encode("cut.mp4"), 0.6)
    with pytest.raises(
        VideoError, match=r"cut\.mp4 is not a video, or its index is missing"
    ) as caught:
        open_video(path)
    assert caught.value.advice


@pytest.mark.parametrize("name", ["paper.pdf", "notes.TXT"])
def test_a_document_is_no_broken_recording(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n")
    with pytest.raises(VideoError, match=f"{name} is not a video.$") as caught:
        open_video(path)
    assert "Record" not in caught.value.advice
    assert "folder of frames" in caught.value.advice


@pytest.mark.parametrize("part", [0.6, 1.0], ids=["half written", "another video"])
def test_a_file_that_was_written_to_while_it_is_open_is_not_called_damaged(
    clips, part: float
) -> None:
    random = np.random.default_rng(5)
    pictures = [random.integers(0, 256, (96, 128, 3), dtype=np.uint8) for _ in range(40)]
    path = clips.encode("clip.mp4", pictures=pictures, options=BUSY)  # more than is read ahead
    other = clips.encode("other.mp4", pictures=7, options=BUSY).read_bytes()
    with open_video(path) as reader:
        path.write_bytes(other[: int(len(other) * part)])
        with pytest.raises(VideoError, match=r"clip\.mp4 has changed on the disk") as caught:
            reader.frame(30)
        assert "Put the former file back" in caught.value.advice


@pytest.mark.parametrize("content", [bytes(400), noise(400)], ids=["zeros", "noise"])
def test_damage_in_the_middle_is_told_after_the_frames_before_it(clips, content: bytes) -> None:
    path = clips.encode("hurt.mp4", options=BUSY)
    with open_video(path) as reader:
        whole = list(reader.frames())
    with open_video(overwrite(path, 0.5, content)) as reader:
        with pytest.raises(VideoError, match=r"hurt\.mp4 is damaged at frame \d+ \(\d\.\d\d s\)"):
            list(reader.frames())
        read = _before_the_break(reader)
        assert 5 < len(read) < 35
        assert all(map(np.array_equal, read, whole))
        broken = reader.find_break()
        assert broken is not None
        assert broken.frame == len(read)
        assert broken.time == reader.timing.time_of(len(read))
        with pytest.raises(VideoError, match=f"at frame {len(read)} "):
            reader.frame(len(read))
        assert np.array_equal(reader.frame(len(read) - 1), whole[len(read) - 1])


def _before_the_break(reader: VideoReader) -> list[np.ndarray]:
    read = []
    try:
        for picture in reader.frames():
            read.append(picture)
    except VideoError:
        return read
    pytest.fail("the damage was not noticed")


def test_damage_in_the_last_group_is_known_when_it_is_opened(clips) -> None:
    path = clips.encode("hurt.mkv", options={"g": "250", "crf": "1"})
    with open_video(overwrite(path, 0.5, noise(300))) as reader:
        assert_frames_before_the_break(clips, reader, 5, 35)


def test_a_first_picture_comes_before_the_end_is_looked_at(
    clips, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = overwrite(clips.encode("hurt.mkv", options={"g": "250", "crf": "1"}), 0.5, noise(300))
    seen: list[np.ndarray] = []
    settled: list[int] = []
    settle = video_file.settle
    monkeypatch.setattr(
        video_file, "settle", lambda *what: settled.append(len(seen)) or settle(*what)
    )
    open_video(path, on_first=seen.append).close()
    assert seen == []  # so short a clip is opened as soon
    monkeypatch.setattr(frame_order, "_MUCH", 1)
    with open_video(path, on_first=seen.append) as reader:
        assert settled == [0, 1]
        assert np.array_equal(seen[0], reader.frame(0))
        assert_frames_before_the_break(clips, reader, 5, 35)


@pytest.mark.parametrize("name", ["nothing.mp4", "nothing.mkv", "nothing"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    with pytest.raises(VideoError, match=rf"{name} is empty \(zero bytes\)"):
        open_video(tmp_path / name)


@pytest.mark.parametrize("name", ["sound.m4a", "sound.mp4", "sound.mkv"])
def test_a_file_with_only_sound_says_so(clips, name: str) -> None:
    with pytest.raises(VideoError, match=rf"{name} contains only sound"):
        open_video(clips.sound_only(name))


@pytest.mark.parametrize(
    "start", ["ffconcat version 1.0\nfile other.mp4\n", "\ufeff#EXTM3U\n#EXTINF:1,\nother.mp4\n"]
)
def test_a_list_of_other_files_is_not_opened(clips, start: str) -> None:
    other = clips.encode("other.mp4", pictures=3)
    path = other.with_name("clip.mp4")
    path.write_text(start, encoding="utf-8")
    with pytest.raises(VideoError, match="list of other files"):
        open_video(path)


@pytest.mark.parametrize("name", ["letter.mp4", "letter.txt", "letter.avi"])
def test_a_text_is_not_a_video_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Dear reader,\nthis is not a video.\n" * 40)
    with pytest.raises(VideoError, match=rf"{name} is not a video"):
        open_video(tmp_path / name)


@pytest.mark.parametrize("length", [1, 40, 100_000])
def test_noise_is_not_a_video(tmp_path: Path, length: int) -> None:
    (tmp_path / "noise.mp4").write_bytes(noise(length))
    with pytest.raises(VideoError, match=r"noise\.mp4"):
        open_video(tmp_path / "noise.mp4")


def test_a_codec_without_a_decoder_is_told(clips) -> None:
    path = clips.encode("odd.mp4")
    path.write_bytes(path.read_bytes().replace(b"avc1", b"zzzz"))
    with pytest.raises(VideoError, match=r"odd\.mp4 uses a video codec"):
        open_video(path)


def test_a_file_whose_first_picture_is_damaged_says_so(clips) -> None:
    path = clips.encode("hurt.mp4", pictures=3)
    content = path.read_bytes()
    start, end = content.index(b"mdat") + 4, content.index(b"moov") - 4
    path.write_bytes(content[:start] + noise(end - start) + content[end:])
    with pytest.raises(VideoError, match=r"hurt\.mp4 (cannot be decoded|contains no frame)"):
        open_video(path)
