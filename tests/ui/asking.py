"""Answers to the questions that the window asks in boxes of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox
from pytestqt.qtbot import QtBot

from soc_studio.ui.main_window import MainWindow


def press(window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Press a button of the question that the window asks, once it asks."""

    def asked() -> list[QAbstractButton]:
        boxes = [each for each in window.findChildren(QMessageBox) if each.isVisible()]
        return [button for box in boxes for button in box.buttons()]

    qtbot.waitUntil(lambda: bool(asked()), timeout=20_000)
    (button,) = (each for each in asked() if each.text().replace("&", "").startswith(name))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def is_asked(window: MainWindow) -> bool:
    return any(each.isVisible() for each in window.findChildren(QMessageBox))
