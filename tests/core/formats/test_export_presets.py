"""Presets of exports: the program's own make sense, a person's are kept whatever is damaged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from soc_studio.core.formats.export_names import template_mistake
from soc_studio.core.formats.export_plan import ExportPlan, Part
from soc_studio.core.formats.export_presets import BUILT_IN, KEPT, Presets, for_each_preset
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.system.errors import StudioError, WriteError

PLAN = ExportPlan(
    "place",
    "name",
    (),
    Part.FRAMES,
    3,
    5,
    formats=("tracks", "overlay"),
    names="{source}_{layer}",
    combined=True,
)
FRESH = ExportPlan("elsewhere", "other", ())


@pytest.fixture
def presets(tmp_path: Path) -> Presets:
    return Presets(tmp_path / "presets")


def test_the_programs_own_presets_name_formats_that_are_written() -> None:
    for each in BUILT_IN:
        plan = each.applied(FRESH)
        assert plan.formats
        assert {*plan.formats} <= {format.id for format in EXPORTS}
        assert len(plan.chosen_formats()) == len(plan.formats)
        assert template_mistake(plan.names) == ""
        assert {*each.choices} <= {*KEPT}
        assert (plan.place, plan.name, plan.part) == (FRESH.place, FRESH.name, FRESH.part)
        assert each.description
        assert not each.is_own


def test_a_timeline_comes_with_the_videos_that_it_links() -> None:
    videos = {"cutout", "cutout-xq", "matte", "matte-prores", "cutout-archive", "cutout-web"}
    for each in BUILT_IN:
        formats = {*each.choices["formats"]}
        assert "timeline" not in formats or formats & videos


def test_a_preset_is_saved_found_renamed_and_deleted(presets: Presets) -> None:
    saved = presets.save(" My look: 50% / “Größe” 映像 ", PLAN)
    assert presets.all() == [*BUILT_IN, saved]
    found = Presets(presets.folder).called("my LOOK: 50% / “GRÖSSE” 映像")
    assert found == saved
    assert found.is_own
    plan = found.applied(FRESH)
    assert plan == replace(
        FRESH, formats=("tracks", "overlay"), names="{source}_{layer}", combined=True
    )
    renamed = presets.rename(found, "Another")
    assert [each.name for each in presets.own()] == ["Another"]
    assert presets.called("another").applied(FRESH) == plan
    presets.delete(renamed)
    assert presets.own() == []
    assert presets.all() == [*BUILT_IN]


def test_saving_under_a_name_again_takes_the_place(presets: Presets) -> None:
    presets.save("Mine", PLAN)
    presets.save("MINE", replace(PLAN, formats=("masks",)))
    (only,) = presets.own()
    assert only.name == "MINE"
    assert only.applied(FRESH).formats == ("masks",)
    assert len(list(presets.folder.iterdir())) == 1


def test_names_that_cannot_be_had_are_refused(presets: Presets) -> None:
    one, _ = presets.save("one", PLAN), presets.save("two", PLAN)
    for name in ("", "  ", "a\nb", "a" * 101, "resolve", "TWO"):
        with pytest.raises(WriteError):
            presets.rename(one, name)
    for name in ("", "Resolve", "final cut"):
        with pytest.raises(WriteError):
            presets.save(name, PLAN)
    presets.rename(one, "ONE")
    assert [each.name for each in presets.own()] == ["ONE", "two"]
    with pytest.raises(StudioError, match=r"no preset 'three'.*") as failed:
        presets.called("three")
    assert "'Resolve'" in failed.value.advice
    assert "'two'" in failed.value.advice


def test_names_that_give_the_same_file_stay_apart(presets: Presets) -> None:
    for name in ("a/b", "a:b", "a-b", "...", "???"):
        presets.save(name, replace(PLAN, names=f"{name.count('/')}{{layer}}"))
    assert {each.name for each in presets.own()} == {"a/b", "a:b", "a-b", "...", "???"}
    assert presets.called("a/b").applied(FRESH).names == "1{layer}"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[" * 99999,
        b'{"format": "soc-studio export preset", "name": "x", "choices": []}',
        b'{"format": "another", "name": "x", "choices": {}}',
        b'{"format": "soc-studio export preset", "name": "", "choices": {}}',
        b"\xff\xfe\x00",
        b"[" + b"0," * 2**20,
    ],
)
def test_a_damaged_file_costs_no_other_preset_and_is_not_written_over(
    presets: Presets, content: bytes
) -> None:
    presets.save("good", PLAN)
    hurt = presets.folder / "x.json"
    hurt.write_bytes(content)
    (presets.folder / "folder.json").mkdir()
    assert [each.name for each in presets.own()] == ["good"]
    presets.save("x", PLAN)
    assert [each.name for each in presets.own()] == ["good", "x"]
    assert hurt.read_bytes() == content


def test_choices_that_make_no_sense_are_left_out_one_by_one(presets: Presets) -> None:
    preset = presets.save("x", PLAN)
    assert preset.file is not None
    stored = json.loads(preset.file.read_bytes())
    stored["choices"] |= {
        "formats": ["cutout", "of a later version"],
        "names": "{sauce}",
        "combined": 7,
        "place": "/",
        "later": {"depth": 12},
    }
    preset.file.write_text(json.dumps(stored | {"version": 9}))
    plan = presets.called("x").applied(FRESH)
    assert plan == replace(FRESH, formats=("cutout",))


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="could not be written"):
        Presets(tmp_path / "file").save("x", PLAN)
    assert Presets(tmp_path / "file").own() == []


def test_several_presets_go_into_folders_of_their_own() -> None:
    one, two = BUILT_IN[0], BUILT_IN[2]
    assert for_each_preset(PLAN, [one]) == [one.applied(PLAN)]
    plans = for_each_preset(PLAN, [one, two, one])
    folder = Path("place", "name")
    assert [each.folder for each in plans] == [
        folder / "Resolve",
        folder / "Premiere - After Effects",
        folder / "Resolve-2",
    ]
    assert [each.formats for each in plans[:2]] == [one.choices["formats"], two.choices["formats"]]
