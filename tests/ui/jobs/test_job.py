"""Jobs run one after the other on one thread, whatever libraries they import there."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Generator

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

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


def test_jobs_share_a_thread_until_their_runner_is_finished_or_destroyed(qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []

    def work() -> Generator[None, None, None]:
        threads.append(threading.current_thread())
        yield

    def run(runner: JobRunner) -> None:
        job = Job("Work", work)
        with qtbot.waitSignal(job.ended):
            runner.start(job)

    runner = JobRunner(parent := QObject())
    run(runner)
    run(runner)
    assert threads[0] is threads[1]
    assert threads[0].is_alive()
    runner.finish()
    assert not threads[0].is_alive()
    run(runner)
    assert threads[2].is_alive()
    parent.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not threads[2].is_alive()
    assert threading.current_thread() not in threads
