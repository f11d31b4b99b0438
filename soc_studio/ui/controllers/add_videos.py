"""Adds videos to the open project: what is chosen, and what is dropped on the window."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from soc_studio.core.storage.added_videos import (
    ReadVideos,
    allow_new,
    at_rate,
    clips_in,
    put_videos,
    read_videos,
)
from soc_studio.core.storage.project_file import SUFFIX
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.progress import Progress
from soc_studio.ui.controllers.open_document import DocumentOpener
from soc_studio.ui.dialogs.rate import RateDialog
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.jobs.opening import Opened
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.toasts import Kind
from soc_studio.ui.widgets.window_frame import WindowFrame

if TYPE_CHECKING:
    from soc_studio.core.runs.dropped_paths import DroppedPaths

_MOST_NAMED = 3  # videos that could not be read


@dataclass(frozen=True, slots=True)
class _Others:
    """What is added to the document of `first` when that is open, None for a dataset's; and what
    is `lost`, because one project or list can be opened at a time."""

    clips: tuple[Path, ...] = ()
    datasets: tuple[Path, ...] = ()
    first: Path | None = None
    lost: tuple[Path, ...] = ()

    def came_with(self, opened: Opened) -> bool:
        """Return whether what was opened is what they are to be added to."""
        if self.first is None or opened.listed is not None:
            return True
        project = opened.document.project
        places = [str(opened.document.file.path.resolve())]
        places += [each.absolute for each in project.videos]
        return str(self.first.resolve()) in places


class VideoAdder(QObject):
    """Looks at them off the GUI thread, asks for a rate where nothing says it, and adds them."""

    added = Signal(object)  # the id of the first video
    known = Signal(object, str)  # a video of the project that is to be shown, and what is said
    dataset_asked = Signal(object)  # the Path of a dataset that is to come into the open project
    failed = Signal(object)
    told = Signal(str)

    def __init__(
        self,
        frame: WindowFrame,
        current: Callable[[], OpenDocument | None],
        opener: DocumentOpener,
        parent: QObject | None = None,
    ) -> None:
        """`current` returns the open document; `opener` opens what is no addition."""
        super().__init__(parent)
        self._frame = frame
        self._current = current
        self._opener = opener
        self._runner = JobRunner(self, stays=True)
        self._next = _Others()  # to be added to what opens
        self._document: OpenDocument | None = None  # that videos are being added to
        frame.actions_.call(add_videos=self.ask)
        opener.document_shown.connect(self._go_on)
        opener.failed.connect(self._forget)

    @property
    def runner(self) -> JobRunner:
        """What looks at videos."""
        return self._runner

    def close(self) -> None:
        """Add nothing more: the document is closed."""
        self._document = None
        self._runner.finish()

    def ask(self) -> None:
        """Ask for videos, and add them to the open project, or to a new one."""
        document = self._current()
        place = "" if document is None else document.folder
        names, _ = QFileDialog.getOpenFileNames(self._frame, self.tr("Add videos"), place)
        if names:
            self.add([Path(each) for each in names])

    def take(self, paths: Sequence[Path]) -> None:
        """Take what was dropped on the window: one video or project is opened, several videos and a
        folder of videos are added to the open project; of a mixture, see `_take_several`."""
        self._next = _Others()
        if len(paths) > 1:
            self._recognise(paths)
            return
        (path,) = paths
        if path.suffix == SUFFIX:
            self._opener.open(path)
            return
        job = Job(self.tr("Looking for videos"), once(partial(_clips_at, path)), minor=True)
        job.returned.connect(lambda clips: self._take_one(path, clips))
        job.failed.connect(self.failed)
        self._runner.start(job)

    def _recognise(self, paths: Sequence[Path]) -> None:
        """Look what each of several paths is."""
        job = Job(self.tr("Looking for videos"), once(partial(_recognised, paths)), minor=True)
        job.returned.connect(self._take_several)
        job.failed.connect(self.failed)
        self._runner.start(job)

    def _take_several(self, found: DroppedPaths) -> None:
        """Open the project or the list among several paths, and add the videos and datasets to it;
        without one, to the open project, or to the work on the first of them."""
        if whole := (*found.projects, *found.lists):
            first = whole[0]
            self._next = _Others(found.clips, found.datasets, first, whole[1:])
            self._opener.open(first)
            return
        if self._is_seen():
            self._add_all(_Others(found.clips, found.datasets))
        elif found.clips:
            self._next = _Others(found.clips[1:], found.datasets, found.clips[0])
            self._opener.open(found.clips[0])
        elif found.datasets:
            self._next = _Others((), found.datasets[1:])
            self._opener.dataset_found.emit(found.datasets[0])
        else:
            self.told.emit(self.tr("There is no video in it."))

    def _say_lost(self, lost: Sequence[Path]) -> None:
        """Say of which projects and lists nothing comes."""
        if lost:
            names = ", ".join(f"“{each.name}”" for each in lost)
            said = self.tr("Not opened: {0}. Open one project or list at a time.").format(names)
            self._frame.toasts.tell_sentences(Kind.QUESTION, said)

    def _is_seen(self) -> bool:
        """Return whether a document is open and looked at."""
        is_start = self._frame.stack.currentWidget() is self._frame.empty_state
        return self._current() is not None and not is_start

    def _add_all(self, others: _Others) -> None:
        if others.clips:
            self.add(others.clips)
        for path in others.datasets:
            self.dataset_asked.emit(path)

    def _take_one(self, path: Path, clips: list[Path]) -> None:
        document = self._current()
        place = str(path.resolve())
        for video in () if document is None else document.project.videos:
            if video.absolute == place:
                self.known.emit(video.id, self.tr("“{0}” is already open.").format(path.name))
                return
        if clips in ([], [path]):  # a file, a folder of frames, or what has a sentence of its own
            self._opener.open(path)
        else:
            self.add(clips)

    def add(self, paths: Sequence[Path]) -> None:
        """Add all videos of files and folders: to the open project where one is looked at, else to
        the work on the first of them."""
        document = self._current()
        if document is None or not self._is_seen():
            self._begin_with(paths)
            return
        self._document = document

        def steps() -> Generator[Progress, None, ReadVideos]:
            return (yield from read_videos(document.core, clips_in(paths)))

        job = Job(self.tr("Adding videos"), steps, harmless=True)
        job.icon = "plus"
        job.returned.connect(self._take_read)
        job.failed.connect(self.failed)
        self._runner.start(job)

    def _begin_with(self, paths: Sequence[Path]) -> None:
        """Open the first clip, then add the others."""
        job = Job(self.tr("Looking for videos"), once(partial(clips_in, paths)), minor=True)
        job.returned.connect(self._open_first)
        job.failed.connect(self.failed)
        self._runner.start(job)

    def _open_first(self, clips: list[Path]) -> None:
        if not clips:
            self.told.emit(self.tr("There is no video in it."))
            return
        self._next = _Others(tuple(clips[1:]), first=clips[0])
        self._opener.open(clips[0])

    def _go_on(self, opened: Opened) -> None:
        """Add the others to what they came with, unless something else was opened since."""
        others, self._next = self._next, _Others()
        if others.came_with(opened):
            self._say_lost(others.lost)
            self._add_all(others)

    def _forget(self, *_: object) -> None:
        self._next = _Others()

    def _take_read(self, found: ReadVideos) -> None:
        if not found.assumed:
            self._settle(found, None)
            return
        first, others = found.assumed[0], len(found.assumed) - 1
        dialog = RateDialog(first.path, first.video.frame_count, self._frame, others)
        answers: list[Fraction] = []
        dialog.answered.connect(answers.append)
        dialog.finished.connect(lambda *_: self._settle(found, answers[0] if answers else None))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _settle(self, found: ReadVideos, rate: Fraction | None) -> None:
        """Add those whose rate is known; they may be read from now on, as the person named them."""
        document = self._document
        if document is None or document is not self._current():
            return

        def settle() -> ReadVideos:
            settled = at_rate(found, rate)
            allow_new(document.core, settled)
            return settled

        job = Job(self.tr("Adding videos"), once(settle), minor=True)
        job.returned.connect(self._put)
        job.failed.connect(self.failed)
        self._runner.start(job)

    def _put(self, found: ReadVideos) -> None:
        document = self._document
        if document is None or document is not self._current():
            return
        try:
            videos = put_videos(document.core, found)
        except StudioError as error:
            self.failed.emit(error)
            return
        document.changed.emit()
        if videos:
            self.added.emit(videos[0].id)
        self._tell(found, len(videos))

    def _tell(self, found: ReadVideos, count: int) -> None:
        """Say how many were added, which were there, and which could not be read."""
        said = [self._added(count)]
        if found.known:
            said.append(self.tr("Already in the project: {0}.").format(found.known))
        if not found.unreadable:
            self.told.emit(" ".join(said))
            return
        reasons = [translated(each.reason) for each in found.unreadable[:_MOST_NAMED]]
        more = len(found.unreadable) - len(reasons)
        said.append(self.tr("Not added: {0}.").format(len(found.unreadable)))
        said += reasons
        if more:
            said.append(self.tr("And {0} more.").format(more))
        self._frame.toasts.tell_sentences(Kind.QUESTION, " ".join(said))

    def _added(self, count: int) -> str:
        if count < 2:
            return self.tr("1 video added.") if count else self.tr("No video added.")
        return self.tr("{0} videos added.").format(count)


def _recognised(paths: Sequence[Path]) -> DroppedPaths:
    from soc_studio.core.runs.dropped_paths import recognised  # takes a while

    return recognised(paths)


def _clips_at(path: Path) -> list[Path]:
    """Return the clips of a file or folder; of a dataset, which is opened as a whole, none."""
    from soc_studio.core.formats.dataset_opening import is_dataset  # takes a while

    return [] if is_dataset(path) else clips_in([path])
