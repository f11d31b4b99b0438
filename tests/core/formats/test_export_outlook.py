"""What is said of an export before it begins: kinds, picture, limits, sound, time, what is left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_kinds import choice_of, kinds
from soc_studio.core.formats.export_notes import format_limits
from soc_studio.core.formats.export_outlook import look_ahead
from soc_studio.core.formats.export_picture import export_picture
from soc_studio.core.formats.export_plan import ExportPlan, Part
from soc_studio.core.formats.export_sound import SoundFate, sound_outlook
from soc_studio.core.formats.export_speeds import export_seconds, measured, remember_export
from soc_studio.core.formats.export_writing import material_of, write_export
from soc_studio.core.formats.format import Purpose
from soc_studio.core.formats.registry import EXPORTS
from soc_studio.core.formats.single_video import write_single
from soc_studio.core.formats.typical_speeds import TYPICAL
from soc_studio.core.masks.looks import Look, LookSettings
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.system.errors import WriteError
from soc_studio.core.tracks.unfinished import unfinished
from tests.core.formats.test_exports import track_of


def formats_of(*ids: str) -> list[Any]:
    return [each for each in EXPORTS if each.id in ids]


def plan_of(folder: Path, view: Any, *ids: str, **how: Any) -> ExportPlan:
    return ExportPlan(
        str(folder), "out", (view.layer.id,), Part.ALL, formats=ids, opens=False, **how
    )


# Kinds


def test_every_format_that_is_written_is_offered_once_or_with_another() -> None:
    offered = kinds()
    ids = {one for kind in offered for each in kind.variants for one in each.formats}
    assert ids == {each.id for each in EXPORTS}
    looks = {each.look for kind in offered for each in kind.variants}
    assert looks == {None, *Look}
    purposes = [list(Purpose).index(each.purpose) for each in offered]
    assert purposes == sorted(purposes)


def test_a_format_of_no_kind_is_a_kind_of_its_own() -> None:
    strange = replace(EXPORTS[0], id="strange")
    found = [each for each in kinds([*EXPORTS, strange]) if each.id == "strange"]
    assert len(found) == 1
    assert found[0].variants[0].formats == ("strange",)


@pytest.mark.parametrize(
    ("formats", "look", "kind", "others"),
    [
        (("cutout",), Look.COLOUR, "cutout", ()),
        (("matte-prores", "cutout", "timeline"), Look.COLOUR, "timeline", ("matte-prores",)),
        (("look",), Look.BLUR, "soft", ()),
        (("look", "tracks"), Look.COLOUR, "ground", ("tracks",)),
    ],
)
def test_the_formats_of_a_plan_say_which_kind_it_is(
    formats: tuple[str, ...], look: Look, kind: str, others: tuple[str, ...]
) -> None:
    choice = choice_of(formats, look, kinds())
    assert choice.kind is not None
    assert (choice.kind.id, choice.others) == (kind, others)


def test_a_plan_without_formats_is_of_no_kind() -> None:
    assert choice_of((), Look.COLOUR, kinds()).kind is None


# A picture


def test_the_picture_is_that_of_the_format(clips: Any, documents: Any) -> None:
    source = clips.encode("clip.mp4", pictures=6)
    view = documents.view("a", track_of(range(6)), frames=6)
    with open_video(source) as reader:
        material = material_of(plan_of(source.parent, view), view.video, reader, [view])
        cut = export_picture(formats_of("cutout"), material, 99)
        assert cut is not None
        number, picture = cut
        assert number == 5  # the nearest that is exported
        alpha = picture[..., 3]
        assert alpha.any()
        inside = alpha == 255
        assert (picture[inside][:, :3] == reader.frame(5)[inside]).all()
        matte = export_picture(formats_of("matte"), material, 5)
        assert matte is not None
        assert (matte[1][..., 0] == alpha).all()
        green = replace(material, look=LookSettings(Look.COLOUR, (0, 177, 64)))
        behind = export_picture(formats_of("look"), green, 5)
        assert behind is not None
        assert (behind[1][alpha == 0] == (0, 177, 64)).all()
        assert export_picture(formats_of("tracks"), material, 5) is None
        together = export_picture(formats_of("timeline", "matte"), material, 5)
        assert together is not None
        assert np.array_equal(together[1], matte[1])


# Sound and limits


@pytest.mark.parametrize(
    ("format_", "fate", "codec"),
    [
        ("cutout", SoundFate.KEPT, "PCM"),
        ("matte", SoundFate.KEPT, "AAC"),
        ("overlay", SoundFate.KEPT, "AAC"),
        ("cutout-web", SoundFate.KEPT, "Opus"),
        ("cutout-png", SoundFate.LOST, ""),
    ],
)
def test_what_becomes_of_the_sound_is_said(
    clips: Any, format_: str, fate: SoundFate, codec: str
) -> None:
    source = clips.encode("clip.mp4", pictures=6, sound=True)
    with open_video(source) as reader:
        found = sound_outlook(formats_of(format_), reader, range(6))
        assert (found.fate, found.codec) == (fate, codec)
        said = format_limits(formats_of(format_), reader, found)
        assert any("sound" in each for each in said) == (fate is SoundFate.LOST)
        opaque = any("transparency" in each for each in said)
        assert opaque == (format_ == "overlay")


# Time, and what is left to do


def test_an_export_takes_as_long_as_the_last_one_for_each_frame(
    clips: Any, documents: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    source = clips.encode("clip.mp4", pictures=24)
    view = documents.view("a", track_of(range(24)), frames=24)
    plan = plan_of(tmp_path, view, "masks")
    with open_video(source) as reader:
        material = material_of(plan, view.video, reader, [view])
        assert (look_ahead(plan, material, Sources()).seconds or 0) > 0  # as is typical
        list(measured(plan, material, write_export(plan, material, Sources())))
        whole = look_ahead(plan, material, Sources()).seconds
        assert whole is not None
        half = export_seconds(plan.chosen_formats(), replace(material, span=range(12)))
        assert half == pytest.approx(whole / 2)
        more = export_seconds(formats_of("masks", "cutout"), material)
        assert more is not None
        assert more > whole
        strange = replace(plan.chosen_formats()[0], id="strange")
        assert export_seconds([strange], material) is None


def test_what_a_small_export_takes_to_begin_is_not_multiplied(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mp4", pictures=60)
    view = documents.view("a", track_of(range(60)), frames=60)
    masks = plan_of(tmp_path, view, "masks").chosen_formats()
    with open_video(source) as reader:
        material = material_of(plan_of(tmp_path, view, "masks"), view.video, reader, [view])
        small, middle = (replace(material, span=range(count)) for count in (12, 40))
        typical = export_seconds(masks, material, tmp_path)
        assert typical is not None
        remember_export(masks, small, 30.0, tmp_path)  # nearly all of it to begin and to end
        assert export_seconds(masks, small, tmp_path) == pytest.approx(30)
        assert export_seconds(masks, middle, tmp_path) == pytest.approx(100)  # not much larger
        assert export_seconds(masks, material, tmp_path) == pytest.approx(typical)
        remember_export(masks, small, typical / 50, tmp_path)  # a fast computer
        assert export_seconds(masks, material, tmp_path) == pytest.approx(typical / 10)


def test_every_format_has_a_typical_speed() -> None:
    assert {each.id for each in EXPORTS} == set(TYPICAL)


def test_frames_without_an_answer_are_said(documents: Any) -> None:
    view = documents.view("a", track_of(range(4, 8)), frames=10)
    found = unfinished([view], range(10))
    assert found.layers == found.partial == (view.layer.id,)
    assert found.stretches == ((0, 4), (8, 10))
    assert (found.frames, found.is_everywhere) == (6, False)
    assert unfinished([view], range(4, 8)).layers == ()
    assert unfinished([view], range(4)).is_everywhere
    assert (found.unseen, unfinished([view], range(4)).unseen) == ((), (view.layer.id,))


def test_what_is_not_searched_counts_once_it_is_finished(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mp4", pictures=12)
    view = documents.view("a", track_of(range(6)), frames=12)
    plan = plan_of(tmp_path, view, "matte")
    with open_video(source) as reader:
        found = look_ahead(plan, material_of(plan, view.video, reader, [view]), Sources())
    assert "Videos end before frame 6, which is not searched yet." in found.limits
    assert not found.finished_limits
    assert found.outlook.estimate is not None
    assert found.finished_size == 2 * found.outlook.estimate.size
    assert found.finished_seconds == pytest.approx(2 * (found.seconds or 0))
    empty = documents.view("b", {}, frames=12)
    with open_video(source) as reader:
        material = replace(material_of(plan, view.video, reader, [view]), waiting=(empty,))
        found = look_ahead(plan, material, Sources())
    assert found.unfinished.unseen == (empty.layer.id,)
    assert found.outlook.estimate is not None
    assert found.finished_size == 4 * found.outlook.estimate.size


# One video


def test_one_video_has_all_objects_and_replaces_no_source(
    clips: Any, documents: Any, tmp_path: Path
) -> None:
    source = clips.encode("clip.mov", pictures=6)
    views = [documents.view(name, track_of(range(6)), frames=6) for name in ("a", "b")]
    before = source.read_bytes()
    with open_video(source) as reader:
        target = tmp_path / "my cut-out.webm"
        steps = list(write_single(target, "cutout-web", reader, views, range(2, 6), Sources()))
        assert steps[-1].done == steps[-1].total == 4
        with pytest.raises(WriteError, match="would be replaced"):
            list(write_single(source, "cutout", reader, views, range(6), Sources()))
    assert source.read_bytes() == before
    with open_video(target) as written:
        assert written.frame_count == 4
        assert written.info.has_alpha
