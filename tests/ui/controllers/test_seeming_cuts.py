"""Carrying ends at a cut that the program does not know of, says so, and goes on past it."""

from __future__ import annotations

from pathlib import Path

import av
import pytest
from pytestqt.qtbot import QtBot

from soc_rvos.masks import Mask
from soc_studio.core.project import edits
from soc_studio.core.project.project import Correction
from soc_studio.core.project.project_codec import project_of, records
from soc_studio.core.tracks.timeline_columns import LaneSummary
from soc_studio.ui.controllers.propagation import PropagationController
from tests.ui.controllers.conftest import Bench
from tests.ui.shapes import FRAMES, HEIGHT, WIDTH, disc, square, write_clip

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two shots, the second of another wall and other things, in other colours."""
    folder = tmp_path_factory.mktemp("shots")
    shots = []
    for seed in (5, 9):
        write_clip(folder / "one.mp4", seed)
        with av.open(folder / "one.mp4") as container:
            shots.append([each.to_ndarray(format="rgb24") for each in container.decode(video=0)])
    with av.open(folder / "shots.mp4", "w") as container:
        video = container.add_stream("libx264", rate=25, options={"crf": "12"})
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for each in (*shots[0], *(255 - picture[::-1, ::-1] for picture in shots[1])):
            container.mux(video.encode(av.VideoFrame.from_ndarray(each, format="rgb24")))
        container.mux(video.encode())
    return folder / "shots.mp4"


def test_it_ends_at_what_seems_to_be_a_cut_and_goes_on_past_it(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    layer = bench.find()
    correction = {10: Correction(Mask.from_array(disc(10)))}
    bench.document.do(*edits.correct(bench.document.project, layer, correction))
    bench.playback.go(10)
    bench.actions["propagate_forwards"].trigger()
    qtbot.waitUntil(lambda: not propagation.is_running)
    bar = propagation._bar
    assert propagation.proposed == {layer: ((range(10, FRAMES),), ((FRAMES, False),))}
    assert f"Frame {FRAMES} looks like a cut: go on past it" in bar.sentence.text
    assert not bar.go_on_button.isHidden()
    bar.go_on_button.click()
    qtbot.waitUntil(lambda: not propagation.is_running)
    assert propagation.proposed == {layer: ((range(10, 2 * FRAMES),), ((FRAMES, True),))}
    assert f"Frame {FRAMES} looks like a cut, and it is not found there" in bar.sentence.text
    assert bar.go_on_button.isHidden()
    propagation.discard()

    # From the first frame behind it there is nothing to be carried back to.
    correction = {FRAMES: Correction(Mask.from_array(disc(0)))}
    bench.document.do(*edits.correct(bench.document.project, layer, correction))
    bench.playback.go(FRAMES)
    bench.actions["propagate_backwards"].trigger()
    qtbot.waitUntil(lambda: not propagation.is_running)
    assert propagation.is_open
    assert propagation.proposed == {layer: ((range(FRAMES, FRAMES + 1),), ((FRAMES, False),))}
    assert f"Frame {FRAMES} looks like a cut: go on past it" in bar.sentence.text
    propagation.keep()
    assert sorted(bench.layer().corrections) == [10, FRAMES]


def test_what_is_to_go_through_the_whole_clip_goes_past_it_and_says_what_is_empty(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    bench.settings.setValue("propagation/how_far", "clip")
    layer = bench.find()
    correction = {20: Correction(Mask.from_array(disc(20)))}
    bench.document.do(*edits.correct(bench.document.project, layer, correction))
    bench.playback.go(20)
    bench.actions["propagate_forwards"].trigger()
    qtbot.waitUntil(lambda: not propagation.is_running)
    assert propagation.proposed == {layer: ((range(20, 2 * FRAMES),), ((FRAMES, True),))}
    said = propagation._bar.sentence.text
    assert f"Frame {FRAMES} looks like a cut, and it is not found there" in said


def lane_cuts(bench: Bench) -> tuple[tuple[int, bool], ...]:
    return LaneSummary(bench.track()).cuts


def test_it_stays_with_the_kept_masks_until_they_are_made_again_or_deleted(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    layer = bench.find()
    correction = {10: Correction(Mask.from_array(disc(10)))}
    document = bench.document
    document.do(*edits.correct(document.project, layer, correction))
    bench.playback.go(10)
    bench.actions["propagate_forwards"].trigger()
    qtbot.waitUntil(lambda: not propagation.is_running)
    propagation.keep()
    assert lane_cuts(bench) == ((FRAMES, False),)
    project = document.project
    assert project_of(records(project)) == project

    document.do(*edits.uncorrect(project, layer, 15, FRAMES))
    assert lane_cuts(bench) == ()
    bench.operations.undo()
    assert lane_cuts(bench) == ((FRAMES, False),)

    bench.actions["propagate_forwards"].trigger()  # again, and past it
    qtbot.waitUntil(lambda: not propagation.is_running)
    propagation.go_on()
    qtbot.waitUntil(lambda: not propagation.is_running)
    propagation.keep()
    assert lane_cuts(bench) == ((FRAMES, True),)

    there = {FRAMES: Correction(Mask.from_array(disc(0)))}
    document.do(*edits.correct(document.project, layer, there))
    assert lane_cuts(bench) == ()


def test_one_right_beside_the_correction_is_kept_although_nothing_was_carried(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    layer, last = bench.find(), FRAMES - 1
    correction = {last: Correction(Mask.from_array(disc(last)))}
    bench.document.do(*edits.correct(bench.document.project, layer, correction))
    bench.playback.go(last)
    bench.actions["propagate_forwards"].trigger()
    qtbot.waitUntil(lambda: not propagation.is_running)
    assert propagation.proposed == {layer: ((range(last, FRAMES),), ((FRAMES, False),))}
    propagation.keep()
    assert not propagation.is_open
    assert lane_cuts(bench) == ((FRAMES, False),)
    assert bench.document.project.layer(layer).corrections.keys() == {last}
    bench.operations.undo()
    assert lane_cuts(bench) == ()


def test_it_is_there_after_the_program_ended_before_it_was_kept(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    layer = bench.find()
    correction = {10: Correction(Mask.from_array(disc(10)))}
    bench.document.do(*edits.correct(bench.document.project, layer, correction))
    bench.playback.go(10)
    bench.actions["propagate_forwards"].trigger()
    qtbot.waitUntil(lambda: not propagation.is_running)
    (left,) = bench.document.core.file.undecided.load()
    assert left.cuts == {FRAMES: FRAMES}
    propagation.close()
    bench.document.core.undecided = [left]
    propagation.resume()
    assert propagation.proposed == {layer: ((range(10, FRAMES),), ((FRAMES, False),))}
    propagation.go_on()
    qtbot.waitUntil(lambda: not propagation.is_running)
    assert propagation.proposed == {layer: ((range(10, 2 * FRAMES),), ((FRAMES, True),))}


def test_of_layers_that_are_carried_together_each_lane_has_its_own(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    bench.settings.setValue("propagation/together", "true")
    document = bench.document
    layers = [bench.find(text) for text in ("the square", "the disc")]
    for layer, shape, frame in ((layers[0], square, 8), (layers[1], disc, 14)):
        correction = {frame: Correction(Mask.from_array(shape(frame)))}
        document.do(*edits.correct(document.project, layer, correction))
    document.select(layers[1])
    bench.playback.go(14)
    bench.actions["propagate_both_ways"].trigger()
    qtbot.waitUntil(lambda: not propagation.is_running)
    one = ((range(FRAMES),), ((FRAMES, False),))
    assert propagation.proposed == dict.fromkeys(layers, one)
    assert propagation._bar.sentence.text.count("looks like a cut") == 1
    propagation.keep()
    for layer in layers:
        document.select(layer)
        assert lane_cuts(bench) == ((FRAMES, False),)
