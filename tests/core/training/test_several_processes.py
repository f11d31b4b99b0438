"""Two processes by torch's own launcher against one, and small recipes that learn their clips."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from soc_studio.core.system.progress import Progress
from soc_studio.core.training.networks import Uses
from soc_studio.core.training.recipe import read_recipe
from soc_studio.core.training.training_run import BEST, TrainingRun
from tests.core.training.made_clips import made_clips, small_recipe
from tests.thoroughness import only_thorough

ROOT = Path(__file__).resolve().parents[3]


def train(recipe: Path, folder: Path, processes: int) -> list[dict[str, float]]:
    """Train by the command, and return the lines of the log."""
    words = ["-m", "soc_studio", "train", str(recipe), "-o", str(folder), "--device", "cpu"]
    launcher = ["-m", "torch.distributed.run", "--standalone", f"--nproc_per_node={processes}"]
    subprocess.run(
        [sys.executable, *(launcher if processes > 1 else []), *words],
        env=os.environ
        | {
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "model")]),
            "OMP_NUM_THREADS": "1",
        },
        check=True,
        capture_output=True,
        timeout=600,
    )
    lines = (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.slow
@pytest.mark.parametrize("processes", only_thorough(2))
def test_two_processes_learn_what_one_does(
    processes: int, tmp_path: Path, word_tokenizer: Tokenizer
) -> None:
    made_clips(tmp_path)
    recipe = small_recipe(tmp_path, word_tokenizer, more="cluster_layers = 1")
    text = recipe.read_text(encoding="utf-8")
    still = "\n[regularisation]\ndropout = 0.0\nstochastic_depth = 0.0\n"
    # What is left out at random is not the same in two processes; plain steps do not multiply
    # what rounding differs in.
    text = text.replace("rate = 1e-3\nbackbone = 1e-3", "rate = 1e-5\nbackbone = 1e-5")
    recipe.write_text(text + still, encoding="utf-8")
    one, both = train(recipe, tmp_path / "one", 1), train(recipe, tmp_path / "both", processes)
    assert len(one) == len(both)
    for alone, shared in zip(one, both, strict=True):
        assert shared["step"] == alone["step"]
    # The log of the first process has the losses of its own clips; weights are those of all.
    ours, theirs = load_file(tmp_path / "both" / BEST), load_file(tmp_path / "one" / BEST)
    worst = max(float((ours[name] - theirs[name]).abs().max()) for name in theirs)
    assert worst < 3e-5  # of eight steps of at most 1e-5 each, where a gradient's sign is unsure
    close = [torch.allclose(ours[name], theirs[name], atol=2e-6) for name in theirs]
    assert sum(close) / len(close) > 0.95


@pytest.mark.slow
@pytest.mark.parametrize("system", only_thorough("SOC", "SOC++", "SgMg"))
def test_a_small_network_learns_two_clips_by_heart(
    system: str, tmp_path: Path, word_tokenizer: Tokenizer
) -> None:
    side = 136 if system == "SgMg" else 64
    clips = made_clips(tmp_path, videos=3, frames=3, size=side)
    more = "" if system == "SgMg" else "cluster_layers = 1\nanswer_level = -1"
    recipe = small_recipe(tmp_path, word_tokenizer, system, more, side)
    text = recipe.read_text(encoding="utf-8")
    text = text.replace('split = "valid"', 'split = "train"')
    text = text.replace("epochs = 2\ndrops = [1]", 'epochs = 120\nshape = "cosine"')
    text = text.replace("frames = 4", "frames = 3").replace("rate = 1e-3", "rate = 5e-4")
    text = text.replace("backbone = 1e-3", "backbone = 1e-3\ntext = 5e-4")
    text = text.replace("[optimiser]", "mirror = 0.0\n\n[optimiser]\nclip = 1.0")
    still = "\n[regularisation]\ndropout = 0.0\nstochastic_depth = 0.0\n"
    recipe.write_text(text + still, encoding="utf-8")
    run = TrainingRun(read_recipe(recipe), Uses({}, recipe.parent), tmp_path / "out", "cpu")
    best = 0.0
    with closing(run.steps()) as steps:
        for step in steps:
            if not isinstance(step, Progress) and step.scores:
                best = max(best, step.scores["J"])
                if best > 0.95:
                    break
    assert clips.exists()
    assert best > 0.95
