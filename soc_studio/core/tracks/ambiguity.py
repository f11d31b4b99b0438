"""Two plausible answers to an expression on one frame: which one is meant?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from soc_rvos.masks import Mask
from soc_studio.core.tracks.frame_states import Source
from soc_studio.core.tracks.resolved_track import ResolvedTrack

CLOSE = 0.1
"""How much less likely than the best an answer may be, and still be asked about."""
ASKED_FROM = 0.35
"""Score of the best answer from which is asked: below it, usually none of them is right.

Both were chosen by `benchmarks/answers.py`, which says how often the question is of use."""
APART_BELOW = 0.5
"""Share of the smaller of two masks in the larger one, under which they are two objects; from there
on one is part of the other, or as good as the same."""


@dataclass(frozen=True, slots=True)
class Plausible:
    """An answer that may be meant: its place among `ResolvedTrack.alternatives`, score and mask."""

    place: int
    score: float
    mask: Mask


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Two or more answers on a frame that may be meant, the likeliest first."""

    frame: int
    candidates: tuple[Plausible, ...]


def are_apart(one: Mask, other: Mask) -> bool:
    """Return whether two masks that are not empty show two objects."""
    return max(one.share_in(other), other.share_in(one)) < APART_BELOW


def plausible_answers(
    offered: Sequence[tuple[float, Mask]], threshold: float
) -> tuple[Plausible, ...]:
    """Return the answers of `offered`, scores and masks, between which a person should choose.

    All are `threshold` or more, as likely as the first less 0.1, and none lies in another by half;
    the first is 0.35 or more. Nothing is returned where only one is so.
    """
    present = [
        Plausible(place, score, mask)
        for place, (score, mask) in enumerate(offered)
        if score >= threshold and mask.area
    ]
    present.sort(key=lambda each: -each.score)
    if not present or present[0].score < ASKED_FROM:
        return ()
    kept: list[Plausible] = []
    for each in present:
        is_close = not kept or each.score >= kept[0].score - CLOSE
        if is_close and all(are_apart(each.mask, other.mask) for other in kept):
            kept.append(each)
    return tuple(kept) if len(kept) > 1 else ()


def ambiguity_at(view: ResolvedTrack, frame: int) -> Ambiguity | None:
    """Return what should be asked on `frame`; None where one answer is clear, or a person chose.

    Raises:
        DamageError: a mask cannot be read.
    """
    is_decided = view.layer.choices.at(frame) is not None
    if is_decided or view.sources[frame] not in (Source.NETWORK, Source.ALTERNATIVE):
        return None
    threshold = view.threshold_at(frame)
    candidates = plausible_answers(view.alternatives(frame), threshold)
    return Ambiguity(frame, candidates) if candidates else None
