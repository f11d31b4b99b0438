"""Cut-out videos: every frame at its time, its opacity, its sound and its time code."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from soc_studio.core.formats.cutout_pictures import PNG, write_cutouts
from soc_studio.core.formats.layer_videos import (
    ANIMATION_CUTOUT,
    ARCHIVE_CUTOUT,
    CUTOUT,
    EDITING_MATTE,
    MATTE,
    SMALL_MATTE,
    WEB_CUTOUT,
    LayerVideo,
    write_layers,
)
from soc_studio.core.formats.material import Material
from soc_studio.core.formats.overlay_video import write_overlay
from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.media.audio import sound_from
from soc_studio.core.media.colour import scaler_matrix
from soc_studio.core.media.encodings import PRORES_4444, Encoding
from soc_studio.core.media.video_check import VideoCheck
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.media.video_writer import VideoWriter
from soc_studio.core.system.errors import VideoError, WriteError
from soc_studio.core.tracks.rendering import rendered_matte
from tests.core.formats.test_exports import track_of


def opened(
    path: Path, decoder: str = ""
) -> tuple[list[Fraction], list[NDArray[np.uint8]], dict[str, str]]:
    """Return times and pictures, RGBA uint8 [H, W, 4], of a video, and what its picture says."""
    times, pictures = [], []
    with av.open(path) as container:
        stream = container.streams.video[0]
        says = stream.codec_context
        matrix = int(says.colorspace)
        marks = (matrix, says.color_primaries, says.color_trc, says.color_range)
        assert marks in ((1, 1, 1, 1), (6, 6, 1, 1))
        reading = av.CodecContext.create(decoder, "r") if decoder else says
        for frame in (
            each for packet in container.demux(stream) for each in reading.decode(packet)
        ):
            assert frame.pts is not None
            rgba = frame.reformat(
                format="rgba", src_colorspace=scaler_matrix(matrix),
                dst_colorspace=scaler_matrix(matrix), src_color_range=1, dst_color_range=2,
            )  # fmt: skip
            times.append(frame.pts * stream.time_base)
            pictures.append(np.asarray(rgba.to_ndarray(), dtype=np.uint8))
        return times, pictures, dict(stream.metadata)


def heard(path: Path) -> tuple[NDArray[np.int16], int]:
    with av.open(path) as container:
        stream = container.streams.audio[0]
        parts = [each.to_ndarray().reshape(-1) for each in container.decode(stream)]
        return np.concatenate(parts), stream.rate


@pytest.mark.parametrize("span", [range(12), range(3, 9)])
def test_a_cut_out_has_the_frames_the_times_and_the_opacity(
    clips: Any, documents: Any, tmp_path: Path, span: range
) -> None:
    stamps = [0, 40, 80, 100, 300, 310, 350, 360, 500, 510, 520, 900]
    source = clips.encode("clip.mkv", pictures=12, stamps=stamps, time_base=Fraction(1, 1000))
    view = documents.view("a", track_of(range(12), absent=[5]), frames=12)
    with open_video(source) as reader:
        material = Material(reader, {"01-a": view}, span)
        assert list(write_layers(CUTOUT, tmp_path, material)) == list(span)
        meant = [
            None if (matte := rendered_matte(view, at, 64, 96)) is None
            else cut_out(reader.frame(at), matte)
            for at in span
        ]  # fmt: skip
    times, pictures, _ = opened(tmp_path / "01-a.mov")
    assert times == [Fraction(stamps[at] - stamps[span.start], 1000) for at in span]
    for at, found, wanted in zip(span, pictures, meant, strict=True):
        if at == 5:
            assert not found.any()
            continue
        assert wanted is not None
        assert np.abs(found[..., 3].astype(int) - wanted[..., 3]).max() <= 2
        inside = wanted[..., 3] == 255
        assert np.abs(found[..., :3][inside].astype(int) - wanted[..., :3][inside]).mean() < 2


@pytest.mark.slow
@pytest.mark.parametrize(("first", "code"), [(0, "01:00:00:00"), (30, "01:00:01:05")])
def test_sound_and_time_code_are_those_of_the_frames(
    clips: Any, documents: Any, tmp_path: Path, first: int, code: str
) -> None:
    source = with_code_and_sound(tmp_path / "clip.mov")
    view = documents.view("a", track_of(range(50)), frames=50)
    with open_video(source) as reader:
        span = range(first, 50)
        list(write_layers(CUTOUT, tmp_path, Material(reader, {"01-a": view}, span)))
        start = reader.timing.time_of(first)
        meant = np.concatenate(list(sound_from(source, reader.timing, start, 48_000, "mono")))
    times, _, says = opened(tmp_path / "01-a.mov")
    assert {b - a for a, b in pairwise(times)} == {Fraction(1, 25)}
    assert says["timecode"] == code
    found, rate = heard(tmp_path / "01-a.mov")
    assert rate == 48_000
    assert np.abs(meant).max() > 1000
    assert (found == meant.reshape(-1)).all()


@pytest.mark.slow
@pytest.mark.parametrize("kind", [WEB_CUTOUT, ARCHIVE_CUTOUT], ids=["web", "archive"])
def test_other_cut_outs_have_opacity_and_sound(
    tmp_path: Path, documents: Any, kind: LayerVideo
) -> None:
    source = with_code_and_sound(tmp_path / "clip.mov")
    view = documents.view("a", track_of(range(50)), frames=50)
    with open_video(source) as reader:
        list(write_layers(kind, tmp_path, Material(reader, {"01-a": view}, range(5, 15))))
        meant = [rendered_matte(view, number, 64, 96) for number in range(5, 15)]
    path = tmp_path / f"01-a{kind.ending}"
    times, pictures, _ = opened(path, kind.encoding.decoder)
    assert [round(time * 25) for time in times] == list(range(10))
    for found, wanted in zip(pictures, meant, strict=True):
        assert wanted is not None
        assert np.abs(found[..., 3].astype(int) - wanted).mean() < 2
    with av.open(path) as container:
        assert container.streams.audio[0].rate == 48_000
        samples = sum(each.samples for each in container.decode(container.streams.audio[0]))
        assert samples == pytest.approx(0.4 * 48_000, abs=1000)


@pytest.mark.parametrize("kind", [MATTE, EDITING_MATTE], ids=["h264", "prores"])
def test_a_matte_is_white_on_the_object_and_black_elsewhere(
    clips: Any, documents: Any, tmp_path: Path, kind: LayerVideo
) -> None:
    source = clips.encode("clip.mkv", pictures=6)
    view = documents.view("a", track_of(range(6), absent=[2]), frames=6)
    with open_video(source) as reader:
        list(write_layers(kind, tmp_path, Material(reader, {"01-a": view}, range(6))))
        meant = [rendered_matte(view, number, 64, 96) for number in range(6)]
    _, pictures, _ = opened(tmp_path / f"01-a{kind.ending}")
    for found, matte in zip(pictures, meant, strict=True):
        wanted = np.zeros((64, 96)) if matte is None else matte.astype(float)
        assert np.abs(found[..., :3] - wanted[..., None]).mean() < 2
        assert found.max() - found[..., :3].min() > 250


def test_a_matte_with_hard_edges_reads_no_frame(clips: Any, documents: Any, tmp_path: Path) -> None:
    source = clips.encode("clip.mkv", codec="ffv1", pixel_format="yuv420p", pictures=4)
    hard = documents.view("a", track_of(range(4)), frames=4)
    soft = documents.view("b", track_of(range(4)), frames=4, band=4)
    with open_video(source) as reader:
        content = source.read_bytes()
        source.write_bytes(content[:1000] + bytes(len(content) - 1000))
        list(write_layers(MATTE, tmp_path, Material(reader, {"01-a": hard}, range(4))))
        for kind, view in ((CUTOUT, hard), (MATTE, soft)):
            with pytest.raises(VideoError):
                list(write_layers(kind, tmp_path, Material(reader, {"02": view}, range(4))))
    times, _, _ = opened(tmp_path / "01-a-matte.mp4")
    assert len(times) == 4
    assert [each.name for each in tmp_path.glob("0*")] == ["01-a-matte.mp4"]


def test_cut_out_pictures_are_transparent_and_named_by_frame(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mkv", pictures=6)
    view = documents.view("a", track_of(range(2, 6), absent=[4]), frames=6)
    with open_video(source) as reader:
        list(write_cutouts(PNG, tmp_path, Material(reader, {"01-a": view}, range(6))))
        frames = list(reader.frames())
    folder = tmp_path / "01-a-cutout"
    assert sorted(path.stem for path in folder.iterdir()) == ["00002", "00003", "00004", "00005"]
    for number in range(2, 6):
        with Image.open(folder / f"{number:05d}.png") as file:
            assert file.mode == "RGBA"
            found = np.asarray(file)
        matte = rendered_matte(view, number, 64, 96)
        if matte is None:
            assert number == 4
            assert not found.any()
        else:
            assert (found == cut_out(frames[number], matte)).all()


@pytest.mark.slow
def test_the_highlighted_video_has_the_sound_of_its_frames(tmp_path: Path, documents: Any) -> None:
    source = with_code_and_sound(tmp_path / "clip.mov")
    view = documents.view("a", track_of(range(50)), frames=50)
    with open_video(source) as reader:
        list(write_overlay(tmp_path / "overlay.mp4", reader, [view], range(10, 35)))
        start = reader.timing.time_of(10)
        meant = np.concatenate(list(sound_from(source, reader.timing, start, 48_000, "mono")))
    with open_video(tmp_path / "overlay.mp4") as reader:
        assert reader.info.audio_streams
        found = np.concatenate(
            list(sound_from(reader.path, reader.timing, Fraction(0), 48_000, "mono"))
        )
    assert len(found) == 48_000
    quiet, loud = found[2000:40_000, 0].astype(float), meant[2000:40_000, 0].astype(float)
    assert np.corrcoef(quiet, loud)[0, 1] > 0.9  # AAC loses a little, and shifts nothing


def with_code_and_sound(path: Path) -> Path:
    """Write two seconds with a time code of one hour, and sound that is never twice the same."""
    samples = (8000 * np.sin(np.arange(96_000) ** 1.5 / 900)).astype(np.int16)
    with av.open(path, "w") as container:
        container.metadata["timecode"] = "01:00:00:00"
        pictures = container.add_stream("libx264", rate=25)
        pictures.width, pictures.height, pictures.pix_fmt = 96, 64, "yuv420p"
        voice = container.add_stream("pcm_s16le", rate=48_000, layout="mono")
        for number in range(50):
            frame = av.VideoFrame.from_ndarray(np.full((64, 96, 3), 4 * number, np.uint8), "rgb24")
            container.mux(pictures.encode(frame))
        container.mux(pictures.encode())
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
        frame.rate, frame.pts = 48_000, 0
        container.mux(voice.encode(frame))
        container.mux(voice.encode())
    return path


@pytest.mark.slow
def test_a_video_without_sound_and_of_odd_size_is_cut_out_too(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mkv", codec="ffv1", pixel_format="bgr0", pictures=3)
    view = documents.view("a", track_of(range(3)), frames=3)
    with open_video(source) as reader:
        list(write_layers(CUTOUT, tmp_path, Material(reader, {"01-a": view}, range(3))))
    with av.open(tmp_path / "01-a.mov") as container:
        assert not container.streams.audio
    odd = np.zeros((63, 95, 4), dtype=np.uint8)
    odd[10:40, 20:60] = (200, 40, 30, 255)
    with VideoWriter(tmp_path / "odd.mov", 95, 63, Fraction(30000, 1001), PRORES_4444) as writer:
        writer.write(odd)
    _, (picture,), _ = opened(tmp_path / "odd.mov")
    assert picture.shape == odd.shape
    assert np.abs(picture[..., 3].astype(int) - odd[..., 3]).max() <= 2


def test_high_dynamic_range_is_refused_by_8_bits(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    grey = [np.full((64, 96), 500, np.uint16), *2 * [np.full((32, 48), 512, np.uint16)]]
    source = clips.planes("clip.mkv", grey, "yuv420p10le", matrix=9, colour_range=1, transfer=16)
    view = documents.view("a", track_of(range(1)), frames=1)
    with open_video(source) as reader:
        material = Material(reader, {"01-a": view}, range(1))
        for kind in (WEB_CUTOUT, ANIMATION_CUTOUT):
            with pytest.raises(WriteError, match=r"high dynamic range \(PQ"):
                list(write_layers(kind, tmp_path, material))
            with pytest.raises(WriteError, match=r"high dynamic range \(PQ"):
                kind.writer.estimate(material)
        with pytest.raises(WriteError, match=r"high dynamic range \(PQ"):
            list(write_overlay(tmp_path / "overlay.mp4", reader, [view], range(1)))
        for kind in (MATTE, SMALL_MATTE):
            list(write_layers(kind, tmp_path, material))
    assert {path.name for path in tmp_path.glob("01*")} == {"01-a-matte.mp4", "01-a-matte-h265.mp4"}
    assert not (tmp_path / "overlay.mp4").exists()


def written(path: Path, count: int = 5, level: int = 200) -> Path:
    with VideoWriter(path, 96, 64, Fraction(25)) as writer:
        for number in range(count):
            writer.write(np.full((64, 96, 3), level + number, np.uint8))
    return path


@pytest.mark.parametrize(
    ("count", "level", "step", "reason"),
    [
        (4, 200, 1, "4 frames instead of 5"),
        (5, 100, 1, "frame 0: other colours"),
        (5, 200, 2, r"frame 1 at 0\.040 s"),
    ],
)
def test_a_file_that_holds_something_else_is_found_out(
    tmp_path: Path, count: int, level: int, step: int, reason: str
) -> None:
    path = written(tmp_path / "clip.mp4", count, level)
    check = VideoCheck(5, Fraction(1, 25), Encoding())
    for number in range(5):
        check.saw(np.full((64, 96, 3), 200 + number, np.uint8), number * step)
    with pytest.raises(WriteError, match=reason):
        check.check(path, path.name)
    good = VideoCheck(5, Fraction(1, 25), Encoding())
    for number in range(5):
        good.saw(np.full((64, 96, 3), 200 + number, np.uint8), number)
    good.check(written(path), path.name)
