"""The measures of the papers: J and F over frames with recall and decay, P@K, IoU, and mAP.

Perazzi et al. 2016 and Pont-Tuset et al. 2017 (DAVIS) define the first, COCO the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from soc_rvos.datasets.sample import Truth
from soc_rvos.metrics import contour_accuracy, region_similarity

PRECISIONS = (0.5, 0.6, 0.7, 0.8, 0.9)
"""The overlaps of P@K."""
OVERLAPS = tuple(0.5 + 0.05 * step for step in range(10))
"""The overlaps over which mAP is the mean."""
_BINS = 4
_RECALLED = 0.5
_POINTS = np.linspace(0.0, 1.0, 101)  # of recall
_LEAST = np.float32(1e-6)


@dataclass(frozen=True, slots=True)
class Statistics:
    """What DAVIS says of the values of an object over the frames.

    `mean` and `recall`, the share of frames over one half, are in [0, 1]; `decay` is the mean of
    the first quarter less that of the last, in [-1, 1].
    """

    mean: float
    recall: float
    decay: float


def scores_of(
    marked: NDArray[np.bool_], true: NDArray[np.bool_], void: NDArray[np.bool_] | None = None
) -> tuple[float, float]:
    """Return J and F in [0, 1] of bool [H, W] masks; pixels of `void` count as neither."""
    if void is not None:
        marked, true = marked & ~void, true & ~void
    return region_similarity(marked, true), contour_accuracy(marked, true)


def statistics(values: Sequence[float]) -> Statistics:
    """Return mean, recall and decay of the values of at least one frame, as DAVIS computes them."""
    array = np.asarray(values, dtype=np.float64)
    ends = (np.round(np.linspace(1, len(array), _BINS + 1) + 1e-10) - 1).astype(np.int64)
    first, last = array[ends[0] : ends[1] + 1], array[ends[-2] : ends[-1] + 1]
    return Statistics(
        float(array.mean()), float((array > _RECALLED).mean()), float(first.mean() - last.mean())
    )


def matched(
    marked: NDArray[np.uint8], labels: NDArray[np.uint8], numbers: Sequence[int], void: int
) -> tuple[NDArray[np.float64], list[int]]:
    """Return the scores of objects that no number ties to an answer: DAVIS's unsupervised task.

    Args:
        marked: uint8 [T, H, W], the answers' numbers from 1 on; their order means nothing.
        labels: uint8 [T, H, W], the true numbers.
        numbers: the true objects.
        void: the true number of pixels that nobody decided about.

    Returns:
        J and F, float64 [len(numbers), 2, T], of each object with the answer that fits it best, if
        every answer is given away once; and that answer's number, 0 for none.
    """
    answers = max(int(marked.max(initial=0)), len(numbers))
    values = np.zeros((answers, len(numbers), 2, len(labels)))
    for frame, (found, true) in enumerate(zip(marked, labels, strict=True)):
        hole = true == void
        pixels = hole if hole.any() else None
        for place, number in enumerate(numbers):
            for answer in range(answers):
                values[answer, place, :, frame] = scores_of(
                    found == answer + 1, true == number, pixels
                )
    rows, columns = linear_sum_assignment(-values.mean(axis=(2, 3)))
    chosen = dict(zip(columns.tolist(), rows.tolist(), strict=True))
    best = np.stack([values[chosen[place], place] for place in range(len(numbers))])
    most = int(marked.max(initial=0))
    names = [chosen[place] + 1 for place in range(len(numbers))]
    return best, [name if name <= most else 0 for name in names]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How an answer and the truth of one frame lie over each other, in pixels."""

    shared: int
    either: int

    @classmethod
    def of(cls, marked: NDArray[np.bool_], truth: Truth) -> Overlap:
        """Return that of bool [H, W] and a truth of this size."""
        true = truth.mask
        if truth.void is not None:
            marked, true = marked & ~truth.void, true & ~truth.void
        return cls(int(np.count_nonzero(marked & true)), int(np.count_nonzero(marked | true)))

    @property
    def iou(self) -> float:
        """Intersection over union as the published measure has it: 1 where both are empty."""
        shared, either = np.float32(self.shared), np.float32(self.either)
        return float((shared + _LEAST) / (either + _LEAST))


@dataclass(frozen=True, slots=True)
class ImageMeasures:
    """Means over answers about single frames.

    Attributes:
        precision: P@0.5 to P@0.9, the share of answers that overlap more than that.
        overall: IoU of all pixels of all answers together.
        mean: mean of the IoU of the answers.
    """

    precision: tuple[float, ...]
    overall: float
    mean: float


def image_measures(overlaps: Sequence[Overlap]) -> ImageMeasures:
    """Return the means over the best answers of at least one sentence."""
    values = np.array([each.iou for each in overlaps])
    either = sum(each.either for each in overlaps)
    return ImageMeasures(
        tuple(float((values > least).mean()) for least in PRECISIONS),
        sum(each.shared for each in overlaps) / either if either else 1.0,
        float(values.mean()),
    )


def average_precision(answers: Sequence[tuple[Sequence[float], Sequence[float]]]) -> float:
    """Return mAP over the overlaps 0.5 to 0.95, where every sentence has one true mask.

    It is what COCO's evaluation says of the same answers, categories ignored.

    Args:
        answers: for each sentence the scores of its answers and their overlaps with the truth,
            where two empty masks overlap by 0; 100 answers count at most.
    """
    if not answers:
        return 0.0
    return float(np.mean([_precision_at(answers, least) for least in OVERLAPS]))


def _precision_at(
    answers: Sequence[tuple[Sequence[float], Sequence[float]]], least: float
) -> float:
    """Return the mean over 101 recalls of the precision where a match overlaps `least` or more."""
    scores: list[float] = []
    right: list[bool] = []
    for said, overlaps in answers:
        order = np.argsort(-np.asarray(said, dtype=np.float64), kind="mergesort")[:100]
        is_taken = False
        for place in order.tolist():
            fits = not is_taken and overlaps[place] >= min(least, 1 - 1e-10)
            is_taken = is_taken or fits
            scores.append(said[place])
            right.append(fits)
    order = np.argsort(-np.asarray(scores, dtype=np.float64), kind="mergesort")
    hits = np.cumsum(np.asarray(right, dtype=np.float64)[order])
    if not len(hits):
        return 0.0
    recall = hits / len(answers)
    precision = hits / (np.arange(len(hits)) + 1 + np.spacing(1))
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    places = np.searchsorted(recall, _POINTS, side="left")
    reached = places < len(envelope)
    return float(np.where(reached, envelope[np.minimum(places, len(envelope) - 1)], 0.0).mean())
