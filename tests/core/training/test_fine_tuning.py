"""A model improved with the labels of projects and datasets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from soc_rvos import checkpoint
from soc_studio.cli import main
from soc_studio.core.models.store import Availability, Store
from soc_studio.core.system.errors import StudioError
from soc_studio.core.training.fine_tune_wish import FineTuned, FineTuneWish, free_name
from soc_studio.core.training.fine_tuning import fine_tune
from tests.core.formats.labelled_project import labelled_project
from tests.core.training.made_clips import made_clips


def finish(wish: FineTuneWish, sources: Sequence[Path], store: Store) -> tuple[FineTuned, set[str]]:
    """Return what was made, and the stages that were told."""
    steps = fine_tune(wish, sources, store)
    stages = set()
    while True:
        try:
            stages.add(next(steps).what)
        except StopIteration as end:
            return end.value, stages


@pytest.mark.slow
def test_a_model_of_the_accepted_labels_of_a_project_is_in_the_list(
    model: Path, tmp_path: Path
) -> None:
    store = Store(tmp_path / "models")
    wish = FineTuneWish("ours", str(model), steps=2, device="cpu")
    made, stages = finish(wish, [labelled_project(tmp_path)], store)
    assert {"Measuring before", "Learning", "Measuring after"} <= stages
    assert len(made.learned) == len(made.videos) == 1
    assert made.learned[0] != made.videos[0].video
    assert store.entry("ours").state is Availability.THERE
    loaded = checkpoint.load(store.file("ours"))
    card = json.loads(loaded.about["card"])
    assert card["made of"] == str(model)
    assert card["after"] == made.after
    assert not (store.folder / "fine-tuning" / "ours").exists()
    assert free_name("Ours", store) == "ours-2"
    with pytest.raises(StudioError, match="There is a model 'ours' already"):
        finish(wish, [], store)


def test_one_video_is_too_few(model: Path, tmp_path: Path) -> None:
    clips = made_clips(tmp_path, videos=1, frames=2)
    wish = FineTuneWish("ours", str(model), steps=2, device="cpu")
    with pytest.raises(StudioError, match="Only one video has accepted labels"):
        finish(wish, [clips], Store(tmp_path / "models"))


@pytest.mark.slow
def test_the_command_says_what_was_gained(
    model: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    clips = made_clips(tmp_path, videos=3, frames=3)
    words = ["finetune", str(clips), "--name", "balls", "--model", str(model), "--steps", "1"]
    assert main([*words, "--hold-out", "0.4", "--device", "cpu"]) == 0
    said = capsys.readouterr().out
    assert "held-out video  clips  before   after" in said
    assert "mean J&F" in said
    assert "Model: balls" in said
    assert main(["models", "list", "balls"]) == 0
    assert "balls" in capsys.readouterr().out
    assert main([*words]) == 1
    assert "There is a model 'balls' already" in capsys.readouterr().err
