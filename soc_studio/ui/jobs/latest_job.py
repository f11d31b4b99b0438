"""Jobs of one kind, of which only the latest is of interest."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from soc_studio.ui.jobs.job import Job, JobRunner


class LatestJob(QObject):
    """Runs jobs of one kind: each takes the place of the one before, which is stopped.

    The signals are those of the latest job. Of one that was replaced or dropped nothing more is
    heard, though it may still be at the end of its last step, unless it fails.
    """

    stepped = Signal(object)
    returned = Signal(object)
    failed = Signal(object)
    ended = Signal(bool)

    def __init__(self, parent: QObject, runner: JobRunner | None = None) -> None:
        """Run on the thread of `runner`, which others may use too, or on a thread of its own."""
        super().__init__(parent)
        self.runner = JobRunner(self) if runner is None else runner
        self._job: Job | None = None

    @property
    def is_running(self) -> bool:
        """Whether the latest job runs or waits."""
        return self._job is not None and not self._job.over

    @property
    def is_awaited(self) -> bool:
        """Whether something is still to be heard of the latest job, though it may be over."""
        return self._job is not None

    def start(self, job: Job) -> None:
        """Run a job in the place of the one before."""
        self.drop()
        job.again = False  # nobody would hear of it
        job.stepped.connect(self._step)
        job.returned.connect(self._return)
        job.failed.connect(self._fail)
        job.ended.connect(self._end)
        self._job = job
        self.runner.start(job)

    def drop(self) -> None:
        """Stop the job, and do not wait for it."""
        job, self._job = self._job, None
        if job is not None and job in self.runner.jobs:
            self.runner.cancel(job)

    def finish(self) -> None:
        """Stop the job and wait until the thread rests."""
        self.drop()
        self.runner.finish()

    def _is_latest(self) -> bool:
        return self._job is not None and self.sender() is self._job

    def _step(self, step: object) -> None:
        if self._is_latest():
            self.stepped.emit(step)

    def _return(self, result: object) -> None:
        if self._is_latest():
            self.returned.emit(result)

    def _fail(self, error: object) -> None:
        self.failed.emit(error)

    def _end(self, complete: bool) -> None:
        if self._is_latest():
            self._job = None
            self.ended.emit(complete)
