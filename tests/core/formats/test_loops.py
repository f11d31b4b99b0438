"""Loops: small, short and without end, with the opacity of the cut-outs."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from soc_studio.core.formats.loops import (
    APNG_LOOP,
    GIF_LOOP,
    WEBP_LOOP,
    Loop,
    loop_frames,
    loop_size,
    reductions,
)
from soc_studio.core.formats.material import Material
from soc_studio.core.formats.picture_settings import smaller
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.formats.result_folder import write_result
from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.media.animation import APNG, GIF, WEBP, AnimationKind, AnimationWriter
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.system.errors import WriteError
from soc_studio.core.tracks.rendering import rendered_matte
from tests.core.formats.test_exports import square, track_of

KINDS = pytest.mark.parametrize(
    "loop", [GIF_LOOP, APNG_LOOP, WEBP_LOOP], ids=["gif", "apng", "webp"]
)


def shown(path: Path) -> tuple[list[Fraction], list[NDArray[np.uint8]], int | None]:
    """Return when each picture of a file appears and at last when it ends, the pictures, and how
    often they are repeated."""
    with Image.open(path) as file:
        pictures, lengths = [], [Fraction(0)]
        for number in range(getattr(file, "n_frames", 1)):
            file.seek(number)
            pictures.append(np.asarray(file.convert("RGBA")))
            lengths.append(Fraction(file.info.get("duration", 0)) / 1000)
        return list(accumulate(lengths)), pictures, file.info.get("loop")


def at(time: Fraction, times: list[Fraction], pictures: list[NDArray[np.uint8]]) -> Any:
    return next(picture for end, picture in zip(times[1:], pictures, strict=True) if time < end)


@pytest.mark.slow
@KINDS
def test_a_loop_shows_the_cut_out_at_its_times_and_begins_anew(
    clips: Any, documents: Any, tmp_path: Path, loop: Loop
) -> None:
    stamps = [0, 80, 160, 240, 320, 560, 640, 720, 900, 980]
    source = clips.encode("clip.mkv", pictures=10, stamps=stamps, time_base=Fraction(1, 1000))
    ball = documents.view("a", track_of(range(10), absent=[4, 5]), frames=10)
    still = documents.view("b", {each: (0.9, square(24)) for each in range(10)}, frames=10)
    with open_video(source) as reader:
        material = Material(reader, {"01-a": ball, "02-b": still}, range(1, 9))
        assert list(loop.writer.write(tmp_path, material)) == list(range(1, 9))
        assert loop.writer.steps(material) == 8
        assert loop.writer.notes(material) == []
        estimate = loop.writer.estimate(material)
        frames = {number: reader.frame(number) for number in range(1, 9)}
    paths = sorted(tmp_path.glob("0*"))
    assert [each.name for each in paths] == [f"0{n}-loop{loop.suffix}" for n in ("1-a", "2-b")]
    assert estimate.files == 2
    assert 0.3 < estimate.size / sum(each.stat().st_size for each in paths) < 3
    for path, view in zip(paths, (ball, still), strict=True):
        assert loop.writer.files.fullmatch(path.name)
        times, pictures, repeated = shown(path)
        assert repeated == 0
        late = 0.001 if loop is WEBP_LOOP else 0.011
        assert abs(times[-1] - Fraction(900, 1000)) <= late
        for number, frame in frames.items():
            found = at(Fraction(stamps[number] - 80 + 20, 1000), times, pictures)
            matte = rendered_matte(view, number, 64, 96)
            if matte is None:
                assert not found[..., 3].any()
                continue
            meant = cut_out(frame, matte)
            assert np.abs(found[..., 3].astype(int) - meant[..., 3]).mean() < 1
            inside = meant[..., 3] == 255
            error = np.abs(found[..., :3][inside].astype(int) - meant[..., :3][inside])
            assert error.mean() < 6


@pytest.mark.slow
def test_a_loop_is_at_most_480_pixels_15_seconds_and_15_frames_a_second(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    pictures = [clips.picture(number, width=601, height=271) for number in range(40)]
    source = clips.encode(
        "clip.mkv", "ffv1", "bgr0", pictures=pictures, rate=Fraction(2), sound=False
    )
    view = documents.view("a", track_of(range(30)), frames=40)
    view.video = replace(view.video, width=601, height=271)
    with open_video(source) as reader:
        material = Material(reader, {"01-a": view}, range(40))
        assert loop_frames(material)[0] == list(range(30))  # the others have no answer
        view = documents.view("b", track_of(range(40)), frames=40)
        view.video = replace(view.video, width=601, height=271)
        material = Material(reader, {"01-a": view}, range(40))
        numbers, times = loop_frames(material)
        assert numbers == list(range(30))
        assert times[-1] == 15
        (note,) = reductions(material)
        assert "480x216 pixels" in note
        assert "the first 15 seconds" in note
        assert "a second" not in note
        list(APNG_LOOP.writer.write(tmp_path, Material(reader, {"01-a": view}, range(38, 40))))
    with Image.open(tmp_path / "01-a-loop.png") as file:
        assert file.size == (480, 216) == loop_size(601, 271)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rate", "meant"), [(Fraction(24), 12), (Fraction(30000, 1001), 14.985), (Fraction(60), 15)]
)
def test_a_steady_rate_stays_steady(
    clips: Any, documents: Any, rate: Fraction, meant: float
) -> None:
    source = clips.encode("clip.mp4", pictures=40, rate=rate)
    view = documents.view("a", track_of(range(40)), frames=40)
    with open_video(source) as reader:
        material = Material(reader, {"01-a": view}, range(40))
        numbers, _ = loop_frames(material)
        steps = {later - each for each, later in pairwise(numbers)}
        assert steps == {round(float(rate) / meant)}
        (note,) = reductions(material)
        assert f"{meant:.3g} frames a second" in note


def test_edges_take_no_colour_from_what_is_not_seen() -> None:
    picture = np.zeros((4, 4, 4), dtype=np.uint8)
    picture[:, :1] = (200, 100, 50, 255)
    small = smaller(picture, (2, 2))
    assert small[:, 0].tolist() == [[200, 100, 50, 128]] * 2
    assert not small[:, 1].any()


@pytest.mark.parametrize("kind", [GIF, WEBP], ids=["gif", "webp"])
def test_a_file_that_holds_something_else_is_noticed(tmp_path: Path, kind: AnimationKind) -> None:
    pictures = np.full((3, 20, 30, 4), 255, dtype=np.uint8)
    pictures[1] = (255, 0, 0, 255)
    times = [Fraction(each, 10) for each in range(4)]
    palette = Image.fromarray(pictures[1, :1, :, :3]).quantize(255) if kind is GIF else None
    path = tmp_path / f"a.{kind.format}"
    with AnimationWriter(path, kind, (30, 20), times, palette) as writer:
        for picture in pictures:
            writer.write(picture)
    assert writer.fault() == ""
    others = [Image.new("RGBA", (30, 20), colour) for colour in ("blue", "lime", "black")]
    others[0].save(path, save_all=True, append_images=others[1:], duration=100, loop=3)
    assert writer.fault() == "it ends"
    others[0].save(path, save_all=True, append_images=others[1:], duration=100, loop=0)
    assert writer.fault() == "frame 0: other colours"
    Image.fromarray(pictures[1]).resize((10, 20)).save(path)
    assert writer.fault() == "10x20 pixels"
    path.write_bytes(path.read_bytes()[:20])
    assert writer.fault()


@KINDS
def test_one_frame_makes_a_loop(clips: Any, documents: Any, tmp_path: Path, loop: Loop) -> None:
    view = documents.view("a", track_of(range(4)), frames=4)
    with open_video(clips.encode("clip.mkv", pictures=4)) as reader:
        material = Material(reader, {"01-a": view}, range(2, 3))
        assert list(loop.writer.write(tmp_path, material)) == [2]
    _, pictures, _ = shown(tmp_path / f"01-a-loop{loop.suffix}")
    assert len(pictures) == 1
    assert pictures[0][..., 3].any()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    times = [Fraction(0), Fraction(1)]
    writer = AnimationWriter(tmp_path / "no" / "a.gif", APNG, (8, 8), times)
    with pytest.raises(WriteError, match="could not be written"), writer:
        writer.write(np.zeros((8, 8, 4), dtype=np.uint8))


@KINDS
def test_a_loop_that_is_given_up_leaves_nothing(
    clips: Any, documents: Any, tmp_path: Path, loop: Loop
) -> None:
    view = documents.view("a", track_of(range(8)), frames=8)
    kind = next(each for each in EXPORTS if each.written.files == loop.writer.files)
    (tmp_path / "result").mkdir()
    with open_video(clips.encode("clip.mkv", pictures=8)) as reader:
        material = Material(reader, {"01-a": view}, range(8))
        stops = iter([False, False, False, True])
        assert len(list(write_result(tmp_path / "result", material, [kind], lambda: next(stops))))
    assert [each.name for each in (tmp_path / "result").iterdir()] == ["result.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize("kind", [GIF, APNG, WEBP], ids=["gif", "apng", "webp"])
def test_a_full_disk_is_told(kind: AnimationKind) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (200, 200, 4), dtype=np.uint8)
    palette = Image.new("RGB", (2, 2)).quantize(4) if kind is GIF else None
    times = [Fraction(0), Fraction(1)]
    writer = AnimationWriter(Path("/dev/full"), kind, (200, 200), times, palette)
    with pytest.raises(WriteError, match="the disk is full"), writer:
        writer.write(noise)


@pytest.mark.parametrize("kind", [GIF, APNG, WEBP], ids=["gif", "apng", "webp"])
@pytest.mark.parametrize("opacities", [(0, 0, 0), (0, 255, 0), (255, 255, 255)], ids=str)
@pytest.mark.parametrize("size", [(1, 1), (97, 33)], ids=str)
def test_pictures_may_be_empty_full_or_of_any_size(
    tmp_path: Path, kind: AnimationKind, opacities: tuple[int, ...], size: tuple[int, int]
) -> None:
    palette = Image.new("RGB", (1, 1)).quantize(255) if kind is GIF else None
    times = [Fraction(each, 10) for each in range(len(opacities) + 1)]
    path = tmp_path / "a"
    with AnimationWriter(path, kind, size, times, palette) as writer:
        for opacity in opacities:
            picture = np.zeros((size[1], size[0], 4), dtype=np.uint8)
            picture[..., 3] = opacity
            writer.write(picture)
    starts, pictures, _ = shown(path)
    for number, opacity in enumerate(opacities):
        found = pictures[0] if len(pictures) == 1 else at(times[number], starts, pictures)
        assert found[-1, -1, 3] == opacity or size == (1, 1)
