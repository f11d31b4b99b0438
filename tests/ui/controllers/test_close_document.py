"""What is left of a document when another is opened, and what is found again later."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from soc_studio.core.project import edits
from soc_studio.core.storage.unsaved import drafts, recoverable_drafts
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.setting_row import SettingRow
from soc_studio.ui.widgets.toasts import Kind
from tests.ui.asking import is_asked, press, questions, refuse
from tests.ui.conftest import SAMPLE
from tests.ui.shapes import Find

pytestmark = pytest.mark.slow


def open_other(window: MainWindow, qtbot: QtBot, path: Path, *answers: str) -> None:
    """Open another file; where there is unsaved work, press the buttons called `answers`."""
    before = window.document
    window.open(path)
    for each in answers:
        press(window, qtbot, each)
    qtbot.waitUntil(lambda: window.document not in (before, None))
    qtbot.waitUntil(lambda: window.viewer.image is not None)


def texts(window: MainWindow) -> list[str]:
    return [] if window.document is None else [each.expression for each in window.document.layers]


def test_unsaved_work_is_kept_by_default_and_opens_again_with_its_video(
    window: MainWindow, find: Find, qtbot: QtBot, clip: Path
) -> None:
    find()
    window.open(SAMPLE)
    qtbot.waitUntil(lambda: is_asked(window))
    (question,) = questions(window)
    assert question.primary is not None
    assert question.primary.text() == "Save as project…"
    assert question.title.text() == "Give “shapes” a name?"
    assert question.text.text().startswith("1 object. ")
    press(window, qtbot, "Keep")
    qtbot.waitUntil(lambda: "sample" in window.windowTitle())
    (kept,) = drafts()
    assert (kept.video_name, kept.layers) == (clip.name, ("the square",))
    open_other(window, qtbot, clip)  # nothing was decided about the sample: no question
    assert texts(window) == ["the square"]
    qtbot.waitUntil(lambda: bool(window.toasts.shown))
    assert window.toasts.text.startswith("Went on from ")
    assert f"{clip.name}: 1 object" in window.toasts.text
    assert drafts() == []  # it is open, not waiting
    view = window.document.view(window.document.layers[0].id) if window.document else None
    assert view is not None
    assert view.present_anywhere()


def test_the_same_video_can_be_begun_afresh(
    window: MainWindow, find: Find, qtbot: QtBot, clip: Path
) -> None:
    find()
    open_other(window, qtbot, SAMPLE, "Keep")
    open_other(window, qtbot, clip)
    before = window.document
    qtbot.waitUntil(lambda: bool(window.toasts.shown))
    afresh = window.toasts.shown[-1].buttons[0]
    assert afresh.text() == "Begin anew"
    qtbot.mouseClick(afresh, Qt.MouseButton.LeftButton)
    press(window, qtbot, "Keep")
    qtbot.waitUntil(lambda: window.document not in (before, None))
    assert texts(window) == []
    assert [each.layers for each in drafts()] == [("the square",)]


def test_unsaved_work_is_discarded_where_that_is_said(
    window: MainWindow, find: Find, qtbot: QtBot, clip: Path
) -> None:
    find()
    open_other(window, qtbot, SAMPLE, "Throw away", "Back", "Throw away", "Throw it away")
    assert drafts() == []
    open_other(window, qtbot, clip)
    assert texts(window) == []


def test_unsaved_work_is_saved_under_a_name_before_it_is_left(
    window: MainWindow,
    find: Find,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    find()
    project = tmp_path / "shapes.soc"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(project), ""))
    open_other(window, qtbot, SAMPLE, "Save")
    assert drafts() == []
    open_other(window, qtbot, project)
    assert texts(window) == ["the square"]


def test_a_person_who_thinks_better_of_it_stays(
    window: MainWindow, find: Find, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    find()
    before = window.document
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    for answer in ("", "Save"):
        window.open(SAMPLE)
        if answer:
            press(window, qtbot, answer)
        else:
            refuse(window, qtbot)
        qtbot.waitUntil(lambda: not window.opening.jobs)
        assert window.document is before
        assert texts(window) == ["the square"]
    window.close()
    refuse(window, qtbot)
    assert window.isVisible()
    assert window.document is before


def test_closing_the_window_keeps_unsaved_work(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    window.close()
    press(window, qtbot, "Keep")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert [each.layers for each in drafts()] == [("the square",)]


def test_a_video_in_which_nothing_was_done_leaves_nothing(window: MainWindow, qtbot: QtBot) -> None:
    open_other(window, qtbot, SAMPLE)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert recoverable_drafts() == []


def test_the_list_of_unsaved_work_shows_what_there_is_and_lets_go_of_it(
    window: MainWindow, find: Find, qtbot: QtBot, clip: Path
) -> None:
    find()
    open_other(window, qtbot, SAMPLE, "Keep")
    window.actions_["recover"].trigger()
    dialog = window.shell.unsaved_work.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    said = dialog.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(f"{clip.name}, today ")
    assert said.endswith(", 1 object: not saved under a name")
    pictures = [each.pixmap() for each in dialog.list.findChildren(QLabel)]
    assert any(not each.isNull() for each in pictures)
    qtbot.mouseClick(dialog.discard_button, Qt.MouseButton.LeftButton)
    press(window, qtbot, "Throw away")
    qtbot.waitUntil(lambda: dialog.list.count() == 0)
    assert dialog.hint.text() == "There is no unsaved work."
    assert not dialog.open_button.isEnabled()
    dialog.dismiss()


def test_what_is_open_is_not_opened_twice(
    window: MainWindow, find: Find, qtbot: QtBot, tmp_path: Path, clip: Path
) -> None:
    find()
    before = window.document
    window.open(clip)
    assert "already open" in window.toasts.text
    assert before is not None
    before.core.save_as(tmp_path / "shapes.soc")
    window.open(tmp_path / "shapes.soc")
    assert "already open" in window.toasts.text
    assert not window.opening.jobs
    assert window.document is before
    assert before.core.read_only is None


def test_nothing_of_the_former_document_is_left_in_sight(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    window.expression_bar.line.setText("der Hund")
    window.toasts.tell_sentences(
        Kind.QUESTION, "The model does not know “Hund”.", ("Do it", lambda: None)
    )
    window.transport.show_dropped(12)
    window.footer.probe.setText("3, 4")
    open_other(window, qtbot, SAMPLE, "Keep")
    assert window.expression_bar.line.text() == ""
    assert not window.toasts.shown
    assert window.transport.skipped.toolTip() == ""
    assert window.footer.probe.text() == ""
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
    window.inspector.details.set_open(True)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    (row,) = (each for each in window.findChildren(SettingRow) if each.setting == "grow")
    row.slider.setFocus()
    for _ in range(3):
        qtbot.keyClick(row.slider, Qt.Key.Key_Right)
        row.pause.setInterval(1)
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


def test_why_nothing_is_marked_goes_with_its_layer_and_once_it_is_marked(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    assert window.document is not None
    for act in ("remove", "lower"):
        one = find()
        window.document.do(*edits.set_matte(window.document.project, [one], threshold=0.99))
        window.video.not_found.look(one)
        qtbot.waitUntil(lambda: window.advice.isVisible())
        assert "is not in this clip" in window.advice.label.text()
        if act == "remove":
            window.actions_["remove"].trigger()
            assert window.toasts.text.endswith("is removed.")
        else:
            window.document.do(*edits.set_matte(window.document.project, [one], threshold=0.5))
        assert not window.advice.isVisible()


@pytest.mark.usefixtures("plurals")
def test_how_many_frames_were_skipped_is_said_until_playing_pauses(window: MainWindow) -> None:
    window.actions_["play"].trigger()
    window.transport.show_dropped(12)
    assert window.transport.skipped.toolTip() == "12 frames skipped to keep up"
    window.actions_["play"].trigger()
    assert window.transport.skipped.toolTip() == ""
