"""Training of the network that ships, on made clips; stops and goes on at any step."""

from __future__ import annotations

import json
import math
from collections.abc import Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader

from soc_rvos.networks.soc import SocAnswers
from soc_rvos.networks.soc_mini import SocMini
from soc_rvos.training.batches import Batch, Batches, BatchSettings
from soc_rvos.training.losses import WEIGHTS, losses
from soc_rvos.training.matcher import LevelOutput, Targets
from soc_rvos.training.naming_lesson import naming_loss
from soc_rvos.training.parallel import process_count, process_number, share_gradients, share_values
from soc_rvos.training.score_loss import score_loss

_WARM_UP = 200  # steps until the full learning rate
_AVERAGING = 0.999  # of the running mean of the weights, which is what ships
_GRADIENT_NORM = 1.0
_GROUNDING = 2.0  # weight of the loss of the map of where the object is
_NAMING = 2.0  # weight of the lesson on the side
_SCORE = 4.0  # weight of the loss of the scores, which takes the place of SOC's class loss
FROZEN = ("backbone", "text", "saliency")


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """How a network is trained.

    The learning rate falls along half a cosine from the first step to the last.
    """

    steps: int
    learning_rate: float = 5e-4
    weight_decay: float = 1e-3
    seed: int = 42
    batches: BatchSettings = field(default_factory=BatchSettings)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where training is: `losses` are means over the steps since the last one reported."""

    step: int
    steps: int
    losses: dict[str, float]


def train(
    network: SocMini,
    lessons: Batches,
    settings: TrainingSettings,
    folder: Path,
    fresh: bool = True,
    report_every: int = 50,
    save_every: int = 100,
) -> Generator[Progress, None, SocMini]:
    """Train `network` where it is not frozen; return it with the running mean of its weights.

    A `fresh` network's heads are first set to where training is easy to begin.
    `folder` keeps `state.pt`, from which an interrupted run goes on, and `log.jsonl`. Where
    processes train together (see `parallel`) a step is a batch of each.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for part in FROZEN:
        getattr(network, part).requires_grad_(False)
    torch.manual_seed(settings.seed)
    if fresh:
        start_heads(network)
    network.train()
    taught = {name: value for name, value in network.named_parameters() if value.requires_grad}
    optimiser = torch.optim.AdamW(
        taught.values(), settings.learning_rate, weight_decay=settings.weight_decay
    )
    mean = {name: value.detach().clone() for name, value in taught.items()}
    processes = process_count()
    step = _resume(folder / "state.pt", taught, optimiser, mean)
    loader: Iterable[Batch] = DataLoader(
        lessons,
        batch_size=None,
        sampler=range(step * processes + process_number(), settings.steps * processes, processes),
        num_workers=1,
        prefetch_factor=4,
        multiprocessing_context="spawn",
    )
    sums: dict[str, float] = {}
    summed = 0
    is_first = process_number() == 0
    for batch in loader:
        for group in optimiser.param_groups:
            group["lr"] = settings.learning_rate * _rate(step, settings)
        named = lesson_losses(network, batch)
        optimiser.zero_grad(set_to_none=True)
        total = named["total"] - WEIGHTS["class"] * named["class"]
        total = total + _SCORE * named["score"] + _GROUNDING * named["grounding"]
        total = total + _NAMING * named["naming"]
        torch.autograd.backward(total)
        share_gradients(network)
        nn.utils.clip_grad_norm_(list(taught.values()), _GRADIENT_NORM)
        optimiser.step()
        step += 1
        _average(mean, taught, min(_AVERAGING, step / (step + 10)))
        summed += 1
        for name, value in named.items():
            sums[name] = sums.get(name, 0.0) + float(value.detach())
        is_kept = step % save_every == 0 or step == settings.steps
        if is_kept:
            share_values([*taught.values(), *mean.values()])
        if is_first and is_kept:
            _save(folder / "state.pt", taught, optimiser, mean, step)
        if step % report_every == 0 or step == settings.steps:
            progress = Progress(
                step, settings.steps, {name: value / summed for name, value in sums.items()}
            )
            sums, summed = {}, 0
            if is_first:
                _log(folder / "log.jsonl", progress)
            yield progress
    network.load_state_dict(mean, strict=False)
    return network.eval()


def lesson_losses(network: SocMini, batch: Batch) -> dict[str, Tensor]:
    """Return every loss of one batch, unweighted but for "total"; half precision where it can."""
    kind = batch.frames.device.type
    with torch.autocast(kind, torch.bfloat16):
        visual = network.read_frames(batch.frames, batch.motion, batch.colours, batch.hints)
        text = network.read_words(*batch.said.parts())
        answers, where = network.ground(visual, text)
        names = batch.names
        nouns = network.read_nouns(names.ids, names.present, names.concepts)
    likeness = network.likeness(visual.naming, nouns.expand(len(visual), -1, -1))
    named = losses(*_outputs(answers), batch.targets, full_size=False)
    named["score"] = score_loss(
        [(level.scores, level.masks) for level in answers.levels], batch.targets
    )
    named["naming"] = naming_loss(likeness, names)
    named["grounding"] = grounding_loss(where.float(), batch.targets)
    return named


def grounding_loss(where: Tensor, targets: Targets) -> Tensor:
    """Return the loss of `where` [B, T, 1, h, w], logits of where the object is; none if absent."""
    masks = targets.masks * targets.present[:, None, None, None]
    wanted = functional.interpolate(masks, size=where.shape[-2:], mode="area").flatten(0, 1)
    logits = where[:, :, 0].flatten(0, 1)
    even = functional.binary_cross_entropy_with_logits(logits, wanted)
    chance = logits.sigmoid()
    shared = (chance * wanted).sum((1, 2))
    dice = 1 - (2 * shared + 1) / (chance.sum((1, 2)) + wanted.sum((1, 2)) + 1)
    return even + dice.mean()


def _outputs(answers: SocAnswers) -> tuple[list[LevelOutput], Tensor]:
    assert answers.sentence is not None
    outputs = [
        LevelOutput(level.scores, level.boxes, level.masks, objects)
        for level, objects in zip(answers.levels, answers.objects, strict=True)
    ]
    return outputs, answers.sentence


def start_heads(network: SocMini) -> None:
    """Begin with every query doubtful, and with masks that hardly depend on the query."""
    for head in network.class_heads:
        assert isinstance(head, nn.Linear)
        nn.init.constant_(head.bias, -math.log(9))
    last = network.kernel_head.layers[-1]
    assert isinstance(last, nn.Linear)
    nn.init.normal_(last.weight, std=0.02)


def _rate(step: int, settings: TrainingSettings) -> float:
    falling = 0.5 * (1 + math.cos(math.pi * step / settings.steps))
    return min(1.0, (step + 1) / _WARM_UP) * max(falling, 0.01)


@torch.no_grad()
def _average(mean: dict[str, Tensor], taught: dict[str, nn.Parameter], keep: float) -> None:
    for name, value in taught.items():
        mean[name].lerp_(value, 1 - keep)


def _log(path: Path, progress: Progress) -> None:
    with path.open("a", encoding="utf-8") as log:
        log.write(json.dumps({"step": progress.step, **progress.losses}) + "\n")


def _save(
    path: Path,
    taught: dict[str, nn.Parameter],
    optimiser: torch.optim.Optimizer,
    mean: dict[str, Tensor],
    step: int,
) -> None:
    state = {
        "taught": {name: value.detach() for name, value in taught.items()},
        "mean": mean,
        "optimiser": optimiser.state_dict(),
        "step": step,
    }
    beside = path.with_name(path.name + ".part")
    torch.save(state, beside)
    beside.replace(path)


@torch.no_grad()
def _resume(
    path: Path,
    taught: dict[str, nn.Parameter],
    optimiser: torch.optim.Optimizer,
    mean: dict[str, Tensor],
) -> int:
    """Load what an earlier run left, if anything; return its step."""
    state: dict[str, Any] = {}
    with suppress(FileNotFoundError):
        state = torch.load(path, weights_only=True)
    if not state:
        return 0
    for name, value in state["taught"].items():
        taught[name].copy_(value)
    optimiser.load_state_dict(state["optimiser"])
    mean.update(state["mean"])
    return int(state["step"])
