"""Jobs run one after the other on one thread, whatever libraries they import there."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Generator

from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from soc_studio.ui.jobs.job import Job, JobRunner

JOBS = """
import sys
from PySide6.QtCore import QCoreApplication
from soc_studio.ui.jobs.job import Job, JobRunner

def work():
    import opentimelineio as otio
    timeline = otio.schema.Timeline("one")
    timeline.global_start_time = otio.opentime.RationalTime(0, 25)
    yield None

def over(complete):
    ended.append(complete)
    if len(ended) == len(jobs):
        app.quit()

app, runner, ended = QCoreApplication([]), JobRunner(), []
jobs = [Job("Timeline", work) for _ in range(3)]
for job in jobs:
    job.ended.connect(over)
    runner.start(job)
app.exec()
sys.exit(not all(ended))
"""


def test_a_library_that_a_job_imported_works_in_the_next_job() -> None:
    # In a process of its own: here, the library may be imported already. It would wait for ever.
    subprocess.run([sys.executable, "-c", JOBS], check=True, timeout=300)


def test_what_qt_runs_jobs_by_is_never_deleted_on_the_pools_thread(qtbot: QtBot) -> None:
    runner = JobRunner()
    threads = set()

    def work() -> Generator[None, None, None]:
        threads.add(threading.get_ident())
        yield

    runnable = runner._work
    for _ in range(3):
        job = Job("Work", work)
        with qtbot.waitSignal(job.ended):
            runner.start(job)
    runner.finish()
    assert runner._work is runnable
    assert isValid(runnable)
    assert not runnable.autoDelete()
    assert len(threads) == 1
    assert threading.get_ident() not in threads
