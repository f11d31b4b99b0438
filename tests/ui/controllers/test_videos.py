"""A project of many videos in the window: the list, next and previous, adding and removing."""

from __future__ import annotations

import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage, QPainter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from soc_studio.core.project import edits
from soc_studio.core.project.progress import VideoProgress
from soc_studio.core.project.project import Review
from soc_studio.core.project.video_rows import VideoChoice
from soc_studio.core.storage.added_videos import (
    ReadVideos,
    allow_new,
    put_videos,
    read_videos,
)
from soc_studio.core.storage.document import Document
from soc_studio.core.system.settings import Workspace
from soc_studio.ui.controllers.search_jobs import SearchJob
from soc_studio.ui.dialogs.rate import RateDialog
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.toolkit.theme import colour
from soc_studio.ui.widgets.video_delegate import paint_progress

pytestmark = pytest.mark.slow
NAMES = ["bear.mp4", "cat.mp4", "dog.mp4"]


def write(path: Path, level: int, frames: int = 6) -> Path:
    """Write a clip of one grey level, as no other has it."""
    with av.open(path, "w") as container:
        video = container.add_stream("libx264", rate=25)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        video.options = {"preset": "ultrafast"}
        for at in range(frames):
            picture = np.full((48, 64, 3), level, dtype=np.uint8)
            picture[:8, 4 * at : 4 * at + 8] = 255
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
        container.mux(video.encode())
    return path


def write_frames(folder: Path, level: int, names: list[str]) -> Path:
    folder.mkdir(parents=True)
    for name in names:
        Image.fromarray(np.full((48, 64, 3), level, dtype=np.uint8)).save(folder / f"{name}.jpg")
    return folder


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("clips")
    return [write(folder / name, 40 + 60 * at) for at, name in enumerate(NAMES)]


@pytest.fixture
def path(studio: MainWindow, clips: list[Path], tmp_path: Path) -> Path:
    """A project of three videos, with a sentence about each."""
    path = tmp_path / "zoo.soc"
    with Document.new() as document:
        steps = read_videos(document, clips)
        found = _result(steps)
        allow_new(document, found)
        for video in put_videos(document, found):
            edit, _ = edits.add_layers(document.project, video.id, [f"the {video.name[:-4]}"])
            document.do(*edit)
        document.save_as(path)
    return path


def _result(steps: Generator[Any, None, ReadVideos]) -> ReadVideos:
    found: list[ReadVideos] = []

    def through() -> Generator[Any, None, None]:
        found.append((yield from steps))

    for _ in through():
        pass
    return found[0]


@pytest.fixture
def zoo(studio: MainWindow, qtbot: QtBot, path: Path) -> MainWindow:
    """The project in the window, in Label."""
    studio.resize(1600, 1000)
    studio.workspaces.switch(Workspace.LABEL)
    studio.open(path)
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    settle(studio, qtbot)
    return studio


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until nothing is read any more, and the video is seen."""
    room = window.video_room
    qtbot.waitUntil(lambda: not room.switcher.is_busy and not room.adder.runner.jobs)
    qtbot.waitUntil(lambda: window.project is not None and not window.project.videos.is_reading)
    document = window.document
    assert document is not None
    if document.reader is not None:
        qtbot.waitUntil(lambda: window.viewer.image is not None)


def shown(window: MainWindow) -> str:
    assert window.document is not None
    assert window.document.video is not None
    return window.document.video.name


def names(window: MainWindow) -> list[str]:
    return [row.name for row in window.videos.model.rows]


def level(window: MainWindow) -> int:
    """Return how bright the ground of the picture is."""
    image = window.viewer.image
    assert image is not None
    return image.pixelColor(image.width() // 2, image.height() - 4).red()


def drop(window: MainWindow, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    action = Qt.DropAction.CopyAction
    window.dropEvent(QDropEvent(QPointF(5, 5), action, data, buttons, keys))


def test_every_video_is_reached_by_key_and_by_mouse_and_shows_what_is_its_own(
    zoo: MainWindow, qtbot: QtBot
) -> None:
    document = zoo.document
    assert document is not None
    assert names(zoo) == NAMES
    assert zoo.app_bar.videos.isVisible()
    assert zoo.app_bar.videos.text() == "1 of 3"
    assert zoo.windowTitle().startswith("bear.mp4 · zoo")
    zoo.go(4)
    zoo.viewer.setFocus()
    qtbot.keyClick(zoo.viewer, Qt.Key.Key_F)
    settle(zoo, qtbot)
    assert shown(zoo) == "cat.mp4"
    qtbot.waitUntil(lambda: abs(level(zoo) - 100) < 6)
    assert [each.expression for each in document.layers] == ["the cat"]
    assert zoo.label_table.table.item(0, 1).text() == "the cat"
    assert [lane.id for lane in zoo.timeline.view.lanes] == [document.layers[0].id]
    assert document.selection is not None
    assert document.selection.expression == "the cat"
    place = zoo.videos.list.visualRect(zoo.videos.model.index(2)).center()
    qtbot.mouseClick(zoo.videos.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(zoo, qtbot)
    assert shown(zoo) == "dog.mp4"
    assert zoo.videos.list.hasFocus()  # so that arrow keys go on
    zoo.actions_["next_video"].trigger()
    settle(zoo, qtbot)
    assert (shown(zoo), zoo.toasts.text) == ("dog.mp4", "This is the last video.")
    for _ in range(2):  # faster than videos are read
        zoo.actions_["previous_video"].trigger()
    settle(zoo, qtbot)
    assert shown(zoo) == "bear.mp4"
    assert zoo.playback is not None
    assert zoo.playback.frame == 4  # where one was


def test_the_project_opens_where_one_was(zoo: MainWindow, qtbot: QtBot, path: Path) -> None:
    zoo.actions_["next_video"].trigger()
    settle(zoo, qtbot)
    zoo.close_document()
    zoo.open(path)
    qtbot.waitUntil(lambda: zoo.document is not None)
    assert shown(zoo) == "cat.mp4"


def test_the_list_says_how_far_each_video_is_and_is_searched_and_filtered(
    zoo: MainWindow, qtbot: QtBot
) -> None:
    document, panel = zoo.document, zoo.videos
    assert document is not None
    assert panel.done.text() == "0 of 3 reviewed"
    zoo.label_table.reviewed.emit([document.layers[0].id], Review.ACCEPTED)
    settle(zoo, qtbot)
    assert panel.done.text() == "1 of 3 reviewed"
    row = panel.model.rows[0]
    assert (row.progress.reviewed, row.progress.accepted, row.progress.is_done) == (1, 1, True)
    assert [panel.choice.itemText(at) for at in range(4)] == [
        *("All videos (3)", "To do (2)", "Flagged (0)", "Done (1)")
    ]
    panel.words.setText("the c")
    assert names(zoo) == ["cat.mp4"]
    zoo.actions_["next_video"].trigger()  # of those that are listed
    settle(zoo, qtbot)
    assert shown(zoo) == "cat.mp4"
    panel.words.setText("no such thing")
    assert names(zoo) == []
    assert panel.nothing.isVisible()
    panel.words.clear()
    panel.choice.setCurrentIndex(list(VideoChoice).index(VideoChoice.DONE))
    assert names(zoo) == ["bear.mp4"]
    panel.choice.setCurrentIndex(0)
    assert zoo.videos.model.picture(row.id) is not None
    assert "Reviewed: 1, of them right: 1" in panel.model.data(
        panel.model.index(0), Qt.ItemDataRole.ToolTipRole
    )


def test_undo_goes_to_the_video_that_it_is_about(zoo: MainWindow, qtbot: QtBot) -> None:
    document = zoo.document
    assert document is not None
    zoo.label_table.reviewed.emit([document.layers[0].id], Review.REJECTED)
    zoo.actions_["next_video"].trigger()
    settle(zoo, qtbot)
    zoo.actions_["undo"].trigger()
    settle(zoo, qtbot)
    assert shown(zoo) == "bear.mp4"
    assert not document.layers[0].reviews
    assert zoo.toasts.text.startswith("Undone: ")
    zoo.actions_["redo"].trigger()
    assert document.layers[0].reviews.at(0) is Review.REJECTED


def test_a_removed_video_is_back_with_undo_and_the_only_one_stays(
    zoo: MainWindow, qtbot: QtBot, path: Path
) -> None:
    document = zoo.document
    assert document is not None
    zoo.actions_["next_video"].trigger()
    settle(zoo, qtbot)
    zoo.actions_["remove_video"].trigger()
    settle(zoo, qtbot)
    assert (shown(zoo), names(zoo)) == ("dog.mp4", ["bear.mp4", "dog.mp4"])
    zoo.actions_["remove_video"].trigger()
    settle(zoo, qtbot)
    assert shown(zoo) == "bear.mp4"
    assert [each.name for each in document.project.videos] == ["bear.mp4"]
    assert not zoo.app_bar.videos.isVisible()
    zoo.project.videos.remove(document.project.videos[0].id)
    assert zoo.toasts.text == "This is the only video of the project."
    zoo.close_document()
    zoo.open(path)  # what is undone in another session
    qtbot.waitUntil(lambda: zoo.document is not None)
    settle(zoo, qtbot)
    for _ in range(2):
        zoo.actions_["undo"].trigger()
        settle(zoo, qtbot)
    assert shown(zoo) == "cat.mp4"
    assert [each.name for each in zoo.document.project.videos] == NAMES
    assert [each.expression for each in zoo.document.layers] == ["the cat"]


def test_a_search_goes_on_while_another_video_is_shown(zoo: MainWindow, qtbot: QtBot) -> None:
    document = zoo.document
    assert document is not None
    reader, layer = document.reader, document.layers[0]
    assert reader is not None
    go_on, seen = threading.Event(), list[object]()

    def steps() -> Generator[None, None, None]:
        while not go_on.wait(0.01):
            yield None
        seen.append(reader.frame(5))  # its video can still be read

    job = SearchJob("Find “the bear”", steps)
    job.video, job.layers = document.video.id, frozenset({layer.id})
    zoo.finding.start(job)
    zoo.actions_["next_video"].trigger()
    settle(zoo, qtbot)
    assert shown(zoo) == "cat.mp4"
    zoo.expression_bar.stop_asked.emit()  # of this video, where nothing is searched
    assert zoo.finding.jobs == [job]
    zoo.search("the cat", True)
    row = zoo.job_controller.log.entries[1]
    assert (row.name, row.about) == ("Find “the cat”", "cat.mp4")  # there are bears elsewhere
    assert zoo.job_list.row(row.number).state.text() == "cat.mp4 · waiting, number 1"
    zoo.job_controller.log.cancel(row.number)
    zoo.actions_["previous_video"].trigger()
    settle(zoo, qtbot)
    assert zoo.video.expression.searches_for(layer.id) == 1  # it is known here again
    zoo.actions_["next_video"].trigger()
    settle(zoo, qtbot)
    go_on.set()
    qtbot.waitUntil(lambda: not zoo.finding.jobs)
    assert len(seen) == 1
    assert not zoo.video_room.switcher._retired


def test_a_folder_of_clips_and_of_frames_is_dropped_on_the_project(
    zoo: MainWindow, qtbot: QtBot, tmp_path: Path, clips: list[Path]
) -> None:
    folder = tmp_path / "more"
    write_frames(folder / "bird" / "JPEGImages", 30, ["00000", "00005", "00010"])
    write_frames(folder / "cow", 60, ["1001", "1002"])
    write(folder / "emu.mp4", 200)
    (folder / "notes.txt").write_text("none")
    (folder / "torn.mp4").write_bytes(b"no video")
    (folder / "bear again.mp4").write_bytes(clips[0].read_bytes())
    drop(zoo, [folder])
    dialogs: list[RateDialog] = []

    def asked() -> bool:
        dialogs[:] = [each for each in zoo.findChildren(RateDialog) if each.isVisible()]
        return bool(dialogs)

    qtbot.waitUntil(asked)
    dialogs[0].choice.setCurrentText("8")
    dialogs[0]._answer()
    settle(zoo, qtbot)
    qtbot.waitUntil(lambda: len(names(zoo)) == 6)
    assert names(zoo)[3:] == ["emu.mp4", "JPEGImages", "cow"]
    assert [str(each.rate) for each in zoo.document.project.videos[3:]] == ["25", "8", "8"]
    assert shown(zoo) == "bear.mp4"
    assert "3 videos added" in zoo.toasts.text
    assert "Already in the project: 1." in zoo.toasts.text
    assert "Not added: 1." in zoo.toasts.text
    zoo.videos.chosen.emit(zoo.document.project.videos[4].id)
    settle(zoo, qtbot)
    assert zoo.document.reader.frame_count == 3
    zoo.document.core.save()
    with Document.open(zoo.document.core.file.path) as again:
        assert len(again.project.videos) == 6
    zoo.toasts.clear()
    drop(zoo, [folder / "emu.mp4", folder / "bear again.mp4"])
    qtbot.waitUntil(lambda: "Already in the project: 2." in zoo.toasts.text)
    assert "No video added." in zoo.toasts.text


def test_several_videos_on_the_start_page_become_a_project_that_is_kept(
    studio: MainWindow, qtbot: QtBot, clips: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(studio, clips[:2])
    qtbot.waitUntil(lambda: studio.document is not None)
    qtbot.waitUntil(lambda: len(studio.document.project.videos) == 2)
    settle(studio, qtbot)
    assert studio.videos_dock.isVisible()
    asked: list[tuple[object, ...]] = []

    def ask(*how: object) -> tuple[list[str], str]:
        asked.append(how)
        return [str(clips[2])], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask)
    studio.actions_["add_videos"].trigger()
    assert asked[0][2] == str(clips[0].parent)  # where the others are
    settle(studio, qtbot)
    qtbot.waitUntil(lambda: len(studio.document.project.videos) == 3)
    draft = studio.document.core.file.path
    studio.close_document()
    with Document.open(draft) as again:  # three videos that were brought together are work
        assert [each.name for each in again.project.videos] == NAMES
    studio.open(clips[1])  # what is one of them goes on with the project
    qtbot.waitUntil(lambda: studio.document is not None)
    assert shown(studio) == "cat.mp4"
    drop(studio, [clips[0]])  # and so does another one
    qtbot.waitUntil(lambda: shown(studio) == "bear.mp4")
    assert studio.document.core.file.path == draft


def test_a_missing_video_says_so_and_is_found(
    zoo: MainWindow,
    qtbot: QtBot,
    path: Path,
    clips: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    zoo.close_document()
    away = tmp_path / "elsewhere" / "away.mp4"
    away.parent.mkdir()
    clips[1].rename(away)
    try:
        zoo.open(path)
        qtbot.waitUntil(lambda: zoo.document is not None)
        settle(zoo, qtbot)
        rows = zoo.videos.model
        qtbot.waitUntil(lambda: [row.is_missing for row in rows.rows] == [False, True, False])
        zoo.actions_["next_video"].trigger()
        settle(zoo, qtbot)
        assert zoo.stack.currentWidget() is zoo.missing_video
        assert "cat.mp4" in zoo.missing_video.title.text()
        zoo.actions_["next_video"].trigger()
        settle(zoo, qtbot)
        assert shown(zoo) == "dog.mp4"
        assert zoo.stack.currentWidget() is zoo.viewer
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(away), ""))
        menu = zoo.videos.menu_of(zoo.videos.model.rows[1])
        (find,) = [each for each in menu.actions() if each.text() == "Find…"]
        find.trigger()
        qtbot.waitUntil(lambda: zoo.document.reader is not None and shown(zoo) == "cat.mp4")
        settle(zoo, qtbot)
        qtbot.waitUntil(lambda: not any(row.is_missing for row in zoo.videos.model.rows))
    finally:
        away.rename(clips[1])


def test_a_video_that_is_gone_when_it_is_to_be_shown_is_marked_in_the_list(
    zoo: MainWindow, qtbot: QtBot, clips: list[Path], tmp_path: Path
) -> None:
    rows = zoo.videos.model
    qtbot.waitUntil(lambda: [row.is_missing for row in rows.rows] == [False] * 3)
    away = tmp_path / "elsewhere" / "away.mp4"
    away.parent.mkdir()
    clips[1].rename(away)
    try:
        zoo.actions_["next_video"].trigger()
        settle(zoo, qtbot)
        assert zoo.stack.currentWidget() is zoo.missing_video
        assert [row.is_missing for row in rows.rows] == [False, True, False]
    finally:
        away.rename(clips[1])
    zoo.actions_["previous_video"].trigger()
    settle(zoo, qtbot)
    zoo.actions_["next_video"].trigger()
    settle(zoo, qtbot)
    assert shown(zoo) == "cat.mp4"
    assert not any(row.is_missing for row in rows.rows)


def test_carried_masks_are_decided_about_before_another_video_comes(
    zoo: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(zoo.video.propagation), "is_open", property(lambda _: True))
    zoo.actions_["next_video"].trigger()
    settle(zoo, qtbot)
    assert shown(zoo) == "bear.mp4"
    assert zoo.toasts.text == "Keep or discard the carried masks first."
    assert zoo.videos.list.currentIndex().row() == 0


def test_the_list_is_where_the_person_left_it(zoo: MainWindow, qtbot: QtBot) -> None:
    dock, action = zoo.videos_dock, zoo.actions_["videos"]
    assert dock.isVisible()
    assert action.isChecked()
    zoo.actions_["workspace_edit"].trigger()
    assert not dock.isVisible()
    qtbot.mouseClick(zoo.app_bar.videos, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert dock.isVisible()
    zoo.actions_["workspace_label"].trigger()
    action.trigger()
    assert not dock.isVisible()
    zoo.actions_["workspace_edit"].trigger()
    assert dock.isVisible()
    zoo.actions_["workspace_demo"].trigger()
    assert not dock.isVisible()
    action.trigger()
    assert not dock.isVisible()
    zoo.actions_["workspace_label"].trigger()
    assert not dock.isVisible()


def test_the_bar_of_a_video_grows_while_all_videos_are_searched(
    zoo: MainWindow, qtbot: QtBot
) -> None:
    document, panel = zoo.document, zoo.videos
    assert document is not None
    layer = document.project.layers[-1].id  # of a video that is not shown

    def partly() -> list[float]:
        return [row.progress.partly for row in panel.model.rows]

    for share in (0.25, 0.75):
        document.answering.emit(frozenset({layer}), share)
        qtbot.waitUntil(lambda share=share: partly() == [0, 0, share])
    document.answering.emit(frozenset(), 1.0)
    qtbot.waitUntil(lambda: partly() == [0, 0, 0])


def test_a_bar_is_as_long_as_what_is_found_and_answered(qtbot: QtBot) -> None:
    def grey(progress: VideoProgress) -> int:
        image = QImage(100, 3, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        paint_progress(painter, image.rect(), progress)
        painter.end()
        return sum(image.pixelColor(x, 1) == colour("t3") for x in range(100))

    assert grey(VideoProgress(4, 1)) < grey(VideoProgress(4, 1, partly=0.5))
    assert grey(VideoProgress(4, 1, partly=1)) == grey(VideoProgress(4, 2))
