"""The first steps in the window: each comes at its moment and goes with what it is about."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.project import label_edits
from soc_studio.core.project.project import Review
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.toasts import Kind
from tests.ui.shapes import FRAMES, Find

UNSURE = (0.51, 0.2)  # scores of the square and the disc, close to the threshold


def covers(window: MainWindow, target: QWidget) -> bool:
    return window.hint.geometry().intersects(QRect(target.mapTo(window, QPoint()), target.size()))


@pytest.mark.slow
def test_the_bubble_leads_from_the_result_to_the_export(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    hint, document, playback = window.hint, window.document, window.playback
    assert document is not None
    assert playback is not None
    playback.go(FRAMES - 1)
    window.begin()
    qtbot.waitUntil(lambda: hint.heading.text() == "1 of 5 · Find")
    one = find(scores=UNSURE, frames=range(FRAMES // 2))
    qtbot.waitUntil(lambda: hint.heading.text() == "2 of 5 · Check")
    assert hint.label.text().endswith("N goes there.")
    assert hint.target is window.timeline.viewport()
    top = window.timeline.viewport().mapTo(window, QPoint(0, window.timeline.view.lane_top(one)))
    assert top.y() not in range(hint.geometry().top(), hint.geometry().bottom() + 1)
    window.actions_["most_uncertain"].trigger()
    qtbot.waitUntil(lambda: hint.heading.text() == "3 of 5 · Fix")
    assert not covers(window, window.tool_strip)
    playback.play()
    qtbot.waitUntil(lambda: not hint.isVisible())
    playback.stop()
    document.do(*label_edits.review(document.project, one, 0, FRAMES, Review.ACCEPTED))
    qtbot.waitUntil(lambda: hint.isVisible() and hint.heading.text() == "5 of 5 · Export")
    assert not covers(window, window.app_bar.export_button)
    qtbot.mouseClick(hint.skip_button, Qt.MouseButton.LeftButton)
    assert not hint.isVisible()
    assert window.preferences.value.passed_steps == ("find", "check", "export")
    window.close_document()
    assert hint.target is None


@pytest.mark.slow
def test_the_bubble_and_its_ring_follow_another_size_of_the_window(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    hint = window.hint
    window.begin()
    find(scores=UNSURE, frames=range(FRAMES // 2))
    qtbot.waitUntil(lambda: hint.heading.text() == "2 of 5 · Check")
    lanes, ring = window.timeline.viewport(), window.findChild(QWidget, "hint_ring")
    assert ring is not None

    def points_at_the_spot() -> bool:
        at, size = lanes.mapTo(window, QPoint()), lanes.size()
        layers = window.document.layers if window.document is not None else ()
        view = window.timeline.view
        shown = window.document.view(layers[0].id) if window.document is not None else None
        assert shown is not None
        (spot, *_) = shown.uncertain_spans()
        left = at.x() + max(view.names, round(view.to_x(spot.start)))
        right = at.x() + min(view.right, round(view.to_x(spot.stop)))
        top = at.y() + view.lane_top(layers[0].id)
        marked = ring.geometry() if ring.isVisible() else hint.pointed
        return (
            QRect(at, size).intersects(marked)
            and abs(marked.left() - left) <= 3
            and abs(marked.right() - right) <= 3
            and abs(marked.top() - top) <= 3
        )

    for width, height in ((1040, 700), (1500, 900), (1200, 800)):
        window.resize(width, height)
        qtbot.waitUntil(points_at_the_spot)


@pytest.mark.slow
def test_the_bubble_looks_for_its_place_again_when_a_message_comes(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    window.begin()
    find(scores=UNSURE, frames=range(FRAMES // 2))
    qtbot.waitUntil(lambda: window.hint.heading.text() == "2 of 5 · Check")
    assert window.video is not None
    soon = window.video.first_steps._soon
    qtbot.waitUntil(lambda: not soon.isActive())
    window.toasts.tell(Kind.DONE, "It is done.")  # which may lie where the bubble is
    assert soon.isActive()
    qtbot.waitUntil(lambda: not soon.isActive() and window.hint.isVisible())
