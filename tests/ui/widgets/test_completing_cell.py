"""A cell that is completed: what Escape does in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot

from soc_studio.ui.widgets.completing_cell import CompletingCell


def test_escape_closes_the_list_then_leaves_the_cell_as_it_was(qtbot: QtBot) -> None:
    table = QTableWidget(1, 1)
    cell = CompletingCell(table)
    cell.set_words(["person", "dog"])
    table.setItemDelegate(cell)
    item = QTableWidgetItem("cat")
    table.setItem(0, 0, item)
    qtbot.addWidget(table)
    table.show()
    table.editItem(item)
    line = table.findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    qtbot.keyClicks(line, "per")
    completer = line.completer()
    assert completer is not None
    offered = completer.popup()
    assert offered is not None
    qtbot.waitUntil(offered.isVisible)
    qtbot.keyClick(offered, Qt.Key.Key_Escape)
    assert not offered.isVisible()
    assert line.isVisible()
    assert line.text() == "per"
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: table.state() is QTableWidget.State.NoState)
    assert item.text() == "cat"
    assert table.hasFocus() or not table.isActiveWindow()
