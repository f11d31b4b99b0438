"""The picture tells by its cursor what a tool does, and that something is worked out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from soc_studio.core.masks.pointed import Mark
from soc_studio.ui.widgets.drawing import Tool
from soc_studio.ui.widgets.viewer import Viewer


def test_the_cursor_says_that_a_mark_is_not_answered_after_a_while(qtbot: QtBot) -> None:
    viewer = Viewer()
    qtbot.addWidget(viewer)
    viewer.set_drawable(True, QColor("red"))
    viewer.set_tool(Tool.POINTS)
    marks = (Mark(((4.0, 4.0),), True),)
    cross, busy = Qt.CursorShape.CrossCursor, Qt.CursorShape.BusyCursor
    viewer.show_marks(marks, is_waiting=True)
    assert viewer.cursor().shape() == cross  # most answers come sooner
    qtbot.waitUntil(lambda: viewer.cursor().shape() == busy)
    viewer.set_tool(Tool.POINTER)
    assert viewer.cursor().shape() != busy
    viewer.set_tool(Tool.BOX)
    assert viewer.cursor().shape() == busy
    viewer.show_marks(marks)
    assert viewer.cursor().shape() == cross
    viewer.show_marks(marks, is_waiting=True)
    viewer.show_marks(marks)  # answered soon
    qtbot.wait(300)
    assert viewer.cursor().shape() == cross
