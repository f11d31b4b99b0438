"""A project whose video is away, may not be read, or is another one: there is always a way on."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from soc_studio.core.storage.file_permissions import FilePermissions
from soc_studio.ui.main_window import MainWindow
from tests.ui.asking import is_asked, press, questions, refuse
from tests.ui.conftest import SAMPLE
from tests.ui.shapes import Find, write_clip
from tests.ui.test_random_commands import Person


@pytest.fixture
def project(window: MainWindow, find: Find, qtbot: QtBot, clip: Path, tmp_path: Path) -> Path:
    """A project of someone else: its video lies outside of its folder. Nothing is open."""
    find()
    assert window.document is not None
    assert window.document.video is not None
    path = tmp_path / "theirs" / "shapes.soc"
    path.parent.mkdir()
    window.document.core.save_as(path)
    window.close_document()
    FilePermissions()._file.unlink()
    return path


def question(window: MainWindow) -> str:
    (asked,) = questions(window)
    return f"{asked.title.text()} {asked.accessibleDescription()}"


def shown(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.document is not None and bool(window.document.reader))
    qtbot.waitUntil(lambda: window.viewer.image is not None)
    assert window.stack.currentWidget() is window.viewer


def opened(window: MainWindow, qtbot: QtBot) -> None:
    shown(window, qtbot)
    assert window.document is not None
    assert [each.expression for each in window.document.layers] == ["the square"]


@pytest.mark.slow
def test_a_file_outside_of_the_folder_is_allowed_once_and_for_all(
    window: MainWindow, qtbot: QtBot, project: Path, clip: Path
) -> None:
    window.open(project)
    qtbot.waitUntil(lambda: is_asked(window))
    assert clip.name in question(window)
    assert str(clip.parent) in question(window)
    press(window, qtbot, "Allow")
    opened(window, qtbot)
    window.close_document()
    window.open(project)
    opened(window, qtbot)


@pytest.mark.slow
def test_cancelling_opens_nothing_and_leaves_what_was_open(
    window: MainWindow, qtbot: QtBot, project: Path
) -> None:
    window.open(SAMPLE)
    qtbot.waitUntil(lambda: window.document is not None)
    before = window.document
    window.open(project)
    refuse(window, qtbot)
    qtbot.waitUntil(lambda: not window.opening.jobs)
    assert window.document is before
    assert window.toasts.text == ""


@pytest.mark.slow
def test_a_video_that_was_moved_is_located(
    window: MainWindow,
    qtbot: QtBot,
    project: Path,
    clip: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moved = tmp_path / "moved" / "other name.mp4"
    moved.parent.mkdir()
    shutil.copy(clip, moved)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(moved), ""))
    window.open(project)
    press(window, qtbot, "Choose")
    opened(window, qtbot)
    window.close_document()
    window.open(project)
    opened(window, qtbot)


@pytest.mark.slow
@pytest.mark.may_stall("a person does this much in an hour")
def test_a_project_opens_without_its_video_and_gets_it_later(
    window: MainWindow,
    qtbot: QtBot,
    project: Path,
    clip: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.open(project)
    press(window, qtbot, "Open without the picture")
    qtbot.waitUntil(lambda: window.document is not None)
    assert window.stack.currentWidget() is window.missing_video
    assert clip.name in window.missing_video.title.text()
    assert not window.actions_["find"].isEnabled()
    assert not window.actions_["export"].isEnabled()
    assert window.document is not None
    person = Person(window, 7)
    person.gestures.remove(person.find_more)
    with capture_exceptions() as caught:
        for _ in range(300):
            person.step()
            QCoreApplication.processEvents()
            assert not caught, (person.done[-5:], caught)
    layers = window.document.layers
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(clip), ""))
    qtbot.mouseClick(window.missing_video.locate_button, Qt.MouseButton.LeftButton)
    shown(window, qtbot)
    assert window.document.layers == layers
    window.actions_["mark_in"].trigger()
    window.actions_["undo"].trigger()
    assert window.document.layers == layers


@pytest.mark.slow
def test_another_video_is_taken_only_where_its_frames_fit_and_the_person_says_so(
    window: MainWindow,
    qtbot: QtBot,
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(SAMPLE), ""))
    window.open(project)
    press(window, qtbot, "Choose")
    qtbot.waitUntil(
        lambda: is_asked(window) and "another video: 100 frames instead of" in question(window)
    )
    (asked,) = questions(window)
    assert not any("all the same" in each.text() for each in asked.answers)
    same_size = tmp_path / "encoded again.mp4"
    write_clip(same_size)
    with same_size.open("ab") as stream:
        stream.write(b"\0\0\0\x08free")  # the same frames in another file
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(same_size), ""))
    press(window, qtbot, "Choose")
    qtbot.waitUntil(lambda: is_asked(window) and same_size.name in question(window))
    press(window, qtbot, "Use it all the same")
    opened(window, qtbot)


def test_what_is_being_opened_while_the_window_closes_is_closed_again(
    studio: MainWindow, clip: Path, tmp_path: Path
) -> None:
    studio.open(clip)
    assert studio.opening.jobs[0].left.wait(120)  # it is open, and nobody was told yet
    studio.close()
    QCoreApplication.processEvents()
    assert studio.document is None
    assert studio.isHidden()
    assert not [each for each in threading.enumerate() if each.name == "autosave"]
    assert not list((tmp_path / "data").rglob("*.soc"))  # nobody did anything with it
