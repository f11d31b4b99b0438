"""The bubble of the first steps: where it stands, and what it never covers."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.ui.widgets.hint import Hint, Side
from soc_studio.ui.widgets.sheet import Sheet

SAID = "A sentence that is long enough for two lines of the bubble in which it stands."
CORNERS = [(4, 4), (700, 4), (4, 560), (700, 560), (360, 300)]


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    """A window of 800 × 600."""
    shown = QMainWindow()
    shown.setCentralWidget(QWidget())
    qtbot.addWidget(shown)
    shown.resize(800, 600)
    shown.show()
    return shown


def button(window: QMainWindow, x: int, y: int) -> QPushButton:
    made = QPushButton("Here", window.centralWidget())
    made.setGeometry(x, y, 90, 30)
    made.show()
    return made


def room(window: QMainWindow, target: QWidget) -> QRect:
    return QRect(target.mapTo(window, QPoint()), target.size())


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("corner", CORNERS)
def test_it_stands_in_the_window_beside_what_it_points_at(
    window: QMainWindow, side: Side, corner: tuple[int, int]
) -> None:
    target, hint = button(window, *corner), Hint(window)
    hint.begin()
    hint.point_at(target, "1 of 5", SAID, side)
    assert hint.isVisible()
    assert window.rect().contains(hint.geometry())
    assert not hint.geometry().intersects(room(window, target))
    assert hint.label.height() >= hint.label.heightForWidth(hint.label.width())


def test_it_stands_where_it_is_asked_to_and_follows(window: QMainWindow) -> None:
    target, hint = button(window, 300, 300), Hint(window)
    hint.begin()
    hint.point_at(target, "1 of 5", SAID, Side.RIGHT)
    assert hint.x() > room(window, target).right()
    target.move(200, 200)
    assert hint.geometry().center().y() in range(205, 226)
    target.hide()
    assert not hint.isVisible()
    target.show()
    assert hint.isVisible()


def test_it_points_at_a_part_of_a_widget(window: QMainWindow) -> None:
    target, hint = button(window, 0, 0), Hint(window)
    target.setGeometry(0, 0, 800, 600)
    hint.begin()
    part = QRect(100, 400, 60, 30)
    hint.point_at(target, "2 of 5", SAID, Side.ABOVE, part)
    assert hint.geometry().bottom() < 400
    assert hint.geometry().center().x() < 300


def test_it_says_nothing_before_the_window_begins_and_lies_under_sheets(
    window: QMainWindow, qtbot: QtBot
) -> None:
    target, hint = button(window, 300, 300), Hint(window)
    hint.point_at(target, "1 of 5", SAID, Side.BELOW)
    assert not hint.isVisible()
    sheet = Sheet(window, "Sheet")
    sheet.open()
    hint.begin()
    order = window.children()
    assert order.index(hint) < order.index(sheet)
    sheet.dismiss()
    qtbot.mouseClick(hint.skip_button, Qt.MouseButton.LeftButton)
    assert not hint.isVisible()
    assert hint.target is None


def test_what_it_pointed_at_may_be_gone_when_it_points_elsewhere(window: QMainWindow) -> None:
    gone, hint = button(window, 300, 300), Hint(window)
    hint.begin()
    hint.point_at(gone, "1 of 5", SAID, Side.RIGHT)
    shiboken6.delete(gone)
    hint.point_at(button(window, 100, 100), "2 of 5", SAID, Side.RIGHT)
    assert hint.isVisible()


def test_it_covers_nothing_that_is_needed_where_the_stage_has_room(window: QMainWindow) -> None:
    target, hint = button(window, 700, 4), Hint(window)
    middle = window.centralWidget()
    stage = QWidget(middle)
    stage.setGeometry(0, 60, 480, 400)
    stage.show()
    rows = QRect(480, 40, 320, 560)
    hint.keep_clear(stage, lambda: [rows])
    hint.begin()
    hint.point_at(target, "5 of 5", SAID, Side.BELOW)
    assert not hint.geometry().intersects(rows)
    assert room(window, stage).contains(hint.geometry())
    assert hint._ring.geometry().contains(room(window, target))
    sheet = Sheet(window, "Sheet")
    sheet.open()
    target.move(701, 4)
    order = window.children()
    assert hint._ring.isVisible()
    assert order.index(hint._ring) < order.index(sheet)
    sheet.dismiss()
    target.move(150, 20)  # below it is the stage, which nobody needs for this
    assert not hint._ring.isVisible()
    hint.dismiss()
    assert not hint._ring.isVisible()
