"""A long expression begins at its beginning while nobody types."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.ui.widgets.expression_line import ExpressionLine


def test_the_beginning_is_shown_and_the_cursor_comes_back(qtbot: QtBot) -> None:
    pane, line, other = QWidget(), ExpressionLine(), QPushButton("Other")
    column = QVBoxLayout(pane)
    column.addWidget(line)
    column.addWidget(other)
    qtbot.addWidget(pane)
    pane.resize(120, 80)
    pane.show()
    qtbot.waitUntil(pane.isActiveWindow)
    line.setFocus()
    qtbot.keyClicks(line, "the girl in the red coat who turns around")
    qtbot.keyClick(line, Qt.Key.Key_Left)
    typed = line.cursorPosition()
    other.setFocus()
    assert line.cursorPosition() == 0
    line.setFocus()
    assert line.cursorPosition() == typed == len(line.text()) - 1
    other.setFocus()
    line.remember("the woman in the yellow dress who walks away")
    assert line.cursorPosition() == 0


def test_the_key_that_leads_to_the_line_is_no_part_of_the_sentence(qtbot: QtBot) -> None:
    line = ExpressionLine()
    qtbot.addWidget(line)
    qtbot.keyClicks(line, "/the goat")
    assert line.text() == "the goat"
    qtbot.keyClicks(line, " 50/50")
    assert line.text() == "the goat 50/50"
    line.selectAll()
    qtbot.keyClicks(line, "/")
    assert line.text() == "the goat 50/50"


def test_what_cannot_be_seen_is_not_pasted_along(qtbot: QtBot) -> None:
    line = ExpressionLine()
    qtbot.addWidget(line)
    line.setText("the white")
    line.setCursorPosition(4)
    line.insert("\u200bbig\ufeff ")
    assert (line.text(), line.cursorPosition()) == ("the big white", 8)
