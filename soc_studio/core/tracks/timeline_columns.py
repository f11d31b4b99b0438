"""State and score of a layer for each column of a timeline."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.project.project import Absent, Origin, Review
from soc_studio.core.project.seeming_cuts import seeming_cuts
from soc_studio.core.system.array_pyramid import ArrayPyramid
from soc_studio.core.tracks.resolved_track import REVIEW_FROM, ResolvedTrack, Source, State


class Flag(IntFlag):
    """What holds for a frame, or for any frame of a column."""

    PRESENT = 1
    ABSENT = 2
    NOT_COMPUTED = 4
    PREVIEW = 8
    IMPORTED = 16
    DENIED = 32  # absent because the user said so
    ACCEPTED = 64
    REJECTED = 128
    UNCERTAIN = 256
    PROPAGATED = 512  # corrected by masks that came from another frame
    PROPOSED = 1024  # propagated masks that are not kept yet
    OUTDATED = 2048  # propagated before a correction beside them was changed


@dataclass(frozen=True, slots=True)
class Columns:
    """The facts in W columns of the timeline.

    Attributes:
        flags: uint16 [W], of `Flag`, of any frame of the column.
        best: uint8 [W], highest score of a frame; 0 is none, 1 to 255 a score from 0 to 1.
        worst: uint8 [W], the lowest likewise, 0 where a frame is absent or not computed.
    """

    flags: NDArray[np.uint16]
    best: NDArray[np.uint8]
    worst: NDArray[np.uint8]


class LaneSummary:
    """What a lane shows of a view, at any zoom.

    Attributes:
        corrected: int64, frames that were corrected, rising.
        seams: int64, frames where windows begin that hardly agree with the ones before, rising.
        quick: whether any frame is present by a quick search.
        cuts: what seem to be cuts that carrying met, and whether it went on past each.
    """

    def __init__(self, view: ResolvedTrack) -> None:
        scores = _scores(view)
        self._flags = ArrayPyramid(_flags(view), np.bitwise_or)
        self._best = ArrayPyramid(scores, np.maximum)
        self._worst = ArrayPyramid(scores, np.minimum)
        corrections = sorted(view.layer.corrections.items())
        corrected = [at for at, each in corrections if each.origin is not Origin.PROPAGATED]
        self.corrected = np.array(corrected, dtype=np.int64)
        self.seams = view.seams()
        self.cuts = tuple(sorted(seeming_cuts(view.layer.corrections).items()))
        self.quick = bool((view.previews & (view.states == State.PRESENT)).any())

    def columns(self, edges: NDArray[np.float64]) -> Columns:
        """Return the facts between every two of `edges`, float64 [W + 1], rising evenly, in
        frames."""
        return Columns(
            self._flags.columns(edges), self._best.columns(edges), self._worst.columns(edges)
        )


def _scores(view: ResolvedTrack) -> NDArray[np.uint8]:
    """Return how sure frames are where the object is present: 1 to 255, and 0 elsewhere."""
    scores = np.rint(1 + 254 * np.nan_to_num(view.confidences(), nan=1.0))
    return np.where(view.states == State.PRESENT, scores, 0).astype(np.uint8)


_STATES = np.zeros(len(State), dtype=np.uint16)
_STATES[State.PRESENT] = Flag.PRESENT
_STATES[State.ABSENT] = Flag.ABSENT
_STATES[State.NOT_COMPUTED] = Flag.NOT_COMPUTED


def _flags(view: ResolvedTrack) -> NDArray[np.uint16]:
    flags = _STATES[view.states]
    flags[view.previews] |= np.uint16(Flag.PREVIEW)
    flags[view.sources == Source.IMPORTED] |= np.uint16(Flag.IMPORTED)
    flags[view.sources == Source.PROPAGATED] |= np.uint16(Flag.PROPAGATED)
    flags[view.outdated] |= np.uint16(Flag.OUTDATED)
    flags[view.uncertainty >= REVIEW_FROM] |= np.uint16(Flag.UNCERTAIN)
    for choice in view.layer.choices:
        if isinstance(choice.value, Absent):
            flags[choice.start : choice.stop] |= np.uint16(Flag.DENIED)
    for each in view.layer.reviews:
        opinion = Flag.ACCEPTED if each.value is Review.ACCEPTED else Flag.REJECTED
        flags[each.start : each.stop] |= np.uint16(opinion)
    return flags
