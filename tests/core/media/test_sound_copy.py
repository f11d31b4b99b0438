"""Sound that is AAC already is copied where all of a video is written."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from soc_studio.core.media.audio import sound_from
from soc_studio.core.media.encodings import H264_FINE, PRORES_422
from soc_studio.core.media.sound_copy import SoundCopy
from soc_studio.core.media.sound_writer import SoundWriter, sound_of
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.media.video_writer import VideoWriter

RATE, FRAMES = 44_100, 50
PICTURE = np.full((32, 32, 3), 90, np.uint8)


def write_source(path: Path, delay: Fraction = Fraction(0)) -> Path:
    """Write two seconds of pictures and, `delay` seconds later, of sound that is never the same."""
    noise = np.random.default_rng(3).normal(0, 6000, (2 * RATE, 2)).astype(np.int16)
    with av.open(path, "w") as container:
        pictures = container.add_stream("libx264", rate=25)
        pictures.width, pictures.height, pictures.pix_fmt = 32, 32, "yuv420p"
        voice = container.add_stream("aac", rate=RATE, layout="stereo")
        for _ in range(FRAMES):
            container.mux(pictures.encode(av.VideoFrame.from_ndarray(PICTURE, "rgb24")))
        container.mux(pictures.encode())
        said = av.AudioFrame.from_ndarray(noise.reshape(1, -1), format="s16", layout="stereo")
        said.rate, said.pts, said.time_base = RATE, round(delay * RATE), Fraction(1, RATE)
        container.mux(voice.encode(said))
        container.mux(voice.encode())
    return path


def packets(path: Path) -> list[bytes]:
    """Return the packets of sound, as they are encoded."""
    with av.open(path) as container:
        found = container.demux(container.streams.audio[0])
        return [bytes(each) for each in found if each.size]


def heard(path: Path) -> NDArray[np.int64]:
    """Return the samples of the whole video, [N, 2], from its first picture on."""
    with open_video(path) as reader:
        parts = list(sound_from(path, reader.timing, Fraction(0), RATE))
    return np.concatenate(parts).astype(np.int64)


@pytest.mark.parametrize("kind", ["mp4", "mov"])
def test_all_of_it_is_the_same_to_the_sample(tmp_path: Path, kind: str) -> None:
    source, path = write_source(tmp_path / f"clip.{kind}"), tmp_path / "look.mp4"
    with open_video(source) as reader:
        sound = sound_of(source, reader.timing, range(FRAMES))
        with VideoWriter(path, 32, 32, reader.timing, H264_FINE, sound) as writer:
            assert isinstance(writer._sound, SoundCopy)
            for _ in range(FRAMES):
                writer.write(PICTURE)
    copied, known = packets(path), packets(source)
    assert copied == known[: len(copied)]
    assert len(copied) >= 2 * RATE // 1024 - 2
    found, meant = heard(path), heard(source)
    assert len(found) == len(meant)
    assert np.abs(found - meant)[: -2 * 1024].max() <= 1
    assert np.abs(meant[RATE:]).mean() > 1000


@pytest.mark.parametrize(("kind", "delay"), [("mp4", Fraction(1, 4)), ("mkv", Fraction(0))])
def test_sound_that_begins_later_or_has_rounded_times_is_encoded_anew(
    tmp_path: Path, kind: str, delay: Fraction
) -> None:
    source, path = write_source(tmp_path / f"clip.{kind}", delay), tmp_path / "look.mp4"
    with open_video(source) as reader:
        sound = sound_of(source, reader.timing, range(FRAMES))
        with VideoWriter(path, 32, 32, reader.timing, H264_FINE, sound) as writer:
            assert isinstance(writer._sound, SoundWriter)
            for _ in range(FRAMES):
                writer.write(PICTURE)
    assert len(set(packets(path)) & set(packets(source))) < 5  # those of silence


def test_a_part_is_encoded_anew_and_so_is_sound_on_a_clock_that_jumps(tmp_path: Path) -> None:
    source = write_source(tmp_path / "clip.mp4")
    with open_video(source) as reader:
        part = range(10, 40)
        sound = sound_of(source, reader.timing, part)
        whole = sound_of(source, reader.timing, range(FRAMES))
        assert sound is not None
        assert whole is not None
        assert whole.is_whole
        assert not sound.is_whole
        assert not replace(whole, timing=replace(whole.timing, jumps=True)).is_whole
        timing = Timing.at_rate(len(part), Fraction(25))
        with VideoWriter(tmp_path / "a.mp4", 32, 32, timing, H264_FINE, sound) as writer:
            for _ in part:
                writer.write(PICTURE)
        with VideoWriter(tmp_path / "a.mov", 32, 32, reader.timing, PRORES_422, whole) as writer:
            for _ in range(FRAMES):
                writer.write(PICTURE)
    assert len(set(packets(tmp_path / "a.mp4")) & set(packets(source))) < 5
    found, meant = heard(tmp_path / "a.mov"), heard(source)
    assert np.abs(found - meant).max() <= 1
