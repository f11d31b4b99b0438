"""The sound of a video, to the sample."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from soc_studio.core.media.audio import SoundAhead, sound_from
from soc_studio.core.media.video_reader import open_video

RATE = 48_000


def clicks(path: Path, delay: int = 0) -> Path:
    """Write two seconds of video with a click of sound at each half second, `delay` samples on."""
    with av.open(path, "w") as container:
        pictures = container.add_stream("libx264", rate=25)
        pictures.width, pictures.height, pictures.pix_fmt = 96, 64, "yuv420p"
        voice = container.add_stream("pcm_s16le", rate=RATE, layout="mono")
        for number in range(50):
            frame = av.VideoFrame.from_ndarray(np.full((64, 96, 3), number, np.uint8), "rgb24")
            container.mux(pictures.encode(frame))
        container.mux(pictures.encode())
        wave = np.zeros((1, 2 * RATE - delay), dtype=np.int16)
        wave[0, :: RATE // 2] = 20_000
        for start in range(0, wave.shape[1], 960):
            part = np.ascontiguousarray(wave[:, start : start + 960])
            frame = av.AudioFrame.from_ndarray(part, format="s16", layout="mono")
            frame.rate, frame.pts = RATE, start + delay
            container.mux(voice.encode(frame))
        container.mux(voice.encode())
    return path


def heard(path: Path, start: Fraction) -> NDArray[np.int16]:
    with open_video(path) as reader:
        return np.concatenate(list(sound_from(path, reader.timing, start, RATE)))


@pytest.mark.parametrize("start", [Fraction(0), Fraction(1, 4), Fraction(1201, 1000)])
def test_sound_begins_exactly_where_it_is_asked_for(tmp_path: Path, start: Fraction) -> None:
    samples = heard(clicks(tmp_path / "clicks.mkv"), start)
    assert samples.shape == (round((2 - start) * RATE), 2)
    first = (-round(start * RATE)) % (RATE // 2)
    found = np.flatnonzero(samples[:, 0] > 5000)
    assert found.tolist() == list(range(first, len(samples), RATE // 2))
    assert (samples[:, 0] == samples[:, 1]).all()


def test_sound_that_comes_later_than_the_picture_stays_late(tmp_path: Path) -> None:
    samples = heard(clicks(tmp_path / "late.mkv", delay=4800), Fraction(0))
    assert len(samples) == 2 * RATE
    assert abs(int(np.flatnonzero(samples[:, 0] > 5000)[0]) - 4800) <= RATE // 1000


def tones(path: Path, loud: int | None, start: int) -> bytes:
    """Return two seconds of a transport stream, with sound in the half second `loud` of four; None
    has no sound at all."""
    with av.open(path, "w") as container:
        pictures = container.add_stream("libx264", rate=25, options={"bf": "0"})
        pictures.width, pictures.height, pictures.pix_fmt = 96, 64, "yuv420p"
        pictures.time_base = pictures.codec_context.time_base = Fraction(1, 25)
        voice = None
        if loud is not None:
            voice = container.add_stream("mp2", rate=RATE, layout="mono")
        wave = np.zeros((1, 2 * RATE), dtype=np.int16)
        inside = slice((loud or 0) * RATE // 2, ((loud or 0) + 1) * RATE // 2)
        wave[0, inside] = 12_000 * np.sin(np.arange(RATE // 2) / 9)
        for number in range(50):
            frame = av.VideoFrame.from_ndarray(np.full((64, 96, 3), number, np.uint8), "rgb24")
            frame.pts, frame.time_base = start * 25 + number, Fraction(1, 25)
            container.mux(pictures.encode(frame))
            if voice is None:
                continue
            part = np.ascontiguousarray(wave[:, number * 1920 : number * 1920 + 1920])
            heard_then = av.AudioFrame.from_ndarray(part, format="s16", layout="mono")
            heard_then.rate, heard_then.pts = RATE, start * RATE + number * 1920
            container.mux(voice.encode(heard_then))
        container.mux(pictures.encode())
        if voice is not None:
            container.mux(voice.encode())
    return path.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("starts", [(0, 0), (3600, 0), (0, 3600)])
@pytest.mark.parametrize("begin", [Fraction(0), Fraction(5, 2)])
def test_sound_goes_on_where_recordings_are_joined(
    tmp_path: Path, starts: tuple[int, int], begin: Fraction
) -> None:
    path = tmp_path / "joined.ts"
    parts = [tones(tmp_path / "part.ts", loud, at) for loud, at in zip((0, 3), starts, strict=True)]
    path.write_bytes(b"".join(parts))
    samples = np.abs(heard(path, begin)[:, 0].astype(int))
    assert len(samples) == (4 - begin) * RATE
    levels = [int(half[6000:-6000].mean()) for half in np.split(samples, len(samples) * 2 // RATE)]
    loud = [number + int(2 * begin) for number, level in enumerate(levels) if level > 3000]
    assert loud == [number for number in (0, 7) if number >= 2 * begin]


@pytest.mark.slow
@pytest.mark.parametrize("starts", [(0, 0), (3600, 0), (0, 3600)])
@pytest.mark.parametrize("begin", [Fraction(0), Fraction(5, 2)])
def test_sound_that_only_a_later_recording_has_is_heard_there(
    tmp_path: Path, starts: tuple[int, int], begin: Fraction
) -> None:
    path = tmp_path / "joined.ts"
    first, second = starts
    silent = tones(tmp_path / "part.ts", None, first)
    path.write_bytes(silent + tones(tmp_path / "part.ts", 3, second))
    samples = np.abs(heard(path, begin)[:, 0].astype(int))
    assert len(samples) == (4 - begin) * RATE
    levels = [int(half[6000:-6000].mean()) for half in np.split(samples, len(samples) * 2 // RATE)]
    loud = [number + int(2 * begin) for number, level in enumerate(levels) if level > 3000]
    assert loud == [7]


def test_a_video_without_sound_is_silent_for_its_length(clips: Any) -> None:
    samples = heard(clips.encode("clip.mp4"), Fraction(1))
    assert samples.shape == (round(Fraction(6, 10) * RATE), 2)
    assert not samples.any()


def test_sound_is_read_ahead_in_whole_samples(tmp_path: Path) -> None:
    path = clicks(tmp_path / "clicks.mkv")
    with open_video(path) as reader:
        ahead = SoundAhead(path, reader.timing, Fraction(0), RATE)
        parts = []
        while ahead.wait(300) and not ahead.is_over:
            parts.append(ahead.read(1003))
            assert len(parts[-1]) % 4 == 0
        ahead.close()
    samples = np.frombuffer(b"".join(parts), dtype=np.int16).reshape(-1, 2)
    assert (samples == heard(path, Fraction(0))).all()


def test_sound_that_is_read_ahead_can_be_stopped_at_any_time(tmp_path: Path) -> None:
    path = clicks(tmp_path / "clicks.mkv")
    with open_video(path) as reader:
        ahead = SoundAhead(path, reader.timing, Fraction(0), RATE)
        assert ahead.wait(300)
        ahead.close()  # which waits for its thread
        assert len(ahead.read(10**9)) < 2 * RATE * 4
