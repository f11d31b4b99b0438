"""The order in which a person should look at uncertain frames, the most uncertain first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from soc_studio.core.project.project import LayerId
from soc_studio.core.tracks.resolved_track import ResolvedTrack, UncertainSpan

Place = tuple[LayerId, UncertainSpan]


def uncertain_places(views: Iterable[ResolvedTrack], frames: range | None = None) -> list[Place]:
    """Return the uncertain spans of all `views` in their order, or those of `frames` alone."""
    places = [
        (view.layer.id, each)
        for view in views
        for each in view.uncertain_spans()
        if frames is None or each.frame in frames
    ]
    return sorted(places, key=lambda place: -place[1].uncertainty)


def most_uncertain(
    views: Iterable[ResolvedTrack], frames: range, passed: Collection[tuple[LayerId, int]] = ()
) -> tuple[LayerId, int] | None:
    """Return the layer and the frame that a person should look at first, but for those of
    `passed`; None where there is none."""
    order = [(layer, each.frame) for layer, each in uncertain_places(views, frames)]
    return next((place for place in order if place not in passed), None)


def next_uncertain(view: ResolvedTrack, frame: int, step: int) -> UncertainSpan | None:
    """Return where a person should look after having looked at `frame` of a layer.

    In the order of uncertainty, that is the span `step` places after the one that `frame` is in,
    around the end; the most uncertain one where it is in none; None where no other is left.
    """
    spans = [each for _, each in uncertain_places([view])]
    inside = [place for place, each in enumerate(spans) if each.start <= frame < each.stop]
    if not inside:
        return spans[0] if spans else None
    return spans[(inside[0] + step) % len(spans)] if len(spans) > 1 else None


def next_place(
    views: Sequence[ResolvedTrack], layer: LayerId | None, frame: int, step: int
) -> Place | None:
    """Return where a person should look after having looked at `frame` of a `layer`: at another
    span of it, see `next_uncertain`, else at the most uncertain one of all others; None where no
    other is left."""
    own = next((each for each in views if each.layer.id == layer), None)
    span = None if own is None else next_uncertain(own, frame, step)
    if own is not None and span is not None:
        return own.layer.id, span
    return next(iter(uncertain_places(each for each in views if each is not own)), None)
