"""One list of all jobs: waiting, running, done and failed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from soc_studio.core.system.errors import SPOKEN
from soc_studio.core.system.progress import Progress
from soc_studio.ui.jobs.job import Job, JobResult, JobRunner
from soc_studio.ui.text import model_text

_MOST_OVER = 50  # that are remembered


class JobState(Enum):
    """The state of a job."""

    WAITING = auto()
    RUNNING = auto()
    STOPPING = auto()
    DONE = auto()
    STOPPED = auto()
    FAILED = auto()


@dataclass(eq=False, slots=True)
class Entry:
    """A job's row in the log. `sentence` says why it failed; `place` is its place in the queue,
    `began` the time at which it was added, then that at which it began.

    `about` is the video that it is of, "" where that need not be said.
    `job` is None when nothing can be done with it any more.
    """

    number: int
    name: str
    job: Job | None
    runner: JobRunner
    state: JobState = JobState.WAITING
    progress: Progress | None = None
    sentence: str = ""
    place: int = 0
    waiting: int = 0
    icon: str = "clock"
    about: str = ""
    result: JobResult = field(default_factory=JobResult)
    began: float = field(default_factory=time.monotonic)

    @property
    def is_over(self) -> bool:
        """Whether it neither runs nor waits."""
        return self.state in (JobState.DONE, JobState.STOPPED, JobState.FAILED)


class JobLog(QObject):
    """The jobs of several runners: `entries`, those that run first, then those that wait, then what
    is over, the last first."""

    changed = Signal()
    progressed = Signal(object)  # Entry
    finished = Signal(object)  # Entry of a job that ran to its end

    def __init__(self, runners: Sequence[JobRunner], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runners = list(runners)
        self._entries: list[Entry] = []
        self._next = 1
        for runner in runners:
            runner.added.connect(self._added)
            runner.begun.connect(self._begun)
            runner.ended.connect(self._ended)
            runner.changed.connect(self._sort)

    @property
    def entries(self) -> list[Entry]:
        """The jobs in the log."""
        return [each for each in self._entries if not (each.job and each.job.minor)]

    @property
    def busy(self) -> list[Entry]:
        """What runs or waits, and would be missed."""
        return [
            each
            for each in self.entries
            if not each.is_over and not (each.job and each.job.harmless)
        ]

    def cancel(self, number: int) -> None:
        """Stop a job, or do not begin it."""
        entry = self._entry(number)
        if entry is not None and entry.job is not None and not entry.is_over:
            entry.runner.cancel(entry.job)
            self._sort()

    def move(self, number: int, places: int) -> None:
        """Have a job that waits begin later, or earlier where `places` is negative."""
        entry = self._entry(number)
        if entry is not None and entry.job is not None:
            entry.runner.move(entry.job, places)

    def retry(self, number: int) -> None:
        """Do what failed, or was stopped, again."""
        entry = self._entry(number)
        if entry is None or entry.job is None or not entry.is_over:
            return
        job = entry.job
        self._entries.remove(entry)
        self._disconnect(job)
        job.renew()
        entry.runner.start(job)

    def dismiss(self, number: int) -> None:
        """Tell no more of a job that is over."""
        entry = self._entry(number)
        if entry is not None and entry.is_over:
            self._forget([entry])

    def clear_finished(self) -> None:
        """Remove the jobs that ended."""
        self._forget([each for each in self._entries if each.is_over])

    def _entry(self, number: int) -> Entry | None:
        return next((each for each in self._entries if each.number == number), None)

    def _of(self, job: object) -> Entry | None:
        return next((each for each in self._entries if each.job is job), None)

    def _added(self, job: Job) -> None:
        runner = self.sender()
        assert isinstance(runner, JobRunner)
        self._entries.append(
            Entry(self._next, job.name, job, runner, icon=job.icon, about=job.about)
        )
        self._next += 1
        job.stepped.connect(self._stepped)
        job.failed.connect(self._failed)

    def _begun(self, job: Job) -> None:
        entry = self._of(job)
        if entry is not None:
            entry.began = time.monotonic()

    def _stepped(self, step: object) -> None:
        entry = self._of(self.sender())
        if entry is not None and isinstance(step, Progress):
            entry.progress = step
            self.progressed.emit(entry)

    def _failed(self, error: Exception) -> None:
        entry = self._of(self.sender())
        if entry is not None:
            entry.state = JobState.FAILED
            entry.sentence = self._sentence(error)

    def _ended(self, job: Job, complete: bool) -> None:
        entry = self._of(job)
        if entry is None:
            return
        if entry.state is not JobState.FAILED:
            entry.state = JobState.DONE if complete else JobState.STOPPED
        if entry.state is JobState.FAILED:
            job.minor = False
            entry.runner.keep(job)
            return
        self._disconnect(job)
        entry.result = job.result
        if job.minor:
            self._entries.remove(entry)
        entry.job = None
        if complete and not job.minor:
            self.finished.emit(entry)

    def _sort(self) -> None:
        for runner in self._runners:
            waiting = runner.waiting
            for entry in self._entries:
                if entry.runner is not runner or entry.is_over or entry.job is None:
                    continue
                entry.waiting = len(waiting)
                if entry.job in waiting:
                    entry.state, entry.place = JobState.WAITING, waiting.index(entry.job)
                else:
                    stops = entry.job.cancelled
                    entry.state = JobState.STOPPING if stops else JobState.RUNNING
        self._entries.sort(key=_rank)
        over = [each for each in self._entries if each.is_over]
        self._forget(over[_MOST_OVER:])

    def _forget(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            self._entries.remove(entry)
            if entry.job is not None:
                self._disconnect(entry.job)
                entry.job.deleteLater()
        self.changed.emit()

    def _disconnect(self, job: Job) -> None:
        job.stepped.disconnect(self._stepped)
        job.failed.disconnect(self._failed)

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, SPOKEN):
            return model_text.failure(error)
        return self.tr("A fault in the program stopped this; see the log.")


def _rank(entry: Entry) -> tuple[int, int]:
    if entry.is_over:
        return 2, -entry.number
    if entry.state is JobState.WAITING:
        return 1, entry.place
    return 0, entry.number
