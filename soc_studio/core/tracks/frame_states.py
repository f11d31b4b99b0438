"""The state of a layer on a frame, and the source of that state."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.project.project import Pick
from soc_studio.core.storage.imported_masks import Import
from soc_studio.core.storage.results import Search
from soc_studio.core.tracks.associated_tracks import AssociatedTrack

REVIEW_FROM = 0.5
"""Weakness from which a person should look at a frame."""


class State(IntEnum):
    """Whether the object is on a frame."""

    NOT_COMPUTED = 0
    ABSENT = 1
    PRESENT = 2


class Source(IntEnum):
    """The source of a frame's answer."""

    NONE = 0
    NETWORK = 1
    ALTERNATIVE = 2
    MANUAL = 3
    PROPAGATED = 4
    IMPORTED = 5


class UncertaintyReason(StrEnum):
    """Why a person should look at a frame."""

    SCORE = "the score is close to the threshold"
    AGREEMENT = "neighbouring windows do not agree"
    AREA = "the size changes suddenly"
    TRUST = "the tracker does not trust the mask"
    OUTDATED = "a correction beside it was changed"
    SENTENCES = "two sentences for one object do not agree"
    ANNOTATORS = "two annotators do not agree"


@dataclass(frozen=True, slots=True)
class SearchAnswers:
    """The answers of one search, and the tracks through them, the best one first.

    `ranks` remembers which track shows a pick: finding out reads the masks of many windows.
    """

    number: int
    search: Search
    tracks: tuple[AssociatedTrack, ...]
    ranks: dict[Pick, int | None] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LayerData:
    """All that is known of a layer beside the decisions: answers, the latest first, and what
    was imported for it."""

    answers: tuple[SearchAnswers, ...] = ()
    imported: Import | None = None
    imported_frames: NDArray[np.int64] | None = None
    imported_areas: NDArray[np.int64] | None = None


@dataclass(frozen=True, slots=True)
class UncertainSpan:
    """Frames from `start` until before `stop` that a person should review.

    The most uncertain of them is `frame`, with `uncertainty` in [0, 1] and the reason for it.
    """

    start: int
    stop: int
    frame: int
    uncertainty: float
    reason: UncertaintyReason


def runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the spans (start, stop) in which `flags` are true."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(start), int(stop)) for start, stop in edges.reshape(-1, 2)]
