"""What a person should do next with the layers of a video."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from soc_studio.core.project.project import LayerId
from soc_studio.core.tracks.layer_facts import LayerFacts, facts_of
from soc_studio.core.tracks.nearest_answer import is_hardly_found
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.review_order import uncertain_places


class WorkStage(StrEnum):
    """One of the steps from a first result to a file, in their order."""

    PROPAGATE = "propagate"
    CHECK = "check"
    FINISH = "finish"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step, and what there is to say about it.

    Attributes:
        step: what to do next.
        found: frames of the span with the object of the latest layer on them.
        frames: frames of the span.
        spots: stretches of all layers that should be looked at.
        doubtful: whether the latest layer is uncertain on most of those frames.
        reviewed: whether a person looked at a stretch of any layer.
        quick: layers that were only searched quickly, so that full quality improves them.
        searched: whether a network found anything of the latest layer.
        of_others: whether the latest layer is not found, or not searched for yet, so that all of
            this is about other layers.
    """

    step: WorkStage
    found: int
    frames: int
    spots: int = 0
    doubtful: bool = False
    reviewed: bool = False
    quick: tuple[LayerId, ...] = ()
    searched: bool = True
    of_others: bool = False


def next_step(
    views: Sequence[ResolvedTrack], latest: LayerId | None, span: range
) -> NextStep | None:
    """Return what a person should do next.

    Args:
        views: of all layers of the video whose results are known, in any order.
        latest: the layer that the sentence is about; the first of `views` where it is not there.
        span: frames that count, half-open.

    Returns:
        None where no object is found on any frame of `span`, or hardly: there is nothing to check
        or export.
    """
    facts = {view.layer.id: facts_of(view, span) for view in views}
    seen = [view for view in views if facts[view.layer.id].present and not is_hardly_found(view)]
    if not seen:
        return None
    shown = next((view for view in seen if view.layer.id == latest), seen[0])
    spots = len(uncertain_places(seen, span))
    quick = tuple(view.layer.id for view in seen if _is_quick(facts[view.layer.id]))
    step = WorkStage.CHECK if spots else WorkStage.FINISH if quick else WorkStage.EXPORT
    if _is_only_pointed_at(facts[shown.layer.id]):
        step = WorkStage.PROPAGATE
    return NextStep(
        step,
        found=facts[shown.layer.id].present,
        frames=len(span),
        spots=spots,
        doubtful=facts[shown.layer.id].is_doubtful,
        reviewed=any(view.layer.reviews.items for view in seen),
        quick=quick,
        searched=bool(facts[shown.layer.id].networks),
        of_others=shown.layer.id != latest and latest is not None,
    )


def _is_only_pointed_at(facts: LayerFacts) -> bool:
    """Return whether a person made masks of some frames, and nothing is known of the others."""
    return not facts.networks and 0 < facts.corrected == facts.computed < facts.frames


def _is_quick(facts: LayerFacts) -> bool:
    return facts.previews > 0 and not facts.is_imported
