"""Jobs run one after the other on one thread, whatever libraries they import there."""

from __future__ import annotations

import subprocess
import sys

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
