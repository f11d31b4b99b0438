"""Several layers are carried together: one run, one step, each from its own corrections."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from soc_rvos.masks import Mask
from soc_studio.core.project import edits
from soc_studio.core.project.layer import Layer
from soc_studio.core.project.project import Correction, LayerId, Origin
from soc_studio.ui.controllers.propagation import PropagationController
from soc_studio.ui.jobs.job import Job, once
from soc_studio.ui.jobs.job_log import JobLog
from soc_studio.ui.widgets.timeline.lane_header import Lane
from soc_studio.ui.widgets.timeline.timeline_view import Proposed, TimelineView
from tests.ui.controllers.conftest import Bench
from tests.ui.shapes import FRAMES, Pixels, disc, square


def layer_of(bench: Bench, text: str, *corrected: tuple[int, Pixels]) -> LayerId:
    """Return a new layer with corrections, and work on it."""
    document = bench.document
    assert document.video is not None
    edit, (given,) = edits.add_layers(document.project, document.video.id, [text])
    document.do(*edit)
    corrections = {at: Correction(Mask.from_array(pixels)) for at, pixels in corrected}
    if corrections:
        document.do(*edits.correct(document.project, given, corrections))
    document.track_cache.refresh(given)
    document.refreshed(given)
    document.select(given)
    return given


def known(bench: Bench, layer: LayerId) -> Layer:
    return bench.document.project.layer(layer)


def carry(bench: Bench, command: str, frame: int) -> None:
    bench.playback.go(frame)
    bench.actions[command].trigger()


def test_it_is_offered_where_another_layer_has_corrections_in_the_range_and_says_why_not(
    bench: Bench, propagation: PropagationController
) -> None:
    box = propagation._panel.together
    assert not box.isEnabled()
    assert "Select a layer" in box.toolTip()
    disc_ = layer_of(bench, "the disc", (2, disc(2)))
    square_ = layer_of(bench, "the square", (20, square(20)))
    assert box.isEnabled()
    assert "One run" in box.toolTip()
    assert not box.isChecked()
    box.click()
    assert bench.settings.value("propagation/together") == "true"
    command = bench.actions["propagate_together"]
    assert command.isChecked()
    command.trigger()
    assert not box.isChecked()
    assert bench.settings.value("propagation/together") == "false"
    command.trigger()
    assert box.isChecked()
    panel = propagation._panel
    panel.how_far.setCurrentIndex(panel.how_far.findData("frames"))
    panel.how_far.activated.emit(panel.how_far.currentIndex())
    panel.frames.setValue(5)
    bench.playback.go(20)
    assert not box.isEnabled()  # the disc is corrected farther away
    assert not command.isEnabled()
    assert "No other layer that is shown and unlocked has corrections" in box.toolTip()
    bench.playback.go(5)
    assert box.isEnabled()
    assert command.isEnabled()
    for hide in (edits.set_locked, edits.set_visible):
        bench.document.do(*hide(bench.document.project, disc_, hide is edits.set_locked))
        assert not box.isEnabled()
        bench.operations.undo()
        bench.document.select(square_)
        assert box.isEnabled()
    bench.document.do(*edits.remove(bench.document.project, disc_))
    assert not box.isEnabled()


@pytest.mark.slow
def test_layers_are_carried_in_one_run_each_from_its_own_and_kept_in_one_step(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    bench.settings.setValue("propagation/together", "true")
    bench.settings.setValue("propagation/how_far", "clip")
    first = layer_of(bench, "the disc", (4, disc(4)), (15, disc(15)))
    locked = layer_of(bench, "locked", (9, disc(9)))
    bench.document.do(*edits.set_locked(bench.document.project, locked, True))
    second = layer_of(bench, "the square", (10, square(10)))
    before = bench.document.project
    carry(bench, "propagate_both_ways", 10)
    assert propagation._bar.sentence.text == "Carrying 2 layers together"
    qtbot.waitUntil(lambda: not propagation.is_running)
    whole = Proposed((range(FRAMES),))
    assert propagation.proposed == {second: whole, first: whole}
    assert propagation.source_of(first, 20) == 15
    said = propagation._bar.sentence.text
    assert said.startswith("Carried 2 layers together. Keep them?")
    assert "“the disc” changed on" in said
    assert bench.document.track_cache.proposed(first, 0) is not None
    assert bench.document.track_cache.proposed(second, 0) is not None
    propagation.keep()
    for layer, shape, own in ((first, disc, {4, 15}), (second, square, {10})):
        found = known(bench, layer).corrections
        assert sorted(found) == list(range(FRAMES))
        assert {n for n, each in found.items() if each.origin is Origin.MANUAL} == own
        overlaps = [each.mask.iou(Mask.from_array(shape(n))) for n, each in found.items()]
        assert min(overlaps) > 0.8
        trusts = [each.trust for n, each in found.items() if n not in own]
        assert all(trust is not None and 0 < trust <= 1 for trust in trusts)
    assert known(bench, locked) == before.layer(locked)
    assert bench.document.core.undo_name is not None
    assert "2 layers" in bench.document.core.undo_name
    bench.operations.undo()
    assert bench.document.project == before


@pytest.mark.slow
def test_it_is_stopped_kept_as_far_as_it_came_and_gone_on_with(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    bench.settings.setValue("propagation/together", "true")
    first = layer_of(bench, "the disc", (0, disc(0)))
    second = layer_of(bench, "the square", (0, square(0)))
    carry(bench, "propagate_forwards", 0)
    qtbot.waitUntil(
        lambda: propagation.source_of(first, 3) == propagation.source_of(second, 3) == 0
    )
    propagation.stop()
    assert not propagation.is_running
    assert propagation.proposed.keys() == {first, second}
    came = {layer: each.stretches for layer, each in propagation.proposed.items()}
    masks = {layer: bench.document.track_cache.proposed(layer, 3) for layer in (first, second)}
    if any(each[-1].stop < FRAMES for each in came.values()):
        assert not propagation._bar.go_on_button.isHidden()
        propagation.go_on()
        qtbot.waitUntil(lambda: not propagation.is_running)
    assert propagation.proposed == dict.fromkeys((second, first), Proposed((range(FRAMES),)))
    for layer, mask in masks.items():  # what was there is not made again
        assert bench.document.track_cache.proposed(layer, 3) == mask
    propagation.keep()
    assert sorted(known(bench, first).corrections) == list(range(FRAMES))
    assert sorted(known(bench, second).corrections) == list(range(FRAMES))
    bench.operations.undo()
    assert list(known(bench, first).corrections) == list(known(bench, second).corrections) == [0]


@pytest.mark.slow
def test_stopped_from_the_list_of_tasks_it_stays_so_and_goes_on_from_there_with_all_layers(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    bench.settings.setValue("propagation/together", "true")
    layers = {layer_of(bench, each, (0, disc(0))) for each in ("one", "two", "three")}
    carry(bench, "propagate_forwards", 0)
    qtbot.waitUntil(lambda: all(propagation.source_of(each, 3) == 0 for each in layers))
    runner = propagation._work.runner
    jobs = JobLog([runner], bench.owner)
    begun: list[object] = []
    runner.added.connect(begun.append)
    (job,) = runner.jobs
    runner.cancel(job)
    qtbot.waitUntil(lambda: not runner.jobs)
    assert not begun
    assert not propagation.is_running
    bar = propagation._bar
    assert bar.sentence.text.startswith("Carried 3 layers together. Keep them?")
    assert not bar.go_on_button.isHidden()
    came = {layer: each.stretches[-1].stop - 1 for layer, each in propagation.proposed.items()}
    assert came.keys() == layers
    assert all(3 <= last < FRAMES - 1 for last in came.values())

    masks = {layer: bench.document.track_cache.proposed(layer, 3) for layer in layers}
    bar.go_on_button.click()
    told = f"{-(-sum(came.values()) // 3)} of {FRAMES - 1} frames"
    assert bar.count.text() == told
    (entry,) = jobs.entries
    qtbot.waitUntil(lambda: entry.progress is not None)
    assert entry.progress is not None
    assert entry.progress.already == -(-sum(came.values()) // 3)
    qtbot.waitUntil(lambda: not propagation.is_running)
    assert propagation.proposed == dict.fromkeys(layers, Proposed((range(FRAMES),)))
    assert {each: bench.document.track_cache.proposed(each, 3) for each in layers} == masks


def test_stopped_before_its_first_mask_it_ends_and_nobody_is_told_that_it_cannot_be_followed(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    layer_of(bench, "the disc", (0, disc(0)))
    runner, gate = propagation._work.runner, threading.Event()
    runner.start(Job("before it", once(gate.wait)))
    try:
        for stop in (propagation.stop, lambda: runner.cancel(runner.jobs[1])):
            carry(bench, "propagate_forwards", 0)
            assert propagation.is_running
            stop()
            assert not propagation.is_open
            assert not bench.told
    finally:
        gate.set()
    qtbot.waitUntil(lambda: not runner.jobs)


@pytest.mark.slow
def test_a_correction_of_one_meanwhile_and_a_layer_that_goes_leave_the_others(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    bench.settings.setValue("propagation/together", "true")
    first = layer_of(bench, "the disc", (0, disc(0)))
    third = layer_of(bench, "another", (0, disc(0)[::-1]))
    second = layer_of(bench, "the square", (0, square(0)))
    carry(bench, "propagate_forwards", 0)
    qtbot.waitUntil(lambda: propagation.source_of(first, 2) == 0)
    document = bench.document
    new = {6: Correction(Mask.from_array(disc(6)))}
    document.do(*edits.correct(document.project, first, new))
    document.do(*edits.remove(document.project, third))
    assert propagation.source_of(first, 6) is None
    qtbot.waitUntil(lambda: not propagation.is_running)
    assert propagation.proposed == dict.fromkeys((second, first), Proposed((range(FRAMES),)))
    propagation.keep()
    found = known(bench, first).corrections
    assert {at: each.source for at, each in found.items()} == {
        **dict.fromkeys(range(1, 6), 0), **dict.fromkeys(range(7, FRAMES), 6), 0: None, 6: None
    }  # fmt: skip
    assert sorted(known(bench, second).corrections) == list(range(FRAMES))


@pytest.mark.slow
def test_a_layer_that_is_brought_back_is_carried_on_with_the_others(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    bench.settings.setValue("propagation/together", "true")
    first = layer_of(bench, "the disc", (0, disc(0)))
    second = layer_of(bench, "the square", (0, square(0)))
    carry(bench, "propagate_forwards", 0)
    qtbot.waitUntil(lambda: all(propagation.source_of(each, 3) == 0 for each in (first, second)))
    mask = bench.document.track_cache.proposed(second, 3)
    bench.document.do(*edits.remove(bench.document.project, second))
    assert propagation.proposed.keys() == {first}
    qtbot.waitUntil(lambda: not propagation.is_running)
    bench.operations.undo()
    assert propagation.proposed.keys() == {first, second}
    assert bench.document.track_cache.proposed(second, 3) == mask
    assert not propagation.is_running
    assert propagation._bar.sentence.text.startswith("Carried 2 layers together. Keep them?")
    propagation._bar.go_on_button.click()
    qtbot.waitUntil(lambda: not propagation.is_running)
    assert propagation.proposed == dict.fromkeys((first, second), Proposed((range(FRAMES),)))


def test_two_lanes_show_their_own_proposals_and_cuts() -> None:
    view = TimelineView(width=800, height=400)
    lanes = [Lane(each, f"lane {each}", (10, 20, 30), None, True, False) for each in (1, 2, 3)]
    view.set_lanes(lanes)
    view.proposed = {
        1: Proposed((range(5),), ((5, False),)),
        2: Proposed((range(9),), ((7, True),)),
    }
    assert [view.seeming_cuts(lane) for lane in lanes] == [((5, False),), ((7, True),), ()]
