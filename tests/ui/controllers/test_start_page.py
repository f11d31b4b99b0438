"""The start page: its cards, what a click, a key or the menu does with them, and its pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from soc_rvos.masks import Mask
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project import edits
from soc_studio.core.project.project import Correction
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import put_video
from soc_studio.core.storage.unsaved import drafts
from soc_studio.ui.main_window import MainWindow
from tests.ui.asking import press, refuse
from tests.ui.conftest import SAMPLE
from tests.ui.shapes import Find


def made(video: Path, project: Path | None, *words: str) -> Path:
    """Make a project or, without a name for it, unsaved work on `video`; return where it is."""
    with open_video(video) as reader, Document.new() as document:
        own = put_video(document, video, reader)
        edit, given = edits.add_layers(document.project, own.id, words)
        document.do(*edit)
        square = np.zeros((own.height, own.width), dtype=np.bool_)
        square[10:30, 10:30] = True
        fixed = {frame: Correction(Mask.from_array(square)) for frame in range(own.frame_count)}
        document.do(*edits.correct(document.project, given[0], fixed))
        if project is not None:
            document.save_as(project)
        return document.file.path


def shown(window: MainWindow, qtbot: QtBot, *files: Path) -> None:
    """Have the page read `files` and all unsaved work, pictures too."""
    window.preferences.change(recent=tuple(str(each) for each in files))
    window.home.show(True)
    qtbot.waitUntil(lambda: not window.start_page.is_reading)


def names(window: MainWindow) -> list[str]:
    return [card.work.name for card in window.empty_state.recent.cards if card.isVisible()]


def pictures(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "data" / "cache" / "pictures").glob("*.jpg"))


@pytest.fixture
def three(studio: MainWindow, qtbot: QtBot, clip: Path, tmp_path: Path) -> MainWindow:
    """The window with two projects and a draft on its start page; the draft is the newest."""
    first, second = tmp_path / "Monday.soc", tmp_path / "Tuesday.soc"
    made(clip, first, "the red car")
    made(clip, second, "a dog", "a cat")
    made(clip, None, "the square")
    shown(studio, qtbot, second, first)
    return studio


@pytest.mark.slow
def test_without_recent_work_there_is_only_the_way_to_begin(
    studio: MainWindow, qtbot: QtBot
) -> None:
    shown(studio, qtbot)
    page = studio.empty_state
    assert not page.right.isVisible()
    assert not page.import_button.isVisible()
    middle = page.left.mapTo(page, page.left.rect().center())
    assert abs(middle.x() - page.width() / 2) < 20


@pytest.mark.slow
def test_the_newest_work_is_large_and_the_others_are_cards(three: MainWindow, clip: Path) -> None:
    page = three.empty_state
    assert page.panel.name.text() == clip.name
    assert page.panel.chip.text().startswith("Kept by itself, today ")
    assert page.panel.save_button.isVisible()
    assert names(three) == ["Tuesday", "Monday"]
    card = page.recent.cards[0]
    assert card.accessibleName().startswith("Tuesday, 00:")
    assert "2 objects" in card.accessibleName()
    assert not card.picture.isNull()


@pytest.mark.slow
def test_a_search_goes_over_names_and_sentences(three: MainWindow, qtbot: QtBot) -> None:
    recent = three.empty_state.recent
    qtbot.keyClicks(recent.field, "red")
    assert names(three) == ["Monday"]
    recent.field.setText("nothing of the kind")
    assert names(three) == []
    assert recent.nothing.isVisible()
    recent.field.clear()
    assert names(three) == ["Tuesday", "Monday"]


@pytest.mark.slow
def test_cards_can_be_a_list(three: MainWindow, qtbot: QtBot) -> None:
    recent = three.empty_state.recent
    first, second = recent.cards
    assert first.y() == second.y()
    recent.list_action.trigger()
    qtbot.waitUntil(lambda: second.y() > first.y())
    assert first.height() < 60
    recent.grid_action.trigger()
    qtbot.waitUntil(lambda: second.y() == first.y())


@pytest.mark.slow
def test_a_card_opens_by_the_keyboard_and_shows_its_picture_at_once(
    three: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    card = three.empty_state.recent.cards[1]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert three.stack.currentWidget() is three.opening_picture
    assert three.opening_picture.picture.size() == card.picture.size()
    qtbot.waitUntil(lambda: three.document is not None)
    assert three.document is not None
    assert three.document.core.file.path == tmp_path / "Monday.soc"
    assert three.stack.currentWidget() is three.viewer


@pytest.mark.slow
def test_tab_goes_through_the_cards_in_their_order(three: MainWindow, qtbot: QtBot) -> None:
    recent = three.empty_state.recent
    three.activateWindow()
    recent.cards[0].setFocus()
    qtbot.keyClick(recent.cards[0], Qt.Key.Key_Tab)
    assert three.focusWidget() is recent.cards[1]


@pytest.mark.slow
def test_what_cannot_be_opened_leaves_the_page(
    three: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "Monday.soc").write_bytes(b"not a project any more")
    three.empty_state.recent.cards[1].click()
    assert three.stack.currentWidget() is three.opening_picture
    qtbot.waitUntil(lambda: three.stack.currentWidget() is three.empty_state)
    qtbot.waitUntil(lambda: "is not a SOC Studio project" in three.toasts.text)
    assert three.document is None


@pytest.mark.slow
def test_a_damaged_project_and_a_missing_one_have_cards_that_say_so(
    three: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.soc"
    damaged.write_bytes((tmp_path / "Monday.soc").read_bytes()[:5000])
    shown(three, qtbot, damaged, tmp_path / "gone.soc", tmp_path / "Monday.soc")
    assert names(three) == ["damaged", "Monday", "gone"]
    told = [card.accessibleName() for card in three.empty_state.recent.cards]
    assert "damaged" in told[0].casefold().removeprefix("damaged")
    assert told[2] == "gone, Not there any more"


@pytest.mark.slow
def test_the_menu_removes_from_the_list_and_not_from_the_disk(
    three: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    menu = three.start_page.menu_of(three.empty_state.recent.cards[0].work)
    by_name = {each.text(): each for each in menu.actions()}
    assert list(by_name) == ["Show in folder", "Remove from list"]
    by_name["Remove from list"].trigger()
    assert names(three) == ["Monday"]
    qtbot.waitUntil(lambda: not three.start_page.is_reading)
    assert names(three) == ["Monday"]
    assert three.preferences.value.recent == (str(tmp_path / "Monday.soc"),)
    assert (tmp_path / "Tuesday.soc").exists()


@pytest.mark.slow
def test_a_draft_that_is_thrown_away_is_gone_with_its_picture(
    three: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    before = len(pictures(tmp_path))
    work = three.empty_state.panel.work
    assert work is not None
    assert work.picture in pictures(tmp_path)
    menu = three.start_page.menu_of(work)
    (throw,) = (each for each in menu.actions() if each.text() == "Throw draft away…")
    throw.trigger()
    refuse(three, qtbot)
    assert len(drafts()) == 1
    throw.trigger()
    press(three, qtbot, "Throw away")
    qtbot.waitUntil(lambda: not three.start_page.is_reading)
    assert drafts() == []
    assert work.picture not in pictures(tmp_path)
    assert len(pictures(tmp_path)) == before - 1
    assert three.empty_state.panel.name.text() == "Tuesday"


@pytest.mark.slow
def test_a_draft_is_given_a_name_from_its_card(
    three: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "named.soc"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(project), ""))
    qtbot.mouseClick(three.empty_state.panel.save_button, Qt.MouseButton.LeftButton)
    assert three.toasts.text.startswith("Opening “shapes.mp4”")  # not the name of its file
    qtbot.waitUntil(lambda: three.document is not None and not three.document.core.is_draft)
    assert project.exists()
    assert drafts() == []


@pytest.mark.slow
def test_what_is_open_comes_first_and_its_picture_is_made_when_it_is_left(
    window: MainWindow, find: Find, qtbot: QtBot, tmp_path: Path
) -> None:
    find()
    assert window.document is not None
    window.document.core.save_as(tmp_path / "shapes.soc")
    shown(window, qtbot)
    panel = window.empty_state.panel
    assert (panel.name.text(), panel.chip.text()) == ("shapes", "Open now")
    assert window.empty_state.import_button.isVisible()
    qtbot.mouseClick(panel.go_button, Qt.MouseButton.LeftButton)
    assert window.stack.currentWidget() is window.viewer
    for picture in pictures(tmp_path):
        picture.unlink()
    window.open(SAMPLE)
    qtbot.waitUntil(lambda: window.document is not None and "sample" in window.windowTitle())
    qtbot.waitUntil(lambda: bool(pictures(tmp_path)))


@pytest.mark.slow
def test_the_whole_window_takes_what_is_dropped(studio: MainWindow, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(SAMPLE))])
    both, left, shift = (
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
    )
    enter = QDragEnterEvent(QPoint(5, 5), both, data, left, shift)
    QApplication.sendEvent(studio, enter)
    assert enter.isAccepted()
    assert enter.dropAction() == Qt.DropAction.CopyAction
    assert studio.drop_frame.isVisible()
    assert studio.drop_frame.geometry() == studio.rect()
    studio.resize(studio.width() + 40, studio.height() + 20)
    assert studio.drop_frame.geometry() == studio.rect()
    QApplication.sendEvent(studio, QDragLeaveEvent())
    assert not studio.drop_frame.isVisible()
    QApplication.sendEvent(studio, enter)
    drop = QDropEvent(QPointF(5, 5), both, data, left, shift)
    assert drop.proposedAction() == Qt.DropAction.MoveAction
    QApplication.sendEvent(studio, drop)
    assert not studio.drop_frame.isVisible()
    assert drop.dropAction() == Qt.DropAction.CopyAction  # or the file would be taken away
    qtbot.waitUntil(lambda: studio.document is not None)


@pytest.mark.slow
@pytest.mark.parametrize("width", [700, 1024, 1600])
def test_nothing_is_wider_than_the_page(three: MainWindow, qtbot: QtBot, width: int) -> None:
    three.setMinimumSize(0, 0)
    three.resize(width, 700)
    page = three.empty_state

    def fits(widget: QWidget) -> bool:
        right = widget.mapTo(page, widget.rect().topRight()).x()
        return right <= page.viewport().width() <= width

    for widget in (page.left, page.right, page.panel, *page.recent.cards):
        qtbot.waitUntil(lambda widget=widget: fits(widget))
