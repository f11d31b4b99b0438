"""A layer in numbers: frames found, present and corrected, its score and its area."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.project.project import Layer
from soc_studio.core.tracks.resolved_track import ResolvedTrack, Source, State


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """A layer in numbers, of all frames of its video or of some of them.

    Attributes:
        frames: how many there are.
        computed: frames that have an answer.
        present: frames with the object on them.
        previews: frames whose mask was moved there from a neighbour.
        corrected: frames that a person corrected, or that a correction was propagated to.
        score: mean over all frames of the video on which a network spoke, 0 to 1; None where none
            did.
        area: mean share of the picture where the object is present, 0 to 1.
        networks: names of the networks whose results are shown, the latest first.
        confidence: mean confidence of the frames with the object on them, 0 to 1; None where nobody
            says how sure they are.
        spots: stretches that a person should look at.
        uncertain: frames of these stretches.
        absent: whether there is no such object.
    """

    frames: int
    computed: int = 0
    present: int = 0
    previews: int = 0
    corrected: int = 0
    score: float | None = None
    area: float = 0.0
    networks: tuple[str, ...] = ()
    confidence: float | None = None
    spots: int = 0
    uncertain: int = 0
    absent: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Whether it is uncertain on most of the frames with the object on them."""
        return 2 * self.uncertain > self.present

    @property
    def is_imported(self) -> bool:
        """Whether the layer has masks that no network found."""
        return self.computed > 0 and not self.networks and not self.absent


def facts_of(view: ResolvedTrack, span: range | None = None) -> LayerFacts:
    """Return a layer in numbers, of the frames of `span` or of all."""
    span = range(len(view.states)) if span is None else span
    states = view.states[span.start : span.stop]
    computed, present = states != State.NOT_COMPUTED, states == State.PRESENT
    uncertain = view.uncertain_spans()
    areas = view.areas[span.start : span.stop][present]
    return LayerFacts(
        frames=len(span),
        computed=int(computed.sum()),
        present=int(present.sum()),
        previews=int((view.previews[span.start : span.stop] & computed).sum()),
        corrected=corrected_in(view.layer, span),
        score=view.score() if view.best_score() is not None else None,
        area=float(areas.mean()) if len(areas) else 0.0,
        networks=tuple(dict.fromkeys(each.search.network for each in view.used_answers())),
        confidence=_mean(view.confidences()[span.start : span.stop][present]),
        spots=sum(each.start < span.stop and each.stop > span.start for each in uncertain),
        uncertain=sum(
            len(range(max(each.start, span.start), min(each.stop, span.stop))) for each in uncertain
        ),
        absent=view.layer.absent,
    )


def _mean(confidences: NDArray[np.float32]) -> float | None:
    known = confidences[~np.isnan(confidences)]
    return float(known.mean()) if len(known) else None


def corrected_in(layer: Layer, span: range) -> int:
    """Return how many frames of `span` have a mask in the network's place."""
    return 0 if layer.absent else sum(frame in span for frame in layer.corrections)


def coverage(view: ResolvedTrack, columns: int) -> list[State]:
    """Return what a thin bar of `columns` shows of a layer: the most that is there behind each."""
    count = len(view.states)
    if not columns or not count:
        return []
    edges = np.linspace(0, count, min(columns, count) + 1).astype(np.int64)
    return [State(each) for each in np.maximum.reduceat(view.states, edges[:-1]).tolist()]


def score_at(view: ResolvedTrack, frame: int) -> float | None:
    """Return the score of a frame, None where no network spoke."""
    network = view.sources[frame] in (Source.NETWORK, Source.ALTERNATIVE)
    score = float(view.scores[frame])
    return score if network and not np.isnan(score) else None


def showiest_frame(view: ResolvedTrack) -> int | None:
    """Return the frame that shows a layer's object best: large, and surely it; None where there
    is none."""
    present = view.states == State.PRESENT
    if not present.any():
        return None
    worth = np.where(present, view.areas * np.nan_to_num(view.scores, nan=1.0), -1.0)
    return int(worth.argmax())
