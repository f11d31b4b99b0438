"""Frames by number, from real files of many kinds."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from soc_studio.core.media.video_reader import open_video
from soc_studio.core.system.errors import VideoError

NTSC = Fraction(60000, 1001)
IRREGULAR = [0, 40, 41, 160, 161, 500, 501, 502, 1000, 1033, 1066, 1100, 1900, 1901, 2400, 2434]


def folder(clips) -> Path:
    place = clips.folder / "frames"
    place.mkdir()
    for number in range(12):
        Image.fromarray(clips.picture(number)).save(place / f"shot {number}.png")
    return place


def alpha(clips, count: int = 6) -> list[np.ndarray]:
    opaque = [clips.picture(number) for number in range(count)]
    see_through = np.full((*opaque[0].shape[:2], 1), 255, dtype=np.uint8)
    see_through[-16:] = 0
    return [np.concatenate([picture, see_through], axis=2) for picture in opaque]


KINDS: dict[str, Callable] = {
    "H.264 with B-frames and one keyframe": lambda clips: clips.encode(
        "long.mp4", options={"bf": "4", "g": "250"}, pictures=60
    ),
    "H.264 with open groups": lambda clips: clips.encode(
        "open.mkv", options={"x264-params": "open-gop=1:keyint=10:bframes=3"}
    ),
    "H.264 without keyframes but the first": lambda clips: clips.encode(
        "refresh.ts", options={"x264-params": "intra-refresh=1:keyint=10:bframes=0"}
    ),
    "H.264 in a transport stream": lambda clips: clips.encode(
        "stream.ts", options={"bf": "3", "g": "10"}
    ),
    "H.264 in AVI, which has no presentation times": lambda clips: clips.encode(
        "old.avi", options={"bf": "3", "g": "13"}
    ),
    "H.264 without a container": lambda clips: clips.encode("bare.h264", options={"g": "10"}),
    "fragmented MP4": lambda clips: clips.encode(
        "pieces.mp4",
        options={"bf": "2", "g": "8"},
        container_options={"movflags": "frag_keyframe+empty_moov"},
    ),
    "MP4 with sound": lambda clips: clips.encode("sound.mp4", sound=True, options={"g": "12"}),
    "odd size": lambda clips: clips.encode(
        "odd.mp4", pixel_format="yuv444p", pictures=[clips.picture(n, 97, 61) for n in range(20)]
    ),
    "10-bit HEVC": lambda clips: clips.encode(
        "deep.mp4",
        "libx265",
        "yuv420p10le",
        options={"x265-params": "log-level=none:keyint=10:bframes=3:open-gop=1:pools=1"},
    ),
    "ProRes": lambda clips: clips.encode("edit.mov", "prores_ks", "yuv422p10le", pictures=12),
    "ProRes 4444 with alpha": lambda clips: clips.encode(
        "edit.mov", "prores_ks", "yuva444p10le", alpha(clips), options={"profile": "4444"}
    ),
    "VP9": lambda clips: clips.encode(
        "web.webm", "libvpx-vp9", pictures=24, options={"g": "8", "deadline": "realtime"}
    ),
    "VP9 with alpha": lambda clips: clips.encode(
        "web.webm", "libvpx-vp9", "yuva420p", alpha(clips), options={"deadline": "realtime"}
    ),
    "VP8": lambda clips: clips.encode(
        "web.webm", "libvpx", pictures=24, options={"g": "8", "deadline": "realtime", "b": "2M"}
    ),
    "AV1": lambda clips: clips.encode(
        "new.mp4", "libsvtav1", pictures=16, options={"preset": "12", "svtav1-params": "lp=1"}
    ),
    "MPEG-4 in AVI": lambda clips: clips.encode(
        "old.avi", "mpeg4", options={"bf": "2", "g": "12", "b": "2M"}
    ),
    "MPEG-2": lambda clips: clips.encode(
        "disc.mpg", "mpeg2video", options={"bf": "2", "g": "12", "b": "4M"}
    ),
    "Motion JPEG in AVI": lambda clips: clips.encode("camera.avi", "mjpeg", "yuvj420p"),
    "FFV1": lambda clips: clips.encode("archive.mkv", "ffv1", "bgr0", pictures=12),
    "GIF": lambda clips: clips.encode("loop.gif", "gif", "rgb8", pictures=20, rate=Fraction(10)),
    "animated PNG": lambda clips: clips.encode("loop.apng", "apng", "rgb24", pictures=12),
    "59.94 frames a second": lambda clips: clips.encode("fast.mp4", rate=NTSC),
    "59.94 in whole milliseconds": lambda clips: clips.encode("fast.mkv", rate=NTSC),
    "one frame": lambda clips: clips.encode("still.mp4", pictures=1),
    "variable rate in MP4": lambda clips: clips.encode(
        "phone.mp4",
        pictures=len(IRREGULAR),
        stamps=IRREGULAR,
        time_base=Fraction(1, 600),
        options={"bf": "3"},
    ),
    "variable rate in Matroska": lambda clips: clips.encode(
        "screen.mkv",
        pictures=len(IRREGULAR),
        stamps=IRREGULAR,
        time_base=Fraction(1, 1000),
        options={"bf": "3", "g": "5"},
    ),
    "beginning late": lambda clips: clips.encode(
        "late.mkv", pictures=20, stamps=range(90, 110), options={"bf": "2"}
    ),
    "folder of PNG": folder,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_frame_is_the_one_its_number_says_in_any_order(clips, kind: str) -> None:
    with open_video(KINDS[kind](clips)) as reader:
        through = list(reader.frames())
        assert [clips.number(picture) for picture in through] == list(range(reader.frame_count))
        assert all(picture.shape == (reader.height, reader.width, 3) for picture in through)

        order = list(range(reader.frame_count)) * 2
        random.Random(7).shuffle(order)
        for number in order:
            assert np.array_equal(reader.frame(number), through[number]), number
        for start in order[:3]:
            part = list(reader.frames(start, min(start + 4, reader.frame_count)))
            assert all(map(np.array_equal, part, through[start:])), start
        assert reader.info.broken is None
        assert reader.find_break() is None


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_key_frame_decoded_alone_is_the_frame_itself(clips, kind: str) -> None:
    with open_video(KINDS[kind](clips)) as reader:
        through = list(reader.frames())
        entries = {reader.entry_before(number) for number in range(reader.frame_count)}
        for entry in sorted(entries, reverse=True):
            alone = reader.key_picture(entry, (4096, 4096))
            assert np.array_equal(alone, through[entry]), entry
        after = [reader.entry_after(number) for number in range(reader.frame_count)]
        assert {each for each in after if each is not None} == entries - {0}
        assert all(found is None or found > number for number, found in enumerate(after))


def test_the_number_of_frames_is_the_number_that_was_encoded(clips) -> None:
    with open_video(clips.encode("clip.mp4", pictures=53, options={"bf": "5"})) as reader:
        assert reader.frame_count == reader.info.frame_count == 53


@pytest.mark.parametrize(("name", "ticks"), [("phone.mp4", 600), ("screen.mkv", 1000)])
def test_times_of_a_variable_rate_are_those_of_the_file_to_the_tick(
    clips, name: str, ticks: int
) -> None:
    path = clips.encode(
        name, pictures=len(IRREGULAR), stamps=IRREGULAR, time_base=Fraction(1, ticks)
    )
    with open_video(path) as reader:
        assert reader.timing.is_variable
        assert reader.timing.times == tuple(Fraction(stamp, ticks) for stamp in IRREGULAR)
        for number, stamp in enumerate(IRREGULAR):
            assert reader.timing.frame_at(Fraction(stamp, ticks)) == number


def test_a_rate_of_59_94_stays_exact(clips) -> None:
    with open_video(clips.encode("fast.mp4", rate=NTSC)) as reader:
        assert reader.rate == NTSC
        assert not reader.timing.is_variable
        assert reader.timing.times == tuple(number / NTSC for number in range(40))
        assert reader.timing.duration == 40 / NTSC


def test_a_rate_rounded_to_milliseconds_is_still_known_for_what_it_is(clips) -> None:
    with open_video(clips.encode("fast.mkv", rate=NTSC)) as reader:
        assert reader.rate == NTSC
        assert not reader.timing.is_variable


def test_times_count_from_the_first_frame_of_a_file_that_begins_late(clips) -> None:
    path = clips.encode("late.mkv", pictures=5, stamps=range(90, 95), time_base=Fraction(1, 25))
    with open_video(path) as reader:
        assert reader.timing.time_of(0) == 0
        assert reader.timing.start == Fraction(90, 25)


def test_frames_left_out_by_an_edit_list_are_not_counted(clips) -> None:
    path = clips.encode("cut.mp4", pictures=30, options={"bf": "0", "g": "30"})
    content = bytearray(path.read_bytes())
    # Version, flags, count and duration come before the media time, where the shown part begins.
    media_time = content.index(b"elst") + 16
    content[media_time : media_time + 4] = (10 * 512).to_bytes(4, "big")
    path.write_bytes(content)
    with open_video(path) as reader:
        numbers = [clips.number(picture) for picture in reader.frames()]
        assert numbers == list(range(10, 10 + reader.frame_count))
        assert clips.number(reader.frame(3)) == 13
        assert reader.timing.time_of(0) == 0
        assert reader.info.broken is None


def test_a_clip_cut_between_two_key_frames_begins_where_it_was_cut(clips) -> None:
    options = {"bf": "3", "g": "40", "sc_threshold": "0"}
    path = clips.encode("cut.mp4", options=options)
    content = bytearray(path.read_bytes())
    media_time = content.index(b"elst") + 16
    begins = int.from_bytes(content[media_time : media_time + 4], "big") + 11 * 512
    content[media_time : media_time + 4] = begins.to_bytes(4, "big")
    path.write_bytes(content)
    with open_video(path) as reader:
        assert reader.info.broken is None
        assert [clips.number(picture) for picture in reader.frames()] == list(range(11, 40))
        assert clips.number(reader.frame(9)) == 20


def test_two_readers_of_one_video_do_not_disturb_each_other(clips) -> None:
    with open_video(clips.encode("clip.mp4", options={"bf": "3", "g": "10"})) as reader:
        first, second = reader.frames(0, 40), reader.frames(20, 40)
        for number in range(15):
            assert clips.number(next(first)) == number
            assert clips.number(next(second)) == 20 + number
            assert clips.number(reader.frame(39 - number)) == 39 - number
        first.close()
        assert clips.number(next(second)) == 35
        second.close()


def test_a_span_outside_the_video_is_refused(clips) -> None:
    with open_video(clips.encode("clip.mp4", pictures=5)) as reader:
        assert list(reader.frames(2, 2)) == []
        for start, stop in ((-1, 3), (0, 6), (4, 2)):
            with pytest.raises(ValueError, match="of 5"):
                reader.frames(start, stop)
        for number in (-1, 5):
            with pytest.raises(IndexError):
                reader.frame(number)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VideoError, match=r"nowhere\.mp4 does not exist"):
        open_video(tmp_path / "nowhere.mp4")


@pytest.mark.slow
def test_what_is_held_does_not_grow_with_the_length(clips) -> None:
    peaks = []
    for length in (40, 160):
        path = clips.encode(
            f"{length}.mp4", pictures=(clips.picture(n % 64) for n in range(length))
        )
        with open_video(path) as reader:
            tracemalloc.start()
            for _ in reader.frames():
                pass
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < peaks[0] + 20_000  # one picture is 18 432 bytes
