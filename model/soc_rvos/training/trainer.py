"""Training by epochs, as the published networks are: on any device, by several processes, resumed.

A run is the same however often it is interrupted, and wherever: what a step computes follows from
the weights before it and its number.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import torch
import torch.distributed as group
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from soc_rvos.errors import RvosError
from soc_rvos.messages import message
from soc_rvos.networks.network import Network
from soc_rvos.training.batches import Batch, Batches
from soc_rvos.training.optimisation import make_optimiser, set_rates, taught
from soc_rvos.training.parallel import process_count, process_number
from soc_rvos.training.settings import OptimiserSettings, ScheduleSettings

STATE = "state.pt"
LOG = "log.jsonl"


class Objective(Protocol):
    """What is minimised of a network and a batch."""

    def counts(self, batch: Any) -> Tensor:
        """Return float32 [n]: what the losses of a step are divided by, summed over its batches."""
        ...

    def losses(self, network: Any, batch: Any, counts: Tensor) -> dict[str, Tensor]:
        """Return losses by name; "total" is minimised. `counts` [n] are means over the batches."""
        ...


@dataclass(frozen=True, slots=True)
class TrainerSettings:
    """How a run goes.

    Attributes:
        optimiser, schedule: what learns how fast, and for how long.
        seed: of what is left out at random.
        identity: says what is trained with which settings; a run of another one is not resumed.
        threads: how many make batches ahead.
        save_every, report_every: steps; each epoch is saved and reported, too.
        scaled: whether gradients are scaled, for float16.
    """

    optimiser: OptimiserSettings
    schedule: ScheduleSettings
    seed: int = 42
    identity: str = ""
    threads: int = 2
    save_every: int = 500
    report_every: int = 20
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """How far a run is.

    Attributes:
        epoch: counted from 0.
        step, steps: of all epochs.
        losses: means over the steps since the last report.
        rate: of the first group of weights.
        scores: of the evaluation at the end of an epoch; empty at other times.
        best: whether no epoch had better ones.
    """

    epoch: int
    step: int
    steps: int
    losses: Mapping[str, float]
    rate: float
    scores: Mapping[str, float] = field(default_factory=dict)
    best: bool = False


class _Learner(nn.Module):
    """A network and what is minimised as one module, whose gradients several processes share."""

    def __init__(self, network: Network, objective: Objective) -> None:
        super().__init__()
        self.network = network
        self.objective = objective

    def forward(self, batch: Any, counts: Tensor) -> dict[str, Tensor]:
        return self.objective.losses(self.network, batch, counts)


def train_by_epochs(
    network: Network,
    objective: Objective,
    batches: Batches[Any],
    settings: TrainerSettings,
    folder: Path,
    evaluate: Callable[[Network], Mapping[str, float]] | None = None,
    keep: Callable[[Network, Report], None] | None = None,
) -> Generator[Report, None, None]:
    """Train what requires gradients of `network`, which is changed in place.

    Args:
        network: on its device, with the weights it begins with.
        objective: what is minimised.
        batches: of this process.
        settings: how.
        folder: keeps `state.pt`, from which a run resumes, and `log.jsonl`.
        evaluate: measures the network after each epoch, in the first process; of its scores the
            one called "J&F" says which epoch was best.
        keep: is given the network after each epoch, in the first process.

    Raises:
        RvosError: `folder` holds another run, or losses are no longer numbers.
    """
    run = _Run.begin(network, settings, folder, batches.steps)
    device = next(network.parameters()).device
    learner: nn.Module = _Learner(network, objective)
    if process_count() > 1:
        learner = DistributedDataParallel(
            learner,
            device_ids=[device.index] if device.type == "cuda" else None,
            find_unused_parameters=True,
        )
    try:
        yield from _epochs(run, learner, objective, batches, evaluate, keep)
    except GeneratorExit:  # asked to stop, between two steps
        run.save()
        raise
    network.eval()


def _epochs(
    run: _Run,
    learner: nn.Module,
    objective: Objective,
    batches: Batches[Any],
    evaluate: Callable[[Network], Mapping[str, float]] | None,
    keep: Callable[[Network, Report], None] | None,
) -> Generator[Report, None, None]:
    network, settings = run.network, run.settings
    device = next(network.parameters()).device
    is_first = process_number() == 0
    tally = _Tally()
    for epoch in range(run.epoch, settings.schedule.epochs):
        network.train()
        for step, own in enumerate(
            batches.from_step(epoch, run.step, settings.threads), start=run.step
        ):
            run.learn(learner, objective, [each.to(device) for each in own], tally)
            if step == batches.steps - 1:
                break
            # Noted before it is saved: a run killed in between takes the step, and its line, anew.
            told = run.told(tally) if run.done % settings.report_every == 0 else None
            if run.done % settings.save_every == 0:
                run.save()
            if told:
                yield told
        scores: Mapping[str, float] = {}
        if is_first and evaluate is not None:
            network.eval()
            scores = evaluate(network)
        best = run.end_epoch(scores)
        report = run.told(tally, scores, best, epoch)
        if is_first and keep is not None:
            keep(network, report)
        run.save()
        yield report


class _Tally:
    """Sums of losses since they were last told."""

    def __init__(self) -> None:
        self._sums: dict[str, Tensor] = {}
        self._count = 0

    def add(self, losses: Mapping[str, Tensor]) -> None:
        for name, value in losses.items():
            self._sums[name] = self._sums.get(name, torch.zeros_like(value)) + value
        self._count += 1

    def take(self) -> dict[str, float]:
        means = {name: float(value) / self._count for name, value in self._sums.items()}
        self._sums, self._count = {}, 0
        return means


@dataclass(slots=True)
class _Run:
    """A run under way: the epoch and the step in it that come next."""

    network: Network
    settings: TrainerSettings
    folder: Path
    steps: int  # of an epoch
    optimiser: torch.optim.Optimizer
    scaler: torch.amp.GradScaler
    epoch: int = 0
    step: int = 0
    best: float | None = None

    @classmethod
    def begin(cls, network: Network, settings: TrainerSettings, folder: Path, steps: int) -> _Run:
        """Begin a run, or resume that of `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        kind = next(network.parameters()).device.type
        scaler = torch.amp.GradScaler(kind, enabled=settings.scaled)
        optimiser = make_optimiser(network, settings.optimiser)
        run = cls(network, settings, folder, steps, optimiser, scaler)
        run._resume()
        if process_number() == 0:
            run._forget_later()
        return run

    @property
    def done(self) -> int:
        """How many steps are done."""
        return self.epoch * self.steps + self.step

    def learn(
        self, learner: nn.Module, objective: Objective, batches: Sequence[Batch], tally: _Tally
    ) -> None:
        """Take a step down the losses of `batches`, and those of the other processes."""
        settings = self.settings
        share = settings.schedule.rate(self.epoch, self.step, self.steps)
        set_rates(self.optimiser, share)
        # What is left out at random follows from the step alone.
        number = self.done * process_count() + process_number()
        torch.manual_seed((settings.seed << 32) + number)
        counts = torch.stack([objective.counts(each) for each in batches]).sum(0)
        if process_count() > 1:
            group.all_reduce(counts)
        counts = counts / (process_count() * len(batches))
        self.optimiser.zero_grad(set_to_none=True)
        sums: dict[str, Tensor] = {}
        for place, batch in enumerate(batches):
            with _alone(learner, place < len(batches) - 1):
                named = learner(batch, counts)
                loss = named["total"] / len(batches)
                torch.autograd.backward(self.scaler.scale(loss))
            for name, value in named.items():
                sums[name] = sums.get(name, torch.zeros_like(value)) + value.detach() / len(batches)
        self._move(sums["total"])
        self.step += 1
        tally.add(sums)

    def _move(self, total: Tensor) -> None:
        values = [each for group in self.optimiser.param_groups for each in group["params"]]
        self.scaler.unscale_(self.optimiser)
        if self.settings.optimiser.clip:
            nn.utils.clip_grad_norm_(values, self.settings.optimiser.clip)
        if not math.isfinite(float(total)):
            raise RvosError(
                message(
                    "The loss of step {step} is no number: training cannot go on. Resume it with "
                    "lower learning rates, or in float32.",
                    step=self.done,
                )
            )
        self.scaler.step(self.optimiser)
        self.scaler.update()

    def told(
        self,
        tally: _Tally,
        scores: Mapping[str, float] | None = None,
        best: bool = False,
        epoch: int | None = None,
    ) -> Report:
        """Return where the run is, and note it in the log."""
        rate = float(self.optimiser.param_groups[0]["lr"])
        report = Report(
            self.epoch if epoch is None else epoch,
            self.done,
            self.settings.schedule.epochs * self.steps,
            tally.take(),
            rate,
            scores or {},
            best,
        )
        if process_number() == 0:
            line = {"epoch": report.epoch, "step": report.step, "rate": rate, **report.losses}
            with (self.folder / LOG).open("a", encoding="utf-8") as log:
                log.write(json.dumps({**line, **report.scores}) + "\n")
        return report

    def end_epoch(self, scores: Mapping[str, float]) -> bool:
        """Go to the next epoch; return whether no one had better scores."""
        self.epoch, self.step = self.epoch + 1, 0
        score = scores.get("J&F")
        if score is None or (self.best is not None and score <= self.best):
            return score is None
        self.best = score
        return True

    def save(self) -> None:
        """Write what is needed to resume, in the first process."""
        if process_number() != 0:
            return
        state = {
            "identity": self.settings.identity,
            "epoch": self.epoch,
            "step": self.step,
            "best": self.best,
            "taught": taught(self.network),
            "optimiser": self.optimiser.state_dict(),
            "scaler": self.scaler.state_dict(),
        }
        beside = self.folder / f"{STATE}.part"
        torch.save(state, beside)
        beside.replace(self.folder / STATE)

    @torch.no_grad()
    def _resume(self) -> None:
        state: dict[str, Any] = {}
        with suppress(FileNotFoundError):
            state = torch.load(self.folder / STATE, map_location="cpu", weights_only=True)
        if not state:
            return
        own = taught(self.network)
        if state["identity"] != self.settings.identity or state["taught"].keys() != own.keys():
            raise RvosError(
                message(
                    "'{folder}' holds a run with other settings. Choose another folder, or remove "
                    "that one.",
                    folder=self.folder.name,
                )
            )
        for name, value in state["taught"].items():
            own[name].copy_(value)
        self.optimiser.load_state_dict(state["optimiser"])
        self.scaler.load_state_dict(state["scaler"])
        self.epoch, self.step, self.best = state["epoch"], state["step"], state["best"]

    def _forget_later(self) -> None:
        """Take out of the log what a run that was killed did after it had saved: it comes again."""
        try:
            lines = (self.folder / LOG).read_text(encoding="utf-8").splitlines(keepends=True)
        except FileNotFoundError:
            return
        beside = self.folder / f"{LOG}.part"
        beside.write_text("".join(filter(self._is_done, lines)), encoding="utf-8")
        beside.replace(self.folder / LOG)

    def _is_done(self, line: str) -> bool:
        try:
            return int(json.loads(line)["step"]) <= self.done
        except (ValueError, KeyError):
            return False  # cut off where the run was killed


def _alone(learner: nn.Module, alone: bool) -> AbstractContextManager[object]:
    """Return what keeps gradients from being shared before the last batch of a step."""
    if alone and isinstance(learner, DistributedDataParallel):
        return learner.no_sync()
    return nullcontext()
