"""What two people decided differently about one thing, and whose decision is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from soc_studio.core.project.project import LayerId, VideoId


class Whose(StrEnum):
    """Whose decision: that of the project, or of the one that is merged into it."""

    MINE = "mine"
    THEIRS = "theirs"


class ConflictKind(StrEnum):
    """What was decided differently."""

    SENTENCE = "sentence"
    MASKS = "masks"
    NAME = "name"
    CATEGORY = "category"
    OBJECT = "no such object"
    CORRECTION = "correction"
    CHOICE = "answer"
    REVIEW = "review"
    MATTE = "matte"
    POINTS = "part"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing of which there are two decisions, and both in words.

    Attributes:
        video: id of the video in the project.
        layer: its layer in the project; None where it is about the video.
        other: the layer in the project that is merged into it.
        label: what the object, or the sentence, is called.
        start: the first frame that it is about.
        stop: the first frame after it that it is not; where it is `start`, it is about no frames.
    """

    kind: ConflictKind
    video: VideoId
    layer: LayerId | None
    other: LayerId | None
    label: str
    mine: str
    theirs: str
    start: int = 0
    stop: int = 0


Ask: TypeAlias = Callable[[Conflict], Whose]
"""Says whose decision is taken."""


class Listing:
    """Collects conflicts; all of them are decided for `MINE` meanwhile."""

    def __init__(self) -> None:
        self.found: list[Conflict] = []

    def __call__(self, conflict: Conflict) -> Whose:
        """Take note of a conflict."""
        self.found.append(conflict)
        return Whose.MINE


def chosen(choices: Mapping[Conflict, Whose]) -> Ask:
    """Return what decides as `choices` say; those that it does not know are decided for `MINE`."""
    return lambda conflict: choices.get(conflict, Whose.MINE)
