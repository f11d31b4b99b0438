"""Long work off the GUI thread: generators of `core` that yield small values."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, Signal

Steps: TypeAlias = Callable[[], Generator[Any, None, Any]]


@dataclass(frozen=True, slots=True)
class JobResult:
    """What is told of a job that ran to its end: a few words, and what can be done: the words of a
    button, and what it does."""

    words: str = ""
    actions: tuple[tuple[str, Callable[[], object]], ...] = ()


class Job(QObject):
    """Runs a generator on a thread and hands what it yields to the GUI thread.

    The job itself lives in the GUI thread, so whatever is connected to its signals runs there:
    connect bound methods of objects that live there, first, and start last.
    """

    stepped = Signal(object)  # what the generator yielded
    returned = Signal(object)  # what it returned at its end
    failed = Signal(object)  # the exception that ended it
    ended = Signal(bool)  # always last; True when the generator ran to its end

    def __init__(
        self, name: str, steps: Steps, minor: bool = False, harmless: bool = False
    ) -> None:
        """Prepare work called `name`, as the user would say it; `steps` is called on the thread.

        A `minor` job ends soon, or runs all the time: people hear of it only if it fails.
        A `harmless` job can stop without a question: nothing is lost.
        """
        super().__init__()
        self.name = name
        self.minor = minor
        self.harmless = harmless
        self.icon = "clock"  # its name among Lucide's
        self.about = ""  # what its video is called, where there are others it could be of
        self.result = JobResult()
        self.again = True  # whether people can have it done again where it failed
        self.over = False
        self.left = threading.Event()  # set when the thread is done with it
        self._steps = steps
        self._cancelled = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled.is_set()

    def renew(self) -> None:
        """Make it ready to be started again, after it was over; its connections stay."""
        self.over = False
        self.left.clear()
        self._cancelled.clear()

    def cancel(self) -> None:
        """Stop after the step under way."""
        self._cancelled.set()

    def run(self) -> None:
        """Work through the generator; called on the thread."""
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


class _JobThread:
    """A thread of Python's own that runs jobs one after the other, from the first one on.

    On a thread of Qt's each job would have another state of Python, and libraries made with
    pybind11, as OpenTimelineIO and PyTorch are, remember that of the job that imported them: the
    next one that called them would wait for the interpreter that it has itself.
    """

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def add(self, job: Job) -> None:
        self._jobs.put(job)
        if self._thread is None:
            self._thread = threading.Thread(
                target=_run, args=(self._jobs,), name="jobs", daemon=True
            )
            self._thread.start()

    def end(self) -> None:
        """Wait for the jobs that were added, and for the end of the thread."""
        if self._thread is None:
            return
        self._jobs.put(None)
        if self._thread is not threading.current_thread():
            self._thread.join()
        self._thread = None


def _run(jobs: SimpleQueue[Job | None]) -> None:
    while (job := jobs.get()) is not None:
        try:
            job.run()
        finally:
            left = job.left
            # Before the GUI thread may delete it: the last one to know it takes away all that its
            # work knew, and there may be objects of Qt in that.
            del job
            left.set()


class JobRunner(QObject):
    """Runs jobs one after the other on a thread of its own.

    `jobs` are those that run and wait, in their order. A job is deleted when it is over, unless
    somebody keeps it (`keep`) while being told so. What runs on one that `stays` goes on when
    another document is opened.
    """

    changed = Signal()  # a job was added, moved or begun, or is over
    added = Signal(object)  # Job, before it can begin
    begun = Signal(object)  # Job
    ended = Signal(object, bool)  # Job, and whether it ran to its end

    def __init__(self, parent: QObject | None = None, stays: bool = False) -> None:
        super().__init__(parent)
        self.stays = stays
        self._thread = _JobThread()
        self.destroyed.connect(partial(_JobThread.end, self._thread))
        self.jobs: list[Job] = []
        self._running: Job | None = None
        self._kept: set[Job] = set()

    @property
    def waiting(self) -> list[Job]:
        """The jobs that are not begun, the next one first."""
        return [each for each in self.jobs if each is not self._running and not each.over]

    def start(self, job: Job) -> None:
        """Run `job` after those that were started before."""
        self.jobs.append(job)
        job.setParent(self)  # or Python might destroy it on the thread
        job.ended.connect(self._forget)
        self.added.emit(job)
        self._begin()
        self.changed.emit()

    def cancel(self, job: Job) -> None:
        """Ask a job to stop; one that waits is over at once."""
        job.cancel()
        if job in self.waiting:
            job.run()  # which does nothing but say so

    def cancel_all(self) -> None:
        """Ask every job to stop."""
        for job in self.waiting:
            self.cancel(job)
        for job in self.jobs:
            job.cancel()

    def move(self, job: Job, places: int) -> None:
        """Have a job that waits begin later by some places among those that wait, or earlier."""
        waiting = self.waiting
        if job not in waiting:
            return
        was = waiting.index(job)
        now = max(0, min(was + places, len(waiting) - 1))
        at = self.jobs.index(waiting[now])
        self.jobs.remove(job)
        self.jobs.insert(at, job)
        self.changed.emit()

    def keep(self, job: Job) -> None:
        """Keep a job that is over: the caller owns it from now on."""
        self._kept.add(job)

    def finish(self) -> None:
        """Stop every job and wait until none runs; their last signals still come."""
        self.cancel_all()
        self._thread.end()

    def _begin(self) -> None:
        """Begin the next job, unless one runs."""
        waiting = self.waiting
        if waiting and (self._running is None or self._running.over):
            self._running = waiting[0]
            self._thread.add(waiting[0])
            self.begun.emit(waiting[0])

    def _forget(self, complete: bool) -> None:
        # No other that is over by now: it may still be about to say so, on its thread.
        job = self.sender()
        if isinstance(job, Job) and job in self.jobs:
            self.jobs.remove(job)
            job.ended.disconnect(self._forget)
            if job is self._running:
                job.left.wait()  # for a moment: its last signal may still be on its way out
                self._running = None
            self.ended.emit(job, complete)
            if job in self._kept:
                self._kept.remove(job)
            else:
                job.deleteLater()
        self._begin()
        self.changed.emit()


def once(work: Callable[[], Any]) -> Steps:
    """Return steps that do one thing and return what it gives."""

    def steps() -> Generator[Any, None, Any]:
        yield from ()
        return work()

    return steps


def resting(steps: Iterator[Any], quiet: threading.Event) -> Generator[Any, None, None]:
    """Go through `steps`, waiting between them while it is not `quiet`; None is yielded then."""
    for step in steps:
        yield step
        while not quiet.wait(0.1):
            yield None
