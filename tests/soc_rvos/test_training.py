"""What trains any network: targets, scores, calibration, and a loop that can be stopped."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.utils.data import Dataset

from soc_rvos.training.calibration import AnsweredClip, by_kind, fitting_threshold, reliability
from soc_rvos.training.loop import TrainingProgress, TrainingSettings, train
from soc_rvos.training.score_loss import score_loss
from soc_rvos.training.targets import targets_of


class Numbers(Dataset[Tensor]):
    """Batch k is four pairs of numbers that depend on k alone."""

    def __getitem__(self, number: int) -> Tensor:
        return torch.randn(4, 2, generator=torch.Generator().manual_seed(number))


def sums(network: nn.Linear, batch: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
    """The objective: say the sum of two numbers."""
    loss = (network(batch)[:, 0] - batch.sum(1)).square().mean()
    return loss, {"square": loss}


def zero(network: nn.Linear) -> None:
    """Where every run begins."""
    nn.init.zeros_(network.weight)
    nn.init.zeros_(network.bias)


def finish(
    steps: Generator[TrainingProgress, None, nn.Linear],
) -> tuple[nn.Linear, list[TrainingProgress]]:
    seen = []
    while True:
        try:
            seen.append(next(steps))
        except StopIteration as end:
            return end.value, seen


def test_targets_have_the_boxes_of_their_masks() -> None:
    masks = np.zeros((2, 2, 40, 80), dtype=np.bool_)
    masks[0, 0, 10:20, 20:60] = True
    targets = targets_of(masks, np.array([True, False]))
    torch.testing.assert_close(targets.boxes[0, 0], torch.tensor([0.5, 0.375, 0.5, 0.25]))
    assert targets.visible.tolist() == [[True, False], [False, False]]
    assert float(targets.masks[0, 0].sum()) == 40 * 10 / 16
    assert not targets.boxes[0, 1].any()


def test_a_score_is_best_when_it_is_the_overlap_and_absence_wants_none() -> None:
    masks = np.zeros((2, 1, 16, 16), dtype=np.bool_)
    masks[:, :, :, :8] = True
    targets = targets_of(masks, np.array([True, False]))
    logits = torch.full((2, 1, 1, 4, 4), -5.0)
    logits[..., :2] = 5.0

    def loss(score: float, row: int) -> float:
        said = torch.full((2, 1, 1, 1), score).logit()
        one = targets_of(masks[row : row + 1], np.array([row == 0]))
        return float(score_loss([(said[row : row + 1], logits[row : row + 1])], one))

    assert loss(0.99, 0) < loss(0.6, 0) < loss(0.1, 0)
    assert loss(0.01, 1) < loss(0.4, 1) < loss(0.9, 1)
    assert targets.present.tolist() == [True, False]


def test_the_threshold_weighs_what_is_held_back_against_what_is_marked_wrongly() -> None:
    right = [AnsweredClip("colour", score, 0.8, 0.8, 0.1) for score in (0.4, 0.5, 0.6, 0.7)]
    absent = [AnsweredClip("absent", score, 0.0, 0.0, 0.1) for score in (0.1, 0.2, 0.3, 0.42)]
    # All that is there is shown, and one of four that are not; hiding that one would hide another.
    assert fitting_threshold([*right, *absent]) == pytest.approx(0.31, abs=0.011)
    many = [AnsweredClip("absent", 0.42, 0.0, 0.0, 0.1)] * 40
    assert fitting_threshold([*right, *absent, *many]) == pytest.approx(0.43, abs=0.011)


def test_the_threshold_is_low_where_nothing_speaks_for_another() -> None:
    right = [AnsweredClip("colour", score, 0.8, 0.8, 0.1) for score in (0.1, 0.5, 0.7)]
    poor = [AnsweredClip("colour", 0.08, 0.0, 0.1, 0.1)]  # neither is lost by showing it
    assert fitting_threshold(right) == pytest.approx(0.05)
    assert fitting_threshold([*right, *poor]) == pytest.approx(0.05)


def test_reliability_compares_scores_with_overlaps_bin_by_bin() -> None:
    answered = [
        AnsweredClip("noun", score, score, 1.0, 0.1) for score in np.linspace(0.01, 0.99, 50)
    ]
    bins = reliability(answered)
    assert len(bins) == 10
    assert sum(each.count for each in bins) == 50
    assert all(abs(each.score - each.overlap) < 1e-6 for each in bins)
    assert by_kind(answered, 0.5)["noun"]["shown"] == 0.5


def test_slow_parts_learn_at_a_share_of_the_rate(tmp_path: Path) -> None:
    settings = TrainingSettings(steps=1, learning_rate=0.1, slow=(("bias", 0.25),))
    network = nn.Linear(2, 1)
    finish(train(network, Numbers(), sums, settings, tmp_path, zero))
    moved = network.weight.abs().max().item()
    assert moved > 0
    # The first step of AdamW is as long as the rate, whatever the gradient.
    assert network.bias.abs().item() == pytest.approx(moved / 4, rel=1e-3)


@pytest.mark.slow
def test_any_network_learns_and_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    settings = TrainingSettings(steps=60, learning_rate=0.5)

    def begun(folder: str, save_every: int = 100) -> Generator[TrainingProgress, None, nn.Linear]:
        network = nn.Linear(2, 1)
        return train(network, Numbers(), sums, settings, tmp_path / folder, zero, 20, save_every)

    whole, reports = finish(begun("whole"))
    assert [each.step for each in reports] == [20, 40, 60]
    assert reports[-1].losses["square"] < reports[0].losses["square"] / 2

    stopped = begun("parts", save_every=20)
    assert next(stopped).step == 20
    stopped.close()
    resumed, _ = finish(begun("parts"))
    assert torch.equal(resumed.weight, whole.weight)
    assert torch.equal(resumed.bias, whole.bias)
