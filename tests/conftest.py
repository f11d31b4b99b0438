"""What holds for every test: no display, few threads, nothing left behind, nothing logged.

--judge-time   run only what judges time, on a quiet machine: tests marked `timed`, and those of
               the window, whose event loop is watched
--thorough     ten times the seeds, examples, steps and kills of an ordinary run
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
# Before torch is imported; programs that tests start inherit it. The networks are so small that
# threads would wait for each other longer than they work.
os.environ["OMP_NUM_THREADS"] = "1"
# Hosts of the tests are on this computer, and no proxy's to ask.
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"

import pytest
from xdist.scheduler import LoadFileScheduling

from tests import thoroughness

_WITH_TRANSFORMERS = {
    "tests/core/models/test_models_keep.py",
    "tests/core/published/test_published_evaluation.py",
    "tests/core/search/test_estimate.py",
    "tests/soc_rvos/test_checkpoint.py",
    "tests/soc_rvos/test_front_door.py",
    "tests/soc_rvos/test_networks.py",
    "tests/soc_rvos/test_predictor.py",
    "tests/soc_rvos/test_published_asking.py",
    "tests/soc_rvos/test_soc_plus.py",
    "tests/test_command_line.py",
}
_SETTLING = 60.0  # seconds that a thread may take to end after its test, on the slowest machine


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("SOC Studio")
    group.addoption("--judge-time", action="store_true", help="run only what judges time")
    group.addoption("--thorough", action="store_true", help="ten times as many examples")


class _Scheduling(LoadFileScheduling):
    """Runs the tests of a file in one process, and those with the published text encoder in the
    same one: to import it takes each process five seconds."""

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return "transformers" if file in _WITH_TRANSFORMERS else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    """Schedule tests so."""
    return _Scheduling(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("dist", "no") == "no":
        # Takes seconds, which the process that only hands out tests does without.
        config.pluginmanager.import_plugin("tests.small_networks")
    thoroughness.set_up(config.getoption("thorough"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what judges time, or all but that."""
    judging = config.getoption("judge_time")
    left_out = [each for each in items if _judges_time(each, judging) != judging]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [each for each in items if each not in set(left_out)]


def _judges_time(item: pytest.Item, judging: bool) -> bool:
    is_watched = judging and "stall_watch" in getattr(item, "fixturenames", ())
    return is_watched or item.get_closest_marker("timed") is not None


@pytest.fixture(scope="session")
def is_thorough(request: pytest.FixtureRequest) -> bool:
    """Whether time does not matter."""
    return bool(request.config.getoption("thorough"))


@pytest.fixture(scope="session")
def judges_time(request: pytest.FixtureRequest) -> bool:
    """Whether the machine is quiet, so that slowness is a fault of ours."""
    return bool(request.config.getoption("judge_time"))


@pytest.fixture(scope="session", autouse=True)
def no_persons_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what fixtures of many tests keep for a person out of the home folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOC_STUDIO_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture
def data_of_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep models and settings of commands in the folder of the test."""
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))


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
    """Return threads begun since; those that Qt begins and ends have no handle here."""
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and not thread.name.startswith("Dummy-")
    ]
