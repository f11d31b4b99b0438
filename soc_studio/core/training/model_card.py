"""The card of a model that was trained here: what it learned from, how, and how well it does."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from soc_studio.core.models.made_card import DataNote, MadeCard
from soc_studio.core.training.recipe import Recipe
from soc_studio.resources import resource

_SECONDS = 10
_PARTS = (
    *("network", "begin", "optimiser", "schedule", "augmentation", "regularisation"),
    *("batch", "machine"),
)


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What is told of a trained model.

    Attributes:
        recipe: how it was trained.
        data: what it learned from.
        evaluation: what it was measured on.
        program: version and, where known, commit of this program.
        epochs: how many are done.
        scores: of the best epoch so far.
        history: the scores of each epoch.
    """

    recipe: Recipe
    data: tuple[DataNote, ...]
    evaluation: tuple[DataNote, ...]
    program: str
    epochs: int
    scores: Mapping[str, float]
    history: Sequence[Mapping[str, float]]

    def made_card(self, scores: Mapping[str, float]) -> MadeCard:
        """Return what the file of a network with these scores carries."""
        return MadeCard(
            self.recipe.name, self.data, self.evaluation, self.program, self.settings(), scores
        )

    def settings(self) -> dict[str, str]:
        """Return how it was trained, by the names of the settings."""
        said = {"epochs done": str(self.epochs)}
        for part in _PARTS:
            said |= settings_of(part, getattr(self.recipe, part))
        return {**said, "seed": str(self.recipe.seed)}


def program_commit() -> str:
    """Return the version of this program, with the commit where it runs from a checkout."""
    try:
        version = metadata.version("soc-studio")
    except metadata.PackageNotFoundError:
        version = "?"
    root = resource("recipes").parents[1]
    if not (root / ".git").exists():
        return version
    try:
        told = subprocess.run(
            ["git", "-C", str(root), "rev-parse", "--short=12", "HEAD"],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return version
    return f"{version}, commit {told.stdout.strip()}"


def settings_of(name: str, part: Any) -> dict[str, str]:
    """Return the settings of a part, a dataclass, by their names behind that of the part."""
    return {f"{name}.{each}": str(value) for each, value in asdict(part).items()}


def write_card(card: ModelCard, folder: Path) -> None:
    """Write `card.json` and `card.md` into `folder`."""
    said: dict[str, Any] = asdict(card)
    (folder / "card.json").write_text(
        json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    (folder / "card.md").write_text("\n".join(_lines(card)) + "\n", encoding="utf-8")


def _lines(card: ModelCard) -> list[str]:
    recipe = card.recipe
    lines = [f"# {recipe.name}", "", recipe.about, ""]
    if recipe.source:
        lines += [f"Settings: {recipe.source}", ""]
    lines += [f"Trained with SOC Studio {card.program}, {card.epochs} epochs.", "", "## Data", ""]
    lines += ["| dataset | split | clips | videos | for |", "| --- | --- | --- | --- | --- |"]
    for use, notes in (("training", card.data), ("evaluation", card.evaluation)):
        lines += [
            f"| {each.dataset} | {each.split} | {each.clips} | {each.videos} | {use} |"
            for each in notes
        ]
    lines += ["", "## Scores", ""]
    if card.scores:
        lines += ["| measure | value |", "| --- | --- |"]
        lines += [f"| {name} | {value:.4f} |" for name, value in card.scores.items()]
    else:
        lines += ["Nothing was measured."]
    lines += ["", "## Settings", "", "| setting | value |", "| --- | --- |"]
    return lines + [f"| {name} | {value} |" for name, value in card.settings().items()]
