"""Corrections are keys on the timeline: gone to, moved, copied, and proposed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from pytestqt.qtbot import QtBot

from soc_rvos.masks import Mask
from soc_studio.core.project import correction_edits, edits
from soc_studio.core.project.project import Correction, Origin
from soc_studio.ui.controllers.correction_keys import CorrectionKeys
from soc_studio.ui.controllers.layers import LayerController
from soc_studio.ui.controllers.timeline import TimelineController
from soc_studio.ui.widgets.layer_list import LayerList
from soc_studio.ui.widgets.timeline.timeline import Timeline
from tests.ui.controllers.conftest import Bench
from tests.ui.controllers.test_time_controllers import timeline
from tests.ui.shapes import FRAMES, disc

__all__ = ["timeline"]

MASK = Mask.from_array(disc(4))


@pytest.fixture
def keys(bench: Bench, timeline: TimelineController) -> CorrectionKeys:
    made = CorrectionKeys(
        bench.operations, bench.playback, timeline.timeline, bench.actions, bench.owner
    )
    return bench.keep(made)


def correct(bench: Bench, *frames: int) -> None:
    bench.find()
    corrections = {frame: Correction(MASK) for frame in frames}
    bench.document.do(*edits.correct(bench.document.project, bench.layer().id, corrections))


def corrected(bench: Bench) -> list[int]:
    return sorted(bench.layer().corrections)


def test_a_correction_is_moved_and_copied_with_keys(bench: Bench, keys: CorrectionKeys) -> None:
    correct(bench, 4)
    bench.playback.go(5)
    bench.actions["correction_on"].trigger()
    assert bench.told[-1] == "This frame is not corrected."
    bench.actions["paste_correction"].trigger()
    assert "Copy the correction" in bench.told[-1]
    bench.playback.go(4)
    bench.actions["correction_back"].trigger()
    assert (corrected(bench), bench.playback.frame) == ([3], 3)
    bench.actions["copy_correction"].trigger()
    bench.playback.go(9)
    bench.actions["paste_correction"].trigger()
    assert corrected(bench) == [3, 9]
    bench.operations.undo()
    bench.operations.undo()
    assert corrected(bench) == [4]
    bench.document.do(*edits.set_locked(bench.document.project, bench.layer().id, True))
    bench.playback.go(4)
    bench.actions["correction_on"].trigger()
    assert "is locked" in bench.told[-1]
    assert corrected(bench) == [4]


def test_at_the_ends_a_correction_stays(bench: Bench, keys: CorrectionKeys) -> None:
    correct(bench, 0, FRAMES - 1)
    bench.playback.go(0)
    bench.actions["correction_back"].trigger()
    bench.playback.go(FRAMES - 1)
    bench.actions["correction_on"].trigger()
    assert corrected(bench) == [0, FRAMES - 1]


def test_no_correction_is_lost_by_moving_another_and_what_was_carried_stays(
    bench: Bench, keys: CorrectionKeys, timeline: TimelineController
) -> None:
    correct(bench, 4, 5)
    bench.playback.go(4)
    bench.actions["correction_on"].trigger()
    assert bench.told[-1] == "Frame 5 is corrected already."
    drag(timeline.timeline, 4, 5)
    drag(timeline.timeline, 4, 5, copies=True)
    assert (corrected(bench), bench.playback.frame) == ([4, 5], 4)
    carried = correction_edits.propagate(bench.document.project, bench.layer().id, 5, {6: MASK})
    bench.document.do(*carried)
    bench.playback.go(6)
    bench.actions["correction_on"].trigger()
    assert "was carried" in bench.told[-1]
    assert corrected(bench) == [4, 5, 6]
    bench.playback.go(5)
    bench.actions["correction_on"].trigger()  # in the place of what was carried
    assert (corrected(bench), bench.playback.frame) == ([4, 6], 6)
    assert bench.layer().corrections[6].origin is Origin.MANUAL


def drag(widget: Timeline, source: int, target: int, copies: bool = False) -> None:
    """Drag from one frame to another in the first lane, as a person does."""
    view, port = widget.view, widget.viewport()
    down = view.lane_top(view.lanes[0].id) + view.lane // 2
    keys = Qt.KeyboardModifier.ControlModifier if copies else Qt.KeyboardModifier.NoModifier
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    kinds = QMouseEvent.Type
    for kind, frame, button in (
        (kinds.MouseButtonPress, source, left),
        (kinds.MouseMove, (source + target) // 2, none),
        (kinds.MouseMove, target, none),
        (kinds.MouseButtonRelease, target, left),
    ):
        place = QPoint(round(view.to_x(frame + 0.5)), down)
        whole = port.mapToGlobal(place)
        if kind == kinds.MouseButtonPress:
            widget.mousePressEvent(QMouseEvent(kind, place, whole, button, left, keys))
        elif kind == kinds.MouseMove:
            widget.mouseMoveEvent(QMouseEvent(kind, place, whole, button, left, keys))
            assert not widget.grab().isNull()
        else:
            widget.mouseReleaseEvent(QMouseEvent(kind, place, whole, button, none, keys))


def test_a_diamond_is_dragged_and_with_ctrl_copied(
    bench: Bench, keys: CorrectionKeys, timeline: TimelineController
) -> None:
    correct(bench, 4, 12)
    widget = timeline.timeline
    drag(widget, 4, 8)
    assert (corrected(bench), bench.playback.frame) == ([8, 12], 8)
    pointer = widget.view.pointer
    assert pointer is not None  # the line under the pointer is where it was let go
    assert widget.view.frame_at(pointer.x()) == 8
    drag(widget, 8, 15, copies=True)
    assert corrected(bench) == [8, 12, 15]
    drag(widget, 2, 5)  # beside a diamond the playhead is dragged
    assert (corrected(bench), bench.playback.frame) == ([8, 12, 15], 5)
    drag(widget, 12, 12)  # a click goes there
    assert (corrected(bench), bench.playback.frame) == ([8, 12, 15], 12)
    bench.operations.undo()
    bench.operations.undo()
    assert corrected(bench) == [4, 12]


def test_delete_means_the_chosen_diamond_and_no_locked_layer(
    bench: Bench, keys: CorrectionKeys, timeline: TimelineController
) -> None:
    layers = LayerController(bench.operations, LayerList([]), bench.actions, bench.owner)
    layers.removes_instead = keys.remove_chosen
    correct(bench, 4, 12)
    widget, remove = timeline.timeline, bench.actions["remove"]
    before = remove.text()
    drag(widget, 4, 8)
    assert remove.text() != before  # it says what it removes
    remove.trigger()
    assert corrected(bench) == [12]
    assert remove.text() == before
    bench.operations.undo()
    assert corrected(bench) == [8, 12]
    drag(widget, 12, 12)
    bench.playback.go(3)  # elsewhere nothing is chosen any more
    assert widget.view.chosen_key is None
    bench.document.do(*edits.set_locked(bench.document.project, bench.layer().id, True))
    drag(widget, 12, 12)
    remove.trigger()
    assert "is locked" in bench.told[-1]
    assert corrected(bench) == [8, 12]
    bench.operations.undo()
    bench.playback.go(3)
    remove.trigger()
    assert bench.document.layers == ()


def test_the_frame_to_correct_next_is_gone_to(
    bench: Bench, keys: CorrectionKeys, qtbot: QtBot
) -> None:
    correct(bench, 0)
    bench.actions["best_correction"].trigger()
    assert "Carry a correction first" in bench.told[-1]
    masks = dict.fromkeys(range(1, 12), MASK)
    trust = {frame: 0.9 if frame < 6 else 0.2 for frame in masks}
    edit = correction_edits.propagate(bench.document.project, bench.layer().id, 0, masks, trust)
    bench.document.do(*edit)
    bench.actions["best_correction"].trigger()
    assert 6 < bench.playback.frame < 12
    assert str(bench.playback.frame) in bench.told[-1]
    before = bench.track().uncertain_spans()
    assert [(each.start, each.stop) for each in before] == [(6, 12)]
