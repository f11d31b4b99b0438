"""`--thorough` tries more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.thoroughness import EXAMPLES, TIMES, examples, times

ROOT = Path(__file__).resolve().parent.parent
tried = {"any": 0, "seven": 0}


@given(st.integers())
def try_any(_: int) -> None:
    tried["any"] += 1


@examples(7)
@given(st.integers())
def try_seven(_: int) -> None:
    tried["seven"] += 1


def test_a_thorough_run_tries_ten_times_as_much(is_thorough: bool) -> None:
    factor = TIMES if is_thorough else 1
    assert times(3) == 3 * factor
    tried.update(any=0, seven=0)
    try_any()
    try_seven()
    assert tried == {"any": EXAMPLES * factor, "seven": 7 * factor}
    assert settings.default.deadline is None


@pytest.mark.slow
@pytest.mark.parametrize(("options", "count"), [([], EXAMPLES), (["--thorough"], EXAMPLES * TIMES)])
def test_the_option_reaches_the_property_tests(options: list[str], count: int) -> None:
    test = "tests/core/media/test_timing.py::test_number_to_time_and_back_is_exact_for_any_stamps"
    command = [sys.executable, "-m", "pytest", test, *options]
    command += ["-p", "no:cacheprovider", "--hypothesis-show-statistics"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout
    assert f"settings.max_examples={count}\n" in ended.stdout
