"""The watch on the event loop sees what holds it up, and nothing else."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from soc_studio.ui.jobs.job import Job, JobRunner, once

pytestmark = pytest.mark.timed


def test_waiting_for_another_thread_is_a_stall(qtbot: QtBot, stall_watch: Any) -> None:
    runner = JobRunner()
    runner.start(Job("sleeps", once(partial(time.sleep, 0.4))))
    QTimer.singleShot(20, runner.finish)
    qtbot.wait(700)
    assert len(stall_watch.stalls) == 1
    assert "waitForDone" in stall_watch.stalls[0]
    stall_watch.stalls.clear()


def test_working_for_long_is_a_stall(qtbot: QtBot, stall_watch: Any) -> None:
    QTimer.singleShot(20, partial(sum, range(20_000_000)))
    qtbot.wait(1_500)
    assert len(stall_watch.stalls) == 1
    stall_watch.stalls.clear()


def test_work_on_another_thread_is_none(qtbot: QtBot, stall_watch: Any) -> None:
    runner = JobRunner()

    def steps() -> Any:
        yield
        time.sleep(0.3)

    job = Job("sleeps", steps)
    runner.start(job)
    qtbot.waitUntil(lambda: job.over)
    assert not stall_watch.stalls


def test_what_a_test_does_itself_is_none(qtbot: QtBot, stall_watch: Any) -> None:
    time.sleep(0.3)
    qtbot.wait(50)
    looked = []

    def look() -> bool:
        time.sleep(0.2)
        looked.append(True)
        return len(looked) == 2

    qtbot.waitUntil(look)
    assert not stall_watch.stalls
