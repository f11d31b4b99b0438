"""Trains the network of a recipe: data, network, run, what is kept of it and told."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Generator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path

import torch

from soc_rvos import checkpoint
from soc_rvos.inference.device import choose_device
from soc_rvos.networks.network import Network
from soc_rvos.training.batches import Batches
from soc_rvos.training.evaluating import measure
from soc_rvos.training.optimisation import freeze
from soc_rvos.training.parallel import launched, process_count, process_number
from soc_rvos.training.regularisation import lower_precision, recompute, regularise
from soc_rvos.training.samples import TrainingSample, TrainingSamples
from soc_rvos.training.trainer import Report as TrainingStep
from soc_rvos.training.trainer import TrainerSettings, train_by_epochs
from soc_studio.core.datasets.registry import open_dataset
from soc_studio.core.models.made_card import DataNote
from soc_studio.core.system.atomic_file import replacing_file
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress
from soc_studio.core.training.dataset_clips import DatasetClips, clips_of
from soc_studio.core.training.model_card import ModelCard, program_commit, write_card
from soc_studio.core.training.networks import Begun, Uses, begin
from soc_studio.core.training.published_clips import (
    PublishedClips,
    published_clips,
    published_dataset,
)
from soc_studio.core.training.recipe import DataPart, Recipe, RecipeError
from soc_studio.core.training.tensorboard import open_board

__all__ = ["BEST", "LAST", "Joined", "TrainingRun", "TrainingStep"]
BEST, LAST = "model.safetensors", "last.safetensors"


@dataclass(frozen=True, slots=True)
class Joined:
    """Several sources of samples as one."""

    sources: tuple[DatasetClips | PublishedClips, ...]

    def __len__(self) -> int:
        return sum(len(each) for each in self.sources)

    def __getitem__(self, number: int) -> TrainingSample:
        """Return a sample of the source that has it."""
        for each in self.sources:
            if number < len(each):
                return each[number]
            number -= len(each)
        raise IndexError(number)

    def frames_of(self, number: int) -> tuple[object, ...]:
        """Return what tells which frames a sample has."""
        for place, each in enumerate(self.sources):
            if number < len(each):
                return place, *each.frames_of(number)
            number -= len(each)
        raise IndexError(number)


class Together:
    """Samples about the same frames as one, `most` at a time."""

    def __init__(self, samples: Joined, most: int) -> None:
        by_frames: dict[tuple[object, ...], list[int]] = {}
        for number in range(len(samples)):
            by_frames.setdefault(samples.frames_of(number), []).append(number)
        self._samples = samples
        self._groups = [
            own[start : start + most]
            for own in by_frames.values()
            for start in range(0, len(own), most)
        ]

    def __len__(self) -> int:
        return len(self._groups)

    def __getitem__(self, number: int) -> TrainingSample:
        """Return a sample with `more` about its frames."""
        first, *rest = (self._samples[each] for each in self._groups[number])
        return replace(first, more=tuple(rest))


@dataclass(slots=True)
class TrainingRun:
    """The run of a recipe into a folder; `steps` does it.

    Attributes:
        recipe: what is trained.
        uses: where the files are that it names.
        folder: takes `model.safetensors`, the best epoch's network, `last.safetensors`, the
            card, the log, and what is needed to resume.
        device: where to compute: "auto", "cuda", "mps" or "cpu".
        notes: sentences that a person should read, as far as `steps` is.
    """

    recipe: Recipe
    uses: Uses
    folder: Path
    device: str = "auto"
    notes: list[str] = field(default_factory=list)
    _history: list[Mapping[str, float]] = field(default_factory=list)
    _best: Mapping[str, float] = field(default_factory=dict)

    def steps(self) -> Generator[Progress | TrainingStep, None, None]:
        """Train, yielding how far masks are looked at, then how far training is.

        Started by torchrun, processes train as one; only the first writes.

        Raises:
            RecipeError: the recipe needs what is not there, or does not go with it.
            DatasetError: a dataset cannot be read or used.
            RvosError: a weights file is not what the network begins with, or the folder holds
                another run.
            WriteError: the folder cannot be written.
        """
        with launched(choose_device(self.device)) as device:
            yield from self._steps(device)

    @property
    def is_first(self) -> bool:
        """Whether this process tells what happens: with torchrun there are several."""
        return int(os.environ.get("RANK", "0")) == 0

    def _steps(self, device: torch.device) -> Generator[Progress | TrainingStep, None, None]:
        recipe = self.recipe
        passes = _passes(recipe)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(
                message(
                    "'{path}' cannot be written: {reason}.",
                    path=self.folder,
                    reason=error.strerror or error,
                )
            ) from error
        learned = yield from self._samples(recipe.data)
        measured = yield from self._samples(recipe.evaluation)
        begun = begin(recipe, self.uses)
        network = begun.network.to(device)
        self._prepare(network)
        together = recipe.batch.together
        batches = Batches(
            Together(learned, together) if together > 1 else learned,
            begun.make,
            recipe.augmentation,
            recipe.seed,
            recipe.batch.clips,
            passes,
            process_count(),
            process_number(),
        )
        evaluate = None
        if len(measured):
            sides = recipe.augmentation.short_side, recipe.augmentation.long_side
            evaluate = partial(_measure, samples=measured, begun=begun, sides=sides)
        else:
            self.notes.append(
                message("Nothing is measured after an epoch: no data is named for it.")
            )
        machine = recipe.machine
        settings = TrainerSettings(
            recipe.optimiser,
            recipe.schedule,
            recipe.seed,
            _identity(recipe, learned),
            machine.threads,
            machine.save_every,
            machine.report_every,
            machine.precision == "float16" and device.type == "cuda",
        )
        self._read_history()
        board = open_board(self.folder, self.notes) if process_number() == 0 else None
        keep = partial(self._keep, begun=begun, learned=learned, measured=measured)
        try:
            for report in train_by_epochs(
                network, begun.objective, batches, settings, self.folder, evaluate, keep
            ):
                if board is not None:
                    board.add(report)
                yield report
        finally:
            if board is not None:
                board.close()

    def _prepare(self, network: Network) -> None:
        recipe = self.recipe
        freeze(network, recipe.optimiser)
        regularise(network, recipe.regularisation)
        if recipe.machine.recompute:
            recompute(network)
        if recipe.machine.precision != "float32":
            lower_precision(network, getattr(torch, recipe.machine.precision))

    def _samples(self, parts: Sequence[DataPart]) -> Generator[Progress, None, Joined]:
        sources: list[DatasetClips | PublishedClips] = []
        for part in parts:
            path = self.uses.path(part.dataset)
            if part.optional and path is None:
                self.notes.append(
                    message(
                        "'{name}' is not there: nothing is measured on it. Say where it is with "
                        "`--use {name}=PATH`.",
                        name=part.dataset,
                    )
                )
                continue
            place = self.uses.needed(part.dataset)
            clips: DatasetClips | PublishedClips
            if (published := published_dataset(place)) is not None:
                clips = yield from published_clips(published, part, part.dataset)
            else:
                _, dataset = open_dataset(place)
                self.notes += dataset.notes
                clips = yield from clips_of(dataset, part, part.dataset)
            self.notes += clips.notes
            sources.append(clips)
        return Joined(tuple(sources))

    def _keep(
        self,
        network: Network,
        report: TrainingStep,
        begun: Begun,
        learned: Joined,
        measured: Joined,
    ) -> None:
        """Write the network after an epoch, and its card."""
        del self._history[report.epoch :]
        self._history.append(dict(report.scores))
        if report.best:
            self._best = dict(report.scores)
        card = ModelCard(
            self.recipe,
            _noted(learned),
            _noted(measured),
            program_commit(),
            report.epoch + 1,
            self._best,
            self._history,
        )
        about = card.made_card(report.scores).metadata()
        names = [LAST, BEST] if report.best else [LAST]
        for name in names:
            checkpoint.save(self.folder / name, network, begun.words, about)
        write_card(card, self.folder)
        with replacing_file(self.folder / "history.json") as unfinished:
            unfinished.write_text(
                json.dumps({"history": self._history, "best": self._best}), encoding="utf-8"
            )

    def _read_history(self) -> None:
        try:
            said = json.loads((self.folder / "history.json").read_text(encoding="utf-8"))
            self._history, self._best = said["history"], said["best"]
        except (OSError, ValueError, KeyError):
            self._history, self._best = [], {}


def _measure(
    network: Network, samples: TrainingSamples, begun: Begun, sides: tuple[int, int]
) -> dict[str, float]:
    return measure(network, samples, begun.make, *sides)


def _passes(recipe: Recipe) -> int:
    """Return how many batches of each process make a step."""
    batch, processes = recipe.batch, process_count()
    passes, rest = divmod(batch.step, batch.clips * processes)
    if rest or not passes:
        raise RecipeError(
            message(
                "A step of {step} clips cannot be shared by {processes} processes that take "
                "{clips} at once.",
                step=batch.step,
                processes=processes,
                clips=batch.clips,
            ),
            message("Change batch.step or batch.clips in the recipe, or the number of processes."),
        )
    return passes


def _identity(recipe: Recipe, learned: Joined) -> str:
    """Return what tells a run from another: the settings that change its numbers, and its clips."""
    said = asdict(recipe)
    for name in ("about", "source", "machine", "evaluation"):
        del said[name]
    said["precision"] = recipe.machine.precision
    said["batch"] = recipe.batch.step
    said["clips"] = [(len(each), each.videos) for each in learned.sources]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _noted(joined: Joined) -> tuple[DataNote, ...]:
    return tuple(
        DataNote(each.part.dataset, each.part.split, len(each), len(each.videos))
        for each in joined.sources
    )
