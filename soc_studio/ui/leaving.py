"""Leaving a document without holding the window up: its jobs end and it is saved first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from soc_studio.ui.document import OpenDocument
from soc_studio.ui.jobs import Job, JobRunner, once

_LOOK = 10  # milliseconds between two looks whether all jobs ended


class Leaving(QObject):
    """Stops what goes on in a window, then saves, then tells.

    Only the last `leave` counts: who asks twice wants the second.
    """

    def __init__(self, window: QWidget, saving: JobRunner) -> None:
        """Stop the jobs of all runners in `window` but those that stay, as `saving` has to."""
        super().__init__(window)
        self._window = window
        self._saving = saving
        self._left: Callable[[], None] | None = None
        self._failed: Callable[[Exception], None] | None = None
        self._document: OpenDocument | None = None
        self._runners: list[JobRunner] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def leave(
        self,
        document: OpenDocument | None,
        left: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Call `left` when all jobs are over and `document` is saved, or `failed` if it is not."""
        self._document, self._left, self._failed = document, left, failed
        runners = self._window.findChildren(JobRunner)
        self._runners = [each for each in runners if not each.stays]
        for runner in self._runners:
            runner.cancel_all()
        self._timer.start(_LOOK)
        self._look()

    def _look(self) -> None:
        if any(runner.jobs for runner in self._runners):
            return
        self._timer.stop()
        if self._document is None or self._document.core.read_only is not None:
            self._tell(None)
            return
        job = Job(self.tr("Saving"), once(self._document.core.save), minor=True)
        job.returned.connect(self._tell)
        job.failed.connect(self._tell_failure)
        self._saving.start(job)

    def _tell(self, _: object) -> None:
        if self._left is not None and not self._timer.isActive():
            left, self._left = self._left, None
            self._document = None
            left()

    def _tell_failure(self, error: Exception) -> None:
        if self._failed is not None and not self._timer.isActive():
            self._left = self._document = None
            self._failed(error)
