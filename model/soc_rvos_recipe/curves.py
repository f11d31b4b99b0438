"""What is kept of a run beside its weights: losses step by step, and looks at made clips."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path
from typing import Any

from soc_rvos.language.reader import SentenceReader
from soc_rvos.networks.soc_mini import SocMini
from soc_rvos.training.calibration import by_kind
from soc_rvos.training.loop import TrainingProgress
from soc_rvos_recipe.datapack.pack import Pack
from soc_rvos_recipe.learning.calibration import answer_made_clips, predictor_of

CHECKED = 40
_CHECKED_FROM = 800_000  # seed of the first clip


def add_to_curves(path: Path, phase: str, before: int, progress: TrainingProgress) -> None:
    """Add a line to the table at `path`: phase, step of the run, learning rate, every loss."""
    names = ["phase", "step", "seconds", "rate", *progress.losses]
    row = [phase, before + progress.step, round(time.time()), f"{progress.rate:.3g}"]
    fresh = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        if fresh:
            writer.writerow(names)
        writer.writerow([*row, *(f"{value:.4f}" for value in progress.losses.values())])


def check(
    network: SocMini,
    reader: SentenceReader,
    pack: Pack,
    path: Path,
    step: int,
    clips: int = CHECKED,
) -> dict[str, Any]:
    """Return how the network answers about made clips of the "test" split, by kind of sentence,
    and add it to the lines of JSON at `path`."""
    network.eval()
    answered = answer_made_clips(
        predictor_of(network, reader), reader, pack, "test", clips, _CHECKED_FROM
    )
    kinds = by_kind(answered, network.config.threshold)
    there = [each for kind, each in kinds.items() if kind not in ("absent", "denied")]
    count = sum(each["count"] for each in there)
    told: dict[str, Any] = {
        "step": step,
        "overlap": sum(each["overlap"] * each["count"] for each in there) / max(count, 1),
        "kinds": {
            kind: {name: round(value, 3) for name, value in each.items()}
            for kind, each in kinds.items()
        },
    }
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(told) + "\n")
    return told
