"""What comes nearest to an expression that was found on no frame: up to three things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.tracks.confidence_bounds import POSSIBLE
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.several_objects import SAME_FROM

MOST = 3
"""Things that are named where nothing counts as found."""


@dataclass(frozen=True, slots=True)
class NearestAnswer:
    """The answer with the highest score of all, though it is too low to count.

    Attributes:
        rank: of its track among those through the latest answers.
        frame: where that score is.
        score: 0 to 1.
        threshold: score from which it would count as present there.
        mask: of that frame, of the size that masks are kept at.
        looked_at: on how many frames there is an answer.
    """

    rank: int
    frame: int
    score: float
    threshold: float
    mask: Mask
    looked_at: int


def is_hardly_found(view: ResolvedTrack) -> bool:
    """Return whether a layer's object is on no frame, or hardly any answer can be right: all that
    counts as present is below what is possible, and no person decided anything about it."""
    if not view.present_anywhere():
        return True
    layer = view.layer
    if layer.choices.items or layer.corrections or layer.matte.threshold is not None:
        return False
    best = view.best_score()
    return best is not None and best < POSSIBLE


def nearest_answers(view: ResolvedTrack, most: int = MOST) -> tuple[NearestAnswer, ...]:
    """Return the things that come nearest to a layer's expression, the nearest first.

    None are returned where the object is found after all, or no answer has a mask. What the
    things are is not said: `soc_rvos.inference.naming.looks_like` asks the network.

    Raises:
        DamageError: a mask cannot be read.
    """
    if not is_hardly_found(view) or not view.data.answers:
        return ()
    looked_at = sum(stop - start for start, stop in view.computed())
    found: list[NearestAnswer] = []
    for rank, track in enumerate(view.data.answers[0].tracks):
        scores = np.where((track.windows > 0) & (track.areas > 0), track.scores, -1)
        frame = int(scores.argmax())
        if scores[frame] < 0:
            continue
        offered = view.alternative(rank, frame)
        assert offered is not None
        threshold = view.threshold_at(frame)
        score = float(scores[frame])
        found.append(NearestAnswer(rank, frame, score, threshold, offered[1], looked_at))
    found.sort(key=lambda each: -each.score)
    kept: list[NearestAnswer] = []
    for each in found:
        if len(kept) < most and not any(_is_same(view, each, other) for other in kept):
            kept.append(each)
    return tuple(kept)


def nearest_answer(view: ResolvedTrack) -> NearestAnswer | None:
    """Return what comes nearest to a layer's expression; see `nearest_answers`.

    Raises:
        DamageError: a mask cannot be read.
    """
    return next(iter(nearest_answers(view, 1)), None)


def known_as(answer: NearestAnswer, others: Iterable[ResolvedTrack]) -> str:
    """Return the label of the layer that shows the same thing on that frame, empty without one.

    Raises:
        DamageError: a mask cannot be read.
    """
    for view in others:
        shown = view.mask(answer.frame)
        if shown is not None and shown.area and shown.iou(answer.mask) >= SAME_FROM:
            return view.layer.label
    return ""


def _is_same(view: ResolvedTrack, one: NearestAnswer, other: NearestAnswer) -> bool:
    """Whether two answers show one thing, on a frame of either."""
    pairs = (
        (one.mask, view.alternative(other.rank, one.frame)),
        (other.mask, view.alternative(one.rank, other.frame)),
    )
    return any(beside is not None and mask.iou(beside[1]) >= SAME_FROM for mask, beside in pairs)
