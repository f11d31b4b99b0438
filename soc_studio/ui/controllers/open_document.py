"""Opens a file in the window: asks for missing facts and closes the previous document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.project import Video
from soc_studio.core.runs.run_list import SUFFIXES
from soc_studio.core.storage.media_linker import PermissionNeeded, VideoChanged, VideoUnavailable
from soc_studio.resources import resource
from soc_studio.ui.controllers.close_document import DocumentCloser
from soc_studio.ui.dialogs.rate import RateDialog
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.jobs.opening import (
    DatasetFound,
    OpenAnswers,
    Opened,
    RateUnknown,
    open_anything,
    read_video,
)
from soc_studio.ui.widgets.question import Question

AnyOpened = TypeVar("AnyOpened", bound="Opened | VideoReader | None")
Again = Callable[[OpenAnswers], None]
"""Tries once more, with what the person said."""


class DocumentOpener(QObject):
    """Opens files one after the other; of two that are asked for, the later one is shown."""

    pictured = Signal(object)  # a first picture of what takes long to open, RGB uint8 [H, W, 3]
    opened = Signal(object, object, str)  # Opened, its Path, and a sentence to be typed in
    document_shown = Signal(object)  # Opened, which the window shows now, and says so here
    video_read = Signal(object)  # VideoReader of the document that was open without its video
    dataset_found = Signal(object)  # the Path of what is a dataset
    failed = Signal(object)  # the exception
    stayed = Signal()  # what was to be opened is not: a question comes first, or it cannot be
    told = Signal(str)  # a sentence for the status bar

    def __init__(
        self,
        window: QWidget,
        runner: JobRunner,
        document_closer: DocumentCloser,
        current: Callable[[], OpenDocument | None],
        seen: Callable[[], Mapping[str, int]],
    ) -> None:
        """Read on the thread of `runner`; `current` returns the document that is open, `seen` the
        video of each project that was shown last."""
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._leaving = document_closer
        self._current = current
        self._seen = seen
        self._unshown: list[Opened | VideoReader] = []  # what its thread opened, until it is shown
        self._ends = False

    def finish(self) -> None:
        """Close what was opened and is not shown yet, once nothing is being opened any more."""
        self._ends = True
        while self._unshown:
            self._unshown.pop().close()

    @property
    def document(self) -> OpenDocument | None:
        """The document that is open."""
        return self._current()

    def open(
        self,
        path: Path,
        sentence: str = "",
        answers: OpenAnswers | None = None,
        called: str = "",
    ) -> None:
        """Open the video or project at `path` in place of the open one; type `sentence` in.

        It is spoken of as `called`, by the name of its file where that is empty.
        """
        called = called or path.name
        given = answers or OpenAnswers(seen=self._seen())
        if not given.afresh and self._is_open(path):
            self.told.emit(self.tr("“{0}” is already open.").format(called))
            return
        job = Job(
            self.tr("Opening “{0}”").format(called),
            once(lambda: self._kept(open_anything(path, given, self.pictured.emit))),
            minor=True,
        )
        job.returned.connect(lambda opened: self._show(opened, path, sentence))
        again = partial(self.open, path, sentence, called=called)
        job.failed.connect(lambda error: self._ask(error, given, again))
        self.told.emit(self.tr("Opening “{0}”…").format(called))
        self._runner.start(job)

    def ask_file(self) -> None:
        """Ask for a video or a project, and open it."""
        title = self.tr("Open a video or a project")
        name, _ = QFileDialog.getOpenFileName(self._window, title, self._place())
        if name:
            self.open(Path(name))

    def ask_folder(self) -> None:
        """Ask for a folder of frames, and open it."""
        title = self.tr("Open a folder of frames")
        name = QFileDialog.getExistingDirectory(self._window, title, self._place())
        if name:
            self.open(Path(name))

    def ask_list(self) -> None:
        """Ask for a run list, and open a new project with what it says."""
        kinds = self.tr("Lists ({0})").format(" ".join(f"*{each}" for each in SUFFIXES))
        title = self.tr("Open a list of videos and sentences")
        name, _ = QFileDialog.getOpenFileName(self._window, title, self._place(), kinds)
        if name:
            self.open(Path(name))

    def _place(self) -> str:
        document = self._current()
        return "" if document is None else document.folder

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
            once(lambda: self._kept(read_video(core, video, given))),
            minor=True,
        )
        job.returned.connect(lambda reader: self._found(document, video, reader))
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

    def show(self, opened: Opened, path: Path, sentence: str = "") -> None:
        """Show what was opened at `path` as soon as the open document is saved and closed."""
        if self._ends:
            opened.close()
            return
        if opened not in self._unshown:
            self._unshown.append(opened)
        if opened.listed is not None and opened.reader is not None:
            path = opened.reader.path  # which leads to the unsaved work; the list would begin anew
        self._leaving.leave(
            self._current(),
            partial(self._hand_over, opened, path, sentence),
            partial(self._drop, opened),
            partial(self._stay, opened),
        )

    def _kept(self, opened: AnyOpened) -> AnyOpened:
        """Remember what was opened, on the thread that did."""
        if opened is not None:
            self._unshown.append(opened)
        return opened

    def _show(self, opened: Opened, path: Path, sentence: str) -> None:
        if opened in self._unshown:  # else the window was closed meanwhile
            self.show(opened, path, sentence)

    def _hand_over(self, opened: Opened, path: Path, sentence: str) -> None:
        if self._took(opened):
            self.opened.emit(opened, path, sentence)

    def _took(self, opened: Opened | VideoReader) -> bool:
        """Take what is shown, or dropped, from now on; return whether it is still there."""
        there = opened in self._unshown
        if there:
            self._unshown.remove(opened)
        return there

    def _stay(self, opened: Opened, error: Exception) -> None:
        """Leave open what could not be saved."""
        self._drop(opened)
        self.failed.emit(error)

    def _drop(self, opened: Opened) -> None:
        if self._took(opened):
            opened.close()
        self.told.emit("")
        self.stayed.emit()

    def _found(self, document: OpenDocument, video: Video, reader: VideoReader | None) -> None:
        if reader is None or not self._took(reader):
            return
        waits = document.reader is None and document.shown_id == video.id
        if document is self._current() and waits:
            self.video_read.emit(reader)
        else:
            reader.close()

    # Questions

    def _ask(self, error: Exception, answers: OpenAnswers, again: Again) -> None:
        """Ask what opening needs to know, or tell why it cannot be done."""
        self.told.emit("")
        self.stayed.emit()
        match error:
            case DatasetFound():
                self.dataset_found.emit(error.path)
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
        title = self.tr("Where is “{0}”?").format(video.name)
        text, choose = self._why(error), self.tr("Choose the video…")
        if isinstance(error, VideoChanged):
            title, choose = self._difference(error), self.tr("Choose again…")
        question = Question(self._window, title, text, icon="film")

        def offer(text: str, kind: str = "", **changes: Any) -> None:
            question.offer(text, lambda: again(replace(answers, **changes)), kind)

        # Enter, pressed without reading, must not let a stranger's project read a file.
        question.offer(choose, lambda: self._locate(video, answers, again), "primary")
        if isinstance(error, PermissionNeeded):
            offer(self.tr("Allow this folder"), allowed=error.path, located=None)
        if isinstance(error, VideoChanged) and error.fits:
            offer(self.tr("Use it all the same"), located=error.path, anyway=True)
        document = self._current()
        if document is None or document.video is None or document.reader is not None:
            offer(self.tr("Open without the picture"), "quiet", without_video=True)
        question.open()

    def _why(self, error: VideoUnavailable) -> str:
        """Return what keeps a video from being read, and where it is expected."""
        if isinstance(error, PermissionNeeded):
            told = self.tr(
                "Your sentences and masks are here; the video is in a folder that you have not "
                "allowed yet. Allow it only if this is the video you expect:"
            )
        elif isinstance(error, VideoChanged):
            told = self.tr("The masks of the project may not match the video in its place:")
        else:
            told = self.tr(
                "Your sentences and masks are here; the video is not where it was, nor beside the "
                "project:"
            )
        return f"{told}\n{error.path}"

    def _difference(self, error: VideoChanged) -> str:
        """Return in what another video differs from the one that is looked for."""
        count, wanted = error.frame_count, error.video.frame_count
        if count is None or count == wanted:
            return self.tr("This is another video than “{0}”.").format(error.video.name)
        return self.tr("This is another video: {0} frames instead of {1}.").format(count, wanted)

    def _locate(self, video: Video, answers: OpenAnswers, again: Again) -> None:
        title = self.tr("Where is “{0}”?").format(video.name)
        place = str(Path(video.absolute).parent)
        if Path(video.name).suffix:
            name, _ = QFileDialog.getOpenFileName(self._window, title, place)
        else:  # a folder of frames
            name = QFileDialog.getExistingDirectory(self._window, title, place)
        if name:
            again(replace(answers, located=Path(name), allowed=None, anyway=False))
