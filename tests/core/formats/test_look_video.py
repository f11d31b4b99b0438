"""Videos with a look: frames, times, sound, time code, background and what is refused."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_plan import ExportPlan, Part, mistake, recalled, remembered
from soc_studio.core.formats.export_writing import material_of, survey, write_export
from soc_studio.core.formats.layer_videos import INVERSE_CUTOUT, all_but, write_layers
from soc_studio.core.formats.look_video import LOOK, WRITER, write_look
from soc_studio.core.formats.material import Material
from soc_studio.core.masks.compositing import Shown
from soc_studio.core.masks.looks import GREEN, Look, LookSettings, picture_of
from soc_studio.core.media.audio import sound_from
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.system.errors import VideoError, WriteError
from soc_studio.core.tracks.rendering import rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from tests.core.formats.test_exports import square, track_of
from tests.core.formats.test_handles_and_rates import MS, UNEVEN
from tests.core.formats.test_layer_videos import opened, with_code_and_sound


def frames_of(path: Path) -> list[NDArray[np.uint8]]:
    with open_video(path) as reader:
        return list(reader.frames())


@pytest.mark.slow
@pytest.mark.parametrize("look", [each for each in Look if each is not Look.BACKGROUND])
def test_a_video_shows_its_frames_in_the_look_at_their_times(
    clips: Any, documents: Any, tmp_path: Path, look: Look
) -> None:
    source = clips.encode("clip.mkv", pictures=12, stamps=UNEVEN, time_base=MS)
    view = documents.view("a", track_of(range(12), absent=[5]), frames=12)
    settings = LookSettings(look, beside_source=look is Look.DARK)
    span = range(3, 7)
    with open_video(source) as reader:
        material = Material(reader, {"01-a": view}, span, look=settings)
        assert list(write_look(tmp_path, material)) == list(span)
        mattes = [rendered_matte(view, number, 64, 96) for number in span]
        objects = [[] if each is None else [Shown(each, view.layer.colour)] for each in mattes]
        meant = [
            picture_of(reader.frame(number), shown, settings)
            for number, shown in zip(span, objects, strict=True)
        ]
    times, pictures, _ = opened(tmp_path / LOOK)
    assert times == [Fraction(UNEVEN[number] - UNEVEN[3], 1000) for number in span]
    for found, wanted in zip(pictures, meant, strict=True):
        assert found.shape[:2] == wanted.shape[:2]
        assert np.abs(found[..., :3].astype(int) - wanted).mean() < 4


@pytest.mark.slow
def test_a_look_has_the_sound_and_the_time_code_of_its_frames(
    tmp_path: Path, documents: Any
) -> None:
    source = with_code_and_sound(tmp_path / "clip.mov")
    view = documents.view("a", track_of(range(50)), frames=50)
    with open_video(source) as reader:
        list(write_look(tmp_path, Material(reader, {"01-a": view}, range(10, 35))))
        start = reader.timing.time_of(10)
        meant = np.concatenate(list(sound_from(source, reader.timing, start, 48_000, "mono")))
    with open_video(tmp_path / LOOK) as reader:
        assert reader.info.first_code == "01:00:00:10"
        sound = sound_from(reader.path, reader.timing, Fraction(0), 48_000, "mono")
        found = np.concatenate(list(sound))
    assert len(found) == 48_000
    quiet, loud = found[2000:40_000, 0].astype(float), meant[2000:40_000, 0].astype(float)
    assert np.corrcoef(quiet, loud)[0, 1] > 0.9


@pytest.mark.slow
def test_a_background_video_begins_with_the_clip_and_keeps_its_speed(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mp4", pictures=20)
    back = clips.encode("back.mp4", pictures=6, rate=Fraction(10))
    view = documents.view("a", track_of(range(20)), frames=20)
    look = LookSettings(Look.BACKGROUND, background=str(back))
    with open_video(source) as reader:
        # The square covers the lower rows of the numbers, never their upper ones.
        material = Material(reader, {"01-a": view}, range(2, 20), clip=range(5, 18), look=look)
        list(write_look(tmp_path, material))
    found = [clips.number(np.repeat(each[8:12], 6, axis=0)) for each in frames_of(tmp_path / LOOK)]
    meant = [int((Fraction(number - 5, 25) % Fraction(6, 10)) * 10) for number in range(2, 20)]
    assert found == meant
    assert meant[:4] == [4, 5, 5, 0]


@pytest.mark.slow
def test_a_conformed_look_lets_its_background_move_on(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mkv", pictures=12, stamps=UNEVEN, time_base=MS)
    back = clips.encode("back.mp4", pictures=30)
    view = documents.view("a", track_of(range(12), absent=range(12)), frames=12)
    look = LookSettings(Look.BACKGROUND, background=str(back))
    with open_video(source) as reader:
        material = Material(reader, {"01-a": view}, range(12), rate=Fraction(25), look=look)
        assert list(write_look(tmp_path, material)) == list(range(12))
    found = [clips.number(each) for each in frames_of(tmp_path / LOOK)]
    assert len(found) > 20
    assert found == list(range(len(found)))


def two_layers(documents: Any) -> dict[str, ResolvedTrack]:
    right = {number: (0.9, square(30)) for number in range(6)}
    return {
        "01-a": documents.view("a", track_of(range(6)), frames=6),
        "02-b": documents.view("b", right, frames=6),
    }


@pytest.mark.slow
def test_all_layers_are_in_one_video_or_each_in_its_own(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mp4", pictures=6)
    left, right = np.s_[30:40, 10:25], np.s_[30:40, 70:85]
    shown = {}
    with open_video(source) as reader:
        material = Material(reader, two_layers(documents), range(6))
        for each in (False, True):
            material = replace(material, look=LookSettings(each_layer=each))
            folder = tmp_path / str(each)
            folder.mkdir()
            list(write_look(folder, material))
            assert WRITER.estimate(material).files == len(list(folder.iterdir()))
            for path in folder.iterdir():
                assert WRITER.files.fullmatch(path.name)
                frame = frames_of(path)[0].astype(int)
                parts = (frame[left], frame[right])
                shown[path.name] = [np.abs(part - GREEN).mean() > 20 for part in parts]
    assert shown == {
        "look.mp4": [True, True],
        "01-a-look.mp4": [True, False],
        "02-b-look.mp4": [False, True],
    }


def test_everything_but_the_layer_is_transparent_in_its_place(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mkv", pictures=4)
    view = documents.view("a", track_of(range(4), absent=[2]), frames=4)
    with open_video(source) as reader:
        list(write_layers(INVERSE_CUTOUT, tmp_path, Material(reader, {"01-a": view}, range(4))))
        frames = list(reader.frames())
    _, pictures, _ = opened(tmp_path / "01-a-inverse.mov")
    for number, (found, frame) in enumerate(zip(pictures, frames, strict=True)):
        matte = rendered_matte(view, number, 64, 96)
        alpha = np.zeros((64, 96), np.uint8) if matte is None else matte
        wanted = all_but(frame, alpha)
        assert (wanted[..., 3] == 255 - alpha).all()
        assert np.abs(found[..., 3].astype(int) - wanted[..., 3]).max() <= 2
        around = alpha == 0
        assert np.abs(found[..., :3][around].astype(int) - frame[around]).mean() < 2
        assert number == 2 or not wanted[30:34, 2 * number + 14 : 2 * number + 18].any()


def plan_for(folder: Path, view: ResolvedTrack, **look: Any) -> ExportPlan:
    plan = ExportPlan(str(folder), "result", (view.layer.id,), Part.ALL, formats=("look",))
    return replace(plan, look=LookSettings(**look))


def test_what_is_wrong_with_a_background_is_said_before_anything_is_written(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mp4", pictures=6)
    view = documents.view("a", track_of(range(6)), frames=6)
    views = {view.layer.id: view}
    (tmp_path / "back.txt").write_text("no picture")
    none = plan_for(tmp_path, view, look=Look.BACKGROUND)
    assert "background" in mistake(none, view.video, views)
    assert not mistake(replace(none, formats=("masks",)), view.video, views)
    with open_video(source) as reader:
        for name, said in (("back.txt", "not a video"), ("gone.png", "does not exist")):
            plan = plan_for(tmp_path, view, look=Look.BACKGROUND, background=str(tmp_path / name))
            material = material_of(plan, view.video, reader, [view])
            assert said in survey(plan, material, Sources()).problem
            with pytest.raises(VideoError, match=name):
                list(write_export(plan, material, Sources()))
            assert not plan.folder.exists()


def test_a_background_that_breaks_off_leaves_nothing(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mp4", pictures=6)
    view = documents.view("a", track_of(range(6)), frames=6)
    folder = tmp_path / "frames"
    folder.mkdir()
    for number in range(4):
        Image.fromarray(clips.picture(number)).save(folder / f"{number}.png")
    damaged = (folder / "3.png").read_bytes()
    (folder / "3.png").write_bytes(damaged[: len(damaged) // 2])
    plan = plan_for(tmp_path, view, look=Look.BACKGROUND, background=str(folder))
    with open_video(source) as reader:
        material = material_of(plan, view.video, reader, [view])
        with pytest.raises(VideoError, match=r"3\.png"):
            list(write_export(plan, material, Sources()))
    assert not plan.folder.exists()


def test_an_export_does_not_replace_its_background(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mp4", pictures=6)
    view = documents.view("a", track_of(range(6)), frames=6)
    plan = plan_for(tmp_path, view)
    with open_video(source) as reader:
        material = material_of(plan, view.video, reader, [view])
        list(write_export(plan, material, Sources()))
        before = (plan.folder / LOOK).read_bytes()
        look = LookSettings(Look.BACKGROUND, background=str(plan.folder / LOOK))
        plan = replace(plan, look=look)
        material = material_of(plan, view.video, reader, [view])
        assert "background" in survey(plan, material, Sources()).problem
        with pytest.raises(WriteError, match="background"):
            list(write_export(plan, material, Sources()))
    assert (plan.folder / LOOK).read_bytes() == before


def test_a_look_that_is_given_up_leaves_nothing(clips: Any, documents: Any, tmp_path: Path) -> None:
    source = clips.encode("clip.mp4", pictures=6)
    back = clips.encode("back.mp4", pictures=3)
    view = documents.view("a", track_of(range(6)), frames=6)
    plan = plan_for(tmp_path, view, look=Look.BACKGROUND, background=str(back))
    with open_video(source) as reader:
        steps = write_export(plan, material_of(plan, view.video, reader, [view]), Sources())
        next(steps)
        next(steps)
        steps.close()
        back.rename(back.with_name("moved.mp4"))  # nobody holds it open
    assert not plan.folder.exists()


def test_high_dynamic_range_is_refused_in_a_sentence(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    grey = [np.full((64, 96), 500, np.uint16), *2 * [np.full((32, 48), 512, np.uint16)]]
    source = clips.planes("clip.mkv", grey, "yuv420p10le", matrix=9, colour_range=1, transfer=16)
    view = documents.view("a", track_of(range(1)), frames=1)
    plan = plan_for(tmp_path, view)
    with open_video(source) as reader:
        material = material_of(plan, view.video, reader, [view])
        assert "high dynamic range" in survey(plan, material, Sources()).problem
        with pytest.raises(WriteError, match="high dynamic range"):
            list(write_export(plan, material, Sources()))


def test_a_look_is_remembered(documents: Any) -> None:
    view = documents.view("a", track_of(range(6)), frames=6)
    plan = plan_for(
        Path("x"), view, look=Look.BACKGROUND, background="b.mp4", loops=False, colour=(1, 2, 3)
    )
    assert recalled(plan_for(Path("x"), view), remembered(plan)).look == plan.look
    wrong = '{"look": {"look": "colour", "colour": [0, 0, 999]}}'
    assert recalled(plan, wrong).look == plan.look
    assert recalled(plan, '{"look": {"look": "sparkle"}}') == plan
