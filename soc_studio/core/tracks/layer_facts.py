"""A layer in numbers: frames found, present and corrected, its score and its area."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from soc_studio.core.tracks.resolved_track import ResolvedTrack, Source, State


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """A layer in numbers.

    Attributes:
        frames: of the video.
        computed: frames that have an answer.
        present: frames with the object on them.
        previews: frames whose mask was moved there from a neighbour.
        corrected: frames that a person corrected, or that a correction was propagated to.
        score: mean over the frames on which a network spoke, 0 to 1; None where none did.
        area: mean share of the picture where the object is present, 0 to 1.
        networks: names of those that found what is seen, the latest first.
    """

    frames: int
    computed: int
    present: int
    previews: int
    corrected: int
    score: float | None
    area: float
    networks: tuple[str, ...]

    @property
    def is_imported(self) -> bool:
        """Whether it is there, and no network found it."""
        return self.computed > 0 and not self.networks


def facts_of(view: ResolvedTrack) -> LayerFacts:
    """Return a layer in numbers."""
    present = view.states == State.PRESENT
    spoke = not bool(np.isnan(view.scores).all())
    return LayerFacts(
        frames=len(view.states),
        computed=int((view.states != State.NOT_COMPUTED).sum()),
        present=int(present.sum()),
        previews=int((view.previews & (view.states != State.NOT_COMPUTED)).sum()),
        corrected=len(view.layer.corrections),
        score=view.score() if spoke else None,
        area=float(view.areas[present].mean()) if present.any() else 0.0,
        networks=tuple(dict.fromkeys(each.search.network for each in view.used_answers())),
    )


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
