"""One step of training against the same written out anew, plainly, from the published formulas."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from scipy.optimize import linear_sum_assignment
from tokenizers import Tokenizer
from torch import Tensor

from soc_rvos.config import SgMgConfig, SocConfig, SocPlusConfig
from soc_rvos.networks.network import Network
from soc_rvos.networks.outputs import SocAnswers
from soc_rvos.networks.sgmg import SgMg
from soc_rvos.networks.soc import Soc
from soc_rvos.networks.soc_plus import SocPlus
from soc_rvos.training.batches import Batches, TokenBatch, token_batch
from soc_rvos.training.objectives import SGMG_OBJECTIVE, SOC_OBJECTIVE, TokenObjective
from soc_rvos.training.optimisation import freeze, make_optimiser, taught
from soc_rvos.training.regularisation import recompute, regularise
from soc_rvos.training.samples import TrainingSample
from soc_rvos.training.settings import (
    Augmentation,
    OptimiserSettings,
    Regularisation,
    ScheduleSettings,
)
from soc_rvos.training.trainer import LOG, STATE, TrainerSettings, _Run, train_by_epochs
from tests.soc_rvos import golden
from tests.thoroughness import only_thorough

SETTINGS = OptimiserSettings(rate=1e-3, backbone=1e-4, text=1e-5, clip=0.1)
ONE = ScheduleSettings(epochs=1)


class OneSample:
    """Samples that are always the same one."""

    def __init__(self, sample: TrainingSample) -> None:
        self.sample = sample

    def __len__(self) -> int:
        return 1

    def __getitem__(self, number: int) -> TrainingSample:
        return self.sample


def sample(frames: int = 3, height: int = 64, width: int = 96) -> TrainingSample:
    rng = np.random.default_rng(5)
    masks = np.zeros((frames, height, width), dtype=np.bool_)
    for place in range(frames - 1):  # on the last frame it is gone
        masks[place, 10 + place : 40, 20 : 50 + place] = True
    pictures = rng.integers(0, 255, (frames, height, width, 3), dtype=np.uint8)
    return TrainingSample("one", pictures, "the red ball on the left", masks)


def small_sgmg(soc: SocConfig) -> SgMgConfig:
    return SgMgConfig(
        "small-sgmg",
        soc.backbone,
        soc.text,
        width=64,
        heads=4,
        feed_forward=64,
        encoder_layers=1,
        decoder_layers=2,
        queries=3,
    )


def narrow(soc: SocConfig) -> SocConfig:
    return replace(soc, feed_forward=32, heads=2, queries=4)


def plain_losses(answers: SocAnswers, batch: TokenBatch, is_soc: bool) -> dict[str, Tensor]:
    """The losses of one clip, level by level, as the papers' formulas have them."""
    height, width = batch.frames.shape[-2:]
    true = batch.targets.masks[0]
    shown = batch.targets.visible[0]
    box_weight = 2.0 if is_soc else 5.0
    count = float(len(shown) if is_soc else shown.sum())
    sums: dict[str, Tensor] = {}
    for level, objects in zip(answers.levels, answers.objects, strict=True):
        said, boxes = level.scores[0, ..., 0], level.boxes[0]
        masks = torch.nn.functional.interpolate(
            level.masks[0], size=(height, width), mode="bilinear", align_corners=False
        )
        costs = []
        for query in range(said.shape[1]):
            chance = said[shown, query].sigmoid().double()
            score = 0.25 * (1 - chance) ** 2 * -(chance.log())
            score = score - 0.75 * chance**2 * -((1 - chance).log())
            cost = 2 * score.mean()
            dice, giou, far = [], [], []
            for frame in range(len(true)):
                dice.append(plain_dice(masks[frame, query], true[frame]))
                giou.append(plain_giou(boxes[frame, query], batch.targets.boxes[0, frame]))
                far.append((boxes[frame, query] - batch.targets.boxes[0, frame]).abs().sum())
            whole = plain_dice(masks[:, query], true)
            cost = cost - 5 * (torch.stack(dice).mean() if is_soc else whole)
            cost = cost + box_weight * torch.stack(far).mean() - 2 * torch.stack(giou).mean()
            if not is_soc:
                cost = cost + 2 * plain_focal(masks[:, query], true).mean()
            costs.append(float(cost.detach()))
        _, (query,) = linear_sum_assignment(np.array([costs]))
        right = torch.zeros_like(said)
        right[shown, query] = 1.0
        own = masks[:, query]
        frames = range(len(true))
        named = {
            "class": plain_focal(said, right).sum() / count,
            "box": sum((boxes[f, query] - batch.targets.boxes[0, f]).abs().sum() for f in frames)
            / count,
            "giou": sum(1 - plain_giou(boxes[f, query], batch.targets.boxes[0, f]) for f in frames)
            / count,
        }
        if is_soc:
            named["mask"] = sum(plain_focal(own[f], true[f]).mean() for f in frames) / count
            named["dice"] = sum(1 - plain_dice(own[f], true[f]) for f in frames) / count
            assert answers.sentence is not None
            alike = objects[0] @ answers.sentence[0] / objects.shape[-1]
            named["contrastive"] = -alike.log_softmax(0)[query]
        else:
            named["mask"] = plain_focal(own, true).mean() / count
            named["dice"] = (1 - plain_dice(own, true)) / count
        for name, value in named.items():
            sums[name] = sums.get(name, torch.zeros(())) + value
    weights = {"class": 2, "mask": 2, "dice": 5, "box": box_weight, "giou": 2, "contrastive": 1}
    sums["total"] = sum((weights[name] * value for name, value in sums.items()), torch.zeros(()))
    return sums


def plain_focal(logits: Tensor, wanted: Tensor) -> Tensor:
    chance = logits.sigmoid()
    sure, unsure = torch.nn.functional.logsigmoid(logits), torch.nn.functional.logsigmoid(-logits)
    surprise = -(wanted * sure + (1 - wanted) * unsure)
    at = torch.where(wanted == 1, chance, 1 - chance)
    return torch.where(wanted == 1, 0.25, 0.75) * (1 - at) ** 2 * surprise


def plain_dice(logits: Tensor, wanted: Tensor) -> Tensor:
    chance = logits.sigmoid()
    return (2 * (chance * wanted).sum() + 1) / (chance.sum() + wanted.sum() + 1)


def plain_giou(first: Tensor, second: Tensor) -> Tensor:
    (ax, ay, aw, ah), (bx, by, bw, bh) = first, second
    wide = torch.minimum(ax + aw / 2, bx + bw / 2) - torch.maximum(ax - aw / 2, bx - bw / 2)
    high = torch.minimum(ay + ah / 2, by + bh / 2) - torch.maximum(ay - ah / 2, by - bh / 2)
    both = wide.clamp(min=0) * high.clamp(min=0)
    either = aw * ah + bw * bh - both
    across = torch.maximum(ax + aw / 2, bx + bw / 2) - torch.minimum(ax - aw / 2, bx - bw / 2)
    along = torch.maximum(ay + ah / 2, by + bh / 2) - torch.minimum(ay - ah / 2, by - bh / 2)
    hull = across * along
    return (both + 1e-6) / (either + 1e-6) - (hull - either + 1e-6) / (hull + 1e-6)


def check_step(
    network: Network,
    objective: TokenObjective,
    batch: TokenBatch,
    one: TrainingSample,
    make: object,
    folder: Path,
) -> None:
    """Let the trainer take one step; compare losses, gradients and weights with plain ones."""
    freeze(network, SETTINGS)
    network.train()
    before = {name: value.detach().clone() for name, value in taught(network).items()}
    answers = network(batch.frames, batch.ids, batch.present, batch.extents, batch.annotated)
    wanted = plain_losses(answers, batch, objective is SOC_OBJECTIVE)
    network.zero_grad(set_to_none=True)
    wanted["total"].backward()
    gradients = {
        name: value.grad.clone()
        for name, value in network.named_parameters()
        if value.grad is not None
    }
    norm = math.sqrt(sum(float(each.double().square().sum()) for each in gradients.values()))

    batches = Batches(OneSample(one), make, Augmentation(10**6, 10**6, 0.0), 0)  # type: ignore[arg-type]
    batches = replace(batches, augmentation=Augmentation(min(one.masks.shape[1:]), 10**6, 0.0))
    settings = TrainerSettings(SETTINGS, ONE, threads=0)
    (report,) = train_by_epochs(network, objective, batches, settings, folder)
    for name, value in wanted.items():
        assert report.losses[name] == pytest.approx(float(value.detach()), rel=2e-5, abs=2e-6), name
    for name, value in network.named_parameters():
        if not value.requires_grad:
            continue
        rate = 1e-4 if name.startswith("backbone.") else 1e-3
        rate = 1e-5 if name.startswith("text.roberta.") else rate
        if name not in gradients:  # nothing of it reached a loss, and AdamW lets it be
            assert torch.equal(value, before[name]), name
            continue
        clipped = gradients[name] * min(1.0, 0.1 / (norm + 1e-6))
        # The first step of AdamW: both means are the gradient's own, made up for their start.
        moved = before[name] * (1 - rate * 1e-4) - rate * clipped / (clipped.abs() + 1e-8)
        sure = clipped.abs() > 1e-6  # elsewhere rounding decides the sign
        torch.testing.assert_close(value[sure], moved[sure], rtol=1e-5, atol=3e-2 * rate)


@pytest.mark.parametrize("kind", ["soc", "soc-plus"])
def test_a_step_of_soc_is_the_published_one(
    kind: str,
    small_soc: SocConfig,
    small_soc_plus: SocPlusConfig,
    word_tokenizer: Tokenizer,
    tmp_path: Path,
) -> None:
    torch.manual_seed(1)
    config = narrow(small_soc if kind == "soc" else small_soc_plus)
    network = SocPlus(config) if isinstance(config, SocPlusConfig) else Soc(config)

    def make(samples: object) -> TokenBatch:
        return token_batch(samples, word_tokenizer)  # type: ignore[arg-type]

    one = sample()
    check_step(network, SOC_OBJECTIVE, make([one]), one, make, tmp_path)


def test_a_step_of_sgmg_is_as_its_ancestors(
    small_soc: SocConfig, word_tokenizer: Tokenizer, tmp_path: Path
) -> None:
    torch.manual_seed(2)
    network = SgMg(small_sgmg(small_soc))

    def make(samples: object) -> TokenBatch:
        return token_batch(samples, word_tokenizer, multiple=32)  # type: ignore[arg-type]

    one = sample(2, 136, 160)
    check_step(network, SGMG_OBJECTIVE, make([one]), one, make, tmp_path)


def test_recomputing_changes_no_number_and_what_is_left_out_is_left_out_again(
    small_soc: SocConfig, word_tokenizer: Tokenizer
) -> None:
    batch = token_batch([sample(2, 32, 48)], word_tokenizer)
    gradients = []
    for saves in (False, True):
        torch.manual_seed(3)
        network = Soc(narrow(small_soc)).train()
        regularise(network, Regularisation(0.2, 0.5))
        if saves:
            recompute(network)
        torch.manual_seed(4)
        counts = SOC_OBJECTIVE.counts(batch)
        SOC_OBJECTIVE.losses(network, batch, counts)["total"].backward()
        gradients.append([value.grad for value in network.parameters() if value.grad is not None])
    assert len(gradients[0]) == len(gradients[1])
    for first, second in zip(*gradients, strict=True):
        torch.testing.assert_close(first, second)


class Killed(BaseException):
    """What ends a run where nothing of it may come after."""


@pytest.mark.parametrize("place", ["before", "after"])
def test_what_is_killed_beside_a_state_has_every_line_once(
    place: str,
    small_soc: SocConfig,
    word_tokenizer: Tokenizer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class ThreeSamples(OneSample):
        def __len__(self) -> int:
            return 3

    def make(samples: object) -> TokenBatch:
        return token_batch(samples, word_tokenizer)  # type: ignore[arg-type]

    one = sample(2, 32, 48)
    shorter = min(one.masks.shape[1:])
    batches = Batches(ThreeSamples(one), make, Augmentation(shorter, 10**6, 0.0), 0)  # type: ignore[arg-type]
    settings = TrainerSettings(SETTINGS, ONE, threads=0, save_every=2, report_every=1)

    def train() -> None:
        torch.manual_seed(1)
        network = Soc(narrow(small_soc))
        freeze(network, SETTINGS)
        for _ in train_by_epochs(network, SOC_OBJECTIVE, batches, settings, tmp_path):
            pass

    save = _Run.save

    def killed(run: _Run) -> None:
        if place == "after":
            save(run)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(_Run, "save", killed)
        with pytest.raises(Killed):
            train()
    assert (tmp_path / STATE).exists() == (place == "after")
    train()
    lines = (tmp_path / LOG).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["step"] for line in lines] == [1, 2, 3]


def test_groups_learn_at_their_own_rates_and_frozen_ones_are_left_out(small_soc: SocConfig) -> None:
    network = Soc(narrow(small_soc))
    freeze(network, OptimiserSettings(1e-4, 1e-5, 0.0))
    optimiser = make_optimiser(network, OptimiserSettings(1e-4, 1e-5, 0.0))
    assert sorted(each["lr"] for each in optimiser.param_groups) == [1e-5, 1e-4]
    assert not any(value.requires_grad for value in network.text.roberta.parameters())
    assert network.text.project.weight.requires_grad
    freeze(network, OptimiserSettings(1e-4, 1e-5, 1e-5, pooler=False))
    assert not any(value.requires_grad for value in network.text.roberta.pooler.parameters())
    assert network.text.roberta.embeddings.word_embeddings.weight.requires_grad


def test_rates_fall_after_the_epochs_that_a_schedule_names() -> None:
    schedule = ScheduleSettings(30, (15, 20), 0.1)
    assert [schedule.rate(epoch, 0, 4) for epoch in (0, 14, 15, 19, 20)] == pytest.approx(
        [1, 1, 0.1, 0.1, 0.01]
    )
    cosine = ScheduleSettings(10, shape="cosine", warm_up=0.1)
    assert cosine.rate(0, 0, 10) == pytest.approx(0.1)
    assert cosine.rate(5, 0, 10) == pytest.approx(0.5)


@pytest.mark.slow
@pytest.mark.parametrize("path", only_thorough(*golden.cases("soc_swin_t/cases/t3_len3.npz")))
def test_a_step_under_the_golden_weights(path: Path, tmp_path: Path) -> None:
    """The full size, under the weights that the published network was measured with."""
    case = np.load(path)
    frames = case["in.frames0"]
    masks = np.zeros(frames.shape[:3], dtype=np.bool_)
    masks[:, 20:60, 40:90] = True
    with golden.networks() as build:
        network = build(path)
    one = TrainingSample("golden", frames, "", masks)

    def make(samples: object) -> TokenBatch:
        plain = token_batch([one], _silent())
        return replace(
            plain,
            ids=torch.from_numpy(case["in.input_ids"]).long(),
            present=torch.from_numpy(case["in.attention_mask"]).long(),
        )

    check_step(network, SOC_OBJECTIVE, make([one]), one, make, tmp_path)  # type: ignore[arg-type]


def _silent() -> Tokenizer:
    from tokenizers import models

    return Tokenizer(models.WordLevel({"<unk>": 0}, unk_token="<unk>"))
