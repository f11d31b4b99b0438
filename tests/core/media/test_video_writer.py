"""Frames to a video file with exact times."""

from __future__ import annotations

import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from soc_studio.core.media.encodings import FFV1_ALPHA, PRORES_422, VP9_ALPHA, Encoding
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.media.video_writer import VideoWriter
from soc_studio.core.system.errors import WriteError

# In a process of its own, which would die; with memory that is overwritten always found, on Linux.
NARROW = """
import sys
from fractions import Fraction
from pathlib import Path
import numpy as np
from soc_studio.core.media.encodings import H265_FINE
from soc_studio.core.media.video_writer import VideoWriter

width, height = int(sys.argv[2]), int(sys.argv[3])
with VideoWriter(Path(sys.argv[1]), width, height, Fraction(25), H265_FINE) as writer:
    for number in range(3):
        writer.write(np.full((height, width, 3), 60 * number, np.uint8))
print("written")
"""
IRREGULAR = [0, 7, 8, 90, 91, 93, 300, 311]


def write(clips, path: Path, timing: Timing | Fraction, count: int, size=(96, 64)) -> None:
    with VideoWriter(path, *size, timing) as writer:
        for number in range(count):
            writer.write(clips.picture(number, *size))


@pytest.mark.parametrize(
    "timing",
    [
        Timing.at_rate(8, Fraction(60000, 1001)),
        Timing.at_rate(8, Fraction(25)),
        Timing.of_stamps(IRREGULAR, Fraction(1, 600), last_duration=40),
        Timing.of_stamps(IRREGULAR, Fraction(1001, 30000), last_duration=2),
        Timing.of_stamps([stamp + 5000 for stamp in IRREGULAR], Fraction(1, 90000)),
    ],
    ids=["59.94", "25", "variable", "variable in NTSC steps", "variable and beginning late"],
)
def test_what_was_written_has_the_same_frames_at_the_same_times(clips, timing: Timing) -> None:
    path = clips.folder / "written.mp4"
    write(clips, path, timing, 8)
    with open_video(path) as reader:
        assert [clips.number(picture) for picture in reader.frames()] == list(range(8))
        assert reader.timing.times == timing.times
        assert reader.timing.duration == timing.duration
        assert reader.timing.is_variable == timing.is_variable


def test_a_constant_rate_is_kept_exactly(clips) -> None:
    path = clips.folder / "written.mp4"
    write(clips, path, Fraction(24000, 1001), 10)
    with open_video(path) as reader:
        assert reader.rate == Fraction(24000, 1001)
        assert reader.frame_count == 10


def test_colours_survive_and_are_marked(clips) -> None:
    path = clips.folder / "written.mp4"
    colours = [(200, 30, 40), (20, 180, 60), (30, 40, 210), (255, 255, 255), (0, 0, 0)]
    with VideoWriter(path, 64, 48, Fraction(25), Encoding(options={"crf": "4"})) as writer:
        for colour in colours:
            writer.write(np.full((48, 64, 3), colour, dtype=np.uint8))
    with open_video(path) as reader:
        assert reader.info.colour_matrix == "bt709"
        assert reader.info.colour_range == "limited"
        assert reader.info.colour_primaries == reader.info.colour_transfer == "bt709"
        for colour, picture in zip(colours, reader.frames(), strict=True):
            assert np.abs(picture.astype(int) - colour).max() <= 4


@pytest.mark.parametrize("size", [(97, 64), (96, 61), (97, 61), (1, 1)])
def test_an_odd_size_is_made_even_by_repeating_the_edge(clips, size: tuple[int, int]) -> None:
    path = clips.folder / "written.mp4"
    gradient = np.linspace(40, 220, size[0], dtype=np.uint8)
    picture = np.broadcast_to(gradient[None, :, None], (size[1], size[0], 3))
    with VideoWriter(path, *size, Fraction(25)) as writer:
        writer.write(picture)
    with open_video(path) as reader:
        assert (reader.width, reader.height) == tuple(side + side % 2 for side in size)
        shown = reader.frame(0).astype(int)
        assert np.abs(shown[: size[1], : size[0]] - picture).max() <= 10
        assert np.abs(shown[-1, -1] - picture[-1, -1]).max() <= 10


@pytest.mark.parametrize("size", [(97, 64), (96, 61), (97, 61)])
def test_prores_of_an_odd_size_has_its_colours_up_to_the_edge(clips, size: tuple[int, int]) -> None:
    path, colour = clips.folder / "written.mov", (200, 60, 30)
    with VideoWriter(path, *size, Fraction(25), PRORES_422) as writer:
        writer.write(np.full((size[1], size[0], 3), colour, dtype=np.uint8))
    with open_video(path) as reader:
        assert (reader.width, reader.height) == (size[0] + size[0] % 2, size[1])
        assert np.abs(reader.frame(0).astype(int) - colour).max() <= 3


def test_a_failure_leaves_nothing_behind_and_what_was_there_stays(clips) -> None:
    path = clips.folder / "kept.mp4"
    path.write_bytes(b"what was there")

    def fail_half_way() -> None:
        with VideoWriter(path, 96, 64, Fraction(25)) as writer:
            writer.write(clips.picture(0))
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    assert list(clips.folder.iterdir()) == [path]
    assert path.read_bytes() == b"what was there"


def test_the_file_has_its_name_only_when_it_is_complete(clips) -> None:
    path = clips.folder / "new.mp4"
    with VideoWriter(path, 96, 64, Fraction(25)) as writer:
        writer.write(clips.picture(0))
        assert not path.exists()
    assert list(clips.folder.iterdir()) == [path]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_is_told_in_a_sentence(clips) -> None:
    import resource

    path = clips.folder / "large.mp4"
    chance = np.random.default_rng(0)

    def fill() -> None:
        with VideoWriter(path, 96, 64, Fraction(25)) as writer:
            for _ in range(80):
                writer.write(chance.integers(0, 256, (64, 96, 3), dtype=np.uint8))

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
        with pytest.raises(
            WriteError, match=r"large\.mp4 could not be written to the end: the disk is full"
        ):
            fill()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(clips.folder.iterdir()) == []


def test_a_missing_folder_and_an_unknown_suffix_are_told(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="does not exist"):
        VideoWriter(tmp_path / "gone" / "clip.mp4", 96, 64, Fraction(25))
    with pytest.raises(WriteError, match=r"clip\.xyz cannot be written") as caught:
        VideoWriter(tmp_path / "clip.xyz", 96, 64, Fraction(25))
    assert "mp4" in caught.value.advice
    assert list(tmp_path.iterdir()) == []


def test_an_encoder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"cannot be encoded as nothing"):
        VideoWriter(tmp_path / "a.mp4", 96, 64, Fraction(25), Encoding(codecs=("nothing",)))
    assert list(tmp_path.iterdir()) == []


def test_frames_at_one_time_are_all_written(clips) -> None:
    path = clips.folder / "same.mp4"
    timing = Timing.of_stamps([0, 3, 3, 3, 6, 6], Fraction(1, 25))
    write(clips, path, timing, 6)
    with open_video(path) as reader:
        assert [clips.number(picture) for picture in reader.frames()] == list(range(6))
        times = [round(time * 25) for time in reader.timing.times]
        assert times == [0, 3, 3, 4, 6, 6]


@pytest.mark.parametrize("stamps", [[0, 40, 80, 80, 80], [0, 0, 0, 40, 80], [0, 40, 40, 40, 40]])
def test_frames_at_one_millisecond_are_told_apart(clips, stamps: list[int]) -> None:
    path = clips.folder / "same.mkv"
    timing = Timing.of_stamps(stamps, Fraction(1, 1000))
    with VideoWriter(path, 96, 64, timing, FFV1_ALPHA) as writer:
        for number in range(5):
            picture = clips.picture(number, 96, 64)
            writer.write(np.dstack([picture, np.full((64, 96), 50 * number, np.uint8)]))
    with av.open(path) as container:
        found = [each.to_ndarray(format="rgba")[0, 0, 3] for each in container.decode(video=0)]
    assert np.abs(np.array(found, int) - 50 * np.arange(5)).max() <= 1


def test_what_a_container_does_not_take_is_not_blamed_on_the_disk(clips) -> None:
    timing = Timing.of_stamps([0, 2**33, 2**33 + 3600], Fraction(1, 90_000))
    with pytest.raises(WriteError, match=r"far\.mp4 could not be encoded from frame") as caught:
        write(clips, clips.folder / "far.mp4", timing, 3)
    assert "disk" not in f"{caught.value} {caught.value.advice}"
    assert list(clips.folder.iterdir()) == []


def test_more_frames_than_times_are_refused(clips) -> None:
    with pytest.raises(ValueError, match="more frames"):
        write(clips, clips.folder / "short.mp4", Timing.at_rate(1, Fraction(25)), 2)


def test_frames_of_another_size_are_refused(clips) -> None:
    with VideoWriter(clips.folder / "a.mp4", 96, 64, Fraction(25)) as writer:
        writer.write(clips.picture(0))
        with pytest.raises(ValueError, match="shape"):
            writer.write(clips.picture(0, 98, 64))


@pytest.mark.parametrize("encoding", [None, VP9_ALPHA])
def test_noise_of_one_pixel_in_a_small_picture_is_no_fault(
    tmp_path: Path, encoding: Encoding | None
) -> None:
    noise = np.random.default_rng(0)
    path = tmp_path / ("noise.mp4" if encoding is None else "noise.webm")
    channels = 3 if encoding is None else 4
    with VideoWriter(path, 64, 48, Fraction(25), encoding) as writer:
        for _ in range(3):
            frame = noise.integers(0, 256, (48, 64, channels), dtype=np.uint8)
            frame[..., 3:] = 255
            writer.write(frame)
    with open_video(path) as reader:
        assert reader.frame_count == 3


@pytest.mark.slow
@pytest.mark.parametrize("size", [(34, 22), (48, 48), (36, 200)])
def test_narrow_pictures_as_h265_leave_memory_whole(tmp_path: Path, size: tuple[int, int]) -> None:
    """In a process that dies where memory is found broken, which is so on Linux."""
    path = tmp_path / "narrow.mp4"
    done = subprocess.run(
        [sys.executable, "-c", NARROW, str(path), *map(str, size)],
        env=os.environ | {"MALLOC_CHECK_": "3", "LD_PRELOAD": "libc_malloc_debug.so.0"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "written\n"), done.stderr
