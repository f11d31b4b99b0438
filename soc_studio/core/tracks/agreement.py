"""Layers that show the same pixels: two sentences for one object, or one of them found wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.masks.matte import full_size
from soc_studio.core.project.project import LayerId
from soc_studio.core.system.database import DamageError
from soc_studio.core.tracks.resolved_track import ResolvedTrack, State

SAME_FROM = 0.8
"""Overlap from which two layers may be one object."""
_MOST_LOOKED_AT = 48  # frames of two layers that are compared, spread over all


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two layers of a video, the older one first, and their `overlap` in [0, 1]: the pixels that
    they share of those that either has, over all frames that were looked at."""

    first: LayerId
    second: LayerId
    overlap: float


def agreements(views: Sequence[ResolvedTrack], span: range) -> list[Agreement]:
    """Return the layers of a video that overlap by `SAME_FROM` or more within `span`, those that
    overlap most first.

    Masks are read only of layers whose areas allow it, and of some frames. Frames on which one of
    them was not searched, or whose mask cannot be read, do not count.
    """
    found = []
    for one, other in combinations(sorted(views, key=lambda view: view.layer.id), 2):
        shared = overlap(one, other, span)
        if shared >= SAME_FROM:
            found.append(Agreement(one.layer.id, other.layer.id, shared))
    return sorted(found, key=lambda each: (-each.overlap, each.first, each.second))


def overlap(one: ResolvedTrack, other: ResolvedTrack, span: range) -> float:
    """Return the overlap of two tracks in [0, 1] over the frames of `span` that are looked at; 0
    where it is certain to be under `SAME_FROM`."""
    here = slice(span.start, span.stop)
    states = one.states[here], other.states[here]
    known = (states[0] != State.NOT_COMPUTED) & (states[1] != State.NOT_COMPUTED)
    frames = np.flatnonzero(known & ((states[0] == State.PRESENT) | (states[1] == State.PRESENT)))
    if not len(frames):
        return 0.0
    areas = one.areas[here][frames], other.areas[here][frames]
    # Masks share at most the smaller one, and have at least the larger one together.
    if np.minimum(*areas).sum() < SAME_FROM * np.maximum(*areas).sum():
        return 0.0
    places = np.linspace(0, len(frames) - 1, min(_MOST_LOOKED_AT, len(frames))).round()
    shared = together = 0.0
    for frame in (frames[places.astype(np.int64)] + span.start).tolist():
        try:
            masks = one.mask(frame), other.mask(frame)
        except DamageError:
            continue
        if masks[0] is not None and masks[1] is not None:
            both, either = _pixels(masks[0], masks[1])
            shared, together = shared + both, together + either
    return shared / together if together else 0.0


def _pixels(one: Mask, other: Mask) -> tuple[float, float]:
    """Return the shares of the frame that both masks have, and that either has."""
    height, width = max((one.height, one.width), (other.height, other.width))
    if (one.height, one.width) != (other.height, other.width):
        first, second = full_size(one, height, width), full_size(other, height, width)
        return float((first & second).mean()), float((first | second).mean())
    overlap, areas = one.iou(other), one.area + other.area
    both = overlap * areas / (1 + overlap)
    return both / (height * width), (areas - both) / (height * width)
