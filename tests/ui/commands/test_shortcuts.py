"""Keys: dead where text is typed, alive elsewhere, and one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.ui.commands.actions import commands
from soc_studio.ui.commands.shortcuts import conflicts, keys_of, presets
from soc_studio.ui.dialogs.palette import Palette
from soc_studio.ui.dialogs.shortcut_list import ShortcutDialog
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.question import Question
from soc_studio.ui.widgets.toasts import Kind

NO_MODIFIER = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture
def active(sample: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with the sample, and the keyboard."""
    sample.activateWindow()
    qtbot.waitUntil(sample.isActiveWindow)
    sample.viewer.setFocus()
    return sample


def focused() -> object:
    return QApplication.focusWidget()


@pytest.mark.slow
def test_what_is_typed_into_the_line_is_text_and_no_command(
    active: MainWindow, qtbot: QtBot
) -> None:
    done: list[str] = []
    for name, action in active.actions_.by_id.items():
        action.triggered.connect(lambda _=False, name=name: done.append(name))
    assert active.playback is not None
    line = active.expression_bar.line
    qtbot.keyClick(active.viewer, Qt.Key.Key_Slash)
    assert focused() is line
    assert done == ["describe"]
    line.clear()
    qtbot.keyClicks(line, "jolly in")
    assert line.text() == "jolly in"
    qtbot.keyClick(line, Qt.Key.Key_Home)
    qtbot.keyClicks(line, "KL ")
    qtbot.keyClick(line, Qt.Key.Key_End)
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    qtbot.keyClick(line, Qt.Key.Key_Left)
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClicks(line, "?")
    assert line.text() == "KL jolly ?"
    assert done == ["describe"]
    assert active.playback.frame == 0
    assert not active.playback.is_playing


@pytest.mark.slow
def test_no_plain_key_of_any_command_is_one_where_text_is_typed(
    active: MainWindow, qtbot: QtBot
) -> None:
    done: list[str] = []
    line = active.expression_bar.line
    line.setFocus()
    for name, action in active.actions_.by_id.items():
        action.triggered.connect(lambda _=False, name=name: done.append(name))
        for keys in action.shortcuts():
            pressed = keys[0]
            plain = pressed.keyboardModifiers() in NO_MODIFIER
            special = pressed.key() >= Qt.Key.Key_Escape
            if plain and not special:
                qtbot.keyClick(line, pressed.key(), pressed.keyboardModifiers())
    assert done == []
    assert focused() is line


@pytest.mark.slow
def test_escape_in_a_line_of_a_sheet_closes_it_and_no_key_acts_behind_it(
    active: MainWindow, qtbot: QtBot
) -> None:
    active.viewer.setFocus()
    sheet = Question(active, "What is it called?", "")
    line = sheet.add_field("it")
    sheet.open()
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert focused() is active.viewer


@pytest.mark.slow
def test_escape_leaves_the_line_for_the_picture_where_keys_are_commands(
    active: MainWindow, qtbot: QtBot
) -> None:
    playback = active.playback
    assert playback is not None
    active.expression_bar.line.setFocus()
    qtbot.keyClick(active.expression_bar.line, Qt.Key.Key_Escape)
    assert focused() is active.viewer
    for widget in (active.viewer, active.timeline, active.layers):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_End)
        assert playback.frame == playback.span.stop - 1
        qtbot.keyClick(widget, Qt.Key.Key_Left)
        assert playback.frame == playback.span.stop - 2
        qtbot.keyClick(widget, Qt.Key.Key_Home)
        assert playback.frame == 0
        qtbot.keyClick(widget, Qt.Key.Key_L)
        assert playback.is_playing
        qtbot.keyClick(widget, Qt.Key.Key_K)
        assert not playback.is_playing
        qtbot.keyClick(widget, Qt.Key.Key_Space)
        assert playback.is_playing
        qtbot.keyClick(widget, Qt.Key.Key_Space)
        assert not playback.is_playing
    active.go(7)
    qtbot.keyClick(active.viewer, Qt.Key.Key_I)
    assert active.document is not None
    assert active.document.video is not None
    assert active.document.video.in_point == 7


@pytest.mark.slow
def test_every_command_has_its_key_wherever_the_focus_is(active: MainWindow, qtbot: QtBot) -> None:
    """All but the keys that write or edit text, where there is text, and those a widget needs."""
    done: list[str] = []
    for name, action in active.actions_.by_id.items():
        action.triggered.disconnect()  # what they do is tested elsewhere; who gets the key is, here
        action.setEnabled(True)
        action.triggered.connect(lambda _=False, name=name: done.append(name))
    line = active.expression_bar.line
    line.setText("the dog")
    asked = 0
    for widget in active.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisibleTo(active):
            continue
        widget.setFocus()
        if QApplication.focusWidget() is not widget:
            continue
        for name, action in active.actions_.by_id.items():
            for keys in action.shortcuts():
                pressed = keys[0]
                plain = pressed.keyboardModifiers() in NO_MODIFIER
                if plain and not (pressed.key() == Qt.Key.Key_Space and widget is active.viewer):
                    continue  # signs and movements are the widgets' own
                done.clear()
                widget.setFocus()
                qtbot.keyClick(widget, pressed.key(), pressed.keyboardModifiers())
                assert done == [name], (widget, keys.toString())
                asked += 1
    assert asked > 200


@pytest.mark.slow
def test_after_enter_the_keys_are_commands(active: MainWindow, qtbot: QtBot) -> None:
    line = active.expression_bar.line
    line.setFocus()
    line.clear()
    qtbot.keyClicks(line, "the dog")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert focused() is active.viewer
    assert active.playback is not None
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert active.playback.is_playing
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert not active.playback.is_playing
    assert line.text() == "the dog"
    # Escape stops the search wherever the focus is, and leaves the line once nothing is searched.
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not active.finding.jobs)
    assert focused() is line
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert focused() is active.viewer
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert active.video.export.dialog is not None
    active.video.export.dialog.dismiss()


@pytest.mark.slow
def test_undo_in_the_line_takes_back_what_was_typed_and_then_decisions(
    active: MainWindow, qtbot: QtBot
) -> None:
    active.actions_["mark_in"].trigger()
    active.go(5)
    active.actions_["mark_in"].trigger()
    line = active.expression_bar.line
    line.setFocus()
    qtbot.keyClicks(line, "cat")
    assert active.document is not None
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(line, Qt.Key.Key_Z, ctrl)
    assert line.text() == ""
    assert active.document.video is not None
    assert active.document.video.in_point == 5
    qtbot.keyClick(line, Qt.Key.Key_Z, ctrl)
    assert active.document.video.in_point == 0


@pytest.mark.slow
def test_a_clicked_button_does_not_keep_the_space_bar(active: MainWindow, qtbot: QtBot) -> None:
    active.toasts.tell_sentences(Kind.QUESTION, "A message.", ("Do it", lambda: None))
    button = active.toasts.shown[-1].buttons[-1]
    active.viewer.setFocus()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert focused() is active.viewer


@pytest.mark.slow
def test_a_button_keeps_the_space_bar_and_a_list_of_choices_its_arrows(
    active: MainWindow, qtbot: QtBot
) -> None:
    assert active.playback is not None
    button = QPushButton("press", active)
    button.setGeometry(0, 0, 80, 30)
    button.show()
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert pressed
    assert not active.playback.is_playing
    quality = active.expression_bar.quality
    quality.set_value(True)
    quality.button(True).setFocus()
    qtbot.keyClick(quality.button(True), Qt.Key.Key_Right)
    assert quality.value is False
    assert not active.expression_bar.preview


@pytest.mark.slow
def test_the_tooltip_of_a_button_names_the_key(studio: MainWindow) -> None:
    assert studio.actions_["play"].toolTip() == "Play (Space)"


@pytest.mark.parametrize("preset", presets())
def test_no_two_commands_of_a_preset_have_the_same_keys(preset: str) -> None:
    assert conflicts(keys_of(commands(), preset, {})) == {}


def dialog(studio: MainWindow, qtbot: QtBot) -> ShortcutDialog:
    studio.actions_["shortcuts"].trigger()
    found = studio.findChild(ShortcutDialog)
    assert found is not None
    qtbot.waitUntil(found.isVisible)
    return found


def visible(shown: ShortcutDialog) -> list[str]:
    return [item.text(0) for item in shown._items() if not item.isHidden()]


@pytest.mark.slow
def test_keys_are_looked_up_by_name_and_by_key(studio: MainWindow, qtbot: QtBot) -> None:
    shown = dialog(studio, qtbot)
    shown.search.setText("spot to check")
    assert visible(shown)[0] == "Go to the next spot to check"
    shown.search.setText("Ctrl+K")
    assert "Find a command" in visible(shown)
    shown.search.setText("qqqqqq")
    assert visible(shown) == []
    shown.close()


@pytest.mark.slow
def test_keys_are_changed_taken_from_others_remembered_and_reset(
    studio: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = dialog(studio, qtbot)
    shown.choose("play")
    shown.edit.setKeySequence(QKeySequence("K"))
    assert "Stop" in shown.conflict.text()
    qtbot.mouseClick(shown.use_button, Qt.MouseButton.LeftButton)
    assert studio.actions_["play"].shortcuts() == [QKeySequence("K")]
    assert studio.actions_["shuttle_stop"].shortcuts() == []
    studio.settings.sync()
    again = MainWindow(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(again)
    assert again.actions_["play"].shortcuts() == [QKeySequence("K")]
    shown.choose("play")
    qtbot.mouseClick(shown.own_button, Qt.MouseButton.LeftButton)
    assert studio.actions_["play"].shortcuts() == [QKeySequence("Space")]
    shown.preset.setCurrentIndex(shown.preset.findData("cvat"))
    shown.preset.activated.emit(shown.preset.currentIndex())
    assert QKeySequence("F") in studio.actions_["next"].shortcuts()
    assert studio.actions_["shuttle_stop"].shortcuts() == []
    shown.preset_asked.emit("studio")
    assert studio.actions_["shuttle_stop"].shortcuts() == [QKeySequence("K")]
    shown.close()


def palette(studio: MainWindow) -> Palette:
    studio.actions_["palette"].trigger()
    found = studio.findChild(Palette)
    assert found is not None
    return found


@pytest.mark.slow
def test_the_palette_finds_commands_by_a_few_letters_and_does_them(
    active: MainWindow, qtbot: QtBot
) -> None:
    assert active.playback is not None
    shown = palette(active)
    qtbot.keyClicks(shown.line, "toend")
    assert shown.keys()[0] == "command:end"
    qtbot.keyClick(shown.line, Qt.Key.Key_Return)
    assert active.playback.frame == active.playback.span.stop - 1
    qtbot.waitUntil(lambda: active.findChild(Palette) is None)
    shown = palette(active)
    qtbot.keyClicks(shown.line, "qqqq")
    assert shown.keys() == []
    assert shown.nothing.isVisible()
    shown.close()
