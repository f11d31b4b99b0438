"""`soc-studio train`: a recipe learned on made clips, stopped and resumed, and what it says."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from soc_rvos import checkpoint
from soc_studio.cli import main
from soc_studio.core.models.made_card import card_in
from soc_studio.core.system.progress import Progress
from soc_studio.core.training.networks import Uses
from soc_studio.core.training.recipe import read_recipe
from soc_studio.core.training.training_run import BEST, LAST, TrainingRun, TrainingStep
from tests.core.training.made_clips import made_clips, small_recipe
from tests.thoroughness import only_thorough


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory, word_tokenizer: Tokenizer) -> Path:
    """The recipe of a small SOC, beside the clips it names."""
    folder = tmp_path_factory.mktemp("recipe")
    made_clips(folder, frames=4)
    return small_recipe(folder, word_tokenizer, more="cluster_layers = 1\nanswer_level = -1")


def begun(recipe: Path, folder: Path) -> TrainingRun:
    return TrainingRun(read_recipe(recipe), Uses({}, recipe.parent), folder, "cpu")


def finish(run: TrainingRun, stop_after: int | None = None) -> list[TrainingStep]:
    """Do the steps of a run, or only so many."""
    seen: list[TrainingStep] = []
    with closing(run.steps()) as steps:
        for step in steps:
            if not isinstance(step, Progress):
                seen.append(step)
                if step.step == stop_after:
                    break
    return seen


@pytest.mark.slow
def test_a_recipe_is_learned_and_a_stopped_run_ends_with_the_same_numbers(
    recipe: Path, tmp_path: Path
) -> None:
    whole = finish(begun(recipe, tmp_path / "whole"))
    assert [each.step for each in whole] == list(range(1, whole[-1].steps + 1))
    assert whole[-1].losses["total"] < whole[0].losses["total"]
    rates = [each.rate for each in whole]
    assert rates[0] == pytest.approx(1e-3)
    assert rates[-1] == pytest.approx(1e-4)
    measured = [each.scores for each in whole if each.scores]
    assert len(measured) == 2
    assert measured[0].keys() == {"J", "F", "J&F"}

    # Twice in the midst of an epoch.
    parts = tmp_path / "parts"
    first = finish(begun(recipe, parts), stop_after=1)
    second = finish(begun(recipe, parts), stop_after=3)
    rest = finish(begun(recipe, parts))
    assert [each.losses for each in (*first, *second, *rest)] == [each.losses for each in whole]
    for name in (BEST, LAST):
        ours, theirs = load_file(parts / name), load_file(tmp_path / "whole" / name)
        assert all(torch.equal(ours[key], theirs[key]) for key in theirs)

    card = json.loads((parts / "card.json").read_text(encoding="utf-8"))
    assert card["epochs"] == 2
    assert len(card["history"]) == 2
    assert card["data"] == [{"dataset": "clips", "split": "train", "clips": 4, "videos": 2}]
    assert "J&F" in (parts / "card.md").read_text(encoding="utf-8")
    loaded = checkpoint.load(parts / BEST)
    assert loaded.config.name == "small"
    assert loaded.tokenizer is not None
    made = card_in(parts / BEST)
    assert made is not None
    assert made.origin == recipe.stem
    assert made.scores["J&F"] == max(each["J&F"] for each in card["history"])
    assert made.settings["optimiser.rate"] == "0.001"


@pytest.mark.slow
def test_the_command_trains_and_a_folder_of_another_run_is_refused(
    recipe: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short = recipe.with_name("short.toml")
    text = recipe.read_text(encoding="utf-8")
    short.write_text(text.replace("epochs = 2", "epochs = 1"), encoding="utf-8")
    out = str(tmp_path / "out")
    assert main(["train", str(short), "-o", out, "--device", "cpu"]) == 0
    said = capsys.readouterr()
    assert f"Model: {tmp_path / 'out' / BEST}" in said.out
    assert "Epoch 1: J " in said.err
    changed = text.replace("epochs = 2", "epochs = 1").replace("seed = 7", "seed = 8")
    short.write_text(changed, encoding="utf-8")
    assert main(["train", str(short), "-o", out, "--device", "cpu"]) == 1
    assert "holds a run with other settings" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "by", "sentence"),
    [
        ("[optimiser]", "[optimizer]", "says 'optimizer', which means nothing"),
        ("rate = 1e-3", "rates = 1e-3", "says 'optimiser.rates', which means nothing"),
        ("epochs = 2", 'epochs = "many"', "cannot be used: Expected `int`"),
        ("epochs = 2", "epochs = 0", "says 0 for 'schedule.epochs'"),
        ("step = 2", "step = 0", "says 0 for 'batch.step'"),
        ("clips = 1\n", "clips = 3\n", "cannot be shared by 1 processes"),
        ('system = "SOC"', 'system = "SAM"', "There is no network 'SAM' to train"),
        ("width = 128", "breadth = 64", "'numbers.breadth' is no number of a network"),
        ("vocabulary = 40", "vocabulary = 4", "the network of 'wrong' only 4"),
        ('tokenizer = "words.json"', 'tokenizer = "none"', "needs 'none', which is not there"),
        ('dataset = "clips"\nsplit = "train"', 'dataset = "no"', "needs 'no', which is not there"),
        ('split = "train"', 'split = "trial"', "has no split 'trial'; it has: train, valid"),
        ("[network]", "[network", "is no TOML"),
    ],
)
def test_a_wrong_recipe_is_told_in_a_sentence(
    recipe: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: str,
    by: str,
    sentence: str,
) -> None:
    text = recipe.read_text(encoding="utf-8")
    assert change in text
    wrong = recipe.with_name("wrong.toml")
    wrong.write_text(text.replace(change, by, 1), encoding="utf-8")
    assert main(["train", str(wrong), "-o", str(tmp_path / "out"), "--device", "cpu"]) == 1
    assert sentence in capsys.readouterr().err


def test_wrong_labels_and_missing_frames_are_told_in_a_sentence(
    recipe: Path, tmp_path: Path, word_tokenizer: Tokenizer, capsys: pytest.CaptureFixture[str]
) -> None:
    clips = made_clips(tmp_path, videos=2, frames=4)
    own = small_recipe(tmp_path, word_tokenizer, more="cluster_layers = 1")
    out = tmp_path / "out"

    def told() -> str:
        assert main(["train", str(own), "-o", str(out), "--device", "cpu"]) == 1
        return capsys.readouterr().err

    picture = clips / "train" / "JPEGImages" / "video0" / "00005.jpg"
    content = picture.read_bytes()
    picture.unlink()
    assert "00005.jpg' is missing." in told()
    picture.write_bytes(content[: len(content) // 3])
    small = picture.with_name("00010.jpg").read_bytes()
    picture.write_bytes(b"nothing")
    assert "00005.jpg" in told()
    picture.write_bytes(small)
    for each in (clips / "train" / "Annotations" / "video0").iterdir():
        each.unlink()
    assert "is missing. Download" in told()


@pytest.mark.slow
@pytest.mark.parametrize("system", only_thorough("SOC++", "SgMg", "SgMg together"))
def test_other_networks_are_trained_by_the_same_recipe(
    system: str, tmp_path: Path, word_tokenizer: Tokenizer
) -> None:
    side = 64 if system == "SOC++" else 136
    made_clips(tmp_path, videos=2, frames=2, size=side)
    recipe = small_recipe(tmp_path, word_tokenizer, system, side=side)
    text = recipe.read_text(encoding="utf-8").replace("epochs = 2", "epochs = 1")
    if system == "SgMg together":
        text = text.replace("step = 2", "step = 1\ntogether = 2")
    recipe.write_text(text, encoding="utf-8")
    *_, last = finish(begun(recipe, tmp_path / "out"))
    assert last.step == last.steps == 1
    assert last.losses["total"] > 0
    assert last.scores.keys() == {"J", "F", "J&F"}
