"""Opens a dataset as a new project: asks for what it does not say, and imports it as a job."""

from __future__ import annotations

from collections.abc import Callable, Generator
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.storage.project_videos import open_project_video
from soc_studio.ui.controllers.failures import Failures
from soc_studio.ui.controllers.open_document import DocumentOpener
from soc_studio.ui.dialogs.rate import ask_rate
from soc_studio.ui.jobs.job import Job, JobResult, JobRunner, once
from soc_studio.ui.jobs.opening import Opened
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.question import Question
from soc_studio.ui.widgets.window_frame import WindowFrame


class DatasetOpener(QObject):
    """Makes projects of datasets, one after the other, while the open document stays open."""

    opened = Signal(object, object)  # Opened, and the Path of the project made of it
    add_asked = Signal(object)  # the Path of a dataset that is to be added to the open project
    told = Signal(str)  # a sentence on what of the dataset the project does not have
    failed = Signal(object)  # the exception

    def __init__(
        self, window: WindowFrame, runner: JobRunner, opener: DocumentOpener, failures: Failures
    ) -> None:
        """Import on the thread of `runner` what `opener` finds to be a dataset, and have it shown
        there."""
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._opener = opener
        self._lost = ""  # of what is about to be shown
        opener.document_shown.connect(self._tell_lost)
        opener.dataset_found.connect(self.take)
        self.opened.connect(opener.show)
        self.failed.connect(failures.tell)
        self.told.connect(failures.tell_lost)

    def ask(self) -> None:
        """Ask for the folder of a dataset, and open it."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Open a dataset"))
        if name:
            self.open(Path(name))

    def take(self, path: Path) -> None:
        """Open the dataset at `path`, or add it to the project that is looked at: ask which."""
        document = self._opener.document
        is_seen = self._window.stack.currentWidget() is not self._window.empty_state
        if document is None or not is_seen or document.core.read_only is not None:
            self.open(path)
            return
        question = Question(
            self._window,
            self.tr("“{0}” is a dataset.").format(path.name),
            self.tr(
                "It can come into the open project, with its videos, sentences and masks, or into "
                "a new one."
            ),
            icon="database",
        )
        question.offer(self.tr("Add to this project"), lambda: self.add_asked.emit(path), "primary")
        question.offer(self.tr("New project"), lambda: self.open(path))
        question.open()

    def open(self, path: Path) -> None:
        """Open the dataset at `path`: a folder, an archive, or a file that says all."""
        from soc_studio.core.formats.dataset_opening import read_dataset

        name = self.tr("Opening “{0}”").format(path.name)
        job = Job(name, once(partial(read_dataset, path)), minor=True)
        job.returned.connect(lambda found: self._ask_rate(path, *found))
        job.failed.connect(self.failed)
        self._runner.start(job)

    def _ask_rate(self, path: Path, dataset: Dataset, frames: int) -> None:
        """Ask how many frames a second there are, where the dataset does not say it."""
        if not frames:
            self._import(path, dataset, None)
            return
        ask_rate(path, frames, self._window, lambda rate: self._import(path, dataset, rate))

    def _import(self, path: Path, dataset: Dataset, rate: Fraction | None) -> None:
        told: list[str] = []
        steps = partial(_imported, path, dataset, rate, told.append)
        job = Job(self.tr("Import “{0}”").format(path.name), steps)
        job.icon = "import"
        job.returned.connect(partial(self._show, job, told))
        job.failed.connect(self.failed)
        self._runner.start(job)

    def _show(self, job: Job, told: list[str], opened: Opened) -> None:
        count = len(opened.document.project.videos)
        words = self.tr("1 video") if count == 1 else self.tr("{0} videos").format(count)
        job.result = JobResult(words)
        self._lost = " ".join(map(translated, told))
        # The project is what can be opened again: of the dataset another one would be made.
        self.opened.emit(opened, opened.document.file.path)

    def _tell_lost(self, *_: object) -> None:
        """Tell it of what is shown now, after the end of the task, which would take its place."""
        lost, self._lost = self._lost, ""
        if lost:
            QTimer.singleShot(0, self, lambda: self.told.emit(lost))


def _imported(
    path: Path, dataset: Dataset, rate: Fraction | None, tell: Callable[[str], None]
) -> Generator[Any, None, Opened]:
    from soc_studio.core.formats.dataset_opening import project_of

    document = yield from project_of(path, dataset, rate, tell)
    try:
        first = document.project.videos[0]
        return Opened(document, open_project_video(document, first), first.id)
    except BaseException:
        document.discard()
        raise
