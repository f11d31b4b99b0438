"""Exports as they are planned: what they come to, what is in their way, what is left of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_plan import ExportPlan, Part, mistake, recalled, remembered
from soc_studio.core.formats.export_writing import Outlook, material_of, survey, write_export
from soc_studio.core.formats.material import Material
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.formats.result_folder import write_result
from soc_studio.core.media.video_reader import VideoReader, open_video
from soc_studio.core.system.errors import VideoError, WriteError
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from tests.core.formats.exporting import boxed, written


@pytest.fixture
def reader(clips: Any) -> Iterator[VideoReader]:
    with open_video(clips.encode("clip.mp4", pictures=20)) as opened:
        yield opened


@pytest.fixture
def view(documents: Any) -> ResolvedTrack:
    return boxed(documents, "the é ball", 12, of=20)


def plan_for(folder: Path, view: ResolvedTrack, **changes: Any) -> ExportPlan:
    return replace(ExportPlan(str(folder), "result", (view.layer.id,), opens=False), **changes)


def export(plan: ExportPlan, view: ResolvedTrack, reader: VideoReader) -> set[str]:
    steps = written(plan, view, reader)
    assert steps[-1].done == steps[-1].total == len(view.span(plan.written_span(view.video)))
    assert [each.done for each in steps] == sorted(each.done for each in steps)
    return {path.relative_to(plan.folder).as_posix() for path in plan.folder.rglob("*.*")}


def outlook(plan: ExportPlan, view: ResolvedTrack, reader: VideoReader) -> Outlook:
    return survey(plan, material_of(plan, view.video, reader, [view]), Sources())


def test_only_the_chosen_formats_and_frames_are_written(
    tmp_path: Path, view: ResolvedTrack, reader: VideoReader
) -> None:
    plan = plan_for(tmp_path, view, formats=("masks",), part=Part.FRAMES, first=3, last=5)
    assert export(plan, view, reader) == {
        "result.json",
        "01-the-é-ball/00003.png",
        "01-the-é-ball/00004.png",
        "01-the-é-ball/00005.png",
    }
    said = json.loads((plan.folder / "result.json").read_text(encoding="utf-8"))
    assert said["span"] == {"start": 3, "stop": 6, "complete": True}
    assert export(replace(plan, formats=("tracks",)), view, reader) == {"tracks.json"}
    overlay = replace(plan, formats=("overlay",))
    assert export(overlay, view, reader) == {"overlay.mp4", "result.json"}
    with open_video(plan.folder / "overlay.mp4") as written:
        assert written.frame_count == 3


def test_folders_of_objects_can_go_by_number(
    tmp_path: Path, view: ResolvedTrack, reader: VideoReader
) -> None:
    plan = plan_for(tmp_path, view, formats=("masks",), with_words=False)
    assert "01/00000.png" in export(plan, view, reader)
    export(plan, view, reader)  # and is still a result that may be replaced


def test_the_files_are_counted_and_their_size_is_about_right(
    tmp_path: Path, view: ResolvedTrack, reader: VideoReader
) -> None:
    plan = plan_for(tmp_path, view, formats=("masks", "tracks"))
    found = outlook(plan, view, reader).estimate
    assert found is not None
    assert not plan.folder.exists()
    written = export(plan, view, reader)
    size = sum((plan.folder / name).stat().st_size for name in written)
    assert found.files == len(written) == 13
    assert 0.6 < found.size / size < 1.7


def test_a_folder_with_other_files_is_refused_before_any_work(
    tmp_path: Path, view: ResolvedTrack, reader: VideoReader
) -> None:
    (tmp_path / "result").mkdir()
    (tmp_path / "result" / "letter.txt").write_text("dear")
    plan = plan_for(tmp_path, view)
    material = material_of(plan, view.video, reader, [view])
    assert "letter.txt" in survey(plan, material, Sources()).problem
    steps = write_export(plan, material, Sources())
    with pytest.raises(WriteError, match=r"letter\.txt"):
        next(steps)
    assert (tmp_path / "result" / "letter.txt").read_text() == "dear"


def test_somebody_elses_file_in_a_result_without_tracks_is_found(
    tmp_path: Path, view: ResolvedTrack, reader: VideoReader
) -> None:
    plan = plan_for(tmp_path, view, formats=("masks",))
    export(plan, view, reader)
    (plan.folder / "01-the-é-ball" / "notes.txt").write_text("mine")
    assert "notes.txt" in outlook(plan, view, reader).problem


def test_an_earlier_result_is_replaced_and_that_is_said_before(
    tmp_path: Path, view: ResolvedTrack, reader: VideoReader
) -> None:
    plan = plan_for(tmp_path, view, formats=("masks",))
    assert not any("replaced" in each for each in outlook(plan, view, reader).notes)
    export(plan, view, reader)
    assert "The earlier result 'result' is replaced." in outlook(plan, view, reader).notes


def test_the_video_is_not_written_over(view: ResolvedTrack, reader: VideoReader) -> None:
    folder = reader.path.parent
    plan = plan_for(folder.parent, view, name=folder.name)
    assert "video" in outlook(plan, view, reader).problem


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"place": " "}, "folder"),
        ({"place": "Videos"}, "whole path"),
        ({"place": "~/Videos"}, "whole path"),
        ({"name": ""}, "name"),
        ({"name": "a/b"}, "/"),
        ({"name": "NUL"}, "another"),
        ({"name": "a."}, "another"),
        ({"formats": ()}, "format"),
        ({"layers": ()}, "object"),
        ({"part": Part.FRAMES, "first": 5, "last": 4}, "0 and 19"),
        ({"part": Part.FRAMES, "first": 5, "last": 20}, "0 and 19"),
        ({"part": Part.FRAMES, "first": 15, "last": 19}, "Nothing is found"),
        ({}, ""),
    ],
)
def test_what_is_missing_in_a_plan_is_said(
    tmp_path: Path, view: ResolvedTrack, changes: dict[str, Any], words: str
) -> None:
    plan = plan_for(tmp_path, view, **changes)
    found = mistake(plan, view.video, {view.layer.id: view})
    assert words in found
    assert bool(words) == bool(found)


def test_a_layer_that_is_still_being_read_is_waited_for(
    tmp_path: Path, view: ResolvedTrack
) -> None:
    assert "read" in mistake(plan_for(tmp_path, view), view.video, {view.layer.id: None})


def test_choices_are_remembered_and_damaged_ones_passed_over(
    tmp_path: Path, view: ResolvedTrack
) -> None:
    plan = plan_for(tmp_path, view, formats=("tracks",), part=Part.ALL, with_words=False)
    plan = replace(plan, premultiplied=True)
    fresh = ExportPlan("elsewhere", "other", (), opens=True)
    again = recalled(fresh, remembered(plan))
    assert (again.place, again.name) == (str(tmp_path), "other")
    assert (again.formats, again.part) == (("tracks",), Part.ALL)
    assert not again.with_words
    assert not again.opens
    assert again.premultiplied
    for text in ("", "[]", "{", '{"part": "half"}', '{"formats": 3}', "null", "[" * 99999):
        assert recalled(fresh, text) == fresh


def test_what_can_be_spared_is_given_up_in_a_hurry(
    tmp_path: Path, view: ResolvedTrack, reader: VideoReader
) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    material = Material(reader, {"01": view}, range(20))
    count = sum(each.written.steps(material) for each in EXPORTS if not each.written.spare)
    (overlay,) = (each for each in EXPORTS if each.id == "overlay")
    formats = [*(each for each in EXPORTS if not each.written.spare), overlay]
    done = [0]
    for step in write_result(folder, material, formats, lambda: done[-1] >= count + 3):
        done.append(step.done)
    assert done[-1] == count + 3
    assert sorted(path.name for path in folder.iterdir()) == ["01", "tracks.json"]


def test_a_format_that_fails_leaves_the_others(
    tmp_path: Path, clips: Any, view: ResolvedTrack
) -> None:
    path = clips.encode("hurt.mp4", pictures=20, options={"g": "5", "crf": "1"})
    content = bytearray(path.read_bytes())
    middle = int(len(content) * 0.4)
    content[middle : middle + 400] = bytes(400)
    path.write_bytes(content)
    plan = plan_for(tmp_path / "out", view, formats=("masks", "tracks", "overlay"))
    plan.folder.parent.mkdir()
    with open_video(path) as reader:
        material = material_of(plan, view.video, reader, [view])
        with pytest.raises(
            WriteError, match=r"hurt\.mp4 is damaged at frame .*Missing: Highlighted video"
        ):
            list(write_export(plan, material, Sources()))
        assert sorted(each.name for each in plan.folder.iterdir()) == [
            "01-the-é-ball",
            "tracks.json",
        ]
        assert len(list((plan.folder / "01-the-é-ball").iterdir())) == 12
        assert survey(plan, material, Sources()).problem == ""  # a result that may be replaced

        alone = replace(plan, name="alone", formats=("overlay",))
        with pytest.raises(VideoError, match="is damaged"):
            list(write_export(alone, material, Sources()))
        assert not alone.folder.exists()
