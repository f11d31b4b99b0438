"""Long work off the GUI thread: generators of `core` that yield small values."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import closing
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

Steps: TypeAlias = Callable[[], Generator[Any, None, Any]]


class Job(QObject):
    """Runs a generator on a pool thread and hands what it yields to the GUI thread.

    The job itself lives in the GUI thread, so whatever is connected to its signals runs there:
    connect bound methods of objects that live there, first, and start last.
    """

    stepped = Signal(object)  # what the generator yielded
    returned = Signal(object)  # what it returned at its end
    failed = Signal(object)  # the exception that ended it
    ended = Signal(bool)  # always last; True when the generator ran to its end

    def __init__(self, name: str, steps: Steps) -> None:
        """Prepare work called `name`, as the user would say it; `steps` is called on the thread."""
        super().__init__()
        self.name = name
        self.over = False
        self._steps = steps
        self._cancelled = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Stop after the step under way."""
        self._cancelled.set()

    def run(self) -> None:
        """Work through the generator; called on a pool thread."""
        complete = False
        try:
            with closing(self._steps()) as steps:
                while not self._cancelled.is_set():
                    self.stepped.emit(next(steps))
        except StopIteration as end:
            complete = True
            self.returned.emit(end.value)
        except Exception as error:
            self.failed.emit(error)
        finally:
            self.over = True
            self.ended.emit(complete)


class _Task(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()


class JobRunner(QObject):
    """Runs jobs one after the other on a thread of its own."""

    changed = Signal()  # a job was added or is over

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self.jobs: list[Job] = []

    def start(self, job: Job) -> None:
        """Run `job` after those that were started before."""
        self.jobs.append(job)
        job.ended.connect(self._forget)
        self._pool.start(_Task(job))
        self.changed.emit()

    def cancel_all(self) -> None:
        """Ask every job to stop."""
        for job in self.jobs:
            job.cancel()

    def finish(self) -> None:
        """Stop every job and wait until none runs; their last signals still come."""
        self.cancel_all()
        self._pool.waitForDone()

    def _forget(self) -> None:
        for job in [each for each in self.jobs if each.over]:
            self.jobs.remove(job)
            job.deleteLater()
        self.changed.emit()


def once(work: Callable[[], Any]) -> Steps:
    """Return steps that do one thing and return what it gives."""

    def steps() -> Generator[Any, None, Any]:
        yield from ()
        return work()

    return steps
