"""Answers to the questions that the window asks in boxes of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from soc_studio.ui.main_window import MainWindow


def press(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Press a button of the question that the window asks, once it asks."""

    def asked() -> list[QAbstractButton]:
        boxes = [each for each in window.findChildren(QMessageBox) if each.isVisible()]
        return [button for box in boxes for button in box.buttons()]

    qtbot.waitUntil(lambda: bool(asked()))
    (button,) = (each for each in asked() if each.text().replace("&", "").startswith(name))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def is_asked(window: MainWindow) -> bool:
    return any(each.isVisible() for each in window.findChildren(QMessageBox))


@contextmanager
def answer_next(name: str) -> Iterator[list[str]]:
    """Press a button of the next box that waits for its answer; what it asks is in the list."""
    asked: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            timer.stop()
            asked.append(box.text())
            (button,) = (each for each in box.buttons() if each.text().lstrip("&") == name)
            button.click()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(10)
    try:
        yield asked
    finally:
        timer.stop()
