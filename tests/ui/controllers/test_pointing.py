"""Pointing at objects in the real window, with the mouse on its picture."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from soc_rvos.masks import Mask
from soc_studio.core.masks import pointing
from soc_studio.core.masks.pointing import pointed_mask
from soc_studio.core.project.project import Layer
from soc_studio.core.tracks.next_step import WorkStage
from soc_studio.ui.main_window import MainWindow
from tests.ui.shapes import WIDTH, Find, Pixels, disc, square

pytestmark = pytest.mark.slow

LEFT = Qt.MouseButton.LeftButton
PLAIN, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


def layer(window: MainWindow) -> Layer:
    assert window.document is not None
    one = window.document.selection
    assert one is not None
    return one


def corrected(window: MainWindow, frame: int = 0) -> Pixels:
    mask = layer(window).corrections[frame].mask
    return mask.to_array()


def at(window: MainWindow, column: float, row: float) -> QPoint:
    target = window.viewer.target()
    scale = target.width() / WIDTH
    return QPointF(target.x() + column * scale, target.y() + row * scale).toPoint()


def iou(one: Pixels, other: Pixels) -> float:
    return float((one & other).sum() / (one | other).sum())


def answered(window: MainWindow, count: int) -> bool:
    pointing = window.video.corrections.pointing
    return pointing.count == count and not pointing.is_waiting


def test_points_make_an_object_that_nobody_described_and_undo_takes_them_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.document is not None
    window.actions_["points"].trigger()
    qtbot.mouseClick(window.viewer, LEFT, PLAIN, at(window, 50, 40))
    qtbot.waitUntil(lambda: answered(window, 1))
    assert [each.label for each in window.document.layers] == ["Object 1"]
    assert iou(corrected(window), square(0)) > 0.8
    assert corrected(window)[40, 50]
    qtbot.mouseClick(window.viewer, LEFT, PLAIN, at(window, 250, 130))
    qtbot.waitUntil(lambda: answered(window, 2))
    assert iou(corrected(window), square(0) | disc(0)) > 0.7
    both = corrected(window)
    qtbot.mouseClick(window.viewer, LEFT, ALT, at(window, 150, 90))
    qtbot.waitUntil(lambda: answered(window, 3))
    assert not corrected(window)[90, 150]
    qtbot.mouseClick(window.viewer, LEFT, PLAIN, at(window, -8, 90))  # beside the picture
    for count in (2, 1):
        window.actions_["forget_correction"].trigger()
        qtbot.waitUntil(lambda count=count: answered(window, count))
    assert iou(corrected(window), square(0)) > 0.8
    window.actions_["undo"].trigger()
    assert (corrected(window) == both).all()
    assert answered(window, 2)


def test_what_is_made_in_the_background_rests_while_a_click_is_awaited(
    window: MainWindow, qtbot: QtBot
) -> None:
    precedence, media = window.playback_controller.precedence, window.video.timeline.media
    copies = window.playback_controller.proxy_builder
    assert not precedence.is_claimed
    qtbot.waitUntil(media.quiet.is_set)
    window.actions_["points"].trigger()
    qtbot.waitUntil(lambda: precedence.is_claimed)
    assert not media.quiet.is_set()
    assert not copies._quiet.is_set()
    qtbot.mouseClick(window.viewer, LEFT, PLAIN, at(window, 50, 40))
    qtbot.waitUntil(lambda: answered(window, 1))
    assert precedence.is_claimed  # the next click may come
    qtbot.waitUntil(media.quiet.is_set)
    assert not precedence.is_claimed
    assert copies._quiet.is_set()


def test_carrying_waits_for_a_click_that_is_not_answered_yet(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    propagation = window.video.propagation
    monkeypatch.setattr(propagation, "_run", lambda proposal: None)  # nothing has to be followed
    window.actions_["points"].trigger()
    qtbot.mouseClick(window.viewer, LEFT, PLAIN, at(window, 50, 40))
    assert window.video.corrections.pointing.is_waiting
    window.actions_["propagate_forwards"].trigger()
    assert not propagation.is_open
    qtbot.waitUntil(lambda: propagation.is_open)
    assert iou(corrected(window), square(0)) > 0.8
    propagation.discard()
    # Where the playhead is somewhere else by then, it is not meant any more.
    before = corrected(window)
    qtbot.mouseClick(window.viewer, LEFT, PLAIN, at(window, 250, 130))
    window.actions_["propagate_forwards"].trigger()
    window.go(3)
    qtbot.waitUntil(lambda: bool((corrected(window) != before).any()))
    assert not propagation.is_open


def test_an_object_begun_by_a_point_is_one_step_to_undo(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = window.document
    assert document is not None
    carry = window.actions_["propagate_both_ways"]
    assert not carry.isEnabled()  # there is nothing to carry yet
    window.actions_["points"].trigger()
    qtbot.mouseClick(window.viewer, LEFT, PLAIN, at(window, 50, 40))
    qtbot.waitUntil(lambda: answered(window, 1) and bool(document.layers))
    assert carry.isEnabled()
    qtbot.waitUntil(lambda: window.video.next_step.step is not None)
    assert window.video.next_step.step.step is WorkStage.PROPAGATE  # the other frames have nothing
    window.actions_["undo"].trigger()
    assert document.layers == ()
    assert document.core.undo_name is None
    window.actions_["redo"].trigger()
    assert iou(corrected(window), square(0)) > 0.8
    # Locked while an answer is made: it does not come.
    before = corrected(window)
    is_locked = threading.Event()

    def late(*given: Any) -> Mask:
        is_locked.wait()
        return pointed_mask(*given)

    monkeypatch.setattr(pointing, "pointed_mask", late)
    qtbot.mouseClick(window.viewer, LEFT, PLAIN, at(window, 250, 130))
    assert window.video.corrections.pointing.is_waiting
    window.actions_["lock"].trigger()
    is_locked.set()
    assert not window.video.corrections.pointing.is_waiting
    assert answered(window, 1)
    assert (corrected(window) == before).all()


def test_the_options_say_which_way_the_tool_works_and_stand_clear_of_the_object(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    window.actions_["scribble"].trigger()
    viewer, options = window.viewer, window.tool_options
    assert options.isVisible()
    options.side.button(True).click()
    qtbot.mousePress(viewer, LEFT, PLAIN, at(window, 35, 45))
    qtbot.mouseMove(viewer, at(window, 65, 45))
    qtbot.mouseRelease(viewer, LEFT, PLAIN, at(window, 65, 45))
    qtbot.waitUntil(lambda: answered(window, 1))
    assert not corrected(window)[45, 37:63].any()
    assert options.count.text() == "%n scribble(s)".replace("%n", "1")
    window.actions_["points"].trigger()
    assert options.side.value is False  # another tool begins by adding
    options.keep_clear_of(None)  # wherever the object of this test is in a stage of this size
    left = options.geometry()
    options.keep_clear_of(left)
    assert options.x() > left.x()
    options.keep_clear_of(viewer.rect())
    assert options.geometry() == left  # nowhere is better


def test_a_point_is_dragged_and_all_are_cleared(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()  # the square is shown, the disc is another answer
    window.actions_["points"].trigger()
    viewer = window.viewer
    qtbot.mouseClick(viewer, LEFT, PLAIN, at(window, 250, 130))
    qtbot.waitUntil(lambda: answered(window, 1))
    assert (corrected(window) == disc(0)).all()  # a click on an answer takes it as it is
    panel = window.tool_options
    assert panel.count.isVisible()
    assert panel.count.text() == "%n point(s)".replace("%n", "1")
    qtbot.mousePress(viewer, LEFT, PLAIN, at(window, 250, 130))
    for step in range(1, 5):
        qtbot.mouseMove(viewer, at(window, 250 - 50 * step, 130 - 22 * step))
    qtbot.mouseRelease(viewer, LEFT, PLAIN, at(window, 50, 42))
    qtbot.waitUntil(lambda: answered(window, 1) and (corrected(window) == square(0)).all())
    panel.clear_button.click()
    assert not layer(window).corrections
    assert panel.count.isHidden()


def test_a_scribble_and_a_box_mean_the_object_and_a_locked_layer_refuses(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    window.actions_["scribble"].trigger()
    viewer = window.viewer
    qtbot.mousePress(viewer, LEFT, ALT, at(window, 35, 45))
    qtbot.mouseMove(viewer, at(window, 65, 45))
    qtbot.mouseRelease(viewer, LEFT, ALT, at(window, 65, 45))
    qtbot.waitUntil(lambda: answered(window, 1))
    assert not corrected(window)[45, 37:63].any()
    window.actions_["box"].trigger()
    qtbot.mousePress(viewer, LEFT, PLAIN, at(window, 224, 104))
    qtbot.mouseMove(viewer, at(window, 276, 157))
    qtbot.mouseRelease(viewer, LEFT, PLAIN, at(window, 276, 157))
    qtbot.waitUntil(lambda: iou(corrected(window), disc(0)) > 0.95)
    qtbot.waitUntil(lambda: answered(window, 0))
    before = corrected(window)
    window.actions_["lock"].trigger()
    window.actions_["points"].trigger()
    qtbot.mouseClick(viewer, LEFT, PLAIN, at(window, 50, 40))
    assert answered(window, 0)
    assert (corrected(window) == before).all()
    window.actions_["lock"].trigger()
    qtbot.mouseClick(viewer, LEFT, PLAIN, at(window, 50, 40))
    qtbot.waitUntil(lambda: answered(window, 1))
    before = corrected(window)
    window.actions_["lock"].trigger()
    qtbot.mousePress(viewer, LEFT, PLAIN, at(window, 50, 40))
    for column in (70, 120):
        qtbot.mouseMove(viewer, at(window, column, 90))
    qtbot.mouseRelease(viewer, LEFT, PLAIN, at(window, 120, 90))
    window.tool_options.clear_button.click()
    window.actions_["forget_correction"].trigger()
    assert answered(window, 1)
    assert (corrected(window) == before).all()


def test_a_layer_that_comes_back_has_its_picture_again(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    listed, one = window.layers, layer(window).id
    qtbot.waitUntil(lambda: listed.picture_of(one) is not None)
    window.actions_["remove"].trigger()
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: listed.picture_of(one) is not None)


def test_tools_keep_their_icons_when_the_theme_changes(window: MainWindow) -> None:
    tools = [window.actions_[each] for each in ("points", "box", "scribble", "brush", "lasso")]
    before = [each.icon().pixmap(18).toImage() for each in tools]
    window.actions_.refresh_icons(window)
    assert [each.icon().pixmap(18).toImage() for each in tools] == before
