"""What a job knew is taken away by the window's thread: there may be objects of Qt in it."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Generator

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from soc_studio.ui.jobs.job import Job, JobRunner


class Known:
    """What the work of a job knows."""


def test_the_windows_thread_takes_away_what_a_job_knew(qtbot: QtBot) -> None:
    ended: list[int] = []
    gone = threading.Event()

    def end() -> None:
        ended.append(threading.get_ident())
        gone.set()

    class Left(threading.Event):
        """Holds the job's thread up just when the window's thread may delete the job."""

        def set(self) -> None:
            super().set()
            gone.wait(3)

    def new_job() -> Job:
        known = Known()
        weakref.finalize(known, end)

        def steps() -> Generator[None, None, Known]:
            yield None
            return known

        job = Job("work", steps)
        job.left = Left()
        return job

    parent = QObject()
    JobRunner(parent).start(new_job())
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.get_ident()]
