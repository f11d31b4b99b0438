"""Steps are done one a round of the event loop, or at once where somebody asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.ui.toolkit.in_steps import InSteps, laid_out_last, unpainted


def steps(done: list[int], count: int = 3) -> Iterator[None]:
    for number in range(count):
        done.append(number)
        yield


def test_between_two_steps_other_things_have_their_turn(qtbot: QtBot) -> None:
    parent = QObject()
    work, done, told = InSteps(parent), [], []
    other = QTimer(parent)
    other.timeout.connect(lambda: done.append(-1))
    other.start(0)
    work.done.connect(lambda: told.append(len(done)))
    work.begin(steps(done))
    assert done == []
    qtbot.waitUntil(lambda: work.is_done)
    assert [each for each in done if each >= 0] == [0, 1, 2]
    assert -1 in done[done.index(0) : done.index(1)]
    assert len(told) == 1


def test_what_is_left_can_be_done_at_once(qtbot: QtBot) -> None:
    work, done, told = InSteps(parent := QObject()), [], []
    work.done.connect(lambda: told.append(True))
    work.begin(steps(done))
    work.finish()
    work.finish()
    assert (done, told, work.is_done) == ([0, 1, 2], [True], True)
    qtbot.wait(10)
    assert done == [0, 1, 2]
    del parent


def test_a_step_that_asks_for_the_rest_goes_on_itself() -> None:
    work, done = InSteps(parent := QObject()), []

    def asking() -> Iterator[None]:
        work.finish()
        done.append(0)
        yield
        done.append(1)

    work.begin(asking())
    work.finish()
    assert done == [0, 1]
    del parent


def test_later_steps_come_in_place_of_those_that_are_left(qtbot: QtBot) -> None:
    work, first, second = InSteps(parent := QObject()), [], []
    work.begin(steps(first))
    work.begin(steps(second))
    qtbot.waitUntil(lambda: work.is_done)
    assert first == []
    assert second == [0, 1, 2]
    del parent


def test_a_step_that_fails_is_the_last() -> None:
    work = InSteps(parent := QObject())

    def failing() -> Iterator[None]:
        yield
        raise ValueError("no")

    work.begin(failing())
    with pytest.raises(ValueError, match="no"):
        work.finish()
    assert work.is_done
    del parent


def test_a_window_is_not_painted_until_all_is_done(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    work, seen = InSteps(window), []

    def steps_that_look(count: int) -> Iterator[None]:
        for _ in range(count):
            seen.append(window.updatesEnabled())
            yield

    work.begin(unpainted(window, steps_that_look(2)))
    qtbot.waitUntil(lambda: work.is_done)
    assert seen == [False, False]
    assert window.updatesEnabled()
    work.begin(unpainted(window, steps_that_look(100_000)))
    qtbot.waitUntil(lambda: len(seen) > 2)
    assert not window.updatesEnabled()
    work.begin(iter(()))  # in place of what is left
    assert window.updatesEnabled()


class Counting(QWidget):
    """Counts how often it is painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        self.painted += 1


def test_a_window_in_which_much_was_moved_is_painted_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    inside = Counting(window)
    inside.resize(100, 100)
    window.show()
    qtbot.waitUntil(lambda: inside.painted > 0)
    qtbot.wait(50)  # what a window that is new is painted again for
    inside.painted = 0
    work = InSteps(window)

    def moving() -> Iterator[None]:
        for size in (90, 80):
            inside.resize(size, size)
            yield

    work.begin(unpainted(window, moving()))
    qtbot.waitUntil(lambda: work.is_done)
    assert inside.painted == 1


def test_nothing_is_laid_out_before_the_last_step(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    words = QLabel("few", window)
    column = QVBoxLayout(window)
    column.addWidget(words)
    column.addStretch(1)
    window.show()
    heights = [words.height()]
    work = InSteps(window)

    def growing() -> Iterator[None]:
        for lines in (2, 8):
            words.setText("few\n" * lines)
            yield
            heights.append(words.height())

    work.begin(laid_out_last(window, growing()))
    qtbot.waitUntil(lambda: work.is_done)
    assert heights[0] == heights[1] == heights[2]
    assert words.height() >= words.sizeHint().height() > heights[0]
