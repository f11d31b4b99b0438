"""Scores made to say how much of the object a mask will cover, and from which one to believe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

ABSENT = "absent"
"""The kind of an expression of nothing in the clip."""
_BINS = 10
_ABSENT_SHARE = 0.2  # of what people ask for
_AS_GOOD = 0.01  # what a lower threshold may lose
_STEPS = 200


@dataclass(frozen=True, slots=True)
class AnsweredClip:
    """One expression about one clip.

    `kind` is what the expression is sorted under, `ABSENT` if of nothing in the clip;
    `score` the best answer's mean over frames, in [0, 1]; `overlap` the
    IoU of its mask in the clip, 0 where the object is absent; `best` that of the best candidate;
    `area` the share of the picture that the best answer marks.
    """

    kind: str
    score: float
    overlap: float
    best: float
    area: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of similar score: their number, mean score and mean overlap."""

    count: int
    score: float
    overlap: float


def reliability(answered: Sequence[AnsweredClip]) -> list[Bin]:
    """Return the answers in ten bins of score, empty ones left out."""
    places = np.array([min(int(each.score * _BINS), _BINS - 1) for each in answered])
    bins = []
    for place in np.unique(places):
        within = [each for each, at in zip(answered, places, strict=True) if at == place]
        bins.append(
            Bin(
                len(within),
                float(np.mean([each.score for each in within])),
                float(np.mean([each.overlap for each in within])),
            )
        )
    return bins


def fitting_threshold(answered: Sequence[AnsweredClip]) -> float:
    """Return the score from which answers are worth showing.

    What is shown of a thing that is there is worth its overlap; nothing, where it is not there, is
    worth 1, and one in five is asked for in vain (`_ABSENT_SHARE`). Of thresholds all but as good
    as the best the least is taken: a person sees at once what is marked wrongly, but not what was
    found and held back.
    """
    absent = [each for each in answered if each.kind == ABSENT]
    there = [each for each in answered if each.kind != ABSENT]
    thresholds = np.arange(0.05, 0.95, 0.01)

    def worth(threshold: float) -> float:
        shown = [each.overlap * (each.score >= threshold) for each in there]
        empty = [each.score < threshold for each in absent]
        return (1 - _ABSENT_SHARE) * _mean(shown) + _ABSENT_SHARE * _mean(empty)

    worths = np.array([worth(each) for each in thresholds])
    return float(round(thresholds[np.argmax(worths >= worths.max() - _AS_GOOD)], 2))


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else 0.0


def by_kind(answered: Sequence[AnsweredClip], threshold: float) -> dict[str, dict[str, float]]:
    """Return for each kind of expression their number, mean overlaps, and the share shown."""
    table = {}
    for kind in sorted({each.kind for each in answered}):
        own = [each for each in answered if each.kind == kind]
        table[kind] = {
            "count": len(own),
            "overlap": float(np.mean([each.overlap for each in own])),
            "best": float(np.mean([each.best for each in own])),
            "shown": float(np.mean([each.score >= threshold for each in own])),
        }
    return table


def fit_scores(head: nn.Linear, answered: Sequence[AnsweredClip]) -> None:
    """Scale and shift the logits of `head` so that scores are as large as overlaps."""
    score = torch.tensor([each.score for each in answered]).clamp(1e-4, 1 - 1e-4)
    logits, wanted = score.logit(), torch.tensor([each.overlap for each in answered])
    scale, shift = torch.ones((), requires_grad=True), torch.zeros((), requires_grad=True)
    optimiser = torch.optim.LBFGS([scale, shift], max_iter=_STEPS)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(logits * scale + shift, wanted)
        torch.autograd.backward(loss)
        return loss

    optimiser.step(closure)
    with torch.no_grad():
        head.weight.mul_(scale)
        head.bias.mul_(scale).add_(shift)
