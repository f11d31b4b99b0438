"""What people do in the window, for `stalls`: each journey begins, and is taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from project_seconds import HEIGHT, WIDTH, ellipse, result
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soc_rvos.inference.windows import plan
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project import edits
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.project_videos import put_video
from soc_studio.core.storage.results import Search
from soc_studio.core.tracks.associated_tracks import keep
from soc_studio.ui.dialogs.preferences import PreferencesSheet
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.sheet import Sheet

_SENTENCE = "the woman in the yellow dress"
_LAYERS, _EDITS = 20, 100


class Waits(Protocol):
    """Lets the window work."""

    forget: Callable[[], None]

    def wait(self, seconds: float = ...) -> None: ...
    def until(self, condition: Callable[[], Any]) -> None: ...


def _nothing() -> None: ...


@dataclass(frozen=True)
class Journey:
    """What is done: `before` and `end` do not count; one that is needed is never left out."""

    name: str
    begin: Callable[[], object]
    end: Callable[[], object] = _nothing
    before: Callable[[], object] = _nothing
    is_once: bool = False
    is_needed: bool = False


class Journeys:
    """All journeys through a window in which nothing is open yet."""

    def __init__(self, window: MainWindow, video: Path, folder: Path, waits: Waits) -> None:
        """`folder` is for projects."""
        self._window, self._waits = window, waits
        self._video = folder / video.name  # where a project beside it may read it unasked
        shutil.copy(video, self._video)
        self._project = folder / "many.soc"
        self._folder = folder

    def all(self) -> Iterator[Journey]:
        """Yield them in an order in which each finds what it needs."""
        act, shut = self._act, self._shut
        yield Journey(
            "the sheet of models while the program gets ready", act("models"), shut, is_once=True
        )
        self._waits.until(self._is_ready)
        yield Journey("dropping a video", self._drop, is_once=True, is_needed=True)
        yield Journey("typing a sentence", self._type, self._clear)
        yield Journey("a search", self._search, is_once=True)
        yield Journey("the sheet of exports", act("export"), shut)
        yield Journey("an export", self._export)
        yield Journey("the sheet of preferences, page by page", self._preferences, shut)
        yield Journey("the sheet of models", act("models"), shut)
        yield Journey("the table of models", self._all_models, shut)
        yield Journey("the list of shortcuts", act("shortcuts"), shut)
        yield Journey("what the program is made of", act("about"), shut)
        yield Journey("unsaved work", act("recover"), shut)
        yield Journey("the palette of commands", act("palette"), shut)
        yield Journey("the list of first steps", act("first_steps"), shut)
        yield Journey("the tour of first steps", self._tour, self._end_tour)
        yield Journey("help", act("help"), shut)
        yield Journey("the question about a name", self._ask_name, shut, before=self._change)
        yield Journey("painting a stroke", self._paint, before=act("brush"), end=act("pointer"))
        yield Journey("undo of a long history", self._undo_all, before=self._make_history)
        yield Journey("redo of it", self._redo_all, before=self._undo_all)
        yield Journey("to the light theme", act("theme_light"), act("theme_dark"))
        yield Journey("from the video to the start page", act("home"), act("home"))
        yield Journey("the workspace for labels", act("workspace_label"), act("workspace_edit"))
        yield Journey("the workspace for presenting", act("workspace_demo"), act("workspace_edit"))
        make_project(self._project, self._video)
        yield Journey("a project with 20 layers", self._open_project, before=self._close)
        yield Journey("its export sheet", act("export"), shut)
        yield Journey("its light theme", act("theme_light"), act("theme_dark"))
        yield Journey("stepping through it", self._step)
        yield Journey("another video in its place", self._open_video, self._open_project)

    def _act(self, name: str) -> Callable[[], object]:
        return self._window.actions_[name].trigger

    @property
    def _document(self) -> OpenDocument:
        assert self._window.document is not None
        return self._window.document

    def _is_ready(self) -> bool:
        return not self._window.warm_model.runner.jobs

    def _shut(self) -> None:
        for each in QApplication.topLevelWidgets():
            if each is not self._window and each.isVisible():
                each.close()
        popup = QApplication.activeModalWidget()
        if popup is not None:
            popup.close()
        for sheet in self._window.findChildren(Sheet):
            sheet.dismiss()
        self._waits.wait()

    def _drop(self) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._video))])
        action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        place, keys = QPointF(500, 500), Qt.KeyboardModifier.NoModifier
        self._window.dropEvent(QDropEvent(place, action, data, button, keys))
        self._waits.until(lambda: self._window.viewer.image is not None)
        self._waits.until(self._is_ready)

    def _type(self) -> None:
        line = self._window.expression_bar.line
        for letter in _SENTENCE:
            QTest.keyClicks(line, letter)
            self._waits.wait(0.02)

    def _clear(self) -> None:
        self._window.expression_bar.line.clear()

    def _search(self) -> None:
        self._window.search(_SENTENCE, True)
        self._waits.until(lambda: not self._window.finding.jobs)

    def _export(self) -> None:
        self._window.export(self._folder / "export")
        self._waits.until(lambda: not self._window.working.jobs)

    def _preferences(self) -> None:
        self._act("preferences")()
        sheet = self._window.findChildren(PreferencesSheet)[-1]
        for row in range(1, sheet.pages.count()):
            self._waits.wait(0.14)
            sheet.pages.setCurrentRow(row)

    def _all_models(self) -> None:
        self._act("models")()
        self._waits.wait()
        dialog = self._window.model_controller.dialog
        assert dialog is not None
        dialog.show_table(True)

    def _tour(self) -> None:
        self._window.shell.first_steps.show_again()
        for _ in range(6):
            self._waits.wait(0.3)
            self._window.hint.skipped.emit()

    def _end_tour(self) -> None:
        self._window.preferences.change(hints=False)

    def _change(self) -> None:
        document = self._document
        assert document.video is not None
        if not document.layers:
            document.do(*edits.add_layers(document.project, document.video.id, ["thing"])[0])

    def _ask_name(self) -> None:
        self._window.document_closer.leave(self._document, self._shut, _nothing, lambda _: None)

    def _paint(self) -> None:
        viewer = self._window.viewer
        middle = viewer.rect().center()
        QTest.mousePress(viewer, Qt.MouseButton.LeftButton, pos=middle)
        for step in range(20):
            QTest.mouseMove(viewer, middle + (viewer.rect().topLeft() - middle) * (step / 60))
            self._waits.wait(0.01)
        QTest.mouseRelease(viewer, Qt.MouseButton.LeftButton, pos=viewer.rect().center() / 1.5)

    def _make_history(self) -> None:
        self._change()
        document = self._document
        for number in range(_EDITS):
            layer = document.layers[number % len(document.layers)]
            document.do(*edits.rename(document.project, layer.id, f"name {number}"))
            if number % 20 == 0:
                self._waits.wait(0.005)

    def _undo_all(self) -> None:
        for _ in range(_EDITS):
            self._act("undo")()
            self._waits.wait(0.005)

    def _redo_all(self) -> None:
        for _ in range(_EDITS):
            self._act("redo")()
            self._waits.wait(0.005)

    def _open_project(self) -> None:
        self._window.open(self._project)
        self._waits.until(lambda: self._document_path() == self._project)
        self._waits.until(lambda: self._window.viewer.image is not None)
        self._waits.wait()

    def _document_path(self) -> Path | None:
        document = self._window.document
        return None if document is None else document.core.file.path

    def _step(self) -> None:
        for _ in range(30):
            self._act("next")()
            self._waits.wait(0.03)

    def _open_video(self) -> None:
        """Open a video in the place of the project."""
        self._window.open(self._video)
        self._waits.until(lambda: self._document_path() != self._project)
        self._waits.until(lambda: self._window.viewer.image is not None)
        self._waits.wait()

    def _close(self) -> None:
        self._document.discards = True
        self._window.close_document()


def make_project(path: Path, video: Path, layers: int = _LAYERS) -> None:
    """Make a project of a video with made-up answers for so many layers."""
    rng = np.random.default_rng(7)
    masks = [ellipse(rng) for _ in range(200)]
    with open_video(video) as reader, Document(ProjectFile.create(path)) as document:
        given = put_video(document, video, reader)
        texts = [f"object {number}" for number in range(layers)]
        document.do(*edits.add_layers(document.project, given.id, texts)[0])
        results = document.file.results
        size = HEIGHT, WIDTH
        for text in texts:
            number = results.begin(
                Search(given.fingerprint, text, "w", "made-up", "{}", *size, 0.14)
            )
            for block in plan([(0, given.frame_count)], 8, 5):
                results.add([(number, result(each, rng, masks, False)) for each in block])
            keep(results, number, given.frame_count)
