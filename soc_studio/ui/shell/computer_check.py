"""Has the computer looked at, on a thread, and shows what is found."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from soc_studio.core.system.health import HealthLine, as_json
from soc_studio.ui.dialogs.computer import ComputerDialog
from soc_studio.ui.jobs.job import Job, JobRunner
from soc_studio.ui.toolkit.application_events import unwatched
from soc_studio.ui.widgets.window_frame import WindowFrame


class ComputerCheck(QObject):
    """Opens the page about the computer; `runner` looks, which takes seconds."""

    def __init__(self, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._frame = frame
        self.runner = JobRunner(self, stays=True)
        self.dialog: ComputerDialog | None = None
        frame.actions_.call(doctor=self.show)

    def show(self) -> None:
        """Open the page and look."""
        if self.dialog is None:
            with unwatched():
                self.dialog = ComputerDialog(self._frame)
            self.dialog.copy_asked.connect(self._copy)
            self.dialog.again_asked.connect(self._look)
            self.dialog.finished.connect(self._closed)
            self._look()
        self.dialog.open()
        self.dialog.raise_()

    def finish(self) -> None:
        """Look no more, and wait for that."""
        self.runner.finish()

    def _look(self) -> None:
        if self.dialog is not None:
            self.dialog.begin()
            shown = QGuiApplication.platformName()
            job = Job(self.tr("Checking this computer"), partial(_examined, shown), minor=True)
            job.stepped.connect(self._add)
            job.ended.connect(self._end)
            self.runner.start(job)

    def _add(self, line: HealthLine) -> None:
        if self.dialog is not None:
            self.dialog.add(line)

    def _end(self, complete: bool) -> None:
        if self.dialog is not None and complete:
            self.dialog.end()

    def _copy(self) -> None:
        if self.dialog is not None:
            QGuiApplication.clipboard().setText(as_json(self.dialog.lines))

    def _closed(self) -> None:
        if self.dialog is not None:
            self.runner.cancel_all()
            self.dialog.deleteLater()
            self.dialog = None


def _examined(shown: str) -> Generator[HealthLine, None, None]:
    """Look; what is needed for that is only imported then."""
    from soc_studio.core.models.doctor import examined

    yield from examined(shown)
