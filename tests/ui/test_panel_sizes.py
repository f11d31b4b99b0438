"""The panels around the picture follow the window, unless a person sized them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from soc_studio.core.project import edits
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.timeline.timeline_view import Row

pytestmark = pytest.mark.slow

MANY = [f"thing {number}" for number in range(9)]


def describe(window: MainWindow, texts: list[str]) -> None:
    document = window.document
    assert document is not None
    assert document.video is not None
    edit, _ = edits.add_layers(document.project, document.video.id, texts)
    document.do(*edit)


def shown_lanes(window: MainWindow) -> float:
    view = window.timeline.view
    return (view.height - view.lanes_top) / view.lane


def test_the_film_strip_and_three_lanes_are_seen_in_every_size(
    window: MainWindow, qtbot: QtBot
) -> None:
    describe(window, MANY[:3])
    for width, height in ((1024, 700), (1280, 720), (1600, 1000), (1280, 720), (1920, 1200)):
        window.resize(width, height)
        qtbot.waitUntil(lambda: 3 <= shown_lanes(window) < 4)
        rows = [row for row, _, _ in window.timeline.view.rows]
        assert Row.STRIP in rows, (width, height)
        assert window.stage.height() > window.timeline_dock.height(), (width, height)


def test_a_low_window_leaves_the_picture_as_much_as_its_width_can_use(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1024, 700)
    describe(window, MANY[:2])
    qtbot.waitUntil(lambda: window.stage.height() >= 350)
    assert window.stage.width() * 9 / 16 < window.stage.height() + 16


def test_the_timeline_grows_with_its_lanes_up_to_a_share(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1600, 1000)
    describe(window, MANY[:1])
    before = window.timeline_dock.height()
    describe(window, MANY[1:3])
    assert window.timeline_dock.height() == before  # the picture does not move for these
    describe(window, MANY[3:5])
    qtbot.waitUntil(lambda: shown_lanes(window) >= 5)
    describe(window, MANY[5:])
    qtbot.waitUntil(lambda: shown_lanes(window) > 5)
    assert window.timeline_dock.height() <= 0.35 * window.height()


def test_the_timeline_takes_no_room_from_the_picture_that_its_lanes_do_not_need(
    window: MainWindow, qtbot: QtBot
) -> None:
    describe(window, MANY[:3])
    for size in ((1600, 1000), (1280, 720), (1600, 1000)):
        window.resize(*size)
        qtbot.waitUntil(lambda: 3 <= shown_lanes(window) < 3.3)


def test_a_border_that_was_dragged_stays(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1600, 1000)
    qtbot.waitUntil(lambda: window.side_dock.width() > 340)
    dock = window.timeline_dock
    border = QPoint(window.width() // 2, dock.geometry().top() - 1)
    QTest.mousePress(window, Qt.MouseButton.LeftButton, pos=border)
    before = dock.height()
    QTest.mouseMove(window, border - QPoint(0, 120))
    qtbot.waitUntil(lambda: dock.height() > before)
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, pos=border - QPoint(0, 120))
    assert window.panel_sizes.by_hand == ("timeline",)
    height = dock.height()
    window.resize(1280, 900)
    assert dock.height() == height
    window.actions_["workspace_label"].trigger()
    window.actions_["workspace_edit"].trigger()
    assert dock.height() == height
    window.actions_["workspace_reset"].trigger()
    assert window.panel_sizes.by_hand == ()
    qtbot.waitUntil(lambda: dock.height() < height)


def test_the_table_of_label_keeps_its_share(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["workspace_label"].trigger()
    for width in (1380, 1600, 1380, 1600, 1280):
        window.resize(width, 900)
        qtbot.waitUntil(lambda: 0.46 <= window.label_table.width() / window.width() <= 0.54)
