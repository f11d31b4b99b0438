"""An object's state on a frame, in words."""

from __future__ import annotations

from collections.abc import Callable

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
        UncertaintyReason.TRUST: tr("the carried mask may be wrong here"),
        UncertaintyReason.OUTDATED: tr("a correction beside it changed: carry it again"),
        UncertaintyReason.SENTENCES: tr("another sentence for this object shows something else"),
        UncertaintyReason.ANNOTATORS: tr("two people do not agree here"),
    }[reason]


def describe_frame(view: ResolvedTrack, frame: int) -> list[str]:
    """Return the states of an object on a frame, the most important first."""
    parts = [_state(view, frame)]
    score = view.scores[frame]
    if not np.isnan(score) and view.sources[frame] in (Source.NETWORK, Source.ALTERNATIVE):
        parts.append(tr("{0} of 100").format(round(100 * score)))
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
        parts.append(tr("right") if opinion is Review.ACCEPTED else tr("wrong"))
    return parts


def frame_words(view: ResolvedTrack, frame: int, how_sure: Callable[[float], str]) -> str:
    """Return the state of an object on a frame in a few words, without numbers: how sure the model
    is, or who says where it is, and what a person should know or decided.

    `how_sure` returns the words for a score, 0 to 1.
    """
    source = Source(int(view.sources[frame]))
    parts = [_state(view, frame)]
    if view.states[frame] == State.PRESENT:
        score = view.scores[frame]
        if said := _source(source):
            parts = [said]
        elif not np.isnan(score):
            parts = [how_sure(float(score))]
        if view.previews[frame]:
            parts.append(tr("quick"))
    if view.uncertainty_reason(frame) is not None:
        parts.append(tr("to check"))
    opinion = view.layer.reviews.at(frame)
    if opinion is not None:
        parts.append(tr("right") if opinion is Review.ACCEPTED else tr("wrong"))
    sentence = " · ".join(parts)
    return sentence[:1].upper() + sentence[1:]


def _state(view: ResolvedTrack, frame: int) -> str:
    state = view.states[frame]
    if state == State.PRESENT:
        return tr("found")
    if state == State.NOT_COMPUTED:
        return tr("not searched yet")
    denied = isinstance(view.layer.choices.at(frame), Absent)
    return tr("not here, set by you") if denied else tr("not here")


def _source(source: Source) -> str:
    return {
        Source.ALTERNATIVE: tr("another answer"),
        Source.MANUAL: tr("corrected by you"),
        Source.PROPAGATED: tr("carried from another frame"),
        Source.IMPORTED: tr("imported"),
    }.get(source, "")


def propagating(reach: range, source: int, layers: int = 1) -> str:
    """Return in which direction the correction of the frame `source` is carried to `reach`, or
    how many `layers` are."""
    if layers > 1:
        return tr("Carrying {0} layers together").format(layers)
    goes_back = reach.start < source
    if goes_back and reach.stop > source + 1:
        return tr("Carrying your correction both ways")
    if goes_back:
        return tr("Carrying your correction back")
    return tr("Carrying your correction forward")
