"""Training and measuring that are killed go on, and end as if nobody had killed them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from soc_rvos.training.trainer import LOG, STATE
from soc_studio.cli import main
from soc_studio.core.training.training_run import BEST, LAST
from tests import published_layouts
from tests.core.training.made_clips import made_clips, small_recipe

ROOT = Path(__file__).resolve().parents[3]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of Unix"),
]


def killed(words: list[str], is_time: Callable[[], bool]) -> None:
    """Run a command of the program in a process of its own, and kill that when it `is_time`."""
    process = subprocess.Popen(
        [sys.executable, "-m", "soc_studio", *words],
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "model")]), "OMP_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        limit = time.monotonic() + 300
        while not is_time():
            assert process.poll() is None, "it ended before it was killed"
            assert time.monotonic() < limit
            time.sleep(0.005)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == -signal.SIGKILL


def lines(folder: Path) -> list[str]:
    """Return the lines of the log of a run, so far."""
    path = folder / LOG
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def test_a_killed_training_ends_with_the_same_numbers(
    tmp_path: Path, word_tokenizer: Tokenizer
) -> None:
    made_clips(tmp_path, videos=5, frames=4)
    recipe = small_recipe(tmp_path, word_tokenizer, more="cluster_layers = 1\nanswer_level = -1")
    text = recipe.read_text(encoding="utf-8").replace("save_every = 1", "save_every = 3")
    recipe.write_text(text, encoding="utf-8")

    def words(name: str) -> list[str]:
        return ["train", str(recipe), "-o", str(tmp_path / name), "--device", "cpu"]

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        assert main(words("whole")) == 0
        broken = tmp_path / "broken"
        # Once between two states, once after an epoch.
        killed(words("broken"), lambda: (broken / STATE).exists() and len(lines(broken)) > 3)
        killed(words("broken"), lambda: len(lines(broken)) > 6)
        assert main(words("broken")) == 0
    finally:
        torch.set_num_threads(threads)
    assert lines(broken) == lines(tmp_path / "whole")
    for name in (BEST, LAST):
        ours, theirs = load_file(broken / name), load_file(tmp_path / "whole" / name)
        assert all(torch.equal(ours[key], theirs[key]) for key in theirs)
    cards = [
        json.loads((tmp_path / each / "card.json").read_text()) for each in ("broken", "whole")
    ]
    assert cards[0] == cards[1]
    assert not list(broken.glob("*.part"))


@pytest.mark.usefixtures("data_of_the_test")
def test_a_killed_evaluation_ends_with_the_same_numbers(tmp_path: Path, model: Path) -> None:
    dataset = published_layouts.ref_youtube_vos(tmp_path / "data")

    def words(name: str) -> list[str]:
        asked = ["--dataset", str(dataset), "--split", "train", "--model", str(model)]
        return ["evaluate", *asked, "-o", str(tmp_path / name), "--device", "cpu"]

    assert main(words("whole")) == 0
    killed(words("broken"), lambda: any((tmp_path / "broken" / "Annotations").rglob("*.png")))
    assert main(words("broken")) == 0
    files = {
        name: {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.suffix in (".png", ".json")
        }
        for name in ("whole", "broken")
    }
    assert files["whole"] == files["broken"]
