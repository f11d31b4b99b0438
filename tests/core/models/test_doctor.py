"""The doctor's lines about PyTorch and its cards, codecs and models; and its command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from soc_studio.cli import main
from soc_studio.core.media import codec_check
from soc_studio.core.media.encodings import Encoding
from soc_studio.core.models import doctor
from soc_studio.core.models.doctor import graphics_lines, model_lines
from soc_studio.core.models.store import FileDigest, Record, Store
from soc_studio.core.system import computer_health
from soc_studio.core.system.graphics_cards import GraphicsCard
from soc_studio.core.system.health import Condition

NVIDIA = GraphicsCard("nvidia", "RTX", 2**33, "560.1")


@pytest.fixture
def on_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PyTorch that computes with the processor alone."""
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    monkeypatch.setattr(torch.version, "cuda", None)


@pytest.mark.usefixtures("on_the_processor")
@pytest.mark.parametrize(
    ("card", "sentence", "command"),
    [
        (NVIDIA, "This PyTorch does not compute", "whl/cu126"),
        (GraphicsCard("nvidia"), "no driver of theirs", "nvidia-driver"),
        (GraphicsCard("nvidia", "Old", None, "390.1"), "No build of PyTorch", ""),
    ],
)
def test_a_card_that_is_not_used_is_told_with_what_mends_it(
    card: GraphicsCard, sentence: str, command: str
) -> None:
    _, line = graphics_lines([card])
    assert line.condition is Condition.NOTE
    assert sentence in line.problem
    assert command in line.command
    assert bool(command) is bool(line.command)


@pytest.mark.usefixtures("on_the_processor")
def test_without_a_card_the_processor_computes() -> None:
    pytorch, line = graphics_lines([GraphicsCard("intel")])
    assert "(processor)" in pytorch.value
    assert (line.condition, line.value) == (Condition.GOOD, "none: the processor computes")


@pytest.mark.usefixtures("on_the_processor")
def test_a_pytorch_for_cards_that_reaches_none_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.version.cuda", "13.0")
    _, line = graphics_lines([NVIDIA])
    assert "(CUDA 13.0)" in line.problem


def test_a_codec_that_does_not_work_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        codec_check, "_TRIED", {"H.264": Encoding(), "Other": Encoding(("no-such-codec",))}
    )
    line, other = doctor._codecs()
    assert line.value.endswith(": H.264")
    assert other.condition is Condition.BAD
    assert other.problem == "Other does not work here: no encoder no-such-codec."


def test_models_that_are_damaged_are_told_and_own_ones_not_named(tmp_path: Path) -> None:
    store = Store(tmp_path)
    digest = FileDigest(4, "0" * 64)
    for name, content in (("of-my-aunt", b"1234"), ("soc-joint-t", b"123")):
        store.file(name).write_bytes(content)
        store.put(name, Record(digest, digest, "soc-swin-t"))
    line, damaged = model_lines(store)
    assert line.value == "soc-mini, +1"
    assert "'soc-joint-t' is damaged" in damaged.problem
    assert damaged.command.endswith("soc-studio models fetch soc-joint-t")


def test_the_command_says_all_and_ends_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "Größe und Co"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("SOC_STUDIO_DATA", str(home / "data"))
    monkeypatch.setattr(
        "soc_studio.core.models.doctor.computer_lines",
        lambda shown: doctor_lines(shown or "offscreen"),
    )
    from soc_studio.core.system.computer_health import computer_lines as doctor_lines

    monkeypatch.setattr(computer_health, "_SECONDS", 300)  # until Qt starts on a busy machine
    assert main(["doctor"]) == 0
    text = capsys.readouterr().out
    assert "PyTorch" in text
    assert "ProRes 4444" in text
    assert main(["doctor", "--json"]) == 0
    report = capsys.readouterr().out
    assert str(home) not in report
    lines = {each["id"]: each for each in json.loads(report)["lines"]}
    assert lines["folder-data"]["value"].startswith("~")
    assert lines["models"]["value"].startswith("soc-mini")
