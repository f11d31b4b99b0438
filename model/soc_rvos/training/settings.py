"""What training is told, without torch."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

PUBLISHED_MIRROR = 0.5 * math.erfc(0.5 / math.sqrt(2))
"""How often the published code mirrors a clip: where a standard normal number exceeds one half."""


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How clips are varied.

    `short_side`, `long_side` in pixels as in `preprocess.resize_size`; `mirror` is how often a clip
    is mirrored, in [0, 1].
    """

    short_side: int = 360
    long_side: int = 640
    mirror: float = PUBLISHED_MIRROR


@dataclass(frozen=True, slots=True)
class Regularisation:
    """What is left out at random: a share of values, and of the backbone's blocks in its depth."""

    dropout: float = 0.1
    stochastic_depth: float = 0.2


@dataclass(frozen=True, slots=True)
class OptimiserSettings:
    """AdamW, with a learning rate for each of three groups of weights; 0 freezes a group.

    Attributes:
        rate: of everything but the backbone and RoBERTa.
        backbone: of the backbone.
        text: of RoBERTa, not of the projections of its words.
        pooler: whether RoBERTa's pooler learns where RoBERTa does.
        weight_decay: of all weights.
        clip: the norm that gradients of all weights together have at most; 0 lets them be.
        parts: how the names of the weights begin that learn alone; none lets all groups learn.
    """

    rate: float = 1e-4
    backbone: float = 1e-5
    text: float = 0.0
    pooler: bool = True
    weight_decay: float = 1e-4
    clip: float = 0.1
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduleSettings:
    """How long is trained, and how rates fall.

    Attributes:
        epochs: how often every clip is seen.
        drops: with "steps": after how many epochs the rates are multiplied by `factor`.
        factor: see `drops`.
        shape: "steps", or "cosine" from the first step to the last.
        warm_up: share of all steps in which the rates rise to their full height.
    """

    epochs: int = 30
    drops: tuple[int, ...] = ()
    factor: float = 0.1
    shape: Literal["steps", "cosine"] = "steps"
    warm_up: float = 0.0

    def rate(self, epoch: int, step: int, steps: int) -> float:
        """Return what rates are multiplied by in a step of an epoch of `steps`."""
        total = self.epochs * steps
        done = epoch * steps + step
        rising = min(1.0, (done + 1) / max(1.0, self.warm_up * total))
        if self.shape == "cosine":
            return rising * max(0.5 * (1 + math.cos(math.pi * done / total)), 0.01)
        return rising * self.factor ** sum(epoch >= drop for drop in self.drops)
