"""What a person asks for when a model is to be improved, and what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from soc_studio.core.models.store import Store
from soc_studio.core.system.settings import Settings

_UNFIT = re.compile(r"[^a-z0-9]+")
_LONGEST = 48


@dataclass(frozen=True, slots=True)
class FineTuneWish:
    """What is asked for.

    Attributes:
        name: what the new model is called.
        model: which one it begins as.
        held_out: share of the videos that it is measured on, and does not learn from.
        parts: "heads" lets words, fusion and heads learn; "all" the backbone, too, slowly.
        accepted_only: whether labels of projects count only where a person marked or made them.
        steps: how many steps it learns; 0 for as many as fit what is there.
        device: where to compute.
    """

    name: str
    model: str = Settings().model
    held_out: float = 0.2
    parts: Literal["heads", "all"] = "heads"
    accepted_only: bool = True
    steps: int = 0
    device: str = "auto"


@dataclass(frozen=True, slots=True)
class VideoScores:
    """J&F of a held-out video before and after, means over its `clips`."""

    video: str
    clips: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class FineTuned:
    """A new model: its id, what it was before, from which videos it learned, and what it gained.

    `before`, `after` are means of J&F over the held-out videos.
    """

    model: str
    origin: str
    learned: tuple[str, ...]
    videos: tuple[VideoScores, ...]
    before: float
    after: float
    threshold: float


def free_name(title: str, store: Store) -> str:
    """Return a name for a model made of the project `title` that no model has."""
    stem = _UNFIT.sub("-", title.lower())[:_LONGEST].strip("-") or "mine"
    name, number = stem, 2
    while store.entry(name).bytes is not None:
        name, number = f"{stem}-{number}", number + 1
    return name
