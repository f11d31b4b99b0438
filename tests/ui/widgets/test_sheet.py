"""What Enter presses in a sheet, and which of its buttons looks as if Enter pressed it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStyleOptionButton, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.ui.widgets.icons import IconButton
from soc_studio.ui.widgets.question import Question


class Answered:
    """A question over a window, and the answers that it was given."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(800, 600)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.given: list[str] = []
        self.question = Question(self.window, "Replace it?", "It is there already.")
        self.cancel = self.question.offer("Cancel", lambda: self.given.append("cancel"))
        self.go_on = self.question.offer("Replace", lambda: self.given.append("go on"), "primary")
        self.question.open()


@pytest.fixture
def asked(qtbot: QtBot) -> Answered:
    """What was asked, and is not answered yet."""
    return Answered(qtbot)


def test_enter_presses_the_primary_button(asked: Answered, qtbot: QtBot) -> None:
    assert asked.window.focusWidget() is asked.go_on
    qtbot.keyClick(asked.go_on, Qt.Key.Key_Return)
    assert asked.given == ["go on"]


def test_enter_presses_the_button_with_the_focus(asked: Answered, qtbot: QtBot) -> None:
    asked.cancel.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(asked.cancel, Qt.Key.Key_Return)
    assert asked.given == ["cancel"]


def test_enter_on_the_cross_closes(asked: Answered, qtbot: QtBot) -> None:
    (cross,) = asked.question.findChildren(IconButton)
    cross.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(asked.question.refused):
        qtbot.keyClick(cross, Qt.Key.Key_Return)
    assert asked.given == []


def test_a_button_with_the_focus_does_not_look_like_the_primary_one(asked: Answered) -> None:
    asked.cancel.setFocus(Qt.FocusReason.TabFocusReason)
    assert asked.window.focusWidget() is asked.cancel
    assert not _looks_default(asked.cancel)


def _looks_default(button: QPushButton) -> bool:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    return bool(option.features & QStyleOptionButton.ButtonFeature.DefaultButton)
