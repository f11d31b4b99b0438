"""Answers to the questions that the window asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.question import Question


def press(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Press a button of the question that the window asks, once it asks."""

    def named() -> list[QAbstractButton]:
        asked = [button for each in questions(window) for button in each.answers]
        return [each for each in asked if each.text().replace("&", "").startswith(name)]

    qtbot.waitUntil(lambda: len(named()) == 1)
    qtbot.mouseClick(named()[0], Qt.MouseButton.LeftButton)


def is_asked(window: MainWindow) -> bool:
    return bool(questions(window))


def questions(window: QWidget) -> list[Question]:
    """Return the questions that are asked on sheets."""
    return [each for each in window.findChildren(Question) if each.isVisible()]


@contextmanager
def answer_next(name: str) -> Iterator[list[str]]:
    """Press a button of the next question of any window; what it asks is in the list."""
    asked: list[str] = []

    def look() -> None:
        windows = QApplication.topLevelWidgets()
        found = [each for window in windows for each in questions(window)]
        if found:
            timer.stop()
            asked.append(f"{found[0].title.text()} {found[0].accessibleDescription()}")
            (button,) = (each for each in found[0].answers if each.text() == name)
            button.click()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(10)
    try:
        yield asked
    finally:
        timer.stop()


def refuse(window: MainWindow, qtbot: QtBot) -> None:
    """Press Escape at the question that the window asks on a sheet, once it asks."""
    qtbot.waitUntil(lambda: bool(questions(window)))
    (question,) = questions(window)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
