"""Rows of the labelling table: how much of each layer is found and reviewed."""

from __future__ import annotations

from dataclasses import dataclass

from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.project import Layer, LayerId, Review
from soc_studio.core.tracks.layer_facts import LayerFacts, corrected_in, facts_of
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.review_order import uncertain_places


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A layer and the progress of its work, in frames between the in and out points.

    Attributes:
        facts: facts about its track; empty for a layer still being read.
        accepted: frames that were reviewed and found right.
        rejected: frames that were reviewed and found wrong.
        uncertain: stretches that a person should look at.
        dashed: whether it has the colour of an older layer.
    """

    id: LayerId
    expression: str
    name: str
    category: str
    colour: Rgb
    facts: LayerFacts
    accepted: int
    rejected: int
    uncertain: int
    dashed: bool = False

    @property
    def open(self) -> int:
        """Frames that nobody reviewed."""
        return self.facts.frames - self.accepted - self.rejected


def label_row(
    layer: Layer, view: ResolvedTrack | None, span: range, dashed: bool = False
) -> LabelRow:
    """Return the row of a layer; `view` is None where it is still being read, and it is `dashed`
    where it has the colour of an older layer."""
    unread = LayerFacts(len(span), corrected=corrected_in(layer, span))
    return LabelRow(
        layer.id,
        layer.expression,
        layer.name,
        layer.category,
        layer.colour,
        unread if view is None else facts_of(view, span),
        _reviewed(layer, Review.ACCEPTED, span),
        _reviewed(layer, Review.REJECTED, span),
        0 if view is None else len(uncertain_places([view], span)),
        dashed,
    )


def _reviewed(layer: Layer, opinion: Review, span: range) -> int:
    return sum(
        max(0, min(each.stop, span.stop) - max(each.start, span.start))
        for each in layer.reviews
        if each.value is opinion
    )
