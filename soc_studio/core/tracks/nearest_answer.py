"""What comes nearest to an expression that was found on no frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.tracks.resolved_track import ResolvedTrack


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


def nearest_answer(view: ResolvedTrack) -> NearestAnswer | None:
    """Return what comes nearest to a layer's expression.

    None where the object is on a frame after all, or no answer has a mask. What the thing is, is
    not said: `soc_rvos.inference.naming.looks_like` asks the network.

    Raises:
        DamageError: a mask cannot be read.
    """
    if view.present_anywhere() or not view.data.answers:
        return None
    best: tuple[float, int, int] | None = None
    for rank, track in enumerate(view.data.answers[0].tracks):
        scores = np.where((track.windows > 0) & (track.areas > 0), track.scores, -1)
        frame = int(scores.argmax())
        if scores[frame] >= 0 and (best is None or scores[frame] > best[0]):
            best = (float(scores[frame]), rank, frame)
    if best is None:
        return None
    score, rank, frame = best
    offered = view.alternative(rank, frame)
    assert offered is not None
    looked_at = sum(stop - start for start, stop in view.computed())
    return NearestAnswer(rank, frame, score, view.threshold_at(frame), offered[1], looked_at)
