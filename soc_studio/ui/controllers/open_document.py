"""Opens a file in the window: asks for missing facts and closes the previous document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.project import Video
from soc_studio.core.storage.media_linker import PermissionNeeded, VideoChanged, VideoUnavailable
from soc_studio.resources import resource
from soc_studio.ui.controllers.close_document import DocumentCloser
from soc_studio.ui.dialogs.rate import RateDialog
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.jobs.opening import OpenAnswers, Opened, RateUnknown, open_anything, read_video

Again = Callable[[OpenAnswers], None]
"""Tries once more, with what the person said."""


class DocumentOpener(QObject):
    """Opens files one after the other; of two that are asked for, the later one is shown."""

    opened = Signal(object, object, str)  # Opened, its Path, and a sentence to be typed in
    video_read = Signal(object)  # VideoReader of the document that was open without its video
    failed = Signal(object)  # the exception
    told = Signal(str)  # a sentence for the status bar

    def __init__(
        self,
        window: QWidget,
        runner: JobRunner,
        document_closer: DocumentCloser,
        current: Callable[[], OpenDocument | None],
    ) -> None:
        """Read on the thread of `runner`; `current` returns the document that is open."""
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._leaving = document_closer
        self._current = current

    def open(self, path: Path, sentence: str = "", answers: OpenAnswers | None = None) -> None:
        """Open the video or project at `path` in place of the open one; type `sentence` in."""
        given = answers or OpenAnswers()
        if not given.afresh and self._is_open(path):
            self.told.emit(self.tr("“{0}” is already open.").format(path.name))
            return
        job = Job(
            self.tr("Opening “{0}”").format(path.name),
            once(lambda: open_anything(path, given)),
            minor=True,
        )
        job.returned.connect(lambda opened: self._read(opened, path, sentence))
        again = partial(self.open, path, sentence)
        job.failed.connect(lambda error: self._ask(error, given, again))
        self.told.emit(self.tr("Opening “{0}”…").format(path.name))
        self._runner.start(job)

    def ask_file(self) -> None:
        """Ask for a video or a project, and open it."""
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open a video or a project"))
        if name:
            self.open(Path(name))

    def ask_folder(self) -> None:
        """Ask for a folder of frames, and open it."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Open a folder of frames"))
        if name:
            self.open(Path(name))

    def open_sample(self) -> None:
        """Open the sample with a sentence typed in, ready for Enter."""
        self.open(resource("sample", "sample.mp4"), "the woman in the yellow dress")

    def find_video(self, answers: OpenAnswers | None = None) -> None:
        """Read the video of the open document, which was opened without it."""
        document = self._current()
        if document is None or document.video is None or document.reader is not None:
            return
        core, video, given = document.core, document.video, answers or OpenAnswers()
        job = Job(
            self.tr("Opening “{0}”").format(video.name),
            once(lambda: read_video(core, video, given)),
            minor=True,
        )
        job.returned.connect(lambda reader: self._found(document, reader))
        job.failed.connect(lambda error: self._ask(error, given, self.find_video))
        self._runner.start(job)

    def locate_video(self) -> None:
        """Ask where the video of the open document is."""
        document = self._current()
        if document is not None and document.video is not None:
            self._locate(document.video, OpenAnswers(), self.find_video)

    def _is_open(self, path: Path) -> bool:
        """Return whether the document is that of `path`, or unsaved work on the video there."""
        document = self._current()
        if document is None:
            return False
        known = [document.core.file.path]
        if document.core.is_draft and document.reader is not None:
            known.append(document.reader.path)
        return path.resolve() in [each.resolve() for each in known]

    def _read(self, opened: Opened, path: Path, sentence: str) -> None:
        """Show it as soon as the open document is saved and closed."""
        self._leaving.leave(
            self._current(),
            partial(self.opened.emit, opened, path, sentence),
            partial(self._drop, opened),
            partial(self._stay, opened),
        )

    def _stay(self, opened: Opened, error: Exception) -> None:
        """Leave open what could not be saved."""
        self._drop(opened)
        self.failed.emit(error)

    def _drop(self, opened: Opened) -> None:
        opened.close()
        self.told.emit("")

    def _found(self, document: OpenDocument, reader: VideoReader | None) -> None:
        if reader is None:
            return
        if document is self._current() and document.reader is None:
            self.video_read.emit(reader)
        else:
            reader.close()

    # Questions

    def _ask(self, error: Exception, answers: OpenAnswers, again: Again) -> None:
        """Ask what opening needs to know, or tell why it cannot be done."""
        self.told.emit("")
        match error:
            case RateUnknown():
                self._ask_rate(error, answers, again)
            case VideoUnavailable():
                self._ask_video(error, answers, again)
            case _:
                self.failed.emit(error)

    def _ask_rate(self, error: RateUnknown, answers: OpenAnswers, again: Again) -> None:
        dialog = RateDialog(error.path, error.frame_count, self._window)

        def answer(rate: Fraction) -> None:
            again(replace(answers, rate=rate))

        dialog.answered.connect(answer)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_video(self, error: VideoUnavailable, answers: OpenAnswers, again: Again) -> None:
        """Offer the ways on where the video of a project cannot be read."""
        video = error.video
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Where is “{0}”?").format(video.name))
        box.setTextFormat(Qt.TextFormat.PlainText)

        def offer(text: str, **changes: Any) -> None:
            button = box.addButton(text, QMessageBox.ButtonRole.ActionRole)
            button.clicked.connect(lambda _: again(replace(answers, **changes)))

        if isinstance(error, PermissionNeeded):
            box.setText(
                self.tr(
                    "The project's video “{0}” is outside the project's "
                    "folder:\n\n{1}\n\nAllow the project to read it only if that is the "
                    "video you expect."
                ).format(video.name, error.path)
            )
            offer(self.tr("&Allow this file"), allowed=error.path, located=None)
        elif isinstance(error, VideoChanged):
            box.setText(
                self.tr(
                    "Another video is in the place of “{0}”:\n\n{1}\n\nThe masks of the "
                    "project may not match it."
                ).format(video.name, error.path)
            )
            if error.fits:
                offer(self.tr("&Use it anyway"), located=error.path, anyway=True)
        else:
            box.setText(
                self.tr("The project's video “{0}” was not found:\n\n{1}").format(
                    video.name, error.path
                )
            )
        locate = box.addButton(self.tr("&Locate it…"), QMessageBox.ButtonRole.ActionRole)
        locate.clicked.connect(lambda _: self._locate(video, answers, again))
        document = self._current()
        if document is None or document.video is None or document.reader is not None:
            offer(self.tr("Open &without the video"), without_video=True)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        # Enter, pressed without reading, must not let a stranger's project read a file.
        box.setDefaultButton(cancel if isinstance(error, PermissionNeeded) else locate)
        box.finished.connect(box.deleteLater)
        box.open()

    def _locate(self, video: Video, answers: OpenAnswers, again: Again) -> None:
        title = self.tr("Where is “{0}”?").format(video.name)
        place = str(Path(video.absolute).parent)
        if Path(video.name).suffix:
            name, _ = QFileDialog.getOpenFileName(self._window, title, place)
        else:  # a folder of frames
            name = QFileDialog.getExistingDirectory(self._window, title, place)
        if name:
            again(replace(answers, located=Path(name), allowed=None, anyway=False))
