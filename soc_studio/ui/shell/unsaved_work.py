"""Work that was never saved under a name: offered when the program starts, and in a dialog."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from soc_studio.core.storage.unsaved import Draft, drafts, remove_draft
from soc_studio.core.system.errors import StudioError
from soc_studio.ui.dialogs.unsaved_work import UnsavedWorkDialog, discard_question
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.text.unsaved_text import age, contents, name
from soc_studio.ui.widgets.toasts import Kind
from soc_studio.ui.widgets.window_frame import WindowFrame


class UnsavedWork(QObject):
    """Finds it off the GUI thread, and opens or discards what the user chooses."""

    def __init__(
        self,
        frame: WindowFrame,
        runner: JobRunner,
        is_open: Callable[[], bool],
        open_file: Callable[[Path], object],
        tell_failure: Callable[[Exception], object],
    ) -> None:
        """Look on the thread of `runner`; `is_open` returns whether a document is open."""
        super().__init__(frame)
        self.dialog: UnsavedWorkDialog | None = None
        self._frame = frame
        self._runner = runner
        self._is_open = is_open
        self._open_file = open_file
        self._tell_failure = tell_failure
        frame.actions_.call(recover=self.ask)

    def offer(self) -> None:
        """Offer the newest, unless something is open by then."""
        self._look(self._offer)

    def ask(self) -> None:
        """Show the unsaved work there is now."""
        dialog = UnsavedWorkDialog(self._frame)
        dialog.open_asked.connect(self._open_file)
        dialog.discard_asked.connect(self._discard)
        dialog.finished.connect(self._closed)
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

    def _offer(self, found: list[Draft]) -> None:
        if not found or self._is_open():
            return
        newest = found[0]
        text = self.tr("Unsaved work on “{0}”, {1}: {2}.").format(
            name(newest), age(newest), contents(newest)
        )
        several = self.tr("Show all {0}…").format(len(found)), self.ask
        one = self.tr("Discard it…"), partial(self._ask_discard, newest)
        self._frame.toasts.tell_sentences(
            Kind.QUESTION,
            text,
            (self.tr("Open it"), partial(self._open_file, newest.path)),
            several if len(found) > 1 else one,
        )

    def _ask_discard(self, draft: Draft) -> None:
        box = discard_question(draft, self._frame)
        box.accepted.connect(partial(self._discard, draft.path))
        box.open()

    def _discard(self, draft: Path) -> None:
        try:
            remove_draft(draft)
        except StudioError as error:
            self._tell_failure(error)
        self._look(self._show)
