"""The estimate of a search is as fast as the last one was."""

from __future__ import annotations

from pathlib import Path

import pytest

from soc_rvos.settings import RunSettings
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.models.measurements import machine
from soc_studio.core.search.preparation import estimate_unloaded
from soc_studio.core.search.speeds import (
    LEAST_FRAMES,
    Speed,
    Speedometer,
    remember_speed,
    seconds_per_frame,
)
from soc_studio.core.system.progress import Progress
from soc_studio.resources import resource

SAMPLE = resource("sample", "sample.mp4")


def test_the_last_speeds_of_a_kind_count_and_others_do_not(tmp_path: Path) -> None:
    assert seconds_per_frame("a", "2 cores", True, tmp_path) is None
    for seconds, told in ((4, 4), (0.5, 0.5), (0.25, 0.5), (3, 0.5), (0.25, 0.25), (0.5, 0.5)):
        remember_speed(Speed("a", "2 cores", True, seconds), tmp_path)
        assert seconds_per_frame("a", "2 cores", True, tmp_path) == told
    assert seconds_per_frame("a", "2 cores", False, tmp_path) is None
    assert seconds_per_frame("a", "4 cores", True, tmp_path) is None


@pytest.mark.parametrize("content", ["", "{}", '{"version": 1, "speeds": [{"model": "a"}]}', "\0"])
def test_a_damaged_file_is_no_file(content: str, tmp_path: Path) -> None:
    (tmp_path / "search-speeds.json").write_text(content, encoding="utf-8")
    assert seconds_per_frame("a", "2 cores", True, tmp_path) is None
    remember_speed(Speed("a", "2 cores", True, 1.0), tmp_path)
    assert seconds_per_frame("a", "2 cores", True, tmp_path) == 1.0


def test_an_estimate_is_unknown_before_the_first_search_and_exact_in_proportion_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path))
    with open_video(SAMPLE) as reader:
        settings = RunSettings(start=0, stop=50, preview=True)
        before, _ = estimate_unloaded("soc-mini", "cpu", reader, settings, 1)
        assert before.seconds is None
        remember_speed(Speed("soc-mini", machine("cpu"), True, 0.1))
        after, _ = estimate_unloaded("soc-mini", "cpu", reader, settings, 2)
        assert after.seconds == pytest.approx(0.1 * 50 * 2)


def test_a_speed_is_known_after_enough_frames_and_only_of_those_that_were_searched() -> None:
    meter = Speedometer()
    assert meter.seconds_per_frame() is None
    for done in (58, 50 + LEAST_FRAMES - 1):  # fifty had answers before
        meter.note(Progress(done, 200, already=50))
        assert meter.seconds_per_frame() is None
    meter.note(Progress(50 + LEAST_FRAMES, 200, already=50))
    seconds = meter.seconds_per_frame()
    assert seconds is not None
    assert 0 <= seconds < 60
