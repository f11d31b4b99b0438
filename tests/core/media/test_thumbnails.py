"""Small pictures for the timeline, its cuts and its sound."""

from __future__ import annotations

import threading
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from soc_studio.core.media.key_pictures import KeyPictures
from soc_studio.core.media.scene_cuts import find_cuts
from soc_studio.core.media.thumbnails import HEIGHT, Thumbnails, coarse_first, make_thumbnails
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.media.waveform import Waveform, find_peaks


def test_every_number_comes_once_and_the_first_ones_are_spread() -> None:
    for count in (0, 1, 2, 7, 64, 100):
        assert sorted(coarse_first(count)) == list(range(count))
    assert list(coarse_first(9))[:3] == [0, 8, 4]


def test_small_pictures_are_of_their_frames(clips: Any) -> None:
    path = clips.encode("a.mp4", options={"g": "10", "sc_threshold": "0"})
    with open_video(path) as reader:
        steps = make_thumbnails(reader, KeyPictures(reader), range(0, 40, 4), 4)
        made = dict(each for each in steps if each is not None)
        assert sorted(clips.number(picture) for picture in made.values()) == sorted(made)
        # One in each four, and where decoding can begin, it is that one: it costs least.
        assert sorted(frame // 4 for frame in made) == list(range(10))
        assert {0, 10, 20, 30} <= set(made)


def test_small_pictures_of_large_ones_are_small(clips: Any) -> None:
    large = [np.full((480, 640, 3), value, dtype=np.uint8) for value in (10, 200)]
    with open_video(clips.encode("large.mp4", pictures=large)) as reader:
        on_the_way, made = make_thumbnails(reader, KeyPictures(reader), [1], 1)
    assert on_the_way is None  # whoever makes them can rest after each frame
    assert made is not None
    picture = made[1]
    assert picture.shape == (HEIGHT, HEIGHT * 640 // 480, 3)
    assert abs(int(picture.mean()) - 200) < 5


def test_frames_are_read_in_one_run_without_those_between(clips: Any) -> None:
    with open_video(clips.encode("a.mp4")) as reader:
        found = {number: clips.number(frame) for number, frame in reader.some_frames([3, 4, 30])}
        assert found == {3: 3, 4: 4, 30: 30}
        assert list(reader.some_frames([])) == []


def test_the_nearest_picture_stands_in_and_old_ones_are_forgotten() -> None:
    thumbnails = Thumbnails(most=3)
    assert thumbnails.nearest(5) is None
    for frame in (10, 20, 30):
        thumbnails.put(frame, np.full((2, 2, 3), frame, dtype=np.uint8))
    assert [thumbnails.nearest(at) for at in (0, 14, 16, 99)] == [10, 10, 20, 30]
    assert [thumbnails.find(*span) for span in ((0, 10), (0, 11), (11, 30))] == [None, 10, 20]
    thumbnails.picture(10)  # looked at just now
    thumbnails.put(40, np.zeros((2, 2, 3), dtype=np.uint8))
    assert len(thumbnails) == 3
    assert thumbnails.nearest(20) in (10, 30)
    assert thumbnails.find(20, 30) is None


@pytest.mark.slow
def test_cuts_are_found_and_wait_for_quiet(clips: Any) -> None:
    random = np.random.default_rng(5)
    scenes = [random.integers(0, 255, (48, 64, 3), dtype=np.uint8) for _ in range(3)]
    pictures = [scenes[number // 20] for number in range(60)]
    quiet = threading.Event()
    with open_video(clips.encode("cuts.mp4", pictures=pictures)) as reader:
        steps = find_cuts(reader, quiet)
        assert [next(steps) for _ in range(3)] == [[], [], []]
        quiet.set()
        assert [cut for found in steps for cut in found] == [20, 40]


def sound(path: Path, seconds: float, loud: tuple[float, float]) -> Path:
    """Write a video of `seconds` with a tone between two times."""
    with av.open(path, "w") as container:
        video = container.add_stream("mpeg4", rate=25)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        voice = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        for number in range(int(25 * seconds)):
            frame = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), "rgb24")
            frame.pts = number
            container.mux(video.encode(frame))
        container.mux(video.encode())
        times = np.arange(int(8000 * seconds)) / 8000
        tone = np.where((times >= loud[0]) & (times < loud[1]), np.sin(times * 2764), 0)
        samples = (tone * 16000).astype(np.int16)
        for at in range(0, len(samples), 1000):
            part = av.AudioFrame.from_ndarray(samples[None, at : at + 1000], "s16", "mono")
            part.sample_rate, part.pts = 8000, at
            container.mux(voice.encode(part))
        container.mux(voice.encode())
    return path


def test_a_sound_is_loud_where_it_is(tmp_path: Path) -> None:
    path = sound(tmp_path / "tone.mov", 4, (1.0, 2.0))
    with open_video(path) as reader:
        timing = reader.timing
    waveform = Waveform(timing)
    for peaks in find_peaks(path, timing):
        waveform.put(peaks)
    low, high = waveform.columns(np.arange(101, dtype=np.float64))  # a column a frame
    assert np.flatnonzero(high > 40).tolist() == list(range(25, 50))
    assert low[30:45] == pytest.approx(-62, abs=6)
    assert not high[60:].any()
    _, far = waveform.columns(np.array([0.0, 20.0, 40.0, 60.0, 80.0]))
    assert [int(value) > 40 for value in far] == [False, True, True, False]


def test_a_video_without_sound_has_no_peaks(clips: Any) -> None:
    path = clips.encode("silent.mp4")
    assert list(find_peaks(path, Timing.at_rate(40, Fraction(25)))) == []
