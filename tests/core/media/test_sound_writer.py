"""Sound that a codec does not take as it is: another rate, other channels."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.stream import AudioStream

from soc_studio.core.media.audio import sound_from
from soc_studio.core.media.encodings import H264_FINE, PRORES_422, VP9_ALPHA
from soc_studio.core.media.sound_writer import sound_of
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.media.video_writer import VideoWriter


def with_sound(path: Path, rate: int, layout: str) -> Path:
    """Write a second of grey with a sweep in every channel, each at a loudness of its own."""
    channels = len(av.AudioLayout(layout).channels)
    wave = 8000 * np.sin((np.arange(rate) / rate * 70) ** 2)
    samples = np.rint(np.outer(wave, 1 / np.arange(1, channels + 1))).astype(np.int16)
    with av.open(path, "w") as container:
        pictures = container.add_stream("libx264", rate=25)
        pictures.width, pictures.height, pictures.pix_fmt = 32, 32, "yuv420p"
        voice = container.add_stream("pcm_s16le", rate=rate, layout=layout)
        for _ in range(25):
            frame = av.VideoFrame.from_ndarray(np.full((32, 32, 3), 90, np.uint8), "rgb24")
            container.mux(pictures.encode(frame))
        container.mux(pictures.encode())
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout=layout)
        frame.rate, frame.pts = rate, 0
        container.mux(voice.encode(frame))
        container.mux(voice.encode())
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rate", "layout", "written"),
    [
        (44_100, "mono", "mono"),
        (22_050, "stereo", "stereo"),
        (96_000, "stereo", "stereo"),
        (48_000, "5.1(side)", "5.1"),
    ],
)
def test_opus_takes_sound_of_every_rate_and_layout(
    tmp_path: Path, rate: int, layout: str, written: str
) -> None:
    source, path = with_sound(tmp_path / "clip.mov", rate, layout), tmp_path / "cut.webm"
    with open_video(source) as reader:
        sound = sound_of(source, reader.timing, range(25))
        assert sound is not None
        assert sound.rate == rate
        with VideoWriter(path, 32, 32, reader.timing, VP9_ALPHA, sound) as writer:
            for _ in range(25):
                writer.write(np.full((32, 32, 4), 90, np.uint8))
        meant = np.concatenate(list(sound_from(source, reader.timing, Fraction(0), 48_000, "mono")))
    with av.open(path) as container:
        stream = container.streams.audio[0]
        assert (stream.codec_context.name, stream.layout.name) == ("opus", written)
    with open_video(path) as reader:
        found = np.concatenate(list(sound_from(path, reader.timing, Fraction(0), 48_000, "mono")))
    assert len(found) == len(meant) == 48_000
    inside = slice(2000, 20_000)
    assert np.corrcoef(found[inside, 0], meant[inside, 0])[0, 1] > 0.9


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "layout", "stated", "written"),
    [
        ("clip.avi", "mono", "1 channels", "mono"),
        ("clip.avi", "stereo", "2 channels", "stereo"),
        ("clip.mkv", "stereo", "2 channels", "stereo"),
        ("clip.mkv", "9 channels", "9 channels", "7.1"),
        ("clip.mov", "7.1.4", "7.1.4", "7.1"),
    ],
)
def test_aac_takes_channels_of_no_stated_loudspeakers(
    tmp_path: Path, name: str, layout: str, stated: str, written: str
) -> None:
    source, path = with_sound(tmp_path / name, 48_000, layout), tmp_path / "shown.mp4"
    with av.open(source) as container:
        assert container.streams.audio[0].layout.name == stated
    with open_video(source) as reader:
        sound = sound_of(source, reader.timing, range(25))
        assert sound is not None
        with VideoWriter(path, 32, 32, reader.timing, H264_FINE, sound) as writer:
            for _ in range(25):
                writer.write(np.full((32, 32, 3), 90, np.uint8))
        meant = np.concatenate(list(sound_from(source, reader.timing, Fraction(0), 48_000, "mono")))
    with av.open(path) as container:
        stream = container.streams.audio[0]
        assert (stream.codec_context.name, stream.layout.name) == ("aac", written)
    with open_video(path) as reader:
        found = np.concatenate(list(sound_from(path, reader.timing, Fraction(0), 48_000, "mono")))
    inside = slice(2000, 20_000)
    assert np.abs(meant[inside]).max() > 500
    assert np.corrcoef(found[inside, 0], meant[inside, 0])[0, 1] > 0.9


@pytest.mark.parametrize("codec", ["pcm_s24le", "flac", "pcm_f32le", "pcm_s16le", "aac"])
def test_sound_keeps_its_depth(tmp_path: Path, codec: str) -> None:
    source, path = tmp_path / "clip.mkv", tmp_path / "cut.mov"
    steps = np.random.default_rng(1).integers(-(2**22), 2**22, (48_000, 1)).astype(np.int32) * 256
    with av.open(source, "w") as container:
        pictures = container.add_stream("libx264", rate=25)
        pictures.width, pictures.height, pictures.pix_fmt = 32, 32, "yuv420p"
        voice = container.add_stream(codec, rate=48_000, layout="mono")
        assert isinstance(voice, AudioStream)
        if codec == "flac":
            voice.format = "s32"
        for _ in range(25):
            frame = av.VideoFrame.from_ndarray(np.full((32, 32, 3), 90, np.uint8), "rgb24")
            container.mux(pictures.encode(frame))
        container.mux(pictures.encode())
        said = av.AudioFrame.from_ndarray(steps.reshape(1, -1), format="s32", layout="mono")
        said.rate, said.pts = 48_000, 0
        container.mux(voice.encode(said))
        container.mux(voice.encode())
    deep = codec not in ("pcm_s16le", "aac")
    with open_video(source) as reader:
        sound = sound_of(source, reader.timing, range(25))
        assert sound is not None
        assert sound.deep == deep
        with VideoWriter(path, 32, 32, reader.timing, PRORES_422, sound) as writer:
            for _ in range(25):
                writer.write(np.full((32, 32, 3), 90, np.uint8))
    with av.open(path) as container:
        stream = container.streams.audio[0]
        assert stream.codec_context.name == ("pcm_s24le" if deep else "pcm_s16le")
        found = np.concatenate([each.to_ndarray().ravel() for each in container.decode(stream)])
    if codec != "aac":
        meant = steps.ravel() if deep else steps.ravel() >> 16
        assert np.abs(found.astype(np.int64) - meant).max() <= (0 if deep else 1)
