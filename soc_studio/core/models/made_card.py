"""The card of a network that was made or improved here, as the file of the network carries it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import safetensors

from soc_studio.core.system.json_values import JsonError, text_of, value_of

KEY = "card"
"""Under which the metadata of a file has it."""


@dataclass(frozen=True, slots=True)
class DataNote:
    """What was learned from, or measured on: a dataset's name and split, its clips and videos."""

    dataset: str
    split: str
    clips: int
    videos: int


@dataclass(frozen=True, slots=True)
class MadeCard:
    """What is told of a network that was made here.

    Attributes:
        origin: the model that it began as, or the recipe.
        data: what it learned from.
        evaluation: what it was measured on.
        program: version and, where known, commit of the program that made it.
        settings: how it learned, by the names of the settings.
        scores: by the names of measures, in [0, 1].
        before: those of the model that it began as, where they were measured.
    """

    origin: str
    data: tuple[DataNote, ...]
    evaluation: tuple[DataNote, ...]
    program: str
    settings: Mapping[str, str]
    scores: Mapping[str, float]
    before: Mapping[str, float] = field(default_factory=dict)

    def metadata(self) -> dict[str, str]:
        """Return it as metadata of a file of weights."""
        return {KEY: text_of(self)}


def card_in(path: Path) -> MadeCard | None:
    """Return the card that a file of weights carries; None where it has none that can be read."""
    with suppress(OSError, safetensors.SafetensorError, JsonError):
        with safetensors.safe_open(path, framework="np") as file:
            said = (file.metadata() or {}).get(KEY)
        return value_of(said, MadeCard) if said else None
    return None
