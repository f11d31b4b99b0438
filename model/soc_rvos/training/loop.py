"""Training of any network on numbered batches; it can stop and resume at any step."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset

from soc_rvos.training.parallel import process_count, process_number, share_gradients, share_values

_WARM_UP = 200  # steps until the full learning rate
_AVERAGING = 0.999  # of the running mean of the weights, which is what training returns
_GRADIENT_NORM = 1.0
_LONGEST_UNSAVED = 120  # seconds

Network = TypeVar("Network", bound=nn.Module)
Batch = TypeVar("Batch")

Objective = Callable[[Network, Batch], tuple[Tensor, Mapping[str, Tensor]]]
"""Takes a network and a batch; returns the loss to minimise, and losses by name for the report."""


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """How a network is trained.

    The learning rate falls along half a cosine from the first step to the last. Parts of the
    network whose names begin as in `slow` learn at a share of it.
    """

    steps: int
    learning_rate: float = 5e-4
    weight_decay: float = 1e-3
    seed: int = 42
    slow: tuple[tuple[str, float], ...] = ()

    def share(self, name: str) -> float:
        """Return the share of the learning rate at which the weight called `name` learns."""
        return next((share for start, share in self.slow if name.startswith(start)), 1.0)


@dataclass(frozen=True, slots=True)
class TrainingProgress:
    """Where training is: `losses` are means over the steps since the last one reported, `rate` is
    the learning rate of the last step."""

    step: int
    steps: int
    losses: dict[str, float]
    rate: float = 0.0


def train(
    network: Network,
    batches: Dataset[Batch],
    objective: Objective[Network, Batch],
    settings: TrainingSettings,
    folder: Path,
    start: Callable[[Network], None] | None = None,
    report_every: int = 50,
    save_every: int = 100,
    workers: int = 1,
) -> Generator[TrainingProgress, None, Network]:
    """Train what requires gradients; return the network with the running mean of its weights.

    Args:
        network: changed in place.
        batches: number k is the batch of step k; made by processes of their own, so it is pickled.
        objective: what to minimise.
        settings: how long and how fast.
        folder: keeps `state.pt`, from which an interrupted run resumes, and `log.jsonl`.
        start: sets the weights of a fresh network, once the seed is set.
        report_every, save_every: steps. Where one process trains, it also saves when it has not
            for two minutes.
        workers: processes that make batches; with 0 this one makes them itself.

    Where processes train together (see `parallel`) a step is a batch of each.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    if start is not None:
        start(network)
    network.train()
    run = _Run.begin(network, settings, folder)
    sums: dict[str, float] = {}
    summed = 0
    is_first = process_number() == 0
    saved = time.monotonic()
    for batch in _loader(batches, run.step, settings.steps, workers):
        named = run.learn(*objective(network, batch))
        summed += 1
        for name, value in named.items():
            sums[name] = sums.get(name, 0.0) + float(value.detach())
        is_last = run.step == settings.steps
        is_late = process_count() == 1 and time.monotonic() - saved > _LONGEST_UNSAVED
        if run.step % save_every == 0 or is_last or is_late:
            run.keep(write=is_first)
            saved = time.monotonic()
        if run.step % report_every == 0 or is_last:
            means = {name: value / summed for name, value in sums.items()}
            progress = TrainingProgress(run.step, settings.steps, means, run.rate)
            sums, summed = {}, 0
            if is_first:
                _log(folder / "log.jsonl", progress)
            yield progress
    network.load_state_dict(run.mean, strict=False)
    return network.eval()


@dataclass(slots=True)
class _Run:
    """A run under way: its weights, their running mean, and the step that comes next."""

    network: nn.Module
    settings: TrainingSettings
    file: Path
    taught: dict[str, nn.Parameter]
    mean: dict[str, Tensor]
    optimiser: torch.optim.Optimizer
    step: int = 0
    rate: float = 0.0

    @classmethod
    def begin(cls, network: nn.Module, settings: TrainingSettings, folder: Path) -> _Run:
        """Begin, or resume the earlier run in `folder`."""
        taught = {name: value for name, value in network.named_parameters() if value.requires_grad}
        groups: dict[float, list[nn.Parameter]] = {}
        for name, value in taught.items():
            groups.setdefault(settings.share(name), []).append(value)
        optimiser = torch.optim.AdamW(
            [{"params": values, "share": share} for share, values in groups.items()],
            settings.learning_rate,
            weight_decay=settings.weight_decay,
        )
        mean = {name: value.detach().clone() for name, value in taught.items()}
        run = cls(network, settings, folder / "state.pt", taught, mean, optimiser)
        run._resume()
        return run

    def learn(self, loss: Tensor, named: Mapping[str, Tensor]) -> Mapping[str, Tensor]:
        """Take a step down `loss`; return the `named` losses."""
        self.rate = self.settings.learning_rate * _rate(self.step, self.settings)
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate * group["share"]
        self.optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        share_gradients(self.network)
        nn.utils.clip_grad_norm_(list(self.taught.values()), _GRADIENT_NORM)
        self.optimiser.step()
        self.step += 1
        _average(self.mean, self.taught, min(_AVERAGING, self.step / (self.step + 10)))
        return named

    def keep(self, write: bool) -> None:
        """Give all processes the same weights, and `write` them to the file."""
        share_values([*self.taught.values(), *self.mean.values()])
        if not write:
            return
        state = {
            "taught": {name: value.detach() for name, value in self.taught.items()},
            "mean": self.mean,
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "chance": torch.get_rng_state(),
        }
        beside = self.file.with_name(self.file.name + ".part")
        torch.save(state, beside)
        beside.replace(self.file)

    @torch.no_grad()
    def _resume(self) -> None:
        state: dict[str, Any] = {}
        with suppress(FileNotFoundError):
            state = torch.load(self.file, weights_only=True)
        if not state:
            return
        for name, value in state["taught"].items():
            self.taught[name].copy_(value)
        self.optimiser.load_state_dict(state["optimiser"])
        self.mean.update(state["mean"])
        self.step = int(state["step"])
        if "chance" in state:
            torch.set_rng_state(state["chance"])


def mean_of_state(file: Path) -> tuple[dict[str, Tensor], int]:
    """Return the running mean of the weights by name, and the step, of a run's `state.pt`."""
    state = torch.load(file, weights_only=True)
    return state["mean"], int(state["step"])


def _loader(batches: Dataset[Batch], step: int, steps: int, workers: int) -> Iterable[Batch]:
    """Return the batches from `step` on that this process takes."""
    processes = process_count()
    numbers = range(step * processes + process_number(), steps * processes, processes)
    if workers == 0:
        return (batches[number] for number in numbers)
    return DataLoader(
        batches,
        batch_size=None,
        sampler=numbers,
        num_workers=workers,
        prefetch_factor=4,
        multiprocessing_context="spawn",
    )


def _rate(step: int, settings: TrainingSettings) -> float:
    falling = 0.5 * (1 + math.cos(math.pi * step / settings.steps))
    return min(1.0, (step + 1) / _WARM_UP) * max(falling, 0.01)


@torch.no_grad()
def _average(mean: dict[str, Tensor], taught: dict[str, nn.Parameter], keep: float) -> None:
    for name, value in taught.items():
        mean[name].lerp_(value, 1 - keep)


def _log(path: Path, progress: TrainingProgress) -> None:
    with path.open("a", encoding="utf-8") as log:
        line = {"step": progress.step, "rate": progress.rate, **progress.losses}
        log.write(json.dumps(line) + "\n")
