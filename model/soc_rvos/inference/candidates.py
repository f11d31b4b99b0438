"""The best answers of a window, near-duplicates dropped."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.windows import Window
from soc_rvos.masks import Mask


@dataclass(frozen=True, slots=True)
class WindowCandidate:
    """One object query's answer for a window of T frames.

    Attributes:
        query: index of the object query.
        scores: probability in [0, 1] that the query is the referred object, one a frame.
        boxes: float32 [T, 4], centre x, centre y, width, height in [0, 1] of the frame.
        masks: one a frame, all of the size the run keeps masks at.
        embedding: float32 [C], the video-level query.
    """

    query: int
    scores: tuple[float, ...]
    boxes: NDArray[np.float32]
    masks: tuple[Mask, ...]
    embedding: NDArray[np.float32]

    @property
    def score(self) -> float:
        """Mean of the frames' scores, by which queries are ranked (the published rule)."""
        return sum(self.scores) / len(self.scores)


@dataclass(frozen=True, slots=True)
class WindowResult:
    """What a window says of one expression: candidates, best first.

    `expression` is the index of the expression in the run. `frames` are the frames the candidates
    answer for: those of the window, or in a preview also the frames between them, filled by flow
    (then `preview` is True). `overlaps` [previous candidates, these candidates] in [0, 1] says how
    well each candidate of the window before continues in each of these; None at the start of a
    shot.
    One that is `early` came before its turn, without overlaps, and comes again.
    """

    expression: int
    window: Window
    frames: tuple[int, ...]
    candidates: tuple[WindowCandidate, ...]
    overlaps: NDArray[np.float32] | None
    preview: bool = False
    early: bool = False


SAME = 0.8
"""Mask overlap from which two answers are one object found twice."""


def distinct(logits: NDArray[np.float32], count: int) -> list[int]:
    """Return which answers to keep, at most `count`, leaving out what repeats a better one.

    `logits` are float32 [N, T, h, w], best answer first. Two answers are the same where the
    overlap of their masks, as the mean over the frames that either marks, is at least `SAME`.
    """
    overlaps = _overlaps(logits > 0)
    kept: list[int] = []
    for answer in range(len(logits)):
        if len(kept) == count:
            break
        if not kept or overlaps[answer, kept].max() < SAME:
            kept.append(answer)
    return kept


def _overlaps(masks: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return float32 [N, N], mean overlap of bool [N, T, h, w]; two that mark nothing are equal."""
    count, times = masks.shape[:2]
    planes = np.ascontiguousarray(masks).view(np.uint8)
    both = np.empty((times, count, count), dtype=np.float32)  # pixels that two of them share
    for time in range(times):
        for first in range(count):
            for second in range(first, count):
                shared = cv2.bitwise_and(planes[first, time], planes[second, time])
                both[time, first, second] = both[time, second, first] = cv2.countNonZero(shared)
    areas = both.diagonal(axis1=1, axis2=2)
    either = areas[:, :, None] + areas[:, None, :] - both
    marked = (either > 0).sum(axis=0)
    overlap = (both / np.maximum(either, 1)).sum(axis=0)
    return np.where(marked > 0, overlap / np.maximum(marked, 1), 1).astype(np.float32)
