"""Controller of the jobs panel: shows jobs and the device; stops, reorders and retries jobs."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from soc_studio.core.system.device_facts import DeviceFacts, cores
from soc_studio.core.system.memory import memory_in_use
from soc_studio.ui.jobs.job import JobRunner
from soc_studio.ui.jobs.job_log import Entry, JobLog
from soc_studio.ui.widgets.device_chip import DeviceChip
from soc_studio.ui.widgets.job_list import JobList
from soc_studio.ui.widgets.question import Question
from soc_studio.ui.widgets.tasks_button import TasksButton
from soc_studio.ui.widgets.toasts import Kind, Toasts

_MOST_NAMED = 5  # jobs in a question
_LONG = 5.0  # seconds from which a task is told when it ends
_SEEN = ("search", "arrow-left-right")  # icons of tasks whose end is seen on the stage
_LOOK_EVERY = 2000  # milliseconds between two looks at the memory


class JobController(QObject):
    """Keeps the list of jobs, and the device, in step with the runners; outlives documents."""

    told = Signal(str)  # a sentence for the status bar
    stopped = Signal()  # all jobs ended, so that the window may close

    def __init__(
        self,
        jobs: JobList,
        chip: DeviceChip,
        button: TasksButton,
        toasts: Toasts,
        runners: Sequence[JobRunner],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.log = JobLog(runners, self)
        self._jobs = jobs
        self._chip = chip
        self._device: DeviceFacts | None = None
        self._runners = list(runners)
        self._closes = False
        self._question: Question | None = None
        self._button = button
        self._toasts = toasts
        self.log.changed.connect(self._show)
        self.log.progressed.connect(self._show_progress)
        self.log.finished.connect(self._tell_end)
        jobs.cancel_asked.connect(self.log.cancel)
        jobs.move_asked.connect(self.log.move)
        jobs.retry_asked.connect(self.log.retry)
        jobs.dismiss_asked.connect(self.log.dismiss)
        jobs.clear_asked.connect(self.log.clear_finished)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY)
        self._look.timeout.connect(self._show_use)
        self._look.start()
        self._show_use()

    def close_document(self) -> None:
        """Remove the finished jobs from the log."""
        self.log.clear_finished()

    def tell_device(self, facts: DeviceFacts) -> None:
        """Show what a network runs on."""
        self._device = facts
        self._show_use()

    def may_close(self, window: QWidget) -> bool:
        """Return whether no job runs; ask whether to stop the jobs where some do.

        If so, `stopped` says when they have ended: each finishes its step, off the GUI thread.
        """
        if self.log.busy and not self._closes and self._question is None:
            self._ask_to_stop(window)
        return not self.log.busy

    def _ask_to_stop(self, window: QWidget) -> None:
        names = "\n".join(_named(each) for each in self.log.busy[:_MOST_NAMED])
        said = self.tr(
            "Still running:\n\n{0}\n\nEverything found so far is kept; an "
            "unfinished export is removed."
        ).format(names)
        question = self._question = Question(
            window, self.tr("Stop and close?"), said, icon="circle-help"
        )
        question.offer(self.tr("Stop and close"), self._stop, "destructive")
        question.offer(self.tr("Stay"), self._stay, "primary", at_the_end=True)
        question.refused.connect(self._stay)
        question.open()

    def _stay(self) -> None:
        self._question = None

    def _stop(self) -> None:
        self._question = None
        if not self.log.busy:  # they ended meanwhile
            self.stopped.emit()
            return
        self._closes = True
        self.told.emit(self.tr("Stopping…"))
        for runner in self._runners:
            runner.cancel_all()

    def _show_progress(self, entry: Entry) -> None:
        self._jobs.show_progress(entry)
        self._show_button()

    def _show_button(self) -> None:
        """Show in the button how many tasks run, and the share that is done of those known."""
        open_ones = [each for each in self.log.entries if not each.is_over]
        shares = [
            each.progress.done / each.progress.total if each.progress.total else 0.0
            for each in open_ones
            if each.progress is not None
        ]
        share = sum(shares) / len(open_ones) if shares else None
        self._button.show_tasks(len(open_ones), share)

    def _tell_end(self, entry: Entry) -> None:
        """Tell that a task is done where nobody may have seen it, or it took long.

        The end of a search is seen: the Next bar says what came out. Exports tell their own end.
        """
        window = self._button.window()
        is_seen = window.isActiveWindow()
        took = time.monotonic() - entry.began
        if not is_seen:
            QApplication.alert(window)
        is_told = bool(entry.result.actions) or (is_seen and entry.icon in _SEEN)
        if not is_told and (took > _LONG or not is_seen):
            self._toasts.tell(Kind.DONE, _named(entry), entry.result.words or self.tr("done"))

    def _show(self) -> None:
        self._jobs.show_entries(self.log.entries)
        self._show_button()
        if self._closes and not self.log.busy:
            self._closes = False
            self.stopped.emit()

    def _show_use(self) -> None:
        self._chip.show_use(self._device, cores(), memory_in_use())


def _named(entry: Entry) -> str:
    return f"{entry.name} · {entry.about}" if entry.about else entry.name
