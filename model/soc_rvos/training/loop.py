"""Training of a SOC network on made clips; stops and goes on at any step."""

from __future__ import annotations

import json
import math
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader

from soc_rvos.config import SocConfig
from soc_rvos.networks.soc import Soc, SocAnswers, VisualFeatures
from soc_rvos.training.attributes import AttributeHeads
from soc_rvos.training.batches import Batch, Batches, BatchSettings
from soc_rvos.training.losses import losses
from soc_rvos.training.matcher import LevelOutput
from soc_rvos.training.parallel import process_count, process_number, share_gradients

_WARM_UP = 300  # steps until the full learning rate
_AVERAGING = 0.999  # of the running mean of the weights, which is what ships
_GRADIENT_NORM = 1.0
_ATTRIBUTES = 2.0  # weight of the lesson on the side
_SAVED_EVERY = 200  # steps


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """How a network is trained.

    The learning rate is held for `steps - decay`, then falls to nothing over the last `decay`.
    `more_class` is added to the published weight of the class loss: with ten queries that can all
    outline anything, choosing the right one is what takes long to learn.
    """

    steps: int
    decay: int
    learning_rate: float = 3e-4
    weight_decay: float = 1e-4
    more_class: float = 0.0
    seed: int = 42
    batches: BatchSettings = field(default_factory=BatchSettings)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where training is: `losses` are means over the steps since the last one reported."""

    step: int
    steps: int
    losses: dict[str, float]


def train(
    config: SocConfig,
    settings: TrainingSettings,
    folder: Path,
    start: Soc | None = None,
    report_every: int = 50,
) -> Generator[Progress, None, Soc]:
    """Train the network of `config`; return the running mean of its weights.

    It begins with the weights of `start`, or anew. `folder` keeps `state.pt`, from which an
    interrupted run goes on, and `log.jsonl`. Where processes train together (see `parallel`) a step
    is a batch of each.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    network = Soc(config)
    _start_heads(network)
    if start is not None:
        network.load_state_dict(start.state_dict())
    network.train()
    heads = AttributeHeads(config.width)
    taught = nn.ModuleList((network, heads))
    optimiser = torch.optim.AdamW(
        taught.parameters(), settings.learning_rate, weight_decay=settings.weight_decay
    )
    mean = {name: value.detach().clone() for name, value in network.state_dict().items()}
    processes = process_count()
    step = _resume(folder / "state.pt", taught, optimiser, mean)
    loader: DataLoader[Batch] = DataLoader(
        Batches(settings.batches, settings.seed),
        batch_size=None,
        sampler=range(step * processes + process_number(), settings.steps * processes, processes),
        num_workers=1,
        multiprocessing_context="spawn",
    )
    sums: dict[str, float] = {}
    is_first = process_number() == 0
    for batch in loader:
        for group in optimiser.param_groups:
            group["lr"] = settings.learning_rate * _rate(step, settings)
        visual = network.read_frames(batch.frames)
        named = losses(*_outputs(answer(network, visual, batch)), batch.targets, full_size=False)
        named["attributes"] = heads(visual, batch.labels, batch.attributes)
        named["total"] = named["total"] + _ATTRIBUTES * named["attributes"]
        optimiser.zero_grad(set_to_none=True)
        (named["total"] + settings.more_class * named["class"]).backward()
        share_gradients(taught)
        nn.utils.clip_grad_norm_(taught.parameters(), _GRADIENT_NORM)
        optimiser.step()
        step += 1
        _average(mean, network, min(_AVERAGING, step / (step + 10)))
        for name, value in named.items():
            sums[name] = sums.get(name, 0.0) + float(value.detach())
        if step % report_every == 0 or step == settings.steps:
            progress = Progress(
                step, settings.steps, {name: value / report_every for name, value in sums.items()}
            )
            sums = {}
            if is_first:
                _log(folder / "log.jsonl", progress)
            yield progress
        if is_first and (step % _SAVED_EVERY == 0 or step == settings.steps):
            _save(folder / "state.pt", taught, optimiser, mean, step)
    network.load_state_dict(mean)
    return network.eval()


def answer(network: Soc, visual: VisualFeatures, batch: Batch) -> SocAnswers:
    """Answer every sentence of `batch`, whose clips `visual` is of."""
    sentences = len(batch.ids) // len(batch.frames)
    repeated = VisualFeatures(
        visual.finest.repeat_interleave(sentences, 0),
        tuple(level.repeat_interleave(sentences, 0) for level in visual.projected),
        None,
        visual.extents.repeat_interleave(sentences, 0),
    )
    return network.answer(repeated, network.read_words(batch.ids, batch.present))


def _outputs(answers: SocAnswers) -> tuple[list[LevelOutput], Tensor]:
    assert answers.sentence is not None
    outputs = [
        LevelOutput(level.scores, level.boxes, level.masks, objects)
        for level, objects in zip(answers.levels, answers.objects, strict=True)
    ]
    return outputs, answers.sentence


def _start_heads(network: Soc) -> None:
    """Begin with every query doubtful, and with masks that do not yet depend on raw pixels."""
    last = f"layers.{len(network.kernel_head.layers) - 1}"
    for name, values in network.named_parameters():
        if name.startswith("class_heads.") and name.endswith(".bias"):
            nn.init.constant_(values, -math.log(99))  # a chance of 1 in 100, as focal loss wants
        elif name.startswith("transformer.box_heads.") and f".{last}." in name:
            nn.init.zeros_(values)
        elif name == f"kernel_head.{last}.weight":
            nn.init.normal_(values, std=0.01)


def _rate(step: int, settings: TrainingSettings) -> float:
    left = (settings.steps - step) / max(settings.decay, 1)
    return min(1.0, (step + 1) / _WARM_UP, left)


@torch.no_grad()
def _average(mean: dict[str, Tensor], network: Soc, keep: float) -> None:
    for name, value in network.state_dict().items():
        if value.is_floating_point():
            mean[name].lerp_(value, 1 - keep)


def _log(path: Path, progress: Progress) -> None:
    with path.open("a", encoding="utf-8") as log:
        log.write(json.dumps({"step": progress.step, **progress.losses}) + "\n")


def _save(
    path: Path,
    taught: nn.Module,
    optimiser: torch.optim.Optimizer,
    mean: dict[str, Tensor],
    step: int,
) -> None:
    state = {
        "taught": taught.state_dict(),
        "mean": mean,
        "optimiser": optimiser.state_dict(),
        "step": step,
    }
    beside = path.with_name(path.name + ".part")
    torch.save(state, beside)
    beside.replace(path)


def _resume(
    path: Path, taught: nn.Module, optimiser: torch.optim.Optimizer, mean: dict[str, Tensor]
) -> int:
    """Load what an earlier run left, if anything; return its step."""
    state: dict[str, Any] = {}
    with suppress(FileNotFoundError):
        state = torch.load(path, weights_only=True)
    if not state:
        return 0
    taught.load_state_dict(state["taught"])
    optimiser.load_state_dict(state["optimiser"])
    mean.update(state["mean"])
    return int(state["step"])
