"""A model improved with the labels of projects and datasets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from soc_rvos import checkpoint
from soc_studio.cli import main
from soc_studio.core.models.made_card import card_in
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
    assert checkpoint.load(store.file("ours")).config.name == "ours"
    card = card_in(store.file("ours"))
    assert card is not None
    assert card.origin == model.name
    assert (card.before["J&F"], card.scores["J&F"]) == (made.before, made.after)
    assert [each.videos for each in (*card.data, *card.evaluation)] == [1, 1]
    assert card.settings["steps"] == "2"
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
    said = capsys.readouterr().out
    assert "trained on  clips, train: 2 clips of 1 videos" in said
    assert "setting     optimiser.rate 2e-05" in said
    assert main([*words]) == 1
    assert "There is a model 'balls' already" in capsys.readouterr().err
