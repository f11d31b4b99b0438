"""Adds datasets to the open project: reads them off the GUI thread, then makes one edit."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.project.edit_names import Edit
from soc_studio.core.project.project import Project
from soc_studio.core.storage.document import Document
from soc_studio.core.system.progress import Progress
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.dialogs.rate import ask_rate
from soc_studio.ui.jobs.job import Job, JobResult, JobRunner, once
from soc_studio.ui.toolkit.translation import translated
from soc_studio.ui.widgets.toasts import Kind
from soc_studio.ui.widgets.window_frame import WindowFrame

if TYPE_CHECKING:
    from soc_studio.core.formats.project_from_dataset import ImportChoices, ReadDataset

_Made = tuple["ReadDataset", Project, Edit]


class DatasetImporter(QObject):
    """Asks for what a dataset does not say, and has its videos and labels in the open project."""

    def __init__(
        self,
        operations: Operations,
        frame: WindowFrame,
        runner: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        """Read on the thread of `runner`, which ends with the document."""
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._frame = frame
        self._runner = runner
        self._closed = False
        self._begun: dict[Job, tuple[Path, Sequence[str]]] = {}  # with what could not be kept
        frame.actions_.call_methods(add_dataset=self.ask)

    def close(self) -> None:
        """Add nothing more: the document is closed."""
        self._closed = True

    def ask(self) -> None:
        """Ask for the folder of a dataset, and add it."""
        title, place = self.tr("Add a dataset"), self._document.folder
        name = QFileDialog.getExistingDirectory(self._frame, title, place)
        if name:
            self.add(Path(name))

    def add(self, path: Path) -> None:
        """Add the dataset at `path`: a folder, an archive, or a file that says all."""
        from soc_studio.core.formats.dataset_opening import read_dataset

        name = self.tr("Opening “{0}”").format(path.name)
        job = Job(name, once(partial(read_dataset, path)), minor=True)
        job.returned.connect(self._ask_rate)
        self._begin(job, path)

    def _ask_rate(self, found: tuple[Dataset, int]) -> None:
        path, _ = self._begun.pop(self._sender())
        dataset, frames = found
        if frames:
            ask_rate(path, frames, self._frame, lambda rate: self._read(path, dataset, rate))
        else:
            self._read(path, dataset, None)

    def _read(self, path: Path, dataset: Dataset, rate: Fraction | None) -> None:
        if self._closed:
            return
        from soc_studio.core.formats.project_from_dataset import ImportChoices

        told: list[str] = []
        choices = ImportChoices(rate=rate, unpacked=path.with_name(f"{path.stem} frames"))
        core = self._document.core
        steps = partial(_read, core, dataset, path, choices, told.append)
        job = Job(self.tr("Import “{0}”").format(path.name), steps)
        job.icon = "import"
        job.returned.connect(self._add)
        self._begin(job, path, told)

    def _add(self, made: _Made) -> None:
        from soc_studio.core.formats.project_from_dataset import dataset_edit

        read, before, edit = made

        def make(project: Project) -> Edit:
            return edit if project is before else dataset_edit(project, read)

        job = self._sender()
        _, told = self._begun.pop(job)
        if not self._operations.edit(make, said=""):
            self._operations.attempt(lambda: read.drop(self._document.core))
            return
        count = len(read.videos)
        words = self.tr("1 video") if count == 1 else self.tr("{0} videos").format(count)
        job.result = JobResult(words)
        if told:
            self._frame.toasts.tell_sentences(Kind.QUESTION, " ".join(map(translated, told)))

    def _begin(self, job: Job, path: Path, told: Sequence[str] = ()) -> None:
        self._begun[job] = path, told
        self._operations.start(job, self._runner)

    def _sender(self) -> Job:
        job = self.sender()
        assert isinstance(job, Job)
        return job


def _read(
    document: Document,
    dataset: Dataset,
    path: Path,
    choices: ImportChoices,
    tell: Callable[[str], None],
) -> Generator[Progress, None, _Made]:
    """Read a dataset; return it with the project of now and the edit of that: of many videos, that
    takes a while."""
    from soc_studio.core.formats.project_from_dataset import dataset_edit, read_for_project

    read = yield from read_for_project(document, dataset, path, choices, tell)
    before = document.project
    return read, before, dataset_edit(before, read)
