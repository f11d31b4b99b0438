"""Controllers of candidates, corrections and propagation, without a window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from soc_rvos.masks import Mask
from soc_studio.core.masks.brush import Shape, Stroke, region
from soc_studio.core.masks.propagation_way import Followed
from soc_studio.core.project import correction_edits, edits
from soc_studio.core.project.outdated import outdated_frames
from soc_studio.core.project.project import Correction, LayerId, Origin
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.undecided_masks import UndecidedMasks, UndecidedWriter
from soc_studio.ui.controllers.candidates import CandidateController
from soc_studio.ui.controllers.corrections import CorrectionController
from soc_studio.ui.controllers.propagation import PropagationController
from soc_studio.ui.controllers.undecided import UndecidedLayer
from soc_studio.ui.jobs.precedence import Precedence
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.candidates import CandidateTray
from soc_studio.ui.widgets.correct_panel import CorrectPanel
from soc_studio.ui.widgets.drawing import Tool
from soc_studio.ui.widgets.pill import Pill
from soc_studio.ui.widgets.tool_options import ToolOptions
from soc_studio.ui.widgets.tool_strip import ToolStrip
from soc_studio.ui.widgets.viewer import Viewer
from tests.ui.controllers.conftest import Bench
from tests.ui.shapes import FRAMES, HEIGHT, WIDTH, disc, square

STROKE = Stroke(Shape.LINE, ((100.0, 100.0), (120.0, 110.0)), 12)
PAINTED = region(STROKE, HEIGHT, WIDTH).to_array()


def test_a_tracker_that_is_gone_is_told_once_and_nothing_runs_on(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    bench.find()
    qtbot.waitUntil(lambda: bench.document.view(bench.layer().id) is not None)
    propagation._tracker = lambda: "sam2.1-tiny"  # which is not on this computer
    bench.actions["propagate_forwards"].trigger()
    assert propagation.is_open
    qtbot.waitUntil(lambda: not propagation.is_open)
    assert not propagation.is_running
    (error,) = bench.failures
    assert "not on this computer" in str(error)


@pytest.fixture
def viewer(qtbot: QtBot) -> Viewer:
    viewer = Viewer()
    qtbot.addWidget(viewer)
    return viewer


@pytest.fixture
def corrections(
    bench: Bench, propagation: PropagationController, viewer: Viewer, qtbot: QtBot
) -> CorrectionController:
    tools = [bench.actions[each.value] for each in Tool]
    strip, panel = ToolStrip([tools]), CorrectPanel([bench.actions["forget_correction"]])
    for widget in (strip, panel):
        qtbot.addWidget(widget)
    made = CorrectionController(
        bench.operations,
        bench.playback,
        lambda frame: None,
        Precedence(bench.owner),
        propagation,
        viewer,
        strip,
        panel,
        ToolOptions(viewer),
        Pill(viewer),
        bench.actions,
        bench.settings,
        bench.owner,
    )
    return bench.keep(made)


# Candidates


def test_a_candidate_is_picked_with_the_mouse_and_with_keys(bench: Bench, qtbot: QtBot) -> None:
    tray = CandidateTray()
    qtbot.addWidget(tray)
    tray.show()
    made = CandidateController(
        bench.operations, bench.playback, tray, bench.actions, lambda _: None, bench.owner
    )
    candidates = bench.keep(made)
    bench.find()
    qtbot.waitUntil(lambda: tray.list.count() == 2 and not candidates.is_busy)
    tray.picked.emit(1, True)
    assert (bench.track().mask(11).to_array() == disc(11)).all()
    assert bench.told == [translated(bench.document.core.undo_name or "")]
    bench.actions["candidate_back"].trigger()  # before the candidates are there again
    qtbot.waitUntil(lambda: (bench.track().mask(11).to_array() == square(11)).all())
    bench.document.do(*edits.set_locked(bench.document.project, bench.layer().id, True))
    before = bench.document.project
    tray.none_asked.emit(True)
    assert bench.document.project == before
    assert "is locked" in bench.told[-1]


# Corrections


def test_a_stroke_waits_until_the_frame_is_read(
    bench: Bench, corrections: CorrectionController, viewer: Viewer, qtbot: QtBot
) -> None:
    bench.find()
    bench.playback.go(4)
    viewer.drawn.emit(STROKE)  # with no tool in hand nothing was read before
    assert not bench.layer().corrections
    qtbot.waitUntil(lambda: 4 in bench.layer().corrections)
    assert (bench.track().mask(4).to_array() == (square(4) | PAINTED)).all()
    assert len(bench.told) == 1
    bench.actions["forget_correction"].trigger()
    assert (bench.track().mask(4).to_array() == square(4)).all()
    corrections.forget()
    assert bench.told[-1] == "This frame is not corrected."


def test_a_stroke_takes_effect_at_once_with_a_tool_in_hand(
    bench: Bench, corrections: CorrectionController, viewer: Viewer, qtbot: QtBot
) -> None:
    bench.find()
    corrections.take(Tool.BRUSH)
    viewer.drawn.emit(STROKE)
    qtbot.waitUntil(lambda: 0 in bench.layer().corrections)
    bench.operations.undo()
    viewer.drawn.emit(STROKE)
    qtbot.waitUntil(lambda: 0 in bench.layer().corrections)
    viewer.drawn.emit(Stroke(Shape.LINE, STROKE.points, 12, removes=True))
    assert (bench.track().mask(0).to_array() == square(0) & ~PAINTED).all()


def test_what_cannot_be_drawn_on_says_why(
    bench: Bench, corrections: CorrectionController, viewer: Viewer
) -> None:
    viewer.drawing_refused.emit()
    one = bench.find()
    corrections.take(Tool.BRUSH)
    bench.document.do(*edits.set_locked(bench.document.project, one, True))
    assert viewer.cursor().shape() == Qt.CursorShape.ForbiddenCursor
    viewer.drawing_refused.emit()
    bench.document.do(*edits.set_locked(bench.document.project, one, False))
    bench.document.do(*edits.set_visible(bench.document.project, one, False))
    viewer.drawing_refused.emit()
    assert [each.split(".")[0] for each in bench.told] == [
        "Describe an object first, then correct its mask",
        "“the square” is locked",
        "“the square” is hidden",
    ]


def test_the_brush_is_remembered_and_the_pointer_comes_back(
    bench: Bench, corrections: CorrectionController, viewer: Viewer
) -> None:
    bench.actions["brush"].trigger()
    assert viewer.tool is Tool.BRUSH
    corrections.set_diameter(20)
    bench.actions["brush_larger"].trigger()
    assert viewer.diameter == 25
    assert float(str(bench.settings.value("tools/diameter"))) == 25
    corrections.close()
    assert viewer.tool is Tool.POINTER
    assert bench.actions["pointer"].isChecked()


# Propagation


def correct(bench: Bench, frame: int = 10) -> None:
    correction = {frame: Correction(Mask.from_array(disc(frame)))}
    bench.document.do(*edits.correct(bench.document.project, bench.layer().id, correction))
    bench.playback.go(frame)


@pytest.mark.slow
def test_a_correction_is_carried_and_kept_in_one_step(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    bench.find()
    correct(bench)
    bench.actions["propagate_forwards"].trigger()
    assert propagation.is_open
    with qtbot.waitSignal(propagation.frame_changed):
        pass
    qtbot.waitUntil(lambda: bench.playback.frame == FRAMES - 1)
    assert propagation.source_of(bench.layer().id, 15) == 10
    assert list(bench.layer().corrections) == [10]

    def kept() -> bool:
        propagation.keep()
        return not propagation.is_open

    qtbot.waitUntil(kept)
    assert sorted(bench.layer().corrections) == list(range(10, FRAMES))
    assert bench.layer().corrections[15].origin is Origin.PROPAGATED
    bench.operations.undo()
    assert list(bench.layer().corrections) == [10]


def test_carrying_needs_a_mask_and_goes_with_its_correction(
    bench: Bench, propagation: PropagationController
) -> None:
    document = bench.document
    (edit, (given,)) = edits.add_layers(document.project, document.video.id, ["a bus"])
    document.do(*edit)
    document.select(given)
    bench.actions["propagate_backwards"].trigger()
    assert "no mask on this frame" in bench.told[-1]
    bench.find()
    correct(bench)
    bench.actions["propagate_both_ways"].trigger()
    assert propagation.is_open
    bench.operations.undo()
    assert not propagation.is_open
    assert bench.document.track_cache.proposed(bench.layer().id, 11) is None


def test_what_is_carried_in_parts_is_known_in_parts(tmp_path: Path) -> None:
    mask = Mask.from_array(disc(0))
    fixed = {0: mask, 20: mask, 39: mask}
    with ProjectFile.create(tmp_path / "a.soc") as file:
        writer = UndecidedWriter(file.undecided, UndecidedMasks(LayerId(1), 0, None, range(40)))
    one = (LayerId(1), 0, None, fixed, range(40))
    carried = UndecidedLayer(*one, "a disc", None, writer)
    for frame in (1, 2, 21, 22):
        carried.take(Followed(frame, mask, 1.0), True)
    assert carried.stretches() == (range(3), range(20, 23))


@pytest.mark.slow
def test_a_stroke_while_it_runs_is_a_correction_at_once_and_it_goes_on_from_there(
    bench: Bench,
    propagation: PropagationController,
    corrections: CorrectionController,
    viewer: Viewer,
    qtbot: QtBot,
) -> None:
    bench.find()
    bench.settings.setValue("propagation/how_far", "frames")
    bench.settings.setValue("propagation/frames", 8)
    correct(bench)
    bench.actions["propagate_forwards"].trigger()
    layer = bench.layer().id
    qtbot.waitUntil(lambda: propagation.source_of(layer, 14) == 10)
    bench.playback.go(12)
    corrections.take(Tool.BRUSH)
    viewer.drawn.emit(STROKE)
    qtbot.waitUntil(lambda: 12 in bench.layer().corrections)
    assert propagation.is_open
    drawn = bench.layer().corrections[12]
    assert drawn.origin is Origin.MANUAL
    assert (drawn.mask.to_array() & PAINTED).sum() == PAINTED.sum()
    assert propagation.source_of(layer, 12) is None
    assert bench.playback.frame == 12  # the playhead stays where the person draws
    qtbot.waitUntil(lambda: not propagation.is_running)
    propagation.keep()
    found = bench.layer().corrections
    assert sorted(found) == list(range(10, 19))
    assert found[12] == drawn
    assert {at: each.source for at, each in found.items() if each.source is not None} == {
        **{11: 10}, **dict.fromkeys(range(13, 19), 12)
    }  # fmt: skip
    assert outdated_frames(found) == []
    assert all(0 < found[at].trust <= 1 for at in (11, 13, 18))
    bench.operations.undo()
    assert sorted(bench.layer().corrections) == [10, 12]


@pytest.mark.slow
def test_what_was_found_is_carried_from_where_the_person_looks(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    bench.find()
    bench.settings.setValue("propagation/how_far", "frames")
    bench.settings.setValue("propagation/frames", 2)
    bench.playback.go(10)
    bench.actions["propagate_both_ways"].trigger()
    qtbot.waitUntil(lambda: propagation.is_open and not propagation.is_running)
    propagation.keep()
    found = bench.layer().corrections
    assert {at: each.source for at, each in found.items()} == {
        **{8: 10, 9: 10, 10: None, 11: 10, 12: 10}
    }


@pytest.mark.slow
def test_outdated_masks_are_carried_again_from_the_correction_beside_them(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    bench.find()
    correct(bench, 10)
    layer, document = bench.layer().id, bench.document
    masks = {frame: Mask.from_array(disc(frame)) for frame in range(11, 14)}
    document.do(*correction_edits.propagate(document.project, layer, 10, masks))
    correct(bench, 14)
    bench.playback.go(13)
    assert outdated_frames(bench.layer().corrections) == [11, 12, 13]
    bench.actions["propagate_backwards"].trigger()
    assert propagation.is_open
    qtbot.waitUntil(lambda: not propagation.is_running)
    propagation.keep()
    found = bench.layer().corrections
    assert {at: each.source for at, each in found.items()} == {
        **{10: None, 11: 14, 12: 14, 13: 14, 14: None}
    }
    assert outdated_frames(found) == []


def test_how_far_it_is_carried_is_chosen_and_remembered(
    bench: Bench, propagation: PropagationController, qtbot: QtBot
) -> None:
    panel = propagation._panel
    panel.show()
    assert panel.how_far.currentData() == "correction"
    assert not panel.frames.isVisible()
    panel.how_far.setFocus()
    qtbot.keyClick(panel.how_far, Qt.Key.Key_End)
    assert panel.how_far.currentData() == "frames"
    assert panel.frames.isVisible()
    panel.frames.setValue(3)
    assert bench.settings.value("propagation/how_far") == "frames"
    assert int(bench.settings.value("propagation/frames")) == 3
    assert propagation._choice.how_far() == ("frames", 3)
    bench.settings.remove("propagation/frames")
    assert propagation._choice.how_far() == ("frames", 25)
    bench.settings.setValue("propagation/frames", 3)
    bench.settings.setValue("propagation/how_far", "nonsense")
    assert propagation._choice.how_far() == ("correction", 3)
