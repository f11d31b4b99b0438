"""Closes a document without blocking the window: stops its jobs and saves it first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QMessageBox, QWidget

from soc_studio.core.system.errors import StudioError
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs.job import Job, JobRunner, once
from soc_studio.ui.text import model_text

_LOOK = 10  # milliseconds between two checks whether all jobs ended


@dataclass(frozen=True, slots=True)
class _Wish:
    """What to call once `document` is closed, when the person stays, and on failure."""

    document: OpenDocument | None
    left: Callable[[], None]
    stayed: Callable[[], None]
    failed: Callable[[Exception], None]


class DocumentCloser(QObject):
    """Asks about unsaved work, stops the window's jobs, saves, then calls back.

    Only the last `leave` counts.
    """

    def __init__(self, window: QWidget, saving: JobRunner, save_as: Callable[[], bool]) -> None:
        """Stop the jobs of all runners in `window` but those that stay, as `saving` has to.

        `save_as` asks for a name, saves under it, and returns whether that was done.
        """
        super().__init__(window)
        self._window = window
        self._saving = saving
        self._save_as = save_as
        self._wish: _Wish | None = None
        self.question: QMessageBox | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def leave(
        self,
        document: OpenDocument | None,
        left: Callable[[], None],
        stayed: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Call one of the three: `left` when all jobs are over and `document` is saved, kept as
        unsaved work or marked to be discarded, `stayed` when the person decides against leaving or
        wants something else meanwhile, `failed` when it cannot be saved."""
        self._timer.stop()
        self._stay()
        if document is not None:
            document.discards = False  # the person decides again
        self._wish = _Wish(document, left, stayed, failed)
        if document is not None and document.is_unsaved:
            self._ask(document)
        else:
            self._stop_jobs()

    # The question

    def _ask(self, document: OpenDocument) -> None:
        if self.question is not None:
            return  # its answer serves the latest wish
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Unsaved work"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("The work on “{0}” is not saved under a name.").format(document.title))
        box.setInformativeText(
            self.tr("If you keep it, it opens again with the video, and from File › Unsaved work.")
        )
        keep = box.addButton(self.tr("&Keep as unsaved"), QMessageBox.ButtonRole.AcceptRole)
        save = box.addButton(self.tr("&Save…"), QMessageBox.ButtonRole.ActionRole)
        discard = box.addButton(self.tr("&Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)

        def answered(_: int) -> None:
            clicked = box.clickedButton()
            self.question = None
            box.deleteLater()
            if clicked is keep:
                self._stop_jobs()
            elif clicked is discard:
                document.discards = True
                self._stop_jobs()
            elif clicked is save and self._save_as():
                self._stop_jobs()
            else:
                self._stay()

        box.finished.connect(answered)
        self.question = box
        box.open()

    def _stay(self) -> None:
        wish, self._wish = self._wish, None
        if wish is not None:
            wish.stayed()

    def ask_close_anyway(self, close: Callable[[], None], error: Exception) -> None:
        """Ask whether to close a document that cannot be saved."""
        if not isinstance(error, StudioError):
            raise error
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("The last changes cannot be saved."))
        box.setInformativeText(model_text.failure(error))
        button = box.addButton(
            self.tr("&Close without them"), QMessageBox.ButtonRole.DestructiveRole
        )
        button.clicked.connect(close)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.finished.connect(box.deleteLater)
        box.open()

    # The jobs, and saving

    def _stop_jobs(self) -> None:
        self._timer.start(_LOOK)
        self._look()

    def _look(self) -> None:
        runners = [each for each in self._window.findChildren(JobRunner) if not each.stays]
        for runner in runners:
            runner.cancel_all()  # including jobs that the person began meanwhile
        if any(runner.jobs for runner in runners):
            return
        self._timer.stop()
        document = self._wish.document if self._wish is not None else None
        if document is None or document.core.read_only is not None or document.discards:
            self._tell(None)
            return
        job = Job(self.tr("Saving"), once(document.core.save), minor=True)
        job.returned.connect(self._tell)
        job.failed.connect(self._tell_failure)
        self._saving.start(job)

    def _tell(self, _: object) -> None:
        if self._timer.isActive() or self.question is not None:
            return  # a later wish replaced this one
        wish, self._wish = self._wish, None
        if wish is not None:
            wish.left()

    def _tell_failure(self, error: Exception) -> None:
        if self._timer.isActive() or self.question is not None:
            return
        wish, self._wish = self._wish, None
        if wish is not None:
            wish.failed(error)
