"""A model improved with one's own labels: learned, calibrated, measured before and after, kept."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Generator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from soc_rvos import checkpoint
from soc_rvos.architectures import of_network
from soc_rvos.config import NetworkConfig
from soc_rvos.inference.device import choose_device
from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.network import Network
from soc_rvos.networks.soc_mini import SocMini
from soc_rvos.training.batches import Batches, token_batch
from soc_rvos.training.calibration import ABSENT, fit_scores, fitting_threshold
from soc_rvos.training.mini_objective import LEARNING, MiniMaker, MiniObjective
from soc_rvos.training.objectives import SGMG_OBJECTIVE, SOC_OBJECTIVE
from soc_rvos.training.optimisation import freeze
from soc_rvos.training.settings import Augmentation, OptimiserSettings, ScheduleSettings
from soc_rvos.training.trainer import TrainerSettings, train_by_epochs
from soc_studio.core.models.fetch import add
from soc_studio.core.models.loading import find_model
from soc_studio.core.models.made_card import DataNote, MadeCard
from soc_studio.core.models.store import Store
from soc_studio.core.storage.document import Document
from soc_studio.core.system.errors import ModelError
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress, Stopwatch
from soc_studio.core.training.answering import HeldOut, answers, head_of
from soc_studio.core.training.dataset_clips import DatasetClips, clips_of
from soc_studio.core.training.fine_tune_wish import FineTuned, FineTuneWish, VideoScores
from soc_studio.core.training.kept_samples import KeptSamples
from soc_studio.core.training.labelled_videos import hold_out, labelled_videos
from soc_studio.core.training.model_card import program_commit, settings_of
from soc_studio.core.training.recipe import DataPart

_SEED = 42
_LEAST_TO_CALIBRATE, _LEAST_ABSENT = 8, 5  # answers
_STEPS_OF_MINI, _STEPS = 120, 600
_RATE_OF_MINI = 2e-4
_SEES = ("backbone.", "text.roberta.", "projections.")  # of other networks; the rest are heads


def fine_tune(
    wish: FineTuneWish, sources: Sequence[Path | Document], store: Store
) -> Generator[Progress, None, FineTuned]:
    """Make a new model of `sources`, projects and datasets, and keep it in `store`.

    Each stage is told by `Progress.what`. What was learned so far is kept: the same wish goes on
    after an interruption.

    Raises:
        StudioError: labels cannot be read, or are too few; the name is taken.
        RvosError: the model that it begins as cannot be read.
    """
    store.file(wish.name)  # raises where that is no name
    if store.entry(wish.name).bytes is not None:
        raise ModelError(
            message("There is a model '{name}' already.", name=wish.name),
            message("Choose another name, or remove that model first."),
        )
    path = find_model(wish.model)
    loaded = checkpoint.load(path)
    words = loaded.words(path, store.tokenizer)
    network = loaded.network.to(choose_device(wish.device))
    with ExitStack() as held:
        everything = yield from labelled_videos(sources, wish.accepted_only, held)
        dataset = hold_out(everything, wish.held_out)
        frames = 4 if isinstance(network, SocMini) else network.config.window_length
        learned = yield from clips_of(
            dataset, DataPart("", "train", "windows", frames, absent=True), message("labels")
        )
        measured = yield from clips_of(
            dataset,
            DataPart("", "held out", "whole", network.config.window_length, absent=True),
            message("labels"),
        )
        before = yield from _answered(network, words, measured, "Measuring before")
        folder = store.folder / "fine-tuning" / wish.name
        yield from _learn(network, words, wish, learned, folder)
        after = yield from _answered(network, words, measured, "Measuring after")
        threshold = _calibrate(network, [each.answered for each in after])
    rows = _rows(before, after)
    made = FineTuned(
        wish.name,
        wish.model,
        tuple(learned.videos),
        rows,
        float(np.mean([each.before for each in rows])),
        float(np.mean([each.after for each in rows])),
        threshold,
    )
    card = _card(network, wish, made, sources, learned, measured)
    yield from _keep(network, words, wish.name, card, folder, store)
    shutil.rmtree(folder, ignore_errors=True)
    return made


def _answered(
    network: Network, words: Any, clips: DatasetClips, what: str
) -> Generator[Progress, None, list[HeldOut]]:
    watch, found = Stopwatch(what), []
    for each in answers(network, words, clips):
        found.append(each)
        yield watch.progress(len(found), len(clips))
    return found


def _learn(
    network: Network,
    words: Tokenizer | SentenceReader,
    wish: FineTuneWish,
    clips: DatasetClips,
    folder: Path,
) -> Generator[Progress, None, None]:
    """Let `network` learn from `clips`."""
    config = network.config
    sides = config.short_side, config.long_side
    samples = KeptSamples(clips, *sides)
    is_mini = isinstance(network, SocMini)
    step = min(len(clips), 4 if is_mini else 8)
    per_epoch = max(1, len(clips) // step)
    epochs = max(1, round(_steps(network, wish) / per_epoch))
    optimiser = _optimiser(network, wish)
    freeze(network, optimiser)
    make: Any
    objective: Any
    if isinstance(network, SocMini) and isinstance(words, SentenceReader):
        make, objective = MiniMaker(network, words), MiniObjective()
    else:
        system = of_network(network).system
        objective = SGMG_OBJECTIVE if system.startswith("SgMg") else SOC_OBJECTIVE
        multiple = 32 if system.startswith("SgMg") else 1
        classes = getattr(config, "classes", 1)

        def make(samples: Any) -> Any:
            return token_batch(samples, words, multiple, classes)  # type: ignore[arg-type]

    batches = Batches(samples, make, Augmentation(*sides, mirror=0.5), _SEED, 1, step)
    settings = TrainerSettings(
        optimiser,
        ScheduleSettings(epochs, shape="cosine", warm_up=0.1),
        _SEED,
        _identity(wish, clips),
        threads=0 if is_mini else 2,
        save_every=10,
        report_every=1,
    )
    watch = Stopwatch("Learning")
    for report in train_by_epochs(network, objective, batches, settings, folder):
        yield watch.progress(report.step, report.steps)


def _steps(network: Network, wish: FineTuneWish) -> int:
    return wish.steps or (_STEPS_OF_MINI if isinstance(network, SocMini) else _STEPS)


def _optimiser(network: Network, wish: FineTuneWish) -> OptimiserSettings:
    if isinstance(network, SocMini):
        return OptimiserSettings(_RATE_OF_MINI, 0.0, 0.0, False, 1e-3, 1.0, LEARNING)
    backbone = 1e-6 if wish.parts == "all" else 0.0
    parts = tuple(
        dict.fromkeys(
            name
            for name, _ in network.named_parameters()
            if not name.startswith(_SEES) or wish.parts == "all"
        )
    )
    return OptimiserSettings(2e-5, backbone, 0.0, False, 1e-4, 0.1, parts)


def _identity(wish: FineTuneWish, clips: DatasetClips) -> str:
    said = json.dumps([asdict(wish), len(clips), clips.videos])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _calibrate(network: Network, answered: Sequence[Any]) -> float:
    """Make scores those of the overlap to expect; return the threshold that goes with them."""
    config: NetworkConfig = network.config
    head = head_of(network)
    if head is None or len(answered) < _LEAST_TO_CALIBRATE:
        return config.threshold
    weight = head.weight.detach().clone(), head.bias.detach().clone()
    fit_scores(head, answered)
    turned = bool((head.weight * weight[0]).sum() <= 0)  # a worse answer would score higher
    if turned or not bool(torch.isfinite(head.weight).all()):
        with torch.no_grad():
            head.weight.copy_(weight[0])
            head.bias.copy_(weight[1])
        return config.threshold
    absent = [each for each in answered if each.kind == ABSENT]
    if len(absent) >= _LEAST_ABSENT:
        network.config = replace(config, threshold=fitting_threshold(answered))
    return network.config.threshold


def _rows(before: Sequence[HeldOut], after: Sequence[HeldOut]) -> tuple[VideoScores, ...]:
    rows = []
    shown = [each for each in before if each.answered.kind != ABSENT]
    for name in dict.fromkeys(each.video for each in shown):
        pairs = [
            (first, then)
            for first, then in zip(before, after, strict=True)
            if first.video == name and first.answered.kind != ABSENT
        ]
        means = [
            float(np.mean([(pair[side].region + pair[side].contour) / 2 for pair in pairs]))
            for side in (0, 1)
        ]
        rows.append(VideoScores(name, len(pairs), *means))
    return tuple(rows)


def _card(
    network: Network,
    wish: FineTuneWish,
    made: FineTuned,
    sources: Sequence[Path | Document],
    learned: DatasetClips,
    measured: DatasetClips,
) -> MadeCard:
    files = [each.file.path if isinstance(each, Document) else each for each in sources]
    said = ", ".join(each.name for each in files)
    data, evaluation = (
        (DataNote(said, each.part.split, len(each), len(each.videos)),)
        for each in (learned, measured)
    )
    settings = {
        "parts": wish.parts,
        "steps": str(_steps(network, wish)),
        "threshold": f"{made.threshold:.3f}",
        **settings_of("optimiser", replace(_optimiser(network, wish), parts=())),
    }
    after, before = {"J&F": made.after}, {"J&F": made.before}
    origin = Path(wish.model).name
    return MadeCard(origin, data, evaluation, program_commit(), settings, after, before)


def _keep(
    network: Network, words: Any, name: str, card: MadeCard, folder: Path, store: Store
) -> Generator[Progress, None, None]:
    """Write the model into the list of models, with its card."""
    network.config = replace(network.config, name=name)
    file = folder / f"{name}.safetensors"
    text = words.to_str() if isinstance(words, Tokenizer) else words
    checkpoint.save(file, network, text, card.metadata())
    yield from add(file, store, name)
