"""Frames before and after the part that is exported, and videos conformed to a constant rate."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import opentimelineio as otio
import pytest

from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_notes import export_notes
from soc_studio.core.formats.export_plan import ExportPlan, Part, mistake, recalled, remembered
from soc_studio.core.formats.export_writing import material_of, survey, write_export
from soc_studio.core.formats.frame_settings import AUTOMATIC
from soc_studio.core.formats.layer_videos import MATTE, write_layers
from soc_studio.core.formats.material import Material
from soc_studio.core.formats.overlay_video import WRITER as OVERLAY
from soc_studio.core.formats.timelines import NAMES, write_timelines
from soc_studio.core.media.audio import sound_from
from soc_studio.core.media.steady_rate import SteadyFrames, usual_rate
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_reader import VideoReader, open_video
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from tests.core.formats.test_exports import track_of
from tests.core.formats.test_layer_videos import heard, opened, with_code_and_sound

UNEVEN = [0, 40, 80, 100, 300, 310, 350, 360, 500, 510, 520, 900]
MS = Fraction(1, 1000)


def plan_for(folder: Path, view: ResolvedTrack, **changes: Any) -> ExportPlan:
    plan = ExportPlan(str(folder), "result", (view.layer.id,), Part.FRAMES, 10, 19)
    return replace(plan, **changes)


@pytest.mark.parametrize(
    ("handles", "span"), [(0, range(10, 20)), (4, range(6, 24)), (15, range(35)), (99, range(50))]
)
def test_handles_end_with_the_video(documents: Any, handles: int, span: range) -> None:
    view = documents.view("a", track_of(range(50)), frames=50)
    plan = plan_for(Path("x"), view, handles=handles)
    assert plan.written_span(view.video) == span
    assert plan.span(view.video) == range(10, 20)


@pytest.mark.slow
def test_every_format_has_the_handles_and_the_timeline_shows_what_is_between(
    tmp_path: Path, documents: Any
) -> None:
    source = with_code_and_sound(tmp_path / "clip.mov")
    view = documents.view("a", track_of(range(50)), frames=50)
    formats = ("masks", "tracks", "matte", "overlay", "timeline", "cutout-png")
    plan = plan_for(tmp_path, view, handles=4, formats=formats)
    with open_video(source) as reader:
        material = material_of(plan, view.video, reader, [view])
        assert material.facts["span"]["handles"] == [4, 4]
        list(write_export(plan, material, Sources()))
        start = reader.timing.time_of(6)
        meant = np.concatenate(list(sound_from(source, reader.timing, start, 48_000, "mono")))
    folder = plan.folder
    pictures = [f"{number:05d}" for number in range(6, 24)]
    for each in ("01-a", "01-a-cutout"):
        assert sorted(path.stem for path in (folder / each).iterdir()) == pictures
    for name in ("01-a-matte.mp4", "overlay.mp4"):
        times, _, _ = opened(folder / name)
        assert times == [Fraction(number, 25) for number in range(18)]
    found, _ = heard(folder / "overlay.mp4")
    assert len(found) == pytest.approx(18 / 25 * 48_000, abs=1100)
    assert np.abs(meant).max() > 1000
    timeline = otio.adapters.read_from_file(str(folder / NAMES[0]))
    (_, matte) = (next(iter(each.find_clips())) for each in timeline.video_tracks())
    assert timeline.global_start_time.to_timecode() == "01:00:00:10"
    assert matte.source_range.start_time.to_timecode() == "01:00:00:10"
    assert matte.source_range.duration.value == 10
    media = matte.media_reference.available_range
    assert (media.start_time.to_timecode(), media.duration.value) == ("01:00:00:06", 18)
    final_cut = (folder / NAMES[2]).read_text(encoding="utf-8")
    assert 'name="01-a-matte" start="90006/25s" duration="18/25s"' in final_cut
    assert 'start="18002/5s" duration="2/5s"' in final_cut


def test_handles_that_are_not_searched_are_left_out(clips: Any, documents: Any) -> None:
    source = clips.encode("clip.mp4", pictures=40)
    view = documents.view("a", track_of([*range(8), *range(9, 22)]), frames=40)
    plan = plan_for(Path("x"), view, handles=5)
    with open_video(source) as reader:
        material = material_of(plan, view.video, reader, [view])
        assert material.span == range(5, 25)
        assert material.gapless == range(9, 22)
        assert material.shown == range(10, 20)
        lacking = replace(material, clip=range(8, 20))
        assert not lacking.gapless
        assert not lacking.shown


def test_handles_and_rate_are_remembered_as_far_as_they_make_sense(
    documents: Any, tmp_path: Path
) -> None:
    view = documents.view("a", track_of(range(50)), frames=50)
    plan = plan_for(tmp_path, view, handles=12, constant_rate="29.97")
    again = recalled(plan_for(tmp_path, view), remembered(plan))
    assert (again.handles, again.constant_rate) == (12, "29.97")
    for text in ('{"handles": -1}', '{"handles": 99999999999}', '{"constant_rate": "fast"}'):
        assert recalled(plan, text) == plan
    views = {view.layer.id: view}
    assert not mistake(plan, view.video, views)
    assert "0 to 10000 frames" in mistake(replace(plan, handles=-1), view.video, views)
    assert "no" in mistake(replace(plan, constant_rate="no"), view.video, views)


@pytest.mark.parametrize(
    ("stamps", "rate"),
    [
        ([0, 33, 67, 100, 133, 300, 333, 367, 400], Fraction(30)),
        ([0, 40, 80, 120, 1000, 1040, 1080], Fraction(25)),
        ([round(number * 1001 / 24) for number in range(60)] + [3000, 3042], Fraction(24000, 1001)),
        ([0, 143, 286, 429, 700, 843], Fraction(7)),
    ],
)
def test_the_usual_rate_is_that_of_most_frames(stamps: list[int], rate: Fraction) -> None:
    timing = Timing.of_stamps(stamps, MS)
    assert timing.is_variable
    assert usual_rate(timing) == rate


def test_each_moment_shows_the_frame_that_was_on_screen() -> None:
    timing = Timing.of_stamps(UNEVEN, MS, 40)
    steady = SteadyFrames(timing, Fraction(25))
    assert steady.timing.frame_count == 24
    sources = steady.sources(range(12))
    assert sources == [timing.frame_at(Fraction(number, 25)) for number in range(24)]
    assert steady.of(range(4, 12)) == range(8, 24)
    assert steady.sources(range(4, 5)) == [4]
    assert [steady.of(range(number)).stop for number in (1, 4, 12)] == [1, 8, 24]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["01-a-matte.mp4", "overlay.mp4"])
def test_a_conformed_video_shows_every_frame_when_the_source_does(
    clips: Any, documents: Any, tmp_path: Path, name: str
) -> None:
    source = clips.encode("clip.mkv", pictures=12, stamps=UNEVEN, time_base=MS, sound=True)
    view = documents.view("a", track_of(range(12)), frames=12)
    with open_video(source) as reader:
        plan = plan_for(tmp_path, view, first=3, last=10, constant_rate=AUTOMATIC)
        material = material_of(plan, view.video, reader, [view])
        assert material.rate == 25
        write = OVERLAY.write if name == "overlay.mp4" else lambda *of: write_layers(MATTE, *of)
        assert list(write(tmp_path, material)) == list(range(3, 11))
        shown = [reader.timing.frame_at(Fraction(number, 25)) for number in range(3, 23)]
    with open_video(tmp_path / name) as written:
        assert (written.timing.is_variable, written.rate) == (False, 25)
        assert written.frame_count == len(shown)
        if name == "overlay.mp4":
            found = [clips.number(each) & 0b111000 for each in written.frames()]
            assert found == [each & 0b111000 for each in shown]
    sound, _ = heard(tmp_path / name)
    assert len(sound) == pytest.approx(20 / 25 * 48_000, abs=1100)


def test_a_conformed_video_has_a_timeline(clips: Any, documents: Any, tmp_path: Path) -> None:
    source = clips.encode("clip.mkv", pictures=12, stamps=UNEVEN, time_base=MS)
    view = documents.view("a", track_of(range(12)), frames=12)
    with open_video(source) as reader:
        material = Material(
            reader, {"01-a": view}, range(12), tmp_path, clip=range(3, 8), rate=Fraction(25)
        )
        list(write_layers(MATTE, tmp_path, material))
        assert list(write_timelines(tmp_path, material)) == list(NAMES)
        steady = replace(material, rate=None)
        assert steady.gapless == range(12)
    timeline = otio.adapters.read_from_file(str(tmp_path / NAMES[0]))
    (below, matte) = (next(iter(each.find_clips())) for each in timeline.video_tracks())
    assert below.media_reference.available_range.duration.value == 24
    assert matte.media_reference.available_range.duration.value == 24
    assert matte.source_range.start_time == otio.opentime.RationalTime(3, 25)
    assert matte.source_range.duration == otio.opentime.RationalTime(10, 25)


def test_a_constant_rate_is_kept(clips: Any, documents: Any) -> None:
    source = clips.encode("clip.mp4", pictures=20)
    view = documents.view("a", track_of(range(20)), frames=20)
    with open_video(source) as reader:
        plan = plan_for(Path("x"), view, constant_rate="50")
        assert material_of(plan, view.video, reader, [view]).rate is None


def noted(
    reader: VideoReader, view: ResolvedTrack, *formats: str, **changes: Any
) -> tuple[str, ...]:
    plan = plan_for(Path("x"), view, formats=formats, first=3, last=8, **changes)
    material = material_of(plan, view.video, reader, [view])
    notes = survey(plan, material, Sources()).notes
    assert notes == export_notes(material, plan.chosen_formats())
    return notes


def test_it_is_said_what_a_container_does_with_uneven_times(clips: Any, documents: Any) -> None:
    source = clips.encode("clip.mkv", pictures=12, stamps=UNEVEN, time_base=MS)
    view = documents.view("a", track_of(range(12)), frames=12)
    with open_video(source) as reader:
        assert not noted(reader, view, "overlay", "tracks", "look")
        (web,) = noted(reader, view, "cutout-web", "cutout")
        assert (
            web == "Cut-out video (WebM): the uneven times of frames are kept to the millisecond."
        )
        (pictures,) = noted(reader, view, "masks")
        assert "pictures have no times" in pictures
        (timeline,) = noted(reader, view, "timeline")
        assert "needs a constant rate" in timeline
        (rate,) = noted(reader, view, "cutout-web", "timeline", constant_rate="29.97")
        assert "29.97 frames a second" in rate


def test_it_is_said_where_handles_are_shorter_than_asked(clips: Any, documents: Any) -> None:
    source = clips.encode("clip.mp4", pictures=12)
    view = documents.view("a", track_of(range(2, 12)), frames=12)
    with open_video(source) as reader:
        assert not noted(reader, view, "masks", "timeline")
        assert not noted(reader, view, "look", handles=1)
        (short,) = noted(reader, view, "look", handles=9)
        assert "1 frames of handles before and 3 after" in short
