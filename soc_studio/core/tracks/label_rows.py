"""Rows of the labelling table: how much of each layer is found and reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.edits import Edit, review
from soc_studio.core.project.project import Layer, LayerId, Project, Review
from soc_studio.core.system.messages import message
from soc_studio.core.tracks.resolved_track import ResolvedTrack, State


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A layer and how far work on it is, in frames of the part that is worked on.

    Attributes:
        present: frames that the object is on.
        computed: frames that have an answer.
        frames: all frames.
        accepted: frames that were reviewed and found right.
        rejected: frames that were reviewed and found wrong.
        corrected: frames with a mask in the network's place.
        uncertain: stretches that a person should look at.
        score: mean score, None where no network spoke or it is still being read.
    """

    id: LayerId
    expression: str
    name: str
    category: str
    colour: Rgb
    present: int
    computed: int
    frames: int
    accepted: int
    rejected: int
    corrected: int
    uncertain: int
    score: float | None

    @property
    def open(self) -> int:
        """Frames that nobody reviewed."""
        return self.frames - self.accepted - self.rejected


def label_row(layer: Layer, view: ResolvedTrack | None, span: range) -> LabelRow:
    """Return the row of a layer; `view` is None where it is still being read."""
    here = slice(span.start, span.stop)
    states = view.states[here] if view is not None else np.zeros(0, dtype=np.uint8)
    best = view.best_score() if view is not None else None
    return LabelRow(
        layer.id,
        layer.expression,
        layer.name,
        layer.category,
        layer.colour,
        int((states == State.PRESENT).sum()),
        int((states != State.NOT_COMPUTED).sum()),
        len(span),
        _reviewed(layer, Review.ACCEPTED, span),
        _reviewed(layer, Review.REJECTED, span),
        sum(frame in span for frame in layer.corrections),
        sum(each.frame in span for each in view.uncertain_spans()) if view is not None else 0,
        view.score() if view is not None and best is not None else None,
    )


def review_all(project: Project, layers: Sequence[LayerId], opinion: Review | None) -> Edit:
    """Review several layers as one step, each on the part that is worked on."""
    name: str = ""
    after = project
    for one in layers:
        span = project.video(project.layer(one).video).span
        name, after = review(after, one, span.start, span.stop, opinion)
    if len(layers) > 1:
        count = len(layers)
        match opinion:
            case Review.ACCEPTED:
                name = message("Accept {count} layers", count=count)
            case Review.REJECTED:
                name = message("Reject {count} layers", count=count)
            case None:
                name = message("Remove review of {count} layers", count=count)
    return name, after


def most_uncertain(
    views: Iterable[ResolvedTrack], span: range, passed: Sequence[tuple[LayerId, int]] = ()
) -> tuple[LayerId, int] | None:
    """Return the layer and the frame that a person should look at first, but for those of
    `passed`; None where there is none."""
    found = [
        (stretch.uncertainty, view.layer.id, stretch.frame)
        for view in views
        for stretch in view.uncertain_spans()
        if stretch.frame in span and (view.layer.id, stretch.frame) not in passed
    ]
    if not found:
        return None
    _, layer, frame = max(found, key=lambda each: each[0])
    return layer, frame


def _reviewed(layer: Layer, opinion: Review, span: range) -> int:
    return sum(
        max(0, min(each.stop, span.stop) - max(each.start, span.start))
        for each in layer.reviews
        if each.value is opinion
    )
