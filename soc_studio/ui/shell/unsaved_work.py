"""Work that was never saved under a name, on a sheet; the start page has cards of it, too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from soc_studio.core.storage.unsaved import Draft, drafts, remove_draft
from soc_studio.core.system.errors import StudioError
from soc_studio.ui.dialogs.unsaved_work import UnsavedWorkSheet
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.widgets.window_frame import WindowFrame


class UnsavedWork(QObject):
    """Finds it off the GUI thread, and opens or discards what the user chooses."""

    def __init__(
        self,
        frame: WindowFrame,
        runner: JobRunner,
        open_file: Callable[[Path], object],
        tell_failure: Callable[[Exception], object],
    ) -> None:
        """Look on the thread of `runner`."""
        super().__init__(frame)
        self.dialog: UnsavedWorkSheet | None = None
        self._frame = frame
        self._runner = runner
        self._open_file = open_file
        self._tell_failure = tell_failure
        frame.actions_.call(recover=self.ask)

    def ask(self) -> None:
        """Show the unsaved work there is now."""
        if self.dialog is not None:
            return
        dialog = UnsavedWorkSheet(self._frame)
        dialog.open_asked.connect(self._open_file)
        dialog.discard_asked.connect(self._discard)
        dialog.closed.connect(self._closed)
        self.dialog = dialog
        dialog.open()
        self._look(self._show)

    def _look(self, found: Callable[[list[Draft]], None]) -> None:
        job = Job(self.tr("Looking for unsaved work"), once(drafts), minor=True)
        job.returned.connect(found)
        job.failed.connect(self._tell_failure)
        self._runner.start(job)

    def _show(self, found: list[Draft]) -> None:
        if self.dialog is not None:
            self.dialog.show_drafts(found)

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _discard(self, draft: Path) -> None:
        try:
            remove_draft(draft)
        except StudioError as error:
            self._tell_failure(error)
        self._look(self._show)
