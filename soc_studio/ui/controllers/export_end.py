"""What is told of an export that is done, and what can be done with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from soc_studio.ui.controllers.operations import Operations
from soc_studio.ui.jobs.job import Job, JobResult
from soc_studio.ui.widgets.toasts import Action, Kind, Told


class ExportEnd(QObject):
    """Tells where the files are, as a toast and in the list of tasks."""

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations

    def tell(self, job: Job, written: Path) -> None:
        """Tell of a job that wrote the folder or file `written`."""
        actions: tuple[Action, ...] = (
            (self.tr("Show in folder"), lambda: self._show(written)),
            (self.tr("Copy path"), lambda: self._copy(written)),
        )
        place = QDir.toNativeSeparators(str(written.parent))
        job.result = JobResult(place, actions)
        title = self.tr("Exported {0}").format(written.name)
        self._operations.report(Told(Kind.DONE, title, place, actions))

    def _show(self, written: Path) -> None:
        if not show_in_folder(written):
            place = QDir.toNativeSeparators(str(written.parent))
            self._operations.tell(
                self.tr("No program opens folders here. It is in {0}").format(place)
            )

    def _copy(self, written: Path) -> None:
        QGuiApplication.clipboard().setText(QDir.toNativeSeparators(str(written)))
        self._operations.tell(self.tr("Copied the path"))


def show_in_folder(written: Path) -> bool:
    """Open a folder that was written, or the folder of a file, in the system's file manager; return
    whether there is one."""
    folder = written if written.is_dir() else written.parent
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
