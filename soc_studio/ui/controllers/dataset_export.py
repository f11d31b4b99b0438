"""Controller of the Dataset sheet: says what a dataset will have, and writes it as a job."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, QTimer
from PySide6.QtWidgets import QWidget

from soc_studio.core.datasets.dataset import Dataset
from soc_studio.core.datasets.fitting import DatasetLoss
from soc_studio.core.formats.dataset_export import DatasetExport, NothingLeft
from soc_studio.core.formats.dataset_wish import DatasetWish, recalled, remembered
from soc_studio.core.formats.export_names import name_about, next_name
from soc_studio.core.storage.document import Document
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.progress import Progress
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.export_end import ExportEnd
from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.dialogs.dataset import DatasetSheet
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.jobs.latest_job import LatestJob
from soc_studio.ui.text import dataset_text
from soc_studio.ui.toolkit.application_events import unwatched

_SETTLING = 250  # milliseconds without a change before a project is read
_REMEMBERED = "dataset/last"
_Found = tuple[DatasetWish, Dataset, list[DatasetLoss]]


class DatasetController(QObject):
    """Asks how the open project becomes a dataset, and writes it."""

    def __init__(
        self,
        operations: Operations,
        runner: JobRunner,
        settings: QSettings,
        window: QWidget,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        """Write on the thread of `runner`, remember in `settings`, ask above `window`."""
        super().__init__(parent)
        self._operations = operations
        self._document = operations.document
        self._runner = runner
        self._settings = settings
        self._window = window
        self._end = ExportEnd(operations, self)
        self._looking = LatestJob(self)
        self._looking.stepped.connect(self._show_step)
        self._looking.returned.connect(self._show_found)
        self._looking.failed.connect(self._show_failure)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLING)
        self._settled.timeout.connect(self._look)
        self.dialog: DatasetSheet | None = None
        actions.call_methods(export_dataset=self.ask)

    def close(self) -> None:
        """Close the sheet."""
        self._settled.stop()
        if self.dialog is not None:
            self.dialog.dismiss()
        self._looking.finish()

    def first_wish(self) -> DatasetWish:
        """Return what the sheet starts with."""
        kinds = QStandardPaths.StandardLocation
        home = QStandardPaths.writableLocation(kinds.DocumentsLocation) or str(Path.home())
        path = self._document.core.file.path
        place = home if self._document.core.is_draft else str(path.parent)
        title = self._document.title or path.stem
        wish = recalled(DatasetWish(place=place), str(self._settings.value(_REMEMBERED, "")))
        place = wish.place if Path(wish.place).is_dir() else place
        name = name_about(title, self.tr("{0} dataset"))
        while (Path(place) / name).exists():
            name = next_name(name)
        return replace(wish, place=place, name=name)

    def ask(self) -> None:
        """Ask how the project becomes a dataset."""
        if self.dialog is not None:
            return
        title = self._document.title or self._document.core.file.path.stem
        with unwatched():
            sheet = DatasetSheet(self.first_wish(), title, self._window)
        self.dialog = sheet
        sheet.changed.connect(self._change)
        sheet.write_asked.connect(self._write)
        sheet.closed.connect(self._closed)
        sheet.open()
        self._look()

    def write(self, wish: DatasetWish) -> Job:
        """Write a dataset as a job; return it."""
        core, folder = self._document.core, wish.folder
        job = Job(self.tr("Dataset “{0}”").format(wish.name), lambda: _written(core, wish, job))
        job.icon = "database"
        job.returned.connect(lambda done: self._end.tell(job, folder) if done else None)
        self._operations.start(job, self._runner)
        return job

    # The sheet

    def _change(self) -> None:
        assert self.dialog is not None
        self._looking.drop()
        if problem := self.dialog.wish.mistake():
            self._settled.stop()
            self.dialog.show_problem(problem)
        else:
            self.dialog.show_reading(self.tr("Reading masks…"))
            self._settled.start()

    def _look(self) -> None:
        """Find out off the GUI thread what the dataset will have."""
        if self.dialog is None:
            return
        wish, core = self.dialog.wish, self._document.core
        if problem := wish.mistake():
            self.dialog.show_problem(problem)
            return
        self.dialog.show_reading(self.tr("Reading masks…"))
        job = Job("dataset", lambda: _prepared(core, wish, lambda: job.cancelled), minor=True)
        self._looking.start(job)

    def _show_step(self, step: object) -> None:
        if self.dialog is not None and isinstance(step, Progress):
            self.dialog.show_reading(dataset_text.step(step))

    def _show_found(self, found: _Found) -> None:
        wish, dataset, losses = found
        if self.dialog is not None and wish == self.dialog.wish:
            self.dialog.show_report(dataset, losses)

    def _show_failure(self, error: Exception) -> None:
        if not isinstance(error, StudioError):
            self._operations.failed.emit(error)
        elif self.dialog is not None:
            losses = error.losses if isinstance(error, NothingLeft) else ()
            self.dialog.show_report(Dataset(()), losses)
            self.dialog.show_problem(error.message)

    def _write(self) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        wish = dialog.wish
        if problem := wish.mistake():
            dialog.show_problem(problem)
            return
        self._settings.setValue(_REMEMBERED, remembered(wish))
        dialog.dismiss()
        self.write(wish)

    def _closed(self) -> None:
        self._settled.stop()
        self._looking.drop()
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def _prepared(
    document: Document, wish: DatasetWish, stopped: Callable[[], bool]
) -> Generator[Progress, None, _Found]:
    with DatasetExport(document, wish.chosen, wish.plan(), stopped) as export:
        losses = yield from export.prepare()
        return wish, export.dataset, losses


def _written(document: Document, wish: DatasetWish, job: Job) -> Generator[Progress, None, bool]:
    """Write a dataset; return whether it is there."""
    with DatasetExport(document, wish.chosen, wish.plan(), lambda: job.cancelled) as export:
        yield from export.prepare()
        yield from export.write(wish.folder)
    return not job.cancelled
