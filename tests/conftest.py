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
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
# Before torch is imported; programs that tests start inherit it. The networks are so small that
# threads would wait for each other longer than they work.
os.environ["OMP_NUM_THREADS"] = "1"

import pytest
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from xdist.scheduler import LoadFileScheduling

from soc_rvos import architectures, checkpoint
from soc_rvos.checkpoint import MiniCheckpoint
from soc_rvos.config import NetworkConfig, SocConfig, SocPlusConfig, SwinConfig, TextConfig
from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.soc_mini import SocMini
from tests import thoroughness

_SENTENCE = (
    "the a red green blue white yellow ball cube cone ring square circle thing largest"
    " on left right that moves rolling to of"
)
_SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
_WITH_TRANSFORMERS = {
    "tests/core/models/test_models_keep.py",
    "tests/core/search/test_estimate.py",
    "tests/soc_rvos/test_checkpoint.py",
    "tests/soc_rvos/test_front_door.py",
    "tests/soc_rvos/test_networks.py",
    "tests/soc_rvos/test_predictor.py",
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


@pytest.fixture(scope="session")
def word_tokenizer() -> Tokenizer:
    """A tokenizer of whole words in RoBERTa's frame; it knows two dozen of them."""
    vocabulary = {word: number for number, word in enumerate([*_SPECIAL, *_SENTENCE.split()])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Lowercase()
    punctuation = normalizers.Replace(r",", " ")
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Lowercase(), punctuation, *(normalizers.Replace(m, " ") for m in '.!?"-')]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    tokenizer.enable_padding(pad_id=1, pad_token="<pad>")
    return tokenizer


@pytest.fixture(scope="session")
def small_soc(word_tokenizer: Tokenizer) -> SocConfig:
    """A SOC network small enough to build and run in no time."""
    return SocConfig(
        "small",
        SwinConfig(32, (2, 2, 2, 2), (1, 2, 4, 8)),
        TextConfig(
            word_tokenizer.get_vocab_size(),
            width=64,
            layers=2,
            heads=4,
            feed_forward=128,
            positions=40,
        ),
        width=128,
        heads=4,
        feed_forward=128,
        encoder_layers=1,
        decoder_layers=2,
        cluster_layers=1,
        queries=6,
        answer_level=-1,
        short_side=112,
        long_side=200,
    )


@pytest.fixture(scope="session")
def small_soc_plus(small_soc: SocConfig) -> SocPlusConfig:
    """A SOC++ network of the same size."""
    same = {each.name: getattr(small_soc, each.name) for each in fields(small_soc)}
    return SocPlusConfig(**{**same, "name": "small-plus"}, proxies=5)


def _new_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    """Return threads begun since; those of Qt's pools, which Qt ends, have no handle here."""
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and not thread.name.startswith("Dummy-")
    ]


@pytest.fixture(scope="session")
def shipped() -> MiniCheckpoint:
    """The network that ships."""
    folder = Path(__file__).resolve().parents[1] / "resources" / "models"
    found = checkpoint.load(folder / "soc-mini.safetensors")
    assert isinstance(found, MiniCheckpoint)
    return found


@pytest.fixture(scope="session")
def small_mini(shipped: MiniCheckpoint) -> tuple[SocMini, SentenceReader]:
    """A network of the kind that ships, but narrow and untaught, and the shipped one's reader."""
    torch.manual_seed(3)
    config = replace(
        shipped.config,
        text=replace(shipped.config.text, width=24, layers=1, heads=2, feed_forward=32),
        width=32,
        heads=2,
        feed_forward=32,
        encoder_layers=1,
        short_side=64,
        long_side=128,
    )
    return SocMini(config).eval(), shipped.reader


@pytest.fixture
def publish(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets small configurations count as the published ones of their kinds, until the test ends."""

    def small(*configs: NetworkConfig) -> None:
        rows = []
        for row in architectures.ARCHITECTURES:
            own = tuple(each for each in configs if type(each) is type(row.example))
            if own and row.published is not None:
                row = replace(row, published=replace(row.published, variants=own))
            rows.append(row)
        monkeypatch.setattr(architectures, "ARCHITECTURES", tuple(rows))

    return small
