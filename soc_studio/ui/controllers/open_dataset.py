"""Opens a dataset as a new project: asks for what it does not say, and imports it as a job."""

from __future__ import annotations

from collections.abc import Callable, Generator
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.storage.project_videos import open_project_video
from soc_studio.ui.controllers.failures import Failures
from soc_studio.ui.controllers.open_document import DocumentOpener
from soc_studio.ui.dialogs.rate import RateDialog
from soc_studio.ui.jobs.job import Job, JobResult, JobRunner, once
from soc_studio.ui.jobs.opening import Opened
from soc_studio.ui.toolkit.translation import translated


class DatasetOpener(QObject):
    """Makes projects of datasets, one after the other, while the open document stays open."""

    opened = Signal(object, object)  # Opened, and the Path of the dataset
    told = Signal(str)  # a sentence on what of the dataset the project does not have
    failed = Signal(object)  # the exception

    def __init__(
        self, window: QWidget, runner: JobRunner, opener: DocumentOpener, failures: Failures
    ) -> None:
        """Import on the thread of `runner` what `opener` finds to be a dataset, and have it shown
        there."""
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._lost = ""  # of what is about to be shown
        opener.document_shown.connect(self._tell_lost)
        opener.dataset_found.connect(self.open)
        self.opened.connect(opener.show)
        self.failed.connect(failures.tell)
        self.told.connect(failures.tell_lost)

    def ask(self) -> None:
        """Ask for the folder of a dataset, and open it."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Open a dataset"))
        if name:
            self.open(Path(name))

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
        dialog = RateDialog(path, frames, self._window)
        dialog.answered.connect(lambda rate: self._import(path, dataset, rate))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _import(self, path: Path, dataset: Dataset, rate: Fraction | None) -> None:
        told: list[str] = []
        steps = partial(_imported, path, dataset, rate, told.append)
        job = Job(self.tr("Import “{0}”").format(path.name), steps)
        job.icon = "import"
        job.returned.connect(partial(self._show, job, path, told))
        job.failed.connect(self.failed)
        self._runner.start(job)

    def _show(self, job: Job, path: Path, told: list[str], opened: Opened) -> None:
        count = len(opened.document.project.videos)
        words = self.tr("1 video") if count == 1 else self.tr("{0} videos").format(count)
        job.result = JobResult(words)
        self._lost = " ".join(map(translated, told))
        self.opened.emit(opened, path)

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
