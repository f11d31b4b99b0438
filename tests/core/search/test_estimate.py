"""What a run will take, and the ladder for one that is too large."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer

from soc_rvos import checkpoint
from soc_rvos.config import SocConfig
from soc_rvos.inference.pipeline import RunSettings
from soc_rvos.networks.soc import Soc
from soc_studio.core.media.video_reader import open_video
from soc_studio.core.models.benchmark import benchmark_model
from soc_studio.core.models.loading import load_model
from soc_studio.core.models.measurements import Measurement, known, machine, measured
from soc_studio.core.search.estimate import (
    Estimate,
    Fallback,
    Fit,
    Load,
    estimate,
    fallbacks,
)
from soc_studio.core.search.first_answer import warm_up
from soc_studio.core.search.preparation import estimate_search, load_of, prepare_search
from soc_studio.core.search.speeds import Speed, remember_speed
from soc_studio.core.system.memory import free_memory
from soc_studio.resources import resource

MB = 10**6
MEASURED = Measurement("m", "0" * 64, "cpu", "2 cores", 1000, 8, 2.0, 0.5, 100 * MB, 180 * MB)
LOAD = Load(
    frames=240,
    rate=24.0,
    pixels=1000,
    window_length=8,
    batch=1,
    expressions=1,
    settings=RunSettings(stride=4),
)


class Film:
    """A video of which only the size is asked."""

    height, width, frame_count, rate = 360, 640, 100, Fraction(24)

    def frames(self, start: int, stop: int) -> None:
        raise AssertionError


def memory(load: Load) -> int:
    return estimate(load, 50 * MB, MEASURED, None).memory


def test_memory_is_that_of_the_network_and_of_what_it_sees_at_once() -> None:
    assert memory(LOAD) == 180 * MB
    assert memory(replace(LOAD, batch=4)) == (100 + 4 * 80) * MB
    assert memory(replace(LOAD, pixels=500)) == 140 * MB
    assert memory(replace(LOAD, frames=10_000)) == memory(LOAD)
    whole = replace(LOAD, settings=RunSettings(whole=True))
    assert memory(whole) == (100 + 30 * 80) * MB


def seconds(load: Load) -> float:
    found = estimate(load, 0, MEASURED, None).seconds
    assert found is not None
    return found


def test_time_is_that_of_every_window_and_every_further_expression() -> None:
    assert seconds(LOAD) == pytest.approx(30 * 2.0)
    assert seconds(replace(LOAD, expressions=3)) == pytest.approx(30 * 3.0)
    assert seconds(replace(LOAD, pixels=2000)) == pytest.approx(30 * 4.0)
    assert seconds(replace(LOAD, frames=241)) == pytest.approx(31 * 2.0)
    preview = replace(LOAD, settings=RunSettings(stride=4, preview=True))
    assert seconds(preview) == pytest.approx(8 * 2.0)
    assert seconds(replace(LOAD, settings=RunSettings(whole=True))) == pytest.approx(60.0)


@pytest.mark.parametrize(
    ("free", "fit"),
    [(1000, Fit.FITS), (250, Fit.TIGHT), (200, Fit.TOO_LARGE), (None, Fit.UNKNOWN)],
)
def test_it_fits_when_enough_of_what_is_free_stays_free(free: int | None, fit: Fit) -> None:
    found = estimate(LOAD, 0, MEASURED, None if free is None else free * MB)
    assert found.fit is fit


def test_without_a_measurement_there_is_a_rule_for_memory_and_no_time() -> None:
    found = estimate(replace(LOAD, pixels=360 * 640), 697 * MB, None, 8000 * MB)
    assert (found.seconds, found.measured) == (None, False)
    assert 1600 * MB < found.memory < 2400 * MB  # SOC with Video-Swin-T was measured to take 1,670


def steps(load: Load, free: int, device: str = "cuda") -> list[Fallback]:
    return [rung.fallback for rung in fallbacks(load, 0, MEASURED, free * MB, device)]


def test_the_ladder_has_the_steps_that_are_needed_and_no_others() -> None:
    assert steps(LOAD, 1000) == []
    batch = replace(LOAD, batch=4)
    assert steps(batch, 1000) == []
    assert steps(batch, 400) == [Fallback.FEWER_WINDOWS]
    everything = [Fallback.FEWER_WINDOWS, Fallback.PROCESSOR, Fallback.SMALLER_NETWORK]
    assert steps(batch, 100) == everything
    assert steps(LOAD, 100, "cpu") == [Fallback.SMALLER_NETWORK]
    whole = replace(LOAD, settings=RunSettings(whole=True))
    assert steps(whole, 1000, "cpu") == [Fallback.IN_WINDOWS]


def test_what_is_done_by_itself_leaves_the_answers_as_they_are() -> None:
    (rung,) = fallbacks(replace(LOAD, batch=4), 0, MEASURED, 400 * MB, "cuda")
    assert rung.by_itself
    assert rung.load == replace(LOAD, batch=2)
    assert "2 windows at a time" in rung.sentence
    assert estimate(rung.load, 0, MEASURED, 400 * MB).fit is not Fit.TOO_LARGE


@pytest.fixture(scope="module")
def model(
    tmp_path_factory: pytest.TempPathFactory, small_soc: SocConfig, word_tokenizer: Tokenizer
) -> Path:
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("model") / "untaught.safetensors"
    checkpoint.save(path, Soc(small_soc), word_tokenizer.to_str())
    return path


@pytest.mark.slow
def test_a_self_test_is_kept_and_stands_behind_the_next_estimate(
    model: Path, tmp_path: Path
) -> None:
    work = benchmark_model(str(model), "cpu", tmp_path)
    said = []
    while True:
        try:
            said.append(next(work).what)
        except StopIteration as end:
            found: Measurement = end.value
            break
    assert said == ["Loading", "Trying", "Trying"]
    assert found.window_seconds > 0
    assert found.peak_bytes >= found.resident_bytes
    assert measured("untaught", tmp_path) == [found]
    loaded = load_model(str(model), "cpu")
    assert known(loaded, "cpu", tmp_path) == found
    assert known(replace(loaded, sha256="1" * 64), "cpu", tmp_path) is None

    load = load_of(loaded, Film(), RunSettings(start=20), 2)
    assert (load.frames, load.settings.stride, load.expressions) == (80, 4, 2)
    foreseen: Estimate = estimate(load, 0, found, free_memory("cpu"))
    assert foreseen.seconds is not None
    assert foreseen.seconds > 10 * found.window_seconds * 0.5


@pytest.mark.slow
def test_a_search_that_is_prepared_looks_at_as_many_windows_as_fit(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = load_model(str(model), "cpu")
    settings, expressions = RunSettings(), ["the dog", "the dog", "the cat"]
    loaded.predictor.batch = 4
    plenty = prepare_search(loaded, Film(), settings, expressions)
    assert loaded.predictor.batch == 4
    assert plenty.fallbacks == ()
    assert plenty.unknown == {"the dog": ("dog",), "the cat": ("cat",)}

    at_once = plenty.estimate.memory
    share = estimate(load_of(loaded, Film(), settings, 2), 0, None, None).memory // 4
    free = round((at_once - 2 * share) / 0.8) - round(1.35 * loaded.file.stat().st_size)
    monkeypatch.setattr("soc_studio.core.search.preparation.free_memory", lambda _: free)
    little = prepare_search(loaded, Film(), settings, expressions)
    assert [each.fallback for each in little.fallbacks] == [Fallback.FEWER_WINDOWS]
    assert loaded.predictor.batch == 2


@pytest.mark.parametrize(
    "content", ["", "[]", '{"version": 1, "measurements": [{"model": 3}]}', '{"version": 9}']
)
def test_measurements_that_are_damaged_are_as_if_there_were_none(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "self-tests.json").write_text(content, encoding="utf-8")
    assert measured("untaught", tmp_path) == []


@pytest.mark.slow
def test_a_try_tells_the_time_roughly_until_a_search_tells_it_better(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path))
    model = load_model("soc-mini", "cpu")
    with open_video(resource("sample", "sample.mp4")) as reader:
        quick, full = RunSettings(preview=True), RunSettings()
        assert estimate_search(model, reader, quick, 1)[0].seconds is None
        assert warm_up(model, lambda: True) is None  # a search waits already
        tried = warm_up(model)
        assert tried is None or tried > 0  # None where the first time took long
        took = 1e-6
        first = estimate_search(model, reader, quick, 1, took)[0]
        assert first.seconds is not None
        assert not first.measured
        later = estimate_search(model, reader, full, 1, took)[0].seconds
        assert later is not None
        assert later > first.seconds
        twice = estimate_search(model, reader, quick, 2, took)[0].seconds
        assert twice == pytest.approx(2 * first.seconds)
        remember_speed(Speed("soc-mini", machine("cpu"), True, 0.5))
        known = estimate_search(model, reader, quick, 1, took)[0].seconds
        assert known == pytest.approx(0.5 * reader.frame_count)
