"""Results whose files have other names: written, known again, linked and replaced."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import numpy as np
import opentimelineio as otio
import pytest
from PIL import Image

from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_names import said_rate
from soc_studio.core.formats.export_plan import ExportPlan, Part, mistake, recalled, remembered
from soc_studio.core.formats.export_queue import ExportQueue
from soc_studio.core.formats.export_writing import material_of, named, survey, write_export
from soc_studio.core.formats.import_masks import open_masks
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.formats.result_folder import named_entries, stranger
from soc_studio.core.media.video_reader import VideoReader, open_video
from soc_studio.core.project.layer import MatteSettings
from soc_studio.core.system.errors import WriteError
from soc_studio.core.tracks.combined_track import CombinedTrack
from soc_studio.core.tracks.rendering import follows_picture, rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack

FORMATS = ("masks", "tracks", "cutout", "matte", "matte-prores", "timeline", "overlay")


@pytest.fixture
def reader(clips: Any) -> Iterator[VideoReader]:
    with open_video(clips.encode("My clip (1).mp4", pictures=4)) as opened:
        yield opened


@pytest.fixture
def seen(documents: Any) -> list[ResolvedTrack]:
    pixels = np.zeros((32, 48), dtype=np.bool_)
    pixels[8:24, 10:30] = True
    left = dict.fromkeys(range(4), (0.9, pixels))
    right = dict.fromkeys(range(4), (0.9, np.roll(pixels, 15, axis=1)))
    right[3] = (0.1, right[3][1])
    return [documents.view("The ball", left, frames=4), documents.view("a cube", right, frames=4)]


def plan_in(folder: Path, names: str, *formats: str, combined: bool = False) -> ExportPlan:
    formats = formats or FORMATS
    return ExportPlan(
        str(folder), "result", (), Part.ALL, formats=formats, names=names, combined=combined
    )


def written(plan: ExportPlan, seen: list[ResolvedTrack], reader: VideoReader) -> set[str]:
    material = material_of(plan, seen[0].video, reader, seen)
    expected = survey(plan, material, Sources())
    assert expected.problem == ""
    steps = list(write_export(plan, material, Sources()))
    assert steps[-1].done == steps[-1].total
    entries = {path.name + "/" * path.is_dir() for path in plan.folder.iterdir()}
    assert {*expected.names} == entries - {"result.json"}
    assert stranger(plan.folder, list(plan.folder.iterdir())) is None
    return entries


@pytest.mark.slow
def test_files_and_folders_are_called_by_tokens(
    tmp_path: Path, seen: list[ResolvedTrack], reader: VideoReader
) -> None:
    assert written(plan_in(tmp_path, "{source}_{layer}_{look}"), seen, reader) == {
        "My clip (1)_the-ball_masks/",
        "My clip (1)_a-cube_masks/",
        "My clip (1)_the-ball_cutout.mov",
        "My clip (1)_a-cube_cutout.mov",
        "My clip (1)_the-ball_matte.mp4",
        "My clip (1)_a-cube_matte.mp4",
        "My clip (1)_the-ball_matte.mov",
        "My clip (1)_a-cube_matte.mov",
        "My clip (1)_timeline.otio",
        "My clip (1)_timeline.xml",
        "My clip (1)_timeline.fcpxml",
        "My clip (1)_overlay.mp4",
        "tracks.json",
        "result.json",
    }
    said = json.loads((tmp_path / "result" / "tracks.json").read_text(encoding="utf-8"))
    assert [each["folder"] for each in said["tracks"]] == [
        "My clip (1)_the-ball_masks",
        "My clip (1)_a-cube_masks",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("combined", [False, True])
def test_every_format_is_named_and_known_again(
    tmp_path: Path, seen: list[ResolvedTrack], reader: VideoReader, combined: bool
) -> None:
    formats = tuple(each.id for each in EXPORTS)
    plan = plan_in(tmp_path, "{source}_{layer}_{look}", *formats, combined=combined)
    names = written(plan, seen, reader)
    others = {name for name in names if not name.startswith("My clip (1)_")}
    assert others == {"tracks.json", "result.json"}
    assert any("_combined_" in name for name in names) == combined
    if combined:
        written(replace(plan, names="{number}-{layer}"), seen, reader)  # in the place of the first


def test_every_token_has_its_value(
    tmp_path: Path, seen: list[ResolvedTrack], reader: VideoReader
) -> None:
    template = "{number}.{first}-{last}.{width}x{height}.{rate}.{date}.{format}.{expression}"
    names = written(plan_in(tmp_path, template, "matte-prores"), seen, reader)
    day, rate = date.today().isoformat(), said_rate(reader.rate)
    assert f"01.00000-00003.96x64.{rate}.{day}.matte-prores.the-ball.mov" in names


@pytest.mark.slow
def test_without_the_look_in_it_a_template_keeps_what_tells_formats_apart(
    tmp_path: Path, seen: list[ResolvedTrack], reader: VideoReader
) -> None:
    names = written(plan_in(tmp_path, "{layer}", "cutout", "matte", "overlay"), seen, reader)
    assert {"the-ball.mov", "the-ball-matte.mp4", "overlay.mp4"} < names
    names = written(plan_in(tmp_path, "{source}", "cutout", "overlay"), seen, reader)
    assert {"My clip (1).mov", "My clip (1)-2.mov", "My clip (1)-overlay.mp4"} < names


@pytest.mark.slow
def test_a_look_of_each_layer_is_named_by_its_layer(
    tmp_path: Path, seen: list[ResolvedTrack], reader: VideoReader
) -> None:
    plan = plan_in(tmp_path, "{source}_{layer}_{look}", "cutout", "cutout-inverse", "look")
    names = written(plan, seen, reader)
    assert {"My clip (1)_a-cube_cutout-inverse.mov", "My clip (1)_look.mp4"} < names
    each = replace(plan, formats=("look",), look=replace(plan.look, each_layer=True))
    assert written(each, seen, reader) == {
        "My clip (1)_the-ball_look.mp4",
        "My clip (1)_a-cube_look.mp4",
        "result.json",
    }


def test_layers_of_one_name_and_fixed_names_get_a_number(
    tmp_path: Path, seen: list[ResolvedTrack], reader: VideoReader
) -> None:
    twins = [seen[0], seen[0], seen[1]]
    names = written(plan_in(tmp_path, "overlay", "matte", "overlay"), twins, reader)
    assert len([each for each in names if each.endswith(".mp4")]) == 4
    assert len(named_entries(tmp_path / "result")) == 3
    # The new name of one entry is the old one of another.
    names = written(plan_in(tmp_path, "02-a-cube", "masks"), seen, reader)
    assert names == {"02-a-cube/", "02-a-cube-2/", "result.json"}


def test_the_default_gives_the_names_of_before(
    tmp_path: Path, seen: list[ResolvedTrack], reader: VideoReader
) -> None:
    plan = ExportPlan(str(tmp_path), "result", (), Part.ALL, formats=("masks", "cutout"))
    assert written(plan, seen, reader) == {
        "01-the-ball/",
        "02-a-cube/",
        "01-the-ball.mov",
        "02-a-cube.mov",
        "result.json",
    }
    assert "named" not in json.loads((plan.folder / "result.json").read_bytes())


def test_a_result_with_names_is_replaced_and_strangers_in_it_are_found(
    tmp_path: Path, seen: list[ResolvedTrack], reader: VideoReader
) -> None:
    first = plan_in(tmp_path, "{layer}.{rate}_{look}", "masks", "matte")
    folder = first.folder
    written(first, seen, reader)
    written(plan_in(tmp_path, "{layer} {look}", "masks", "matte"), seen, reader)
    material = material_of(first, seen[0].video, reader, seen)
    for stray in ("the-ball masks/notes.txt", "the-ball cutout.mov", "the-ball matte.mp4.bak"):
        (folder / stray).write_text("mine")
        assert Path(stray).name in survey(first, material, Sources()).problem
        (folder / stray).unlink()
    said = json.loads((folder / "result.json").read_bytes())
    said["named"]["letter.txt"] = "01-the-ball-matte.mp4"
    (folder / "result.json").write_text(json.dumps(said))
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(WriteError, match=r"letter\.txt"):
        list(write_export(first, material, Sources()))
    (folder / "letter.txt").unlink()
    for content in ("", "[", '{"format": "soc-studio result", "named": [1]}', "[" * 9999):
        (folder / "result.json").write_text(content)
        assert stranger(folder, list(folder.iterdir())) is not None


def test_timelines_link_to_the_new_names(
    tmp_path: Path, seen: list[ResolvedTrack], reader: VideoReader
) -> None:
    plan = plan_in(tmp_path, "{source} {look} {number}", "cutout", "timeline")
    written(plan, seen, reader)
    timeline = otio.adapters.read_from_file(str(plan.folder / "My clip (1) timeline.otio"))
    links = [each.media_reference.target_url for each in timeline.find_clips()]
    assert all((plan.folder / unquote(each)).exists() for each in links)
    assert "My clip (1) cutout 02.mov" in [unquote(each) for each in links]


def test_masks_with_names_are_read_again(
    tmp_path: Path, seen: list[ResolvedTrack], reader: VideoReader
) -> None:
    plan = plan_in(tmp_path, "{source}_{layer}", "masks", "tracks")
    written(plan, seen, reader)
    for name, masks in (("tracks.json", 2), ("My clip (1)_a-cube", 1)):
        layers = open_masks(plan.folder / name, 64, 96, 4)
        assert len(layers) == masks


@pytest.mark.slow
def test_layers_are_combined_where_a_format_can(
    tmp_path: Path, seen: list[ResolvedTrack], reader: VideoReader
) -> None:
    formats = ("masks", "matte", "cutout-png", "timeline", "overlay")
    names = written(plan_in(tmp_path, "{number}-{layer}", *formats, combined=True), seen, reader)
    assert {each for each in names if each.startswith("0")} == {
        "00-combined/",
        "00-combined-matte.mp4",
        "00-combined-cutout/",
    }
    folder = tmp_path / "result"
    for frame in (2, 3):
        mattes = [rendered_matte(each, frame, 64, 96) for each in seen]
        wanted = np.maximum.reduce([each for each in mattes if each is not None])
        assert (mattes[1] is None) == (frame == 3)
        with Image.open(folder / "00-combined-cutout" / f"{frame:05d}.png") as picture:
            assert (np.asarray(picture)[..., 3] == wanted).all()
        with Image.open(folder / "00-combined" / f"{frame:05d}.png") as picture:
            assert (np.asarray(picture) == wanted).all()
    with open_video(folder / "00-combined-matte.mp4") as matte:
        found = matte.frame(2)[..., 0].astype(int)
        assert np.abs(found - rendered_matte(CombinedTrack(seen, "all"), 2, 64, 96)).mean() < 2
    names = written(
        plan_in(tmp_path, "{source}_{layer}_{look}", "matte", combined=True), seen, reader
    )
    assert "My clip (1)_combined_matte.mp4" in names
    names = written(plan_in(tmp_path, "{number}-{layer}", "matte", combined=True), seen[:1], reader)
    assert "01-the-ball-matte.mp4" in names


def test_layers_together_are_answered_where_all_are_and_there_where_one_is(
    seen: list[ResolvedTrack], documents: Any
) -> None:
    short = documents.view(
        "half", {at: (0.1, seen[0].mask(0).to_array()) for at in range(2)}, frames=4
    )
    together = CombinedTrack([seen[1], short], "all")
    assert together.span(range(4)) == [0, 1]
    assert [together.present(at) for at in range(3)] == [True, True, False]
    assert together.mask(3) is None
    mask, own = together.mask(0), seen[1].mask(0)
    assert mask is not None
    assert own is not None
    assert mask.area / (mask.height * mask.width) == pytest.approx(own.area / (32 * 48))
    assert (together.uncertainty == np.maximum(seen[1].uncertainty, short.uncertainty)).all()


def test_layers_together_follow_the_picture_as_each_of_them_does(
    seen: list[ResolvedTrack], documents: Any
) -> None:
    file = documents.file()
    banded = [
        ResolvedTrack(
            replace(each.layer, matte=MatteSettings(edge_band=6)),
            each.video,
            each.data,
            file.results,
            file.imports,
        )
        for each in seen
    ]
    frame = np.random.default_rng(0).integers(0, 256, (64, 96, 3), dtype=np.uint8)
    together = CombinedTrack(banded, "all")
    assert follows_picture(together)
    assert not follows_picture(CombinedTrack(seen, "all"))
    parts = [rendered_matte(each, 0, 64, 96, frame) for each in banded]
    found = rendered_matte(together, 0, 64, 96, frame)
    assert found is not None
    assert (found == np.maximum.reduce([each for each in parts if each is not None])).all()
    assert (found != rendered_matte(together, 0, 64, 96)).any()


def test_a_plan_says_what_is_wrong_with_its_names_and_remembers_good_ones(
    tmp_path: Path, seen: list[ResolvedTrack]
) -> None:
    plan = plan_in(tmp_path, "{sauce}")
    assert "{sauce}" in mistake(plan, seen[0].video, {seen[0].layer.id: seen[0]})
    fresh = ExportPlan("elsewhere", "other", ())
    assert recalled(fresh, remembered(plan)).names == fresh.names
    good = plan_in(tmp_path, "{source}", combined=True)
    again = recalled(fresh, remembered(good))
    assert (again.names, again.combined) == ("{source}", True)


def test_pictures_are_called_as_their_folder_and_known_again(
    tmp_path: Path, seen: list[ResolvedTrack], reader: VideoReader
) -> None:
    plan = plan_in(tmp_path, "{source}_{layer}.{look}", "masks", "cutout-png")
    written(plan, seen, reader)
    names = sorted(each.name for each in (plan.folder / "My clip (1)_a-cube.masks").iterdir())
    assert names == [f"My clip (1)_a-cube.masks.{number:05d}.png" for number in range(4)]
    (layer,) = open_masks(plan.folder / "My clip (1)_a-cube.masks", 64, 96, 4)
    assert layer.frames == (0, 1, 2, 3)
    stray = plan.folder / "My clip (1)_a-cube.masks" / "My clip (1)_a-cube.masks.notes.png"
    stray.write_text("mine")
    material = material_of(plan, seen[0].video, reader, seen)
    assert stray.name in survey(plan, material, Sources()).problem
    stray.unlink()
    written(plan_in(tmp_path, "{number}-{layer}", "masks"), seen, reader)
    assert (plan.folder / "01-the-ball" / "00003.png").is_file()


def test_the_folder_of_a_result_is_called_by_tokens(
    tmp_path: Path, seen: list[ResolvedTrack], reader: VideoReader
) -> None:
    plan = replace(plan_in(tmp_path, "{number}-{layer}", "matte"), name="{source}_{layer}_{look}")
    material = material_of(plan, seen[0].video, reader, seen)
    queue = ExportQueue()
    (folder,) = {queue.add(plan, material, Sources()).plan.folder}
    assert folder == tmp_path / "My clip (1)_matte"  # of several layers
    assert list(write_export(plan, material, Sources()))
    assert (folder / "result.json").is_file()
    assert "My clip (1)_matte" in survey(plan, material, Sources()).notes[0]
    for name in ("{brace}", "plain {", ""):
        kept = replace(plan, name=name)
        assert named(kept, material)[0].name == name


def test_rates_are_said_as_people_say_them() -> None:
    rates = (Fraction(25), Fraction(24000, 1001), Fraction(30000, 1001), Fraction(25, 2))
    assert [said_rate(each) for each in rates] == ["25", "23.976", "29.97", "12.5"]
