"""Work that is not saved yet is lost only where the person said so."""

from __future__ import annotations

import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from soc_studio.core.project import edits
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.unsaved import drafts
from soc_studio.core.system.errors import WriteError
from soc_studio.ui.jobs.job import Job, once
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.toasts import Kind
from tests.ui.asking import answer_next, press, questions, refuse
from tests.ui.conftest import SAMPLE
from tests.ui.controllers.test_close_document import texts
from tests.ui.shapes import Find

pytestmark = pytest.mark.slow


class Held:
    """A job that ends when it is let go, however often it is cancelled."""

    def __init__(self, window: MainWindow) -> None:
        self.go = threading.Event()
        self.job = Job("a long step", once(lambda: self.go.wait(300)), minor=True)
        window.working.start(self.job)


def test_who_first_discards_and_then_keeps_has_the_work(
    window: MainWindow, find: Find, qtbot: QtBot, clip: Path
) -> None:
    find()
    held = Held(window)
    window.open(SAMPLE)
    press(window, qtbot, "Throw away")
    press(window, qtbot, "Throw it away")  # and it waits for the job
    window.close()
    press(window, qtbot, "Keep")
    held.go.set()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert [each.layers for each in drafts()] == [("the square",)]


def test_a_project_that_was_about_to_be_shown_is_let_go_when_the_person_stays(
    window: MainWindow, find: Find, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other.soc"
    with Document.new() as made:
        made.save_as(other)
    find()
    held = Held(window)
    window.open(other)
    press(window, qtbot, "Keep")
    window.close()
    refuse(window, qtbot)
    held.go.set()
    with Document.open(other) as again:
        assert again.read_only is None
    assert texts(window) == ["the square"]


def test_what_is_begun_while_a_document_is_left_does_not_hold_it(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    find()
    before = window.document
    held = Held(window)
    window.open(SAMPLE)
    press(window, qtbot, "Keep")

    never = threading.Event()

    def endless() -> Generator[None, None, None]:
        while not never.wait(0.01):
            yield None

    window.finding.start(Job("a search", endless))
    held.go.set()
    qtbot.waitUntil(lambda: window.document not in (before, None))


@pytest.mark.parametrize("answer", ["Replace", "Cancel"])
def test_a_project_is_never_replaced_without_a_question(
    window: MainWindow,
    find: Find,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
) -> None:
    there = tmp_path / "work.soc"
    with Document.new() as made:
        made.save_as(there)
    before = there.read_bytes()
    find()
    # The name as it was typed, of which the dialog of the system knows no file.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "work"), ""))
    with answer_next(answer) as asked:
        saved = window.ask_save_as()
    assert asked
    assert saved == (answer == "Replace")
    assert (there.read_bytes() == before) == (answer == "Cancel")


def test_saving_what_another_program_has_open_makes_a_copy(
    window: MainWindow, find: Find, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find()
    assert window.document is not None
    path, copy = tmp_path / "shapes.soc", tmp_path / "copy.soc"
    window.document.core.save_as(path)
    window.close_document()
    with Document.open(path):
        window.open(path)
        qtbot.waitUntil(lambda: window.document is not None)
        assert window.app_bar.saved.text() == "Read-only"
        qtbot.waitUntil(lambda: "open in another program" in window.toasts.text)
        asked: list[tuple[object, ...]] = []

        def ask(*how: object) -> tuple[str, str]:
            asked.append(how)
            return str(copy), ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
        window.actions_["save"].trigger()
        assert asked[0][2] == str(tmp_path / "shapes 2.soc")  # beside it, under another name
        assert window.document.core.file.path == copy
        assert window.document.core.read_only is None
        assert window.app_bar.saved.text() == "Saved"
        assert "open in another program" not in window.toasts.text


def full(*_: object) -> None:
    raise WriteError("The disk is full.", "Make room.")


def test_what_cannot_be_saved_is_told_at_once_and_not_lost_at_the_end(
    window: MainWindow, find: Find, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = find()
    document = window.document
    assert document is not None
    path = tmp_path / "shapes.soc"
    document.core.save_as(path)
    with monkeypatch.context() as patched:
        patched.setattr(ProjectFile, "save", full)
        document.do(*edits.rename(document.project, one, "my square"))
        qtbot.waitUntil(lambda: bool(window.toasts.shown))
        assert "disk is full" in window.toasts.text
        assert window.app_bar.saved.text() == "Not saved"
        window.close()
        press(window, qtbot, "Stay")
        assert window.isVisible()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    with Document.open(path) as again:
        assert [each.label for each in again.project.layers] == ["my square"]


def test_a_window_whose_work_cannot_be_saved_can_be_closed(
    window: MainWindow, find: Find, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = find()
    document = window.document
    assert document is not None
    document.core.save_as(tmp_path / "shapes.soc")
    with monkeypatch.context() as patched:
        patched.setattr(ProjectFile, "save", full)
        document.do(*edits.rename(document.project, one, "my square"))
        window.close()
        press(window, qtbot, "Close without")
        qtbot.waitUntil(lambda: not window.isVisible())


def test_work_that_cannot_be_saved_in_its_place_is_saved_elsewhere_at_the_end(
    window: MainWindow, find: Find, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = find()
    document = window.document
    assert document is not None
    document.core.save_as(tmp_path / "shapes.soc")
    elsewhere = tmp_path / "elsewhere.soc"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(elsewhere), ""))
    with monkeypatch.context() as patched:
        patched.setattr(ProjectFile, "save", full)
        document.do(*edits.rename(document.project, one, "my square"))
        window.close()
        qtbot.waitUntil(lambda: bool(questions(window)))
    press(window, qtbot, "Save elsewhere")
    qtbot.waitUntil(lambda: not window.isVisible())
    with Document.open(elsewhere) as again:
        assert [each.label for each in again.project.layers] == ["my square"]


def test_showing_what_is_too_low_changes_the_layer_it_was_said_of(
    window: MainWindow, find: Find, qtbot: QtBot
) -> None:
    other = find("the disc", swap=True)
    one = find()
    document = window.document
    assert document is not None
    document.do(*edits.set_matte(document.project, [one], threshold=0.99))
    document.select(one)
    window.video.not_found.look(one)
    qtbot.waitUntil(lambda: window.advice.isVisible())
    document.select(other)
    before = document.project.layer(other)
    _, show, _ = window.advice.buttons
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    assert document.project.layer(other) == before
    assert document.project.layer(one).matte.threshold == pytest.approx(0.72)


def test_names_in_messages_are_text(window: MainWindow) -> None:
    window.toasts.tell(Kind.QUESTION, "<b>a name</b>")
    assert window.toasts.shown[-1].title.textFormat() == Qt.TextFormat.PlainText
