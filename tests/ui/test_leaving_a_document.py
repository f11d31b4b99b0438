"""What is left of a document when another is opened, and what is found again later."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSettings, Qt
from pytestqt.qtbot import QtBot

from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.setting_row import SettingRow
from tests.ui.conftest import SAMPLE
from tests.ui.shapes import Find


def open_other(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    before = window.document
    window.open(path)
    qtbot.waitUntil(lambda: window.document is not before, timeout=20_000)
    qtbot.waitUntil(lambda: window.viewer.image is not None, timeout=20_000)


def test_nothing_of_the_former_document_is_left_in_sight(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    window.expression_bar.line.setText("der Hund")
    window.message_bar.tell("The model does not know “Hund”.", ("Do it", lambda: None))
    window.transport.show_dropped(12)
    window.probe.setText("3, 4")
    window.saved.setText("Saved")
    open_other(window, qtbot, SAMPLE)
    assert window.expression_bar.line.text() == ""
    assert not window.message_bar.isVisible()
    assert window.transport.dropped.text() == ""
    assert window.probe.text() == ""
    assert window.saved.text() == ""
    qtbot.keyClicks(window.expression_bar.line, "the dog")
    assert window.expression_bar.line.text() == "the dog"


def test_the_playhead_is_where_it_was(
    window: MainWindow, find: Find, qtbot: QtBot, tmp_path: Path
) -> None:
    find()
    assert window.document is not None
    project = tmp_path / "shapes.soc"
    window.document.core.save_as(project)
    window.go(17)
    open_other(window, qtbot, SAMPLE)
    assert window.playback is not None
    assert window.playback.frame == 0
    open_other(window, qtbot, project)
    assert window.playback is not None
    assert window.playback.frame == 17


@pytest.mark.parametrize("written", ["", "[]", "{", '{"a": "b"}', '{"a": -3}', "[" * 5000])
def test_damaged_places_of_playheads_are_no_trouble(
    studio: MainWindow, qtbot: QtBot, clip: Path, written: str
) -> None:
    studio.settings.setValue("playheads", written)
    open_other(studio, qtbot, clip)
    assert studio.playback is not None
    assert studio.playback.frame == 0


def test_a_window_is_never_larger_than_the_screen(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    room = studio.screen().availableGeometry()
    studio.setGeometry(QRect(room.right() - 50, room.bottom() - 50, 3000, 2000))
    studio.close()
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    again = MainWindow(settings)
    qtbot.addWidget(again)
    again.show()
    assert room.contains(again.geometry())
    again.close()


def test_a_slider_moved_by_keys_is_one_step_to_undo_however_slowly(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    window.inspector_dock.raise_()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5_000)
    (row,) = (each for each in window.findChildren(SettingRow) if each.setting == "grow")
    row.slider.setFocus()
    for _ in range(3):
        qtbot.keyClick(row.slider, Qt.Key.Key_Right)
        row._pause.setInterval(1)
        qtbot.wait(20)  # longer than the pause that ends a turn of the wheel
    assert window.document is not None
    assert window.document.selection is not None
    assert window.document.selection.matte.grow == 3
    window.actions_["undo"].trigger()
    assert window.document.selection.matte.grow == 0
    qtbot.keyClick(row.slider, Qt.Key.Key_Right)
    window.viewer.setFocus()
    row.slider.setFocus()
    qtbot.keyClick(row.slider, Qt.Key.Key_Right)
    window.actions_["undo"].trigger()
    assert window.document.selection.matte.grow == 1
