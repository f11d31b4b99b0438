"""What holds for every test: no display, few threads, nothing left behind, nothing logged."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
# Before torch is imported; programs that tests start inherit it. The networks are so small that
# threads would wait for each other longer than they work.
os.environ["OMP_NUM_THREADS"] = "1"

import pytest

_SETTLING = 2.0  # seconds that a thread may take to end after its test


@pytest.fixture(autouse=True)
def nothing_left_behind(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that leaves a thread running, or that logs a warning it did not ask for.

    A test that expects a warning checks it and then calls `caplog.clear()`.
    """
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + _SETTLING
    while (left := _new_threads(before)) and time.monotonic() < deadline:
        left[0].join(0.05)
    assert not left, f"threads left running: {left}"
    warnings = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING
    ]
    assert not warnings, f"logged: {warnings}"


def _new_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread not in before]
