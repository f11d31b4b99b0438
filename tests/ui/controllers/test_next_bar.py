"""The Next bar: what it says, what its buttons do, and when it is away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.project import label_edits
from soc_studio.core.project.project import Review
from soc_studio.core.system.progress import Progress
from soc_studio.core.tracks.next_step import WorkStage
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.next_bar import Choice, NextBar, Offer
from tests.ui.shapes import FRAMES, Find

UNSURE = (0.51, 0.2)  # scores of the square and the disc, close to the threshold


@pytest.mark.slow
def test_the_bar_leads_from_spots_to_export(window: MainWindow, find: Find, qtbot: QtBot) -> None:
    one = find(scores=UNSURE)
    bar, document = window.next_bar, window.document
    assert document is not None
    qtbot.waitUntil(bar.isVisible)
    assert bar.sentence.text.startswith(f"Perhaps found on {FRAMES} of {FRAMES} frames.")
    assert "uncertain" in bar.sentence.text
    assert [each.objectName() for each in bar.buttons] == ["check", "export"]
    track = document.view(one)
    assert track is not None
    spots = track.uncertain_spans()
    qtbot.mouseClick(bar.buttons[0], Qt.MouseButton.LeftButton)
    assert window.playback is not None
    assert any(each.start <= window.playback.frame < each.stop for each in spots)
    document.do(*label_edits.review(document.project, one, 0, FRAMES, Review.ACCEPTED))
    qtbot.waitUntil(lambda: bar.sentence.text == "In full quality.")
    assert [each.objectName() for each in bar.buttons] == ["export", "another"]
    qtbot.mouseClick(bar.buttons[1], Qt.MouseButton.LeftButton)
    assert window.expression_bar.line.hasFocus() or not window.isActiveWindow()


@pytest.mark.slow
def test_the_bar_stays_closed_until_something_else_is_next(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    one = find(scores=UNSURE)
    bar, document = window.next_bar, window.document
    assert document is not None
    assert window.video is not None
    qtbot.waitUntil(bar.isVisible)
    qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    window.video.next_step.refresh()
    assert not bar.isVisible()
    document.do(*label_edits.review(document.project, one, 0, FRAMES, Review.ACCEPTED))
    qtbot.waitUntil(bar.isVisible)
    step = window.video.next_step.step
    assert step is not None
    assert step.step is WorkStage.EXPORT


@pytest.mark.slow
def test_the_bar_is_away_while_the_video_plays_or_somebody_draws_or_may(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    bar, playback = window.next_bar, window.playback
    assert playback is not None
    qtbot.waitUntil(bar.isVisible)
    playback.play()
    assert not bar.isVisible()
    playback.stop()
    assert bar.isVisible()
    window.viewer.drawing_began.emit()
    assert not bar.isVisible()
    window.viewer.drawing_ended.emit()
    assert bar.isVisible()
    window.actions_["points"].trigger()  # below the bar may be what is to be clicked
    assert not bar.isVisible()
    window.actions_["pointer"].trigger()
    assert bar.isVisible()


@pytest.mark.slow
def test_the_bar_does_not_speak_of_others_while_what_was_found_last_is_not_there(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    one = find()
    bar, document = window.next_bar, window.document
    assert document is not None
    qtbot.waitUntil(bar.isVisible)
    nothing = find("the elephant", scores=(0.02, 0.01))
    document.select(nothing)
    qtbot.waitUntil(lambda: not bar.isVisible())
    document.select(one)
    qtbot.waitUntil(bar.isVisible)


@pytest.mark.slow
def test_the_bar_goes_with_the_document(window: MainWindow, find: Find, qtbot: QtBot) -> None:
    find()
    qtbot.waitUntil(window.next_bar.isVisible)
    window.close_document()
    assert not window.next_bar.isVisible()


def test_a_narrow_bar_leaves_things_out_and_cuts_nothing_off(qtbot: QtBot) -> None:
    stage = QWidget()
    qtbot.addWidget(stage)
    stage.resize(1800, 400)
    bar = NextBar(stage)
    finish = Choice("finish", "Finish in full quality", "14 s", "Finish")
    check = Choice("check", "Check them", "N")
    offer = Offer("circle-check", "ok", "Found on all 100 frames.", "12 spots.", check, finish)
    bar.show_offer(offer)
    wide = bar.width()
    seen = []
    for width in range(1800, 200, -4):
        stage.resize(width, 400)
        bar.settle()
        if not bar.sentence.rest and bar.width() < bar.layout().totalSizeHint().width():
            break  # nothing more can be left out
        assert bar.width() <= width
        assert bar.sentence.width() >= bar.sentence.sizeHint().width()
        state = bar.buttons[1].text(), " ".join(bar.sentence.rest)
        seen += [state] if state not in seen else []
    assert seen == [(finish.text, "12 spots."), ("Finish", "12 spots."), ("Finish", "")]
    assert bar.accessibleName() == "Found on all 100 frames. 12 spots."
    stage.resize(1800, 400)
    bar.settle()
    assert bar.width() == wide


@pytest.mark.slow
def test_what_is_said_of_this_frame_while_a_search_runs_is_about_the_one_that_is_shown(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    one = find(frames=range(10))
    document, playback, pill = window.document, window.playback, window.search_pill
    assert document is not None
    assert playback is not None
    assert window.video is not None
    window.video.expression.searched.emit(frozenset({one}))
    window.expression_bar.working.emit(Progress(10, FRAMES))
    assert pill.sentence.text.startswith("Found on this frame")
    playback.go(20)
    assert pill.sentence.text == "Searching the clip"
    playback.go(0)
    assert pill.sentence.text.startswith("Found on this frame")
    window.actions_["undo"].trigger()  # the layer is gone
    assert pill.sentence.text == "Searching the clip"
    window.expression_bar.working.emit(Progress(11, FRAMES))
    assert pill.isVisible()
    window.propagation_bar.show_result(["Carried", "Keep it?"])  # which waits for an answer
    window.expression_bar.working.emit(Progress(12, FRAMES))
    assert not pill.isVisible()
    window.propagation_bar.hide()
    window.video.propagation.changed.emit()
    assert pill.isVisible()
    window.expression_bar.working.emit(None)
    playback.go(5)
    qtbot.waitUntil(pill.isHidden)
