"""Picking, drawing and propagating in the real window, with the mouse on its picture."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from soc_rvos.masks import Mask
from soc_studio.core.masks.brush import Shape, Stroke, region
from soc_studio.core.project import edits
from soc_studio.core.project.project import Absent, Correction, Layer, Origin
from soc_studio.core.tracks.resolved_track import Source, State
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.drawing import Tool
from tests.ui.pixels import pixel
from tests.ui.shapes import DISC, FRAMES, HEIGHT, WIDTH, Find, Pixels, disc, square

pytestmark = pytest.mark.slow

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
PLAIN, CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def expression(window: MainWindow) -> Layer:
    assert window.document is not None
    one = window.document.selection
    assert one is not None
    return one


def seen(window: MainWindow, frame: int) -> Pixels:
    assert window.document is not None
    view = window.document.view(expression(window).id)
    assert view is not None
    mask = view.mask(frame)
    assert mask is not None
    return mask.to_array()


def at(window: MainWindow, column: float, row: float) -> QPoint:
    """The place of the screen nearest to a place of the video."""
    target = window.viewer.target()
    scale = target.width() / WIDTH
    return QPointF(target.x() + column * scale, target.y() + row * scale).toPoint()


def video_place(window: MainWindow, place: QPoint) -> tuple[float, float]:
    point = window.viewer.to_video(QPointF(place))
    return point.x(), point.y()


def drag(
    window: MainWindow,
    qtbot: QtBot,
    places: Sequence[QPoint],
    held: Qt.KeyboardModifier = PLAIN,
    button: Qt.MouseButton = LEFT,
) -> None:
    viewer = window.viewer
    qtbot.mousePress(viewer, button, held, places[0])
    for each in places[1:]:
        qtbot.mouseMove(viewer, each)
    qtbot.mouseRelease(viewer, button, held, places[-1])


def corrected(window: MainWindow, frame: int) -> Callable[[], bool]:
    return lambda: frame in expression(window).corrections


def offered(window: MainWindow, count: int) -> Callable[[], bool]:
    return lambda: window.candidates.list.isVisible() and window.candidates.list.count() == count


# Candidates


def test_a_click_on_a_candidate_picks_it_for_the_whole_clip(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    tray = window.candidates
    qtbot.waitUntil(offered(window, 2))
    assert [tray.list.item(row).text() for row in (0, 1)] == ["Shown now", "Possible"]
    place = tray.list.visualItemRect(tray.list.item(1)).center()
    qtbot.mouseClick(tray.list.viewport(), LEFT, PLAIN, place)
    for frame in (0, 11, FRAMES - 1):
        assert (seen(window, frame) == disc(frame)).all()
    said = Qt.ItemDataRole.AccessibleTextRole
    qtbot.waitUntil(lambda: "Shown now" in tray.list.item(1).data(said))
    assert "Shown now" not in tray.list.item(0).data(said)
    window.actions_["undo"].trigger()
    assert (seen(window, 11) == square(11)).all()


def test_a_candidate_is_picked_for_this_stretch_alone(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    one = find()
    assert window.document is not None
    # Somebody said that it is absent in the middle: that parts the clip.
    window.document.do(*edits.choose(window.document.project, one, 10, 12, Absent()))
    qtbot.waitUntil(offered(window, 2))
    window.candidates.stretch_button.click()
    window.candidates.picked.emit(1, window.candidates.whole)
    assert (seen(window, 9) == disc(9)).all()
    assert not seen(window, 10).any()
    assert (seen(window, 12) == square(12)).all()
    # What was said to be absent stays so when another object is picked for the whole clip.
    window.candidates.picked.emit(1, True)
    assert not seen(window, 10).any()
    assert (seen(window, 12) == disc(12)).all()


def test_keys_go_through_the_candidates_and_the_frame_may_have_none_of_them(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    qtbot.waitUntil(offered(window, 2))
    qtbot.waitUntil(lambda: not window.video.candidates.is_busy)
    window.viewer.setFocus()
    for shape in (disc, square):
        qtbot.keyClick(window, Qt.Key.Key_BracketRight)
        qtbot.waitUntil(lambda shape=shape: (seen(window, 5) == shape(5)).all())
    qtbot.keyClick(window, Qt.Key.Key_BracketLeft)
    qtbot.waitUntil(lambda: bool((seen(window, 5) == disc(5)).all()))
    window.candidates.none_button.click()
    assert not seen(window, 5).any()
    qtbot.waitUntil(lambda: window.pill.text == "Marked as not here")


def test_a_pick_survives_a_search_that_ranks_otherwise(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find(frames=range(12))
    window.go(5)
    qtbot.waitUntil(offered(window, 2))
    qtbot.waitUntil(lambda: not window.video.candidates.is_busy)
    window.candidates.picked.emit(1, True)
    find(frames=range(12, FRAMES))
    assert (seen(window, 20) == disc(20)).all()
    find(settings='{"better": 1}', swap=True)
    assert (seen(window, 3) == disc(3)).all()
    assert (seen(window, 20) == disc(20)).all()


def test_an_object_below_the_threshold_and_a_frame_without_answers_say_so(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    one = find(frames=range(12))
    assert window.document is not None
    edit = edits.set_matte(window.document.project, [one], threshold=0.75)
    window.document.do(*edit)
    qtbot.waitUntil(offered(window, 2))
    qtbot.waitUntil(lambda: "Unlikely" in window.candidates.list.item(1).text())
    window.go(15)
    qtbot.waitUntil(window.candidates.hint.isVisible)
    assert not window.candidates.none_button.isEnabled()


def test_a_locked_layer_refuses_with_a_sentence(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    one = find()
    assert window.document is not None
    qtbot.waitUntil(offered(window, 2))
    window.document.do(*edits.set_locked(window.document.project, one, True))
    before = window.document.project
    window.candidates.picked.emit(1, True)
    assert "is locked" in window.toasts.text
    window.toasts.clear()
    window.actions_["brush"].trigger()
    drag(window, qtbot, [at(window, 100, 100), at(window, 120, 100)])
    assert "is locked" in window.toasts.text
    assert window.viewer.cursor().shape() == Qt.CursorShape.ForbiddenCursor
    window.actions_["propagate_forwards"].trigger()
    assert window.document.project == before


# Drawing


@pytest.mark.parametrize("zoom", [None, 0.5, 3.0, 9.7])
def test_a_stroke_changes_exactly_the_pixels_under_it(
    window: MainWindow, find: Find, qtbot: QtBot, zoom: float | None
) -> None:
    find()
    window.go(4)
    if zoom is not None:
        window.viewer.zoom_to(zoom)
    window.actions_["brush"].trigger()
    window.video.corrections.set_diameter(14)
    places = [at(window, 150, 85), at(window, 165, 100), at(window, 158, 95)]
    stroke = Stroke(Shape.LINE, tuple(video_place(window, each) for each in places), 14)
    drag(window, qtbot, places)
    qtbot.waitUntil(corrected(window, 4))
    painted = region(stroke, HEIGHT, WIDTH).to_array()
    assert painted.sum() > 300
    assert (seen(window, 4) == (square(4) | painted)).all()
    assert (seen(window, 5) == square(5)).all()
    window.actions_["eraser"].trigger()
    drag(window, qtbot, places[:2])
    erased = region(Stroke(Shape.LINE, stroke.points[:2], 14), HEIGHT, WIDTH).to_array()
    assert (seen(window, 4) == (square(4) | painted) & ~erased).all()
    # Every stroke is one step.
    window.actions_["undo"].trigger()
    assert (seen(window, 4) == (square(4) | painted)).all()
    window.actions_["undo"].trigger()
    assert not corrected(window, 4)()
    window.actions_["redo"].trigger()
    assert (seen(window, 4) == (square(4) | painted)).all()


def test_a_stroke_is_seen_before_the_picture_is_made_anew_and_after(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    window.actions_["brush"].trigger()
    window.video.corrections.set_diameter(30)
    place = at(window, 200, 40)
    qtbot.waitUntil(lambda: not window.video.candidates.is_busy)
    before = pixel(window.viewer.grab().toImage(), place.x(), place.y())
    qtbot.mousePress(window.viewer, LEFT, PLAIN, place)
    qtbot.mouseMove(window.viewer, place + QPoint(12, 0))
    during = pixel(window.viewer.grab().toImage(), place.x(), place.y())
    assert during != before
    assert not expression(window).corrections
    qtbot.mouseRelease(window.viewer, LEFT, PLAIN, place + QPoint(12, 0))
    qtbot.waitUntil(corrected(window, 0))
    colour = QColor(*expression(window).colour)

    def tinted() -> bool:
        after = pixel(window.viewer.grab().toImage(), place.x(), place.y())
        return after != before and abs(after.hue() - colour.hue()) < 40

    qtbot.waitUntil(tinted)


def test_escape_takes_back_a_stroke_that_is_being_drawn(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    window.actions_["lasso"].trigger()
    window.viewer.setFocus()
    qtbot.mousePress(window.viewer, LEFT, PLAIN, at(window, 50, 50))
    qtbot.mouseMove(window.viewer, at(window, 90, 60))
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    qtbot.mouseMove(window.viewer, at(window, 60, 90))
    qtbot.mouseRelease(window.viewer, LEFT, PLAIN, at(window, 60, 90))
    assert not expression(window).corrections


def test_undo_takes_back_a_stroke_that_is_being_drawn_and_not_the_one_before_it(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    window.actions_["lasso"].trigger()
    corners = [(50, 50), (90, 60), (60, 90)]
    for undone in (False, True):
        qtbot.mousePress(window.viewer, LEFT, PLAIN, at(window, *corners[0]))
        for corner in corners[1:]:
            qtbot.mouseMove(window.viewer, at(window, *corner))
        if undone:
            window.actions_["undo"].trigger()
        qtbot.mouseRelease(window.viewer, LEFT, PLAIN, at(window, *corners[-1]))
        qtbot.waitUntil(corrected(window, 0))
        corners = [(150, 50), (190, 60), (160, 90)]
    assert window.document is not None
    made = expression(window).corrections[0].mask.to_array()
    assert made[62, 65]
    assert not made[62, 165]
    window.actions_["undo"].trigger()
    assert not expression(window).corrections


def test_a_lasso_adds_and_with_alt_removes(window: MainWindow, find: Find, qtbot: QtBot) -> None:
    find()
    window.actions_["lasso"].trigger()
    assert window.viewer.tool is Tool.LASSO
    places = [at(window, *each) for each in ((200, 40), (260, 40), (260, 80), (200, 80))]
    drag(window, qtbot, places)
    qtbot.waitUntil(corrected(window, 0))
    points = tuple(video_place(window, each) for each in places)
    around = region(Stroke(Shape.AREA, points), HEIGHT, WIDTH).to_array()
    assert around.sum() > 2000
    assert (seen(window, 0) == square(0) | around).all()
    drag(window, qtbot, places, ALT)
    assert (seen(window, 0) == square(0) & ~around).all()
    drag(window, qtbot, places)
    drag(window, qtbot, places, button=RIGHT)
    assert (seen(window, 0) == square(0) & ~around).all()


def test_a_box_means_the_object_in_it_and_has_nothing_outside(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    window.actions_["box"].trigger()
    drag(window, qtbot, [at(window, 224, 104), at(window, 276, 157)])
    qtbot.waitUntil(corrected(window, 0))
    shown = seen(window, 0)
    assert (shown & disc(0)).sum() / (shown | disc(0)).sum() > 0.95
    places = [at(window, 150, 20), at(window, 180, 60)]
    drag(window, qtbot, places)
    box = Stroke(Shape.BOX, tuple(video_place(window, each) for each in places))
    filled = region(box, HEIGHT, WIDTH).to_array()
    qtbot.waitUntil(lambda: bool(seen(window, 0).any() and not (seen(window, 0) & ~filled).any()))


def test_a_box_says_that_it_finds_the_object_anew(window: MainWindow, find: Find) -> None:
    find()
    adding = window.tool_options.side.button(False)
    said = {}
    for tool in ("box", "lasso"):
        window.actions_[tool].trigger()
        said[tool] = (adding.text(), bool(adding.toolTip()))
    assert said == {"box": ("Object inside", True), "lasso": ("Add", False)}


def test_the_brush_has_the_size_that_keys_the_slider_and_the_mouse_give_it(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    viewer, panel = window.viewer, window.tool_options
    assert panel.isHidden()
    window.actions_["brush"].trigger()
    window.video.corrections.set_diameter(20)
    window.actions_["brush_larger"].trigger()
    assert viewer.diameter == 25
    window.actions_["brush_smaller"].trigger()
    assert viewer.diameter == 20
    start = at(window, 100, 90)
    drag(window, qtbot, [start, start + QPoint(20, 0)], CTRL)
    assert viewer.diameter == pytest.approx(20 + 2 * 20 / viewer.scale, abs=0.51)
    assert not expression(window).corrections
    assert panel.isVisible()
    panel.slider.setValue(60)
    assert viewer.diameter == pytest.approx(1000**0.6, abs=0.51)
    assert panel.diameter.text() == f"{viewer.diameter:.0f}"


@pytest.mark.parametrize("zoom", [1.0, 4.0])
def test_the_ring_at_the_pointer_is_as_large_as_the_brush(
    window: MainWindow, find: Find, qtbot: QtBot, zoom: float
) -> None:
    find()
    viewer = window.viewer
    viewer.zoom_to(zoom)
    without = viewer.grab().toImage()
    window.actions_["brush"].trigger()
    window.video.corrections.set_diameter(30)
    place = at(window, 160, 90)
    qtbot.mouseMove(viewer, place + QPoint(5, 5))
    qtbot.mouseMove(viewer, place)
    ring = viewer.grab().toImage()
    reach = range(1, 100)
    changed = [
        x
        for x in reach
        if pixel(ring, place.x() - x, place.y()) != pixel(without, place.x() - x, place.y())
    ]
    assert changed
    assert abs(float(np.mean(changed)) - 15 * zoom) < 1.5
    assert viewer.cursor().shape() == Qt.CursorShape.BlankCursor


def test_a_frame_is_marked_absent_and_a_correction_forgotten(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    one = find()
    assert window.document is not None
    window.document.do(
        *edits.correct(window.document.project, one, {3: Correction(Mask.from_array(disc(3)))})
    )
    assert not window.actions_["forget_correction"].isEnabled()
    window.go(3)
    assert window.pill.text == "Corrected by you (searches do not change it)"
    window.actions_["absent"].trigger()
    assert not seen(window, 3).any()
    assert (seen(window, 4) == square(4)).all()
    window.actions_["undo"].trigger()
    assert (seen(window, 3) == disc(3)).all()
    window.actions_["forget_correction"].trigger()
    assert (seen(window, 3) == square(3)).all()
    assert window.pill.text == ""


def test_corrections_stay_when_a_search_goes_on(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find(frames=range(3))
    window.go(8)
    window.actions_["brush"].trigger()
    window.video.corrections.set_diameter(20)
    drag(window, qtbot, [at(window, 100, 100)])
    qtbot.waitUntil(corrected(window, 8))
    painted = seen(window, 8)
    assert painted.any()
    find(frames=range(3, FRAMES))
    assert (seen(window, 8) == painted).all()
    assert (seen(window, 9) == square(9)).all()


def test_there_is_nothing_to_draw_on_without_a_layer(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["brush"].trigger()
    drag(window, qtbot, [at(window, 100, 100), at(window, 120, 100)])
    assert "Describe an object first" in window.toasts.text


@pytest.mark.timed
def test_long_strokes_do_not_hold_up_the_window(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    window.actions_["brush"].trigger()
    window.video.corrections.set_diameter(30)
    viewer = window.viewer
    qtbot.mousePress(viewer, LEFT, PLAIN, at(window, 20, 20))
    took = []
    for step in range(300):
        place = at(window, 20 + step * 0.9, 90 + 60 * float(np.sin(step / 9)))
        began = time.perf_counter()
        qtbot.mouseMove(viewer, place)
        QApplication.processEvents()
        took.append(time.perf_counter() - began)
    qtbot.mouseRelease(viewer, LEFT, PLAIN, at(window, 290, 90))
    # As fast at the end as at the beginning, and sixty times a second.
    assert float(np.median(took[-100:])) < 1 / 60
    assert float(np.median(took[-100:])) < 3 * float(np.median(took[:100])) + 0.002


# Carrying


def start_carrying(window: MainWindow, command: str, qtbot: QtBot, frame: int = 10) -> None:
    assert window.document is not None
    one = expression(window).id
    correction = {frame: Correction(Mask.from_array(disc(frame)))}
    window.document.do(*edits.correct(window.document.project, one, correction))
    window.go(frame)
    window.actions_[command].trigger()
    bar = window.propagation_bar
    qtbot.waitUntil(lambda: bar.isHidden() or bar.progress.isHidden())


def test_what_is_carried_is_shown_and_kept_in_one_step(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    start_carrying(window, "propagate_forwards", qtbot)
    assert window.document is not None
    assert window.playback is not None
    assert list(expression(window).corrections) == [10]
    # The playhead went along, and shows what is proposed there.
    assert window.playback.frame == FRAMES - 1
    assert window.pill.text == "Carried from frame 10. Keep it?"
    colour = QColor(*expression(window).colour)

    def tinted() -> bool:
        place = at(window, 250 - 2 * (FRAMES - 1), 130 - DISC + 1)
        near = window.viewer.grab().toImage()
        shown = [pixel(near, place.x(), place.y() + step) for step in range(-6, 7)]
        return any(abs(each.hue() - colour.hue()) < 8 and each.saturation() > 150 for each in shown)

    qtbot.waitUntil(tinted)
    window.propagation_bar.keep_button.click()
    assert not window.propagation_bar.isVisible()
    corrections = expression(window).corrections
    assert sorted(corrections) == list(range(10, FRAMES))
    assert corrections[15].origin is Origin.PROPAGATED
    for frame in (12, 18, FRAMES - 1):
        shown = seen(window, frame)
        assert (shown & disc(frame)).sum() / (shown | disc(frame)).sum() > 0.85
    assert window.pill.text == "Carried from frame 10 (searches do not change it)"
    window.actions_["undo"].trigger()
    assert list(expression(window).corrections) == [10]


def test_what_is_carried_both_ways_is_discarded(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    start_carrying(window, "propagate_both_ways", qtbot)
    assert window.document is not None
    before = window.document.project
    one = expression(window).id
    assert window.document.track_cache.proposed(one, 0) is not None
    assert window.document.track_cache.proposed(one, FRAMES - 1) is not None
    assert "Changed on " in window.propagation_bar.sentence.text
    # A stroke waits for nothing: it is a correction at once, and masks beside it follow.
    propagation = window.video.propagation
    window.actions_["brush"].trigger()
    drag(window, qtbot, [at(window, 100, 100), at(window, 120, 100)])
    qtbot.waitUntil(lambda: window.document.project != before)
    drawn = expression(window).corrections[10]
    assert drawn.mask.to_array()[100, 110]
    assert propagation.is_running
    window.propagation_bar.stop_button.click()
    assert propagation.is_open
    assert not propagation.is_running
    window.propagation_bar.discard_button.click()
    assert expression(window).corrections == {10: drawn}
    assert window.document.track_cache.proposed(one, 0) is None
    assert not window.propagation_bar.isVisible()
    view = window.document.view(one)
    assert view is not None
    assert view.sources[9] == Source.NETWORK
    assert view.states[9] == State.PRESENT


def test_carrying_ends_before_the_next_correction(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    one = find()
    assert window.document is not None
    other = {6: Correction(Mask.from_array(disc(6)))}
    window.document.do(*edits.correct(window.document.project, one, other))
    start_carrying(window, "propagate_backwards", qtbot)
    assert "Frame 6 is corrected already" in window.propagation_bar.sentence.text
    window.propagation_bar.keep_button.click()
    assert sorted(expression(window).corrections) == [6, 7, 8, 9, 10]


def test_undoing_the_correction_takes_away_what_was_carried_from_it(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    start_carrying(window, "propagate_forwards", qtbot)
    window.actions_["undo"].trigger()
    assert not window.video.propagation.is_open
    assert not window.propagation_bar.isVisible()


def test_closing_while_a_correction_is_carried_leaves_nothing_running(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    one = find()
    assert window.document is not None
    correction = {10: Correction(Mask.from_array(disc(10)))}
    window.document.do(*edits.correct(window.document.project, one, correction))
    window.go(10)
    window.actions_["propagate_both_ways"].trigger()
    assert window.video.propagation.is_open
    window.close_document()
    assert window.video is None
    assert not window.propagation_bar.isVisible()


def test_keeping_while_a_correction_is_propagated_keeps_what_there_is(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    one = find()
    assert window.document is not None
    correction = {4: Correction(Mask.from_array(disc(4)))}
    window.document.do(*edits.correct(window.document.project, one, correction))
    window.go(4)
    propagation = window.video.propagation
    kept: list[int] = []

    def keep(_: int) -> None:
        if propagation.is_open and not kept:
            kept.append(1)
            window.viewer.setFocus()
            qtbot.keyClick(window.viewer, Qt.Key.Key_Return)

    propagation.frame_changed.connect(keep)
    window.actions_["propagate_forwards"].trigger()
    assert window.propagation_bar.isVisible()
    assert window.propagation_bar.sentence.text == "Carrying your correction forward"
    qtbot.waitUntil(lambda: bool(kept))
    assert not propagation.is_open
    assert not window.propagation_bar.isVisible()
    frames = sorted(expression(window).corrections)
    assert frames == list(range(4, 4 + len(frames)))
    assert 1 < len(frames) < FRAMES - 4


def test_escape_asks_before_it_discards(window: MainWindow, find: Find, qtbot: QtBot) -> None:
    find()
    start_carrying(window, "propagate_forwards", qtbot)
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    assert window.video.propagation.is_open
    assert window.propagation_bar.sentence.text.startswith("Discard these masks?")
    qtbot.keyClick(window.viewer, Qt.Key.Key_Escape)
    assert not window.video.propagation.is_open
    assert list(expression(window).corrections) == [10]
