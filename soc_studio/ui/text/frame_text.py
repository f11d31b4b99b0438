"""An object's state on a frame, in words."""

from __future__ import annotations

import numpy as np

from soc_studio.core.project.project import Absent, Review
from soc_studio.core.tracks.resolved_track import ResolvedTrack, Source, State, UncertaintyReason
from soc_studio.ui.toolkit.translation import tr


def reason_text(reason: UncertaintyReason) -> str:
    """Return why a person should look at a frame."""
    return {
        UncertaintyReason.SCORE: tr("the model is not sure here"),
        UncertaintyReason.AGREEMENT: tr("it may be another object from here on"),
        UncertaintyReason.AREA: tr("the size jumps here"),
    }[reason]


def describe_frame(view: ResolvedTrack, frame: int) -> list[str]:
    """Return the states of an object on a frame, the most important first."""
    parts = [_state(view, frame)]
    score = view.scores[frame]
    if not np.isnan(score) and view.sources[frame] in (Source.NETWORK, Source.ALTERNATIVE):
        parts.append(tr("score {0}").format(f"{score:.2f}"))
    if view.previews[frame]:
        parts.append(tr("quick"))
    source = _source(Source(int(view.sources[frame])))
    if source and view.states[frame] == State.PRESENT:
        parts.append(source)
    reason = view.uncertainty_reason(frame)
    if reason is not None:
        parts.append(reason_text(reason))
    opinion = view.layer.reviews.at(frame)
    if opinion is not None:
        parts.append(tr("accepted") if opinion is Review.ACCEPTED else tr("rejected"))
    return parts


def _state(view: ResolvedTrack, frame: int) -> str:
    state = view.states[frame]
    if state == State.PRESENT:
        return tr("present")
    if state == State.NOT_COMPUTED:
        return tr("not searched yet")
    denied = isinstance(view.layer.choices.at(frame), Absent)
    return tr("absent, set by you") if denied else tr("absent")


def _source(source: Source) -> str:
    return {
        Source.ALTERNATIVE: tr("another candidate"),
        Source.MANUAL: tr("corrected by you"),
        Source.PROPAGATED: tr("propagated from another frame"),
        Source.IMPORTED: tr("imported"),
    }.get(source, "")
