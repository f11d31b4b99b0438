"""Which query of a clip answers for the referred object: the cheapest trajectory."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

FOCAL_ALPHA, FOCAL_GAMMA = 0.25, 2.0


@dataclass(frozen=True, slots=True)
class Costs:
    """What a query costs: the weights of focal class cost, dice, L1, GIoU and focal mask cost.

    `whole` measures the masks of all frames of a clip as one; otherwise each frame counts the same.
    """

    score: float = 2.0
    dice: float = 5.0
    box: float = 2.0
    giou: float = 2.0
    mask: float = 0.0
    whole: bool = False


SOC_COSTS = Costs()
SGMG_COSTS = Costs(box=5.0, mask=2.0, whole=True)
"""Those of ReferFormer, on which SgMg is built."""


@dataclass(frozen=True, slots=True)
class LevelOutput:
    """What one decoder level says of B clips: T frames, Q queries, K classes, C channels.

    `logits` [B, T, Q, K]; `boxes` [B, T, Q, 4], cx cy w h in [0, 1]; `masks` logits
    [B, T, Q, h, w]; `queries` [B, Q, C], the queries of the whole clip.
    """

    logits: Tensor
    boxes: Tensor
    masks: Tensor
    queries: Tensor


@dataclass(frozen=True, slots=True)
class Targets:
    """The referred object of each of B clips, on T frames.

    `present` bool [B]: False where the sentence is true of nothing, and the rest is not read.
    `visible` bool [B, T]; `boxes` [B, T, 4], cx cy w h in [0, 1], 0 where not visible; `masks`
    float [B, T, H, W], 0 or 1. `classes` int64 [B]; None stands for class 0.
    """

    present: Tensor
    visible: Tensor
    boxes: Tensor
    masks: Tensor
    classes: Tensor | None = None

    def to(self, device: torch.device | str) -> Targets:
        """Return the same targets on `device`."""
        classes = None if self.classes is None else self.classes.to(device)
        return Targets(
            self.present.to(device),
            self.visible.to(device),
            self.boxes.to(device),
            self.masks.to(device),
            classes,
        )


@torch.no_grad()
def match(
    output: LevelOutput, targets: Targets, full_size: bool = True, costs: Costs = SOC_COSTS
) -> Tensor:
    """Return the query matched in every frame, int64 [B]; 0 where the object is absent.

    The cost of a query is the mean over frames of focal class cost - dice + L1 - GIoU, weighed by
    `costs`, the class over visible frames only. With one object a clip the Hungarian assignment is
    the least of these. `full_size` compares masks at the targets' size, otherwise at the logits'.
    """
    cost = (
        costs.score * _class_cost(output.logits, targets)
        + _mask_cost(output.masks, targets.masks, full_size, costs)
        + costs.box * (output.boxes - targets.boxes[:, :, None]).abs().sum(-1).mean(1)
        - costs.giou * generalized_iou(output.boxes, targets.boxes[:, :, None]).mean(1)
    )  # [B, Q]
    return torch.where(targets.present, cost.argmin(1), 0)


def _class_cost(logits: Tensor, targets: Targets) -> Tensor:
    """Focal cost [B, Q] of calling each query the object: positive less negative."""
    batch = len(logits)
    classes = targets.classes
    if classes is None:
        classes = torch.zeros(batch, dtype=torch.int64, device=logits.device)
    own = logits[torch.arange(batch, device=logits.device), :, :, classes].float()  # [B, T, Q]
    chance = own.sigmoid()
    positive = -FOCAL_ALPHA * (1 - chance) ** FOCAL_GAMMA * F.logsigmoid(own)
    negative = -(1 - FOCAL_ALPHA) * chance**FOCAL_GAMMA * F.logsigmoid(-own)
    shown = targets.visible[..., None].to(own.dtype)  # [B, T, 1]
    return ((positive - negative) * shown).sum(1) / shown.sum(1).clamp(min=1)


def _mask_cost(logits: Tensor, masks: Tensor, full_size: bool, costs: Costs) -> Tensor:
    """Return [B, Q]: less the dice coefficient of every query, and its focal cost if that counts.

    `logits` [B, T, Q, h, w], `masks` [B, T, H, W].
    """
    batch, frames = logits.shape[:2]
    grown, masks = same_size(logits.flatten(0, 1), masks.flatten(0, 1)[:, None], full_size)
    said = grown.flatten(2).unflatten(0, (batch, frames))  # [B, T, Q, H*W]
    wanted = masks.flatten(2).unflatten(0, (batch, frames))  # [B, T, 1, H*W]
    if costs.whole:
        said = said.transpose(1, 2).flatten(2)[:, None]  # [B, 1, Q, T*H*W]
        wanted = wanted.transpose(1, 2).flatten(2)[:, None]
    chance = said.sigmoid()
    shared = torch.einsum("btqp,btp->btq", chance, wanted[:, :, 0])
    dice = (2 * shared + 1) / (chance.sum(-1) + wanted.sum(-1) + 1)
    cost: Tensor = -costs.dice * dice.mean(1)
    if costs.mask:
        cost = cost + costs.mask * focal(said, wanted.expand_as(said)).mean(-1).mean(1)
    return cost


def focal(logits: Tensor, wanted: Tensor) -> Tensor:
    """Return the sigmoid focal loss of every element; `wanted` 0 to 1."""
    chance = logits.sigmoid()
    surprise = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    right = chance * wanted + (1 - chance) * (1 - wanted)
    balance = FOCAL_ALPHA * wanted + (1 - FOCAL_ALPHA) * (1 - wanted)
    return balance * (1 - right) ** FOCAL_GAMMA * surprise


def same_size(logits: Tensor, masks: Tensor, full_size: bool) -> tuple[Tensor, Tensor]:
    """Return mask logits [N, X, h, w] and masks [N, Y, H, W] at one size, in float32.

    The logits grow to the masks' size (bilinear); without `full_size` the masks shrink to the
    logits' size instead, to shares of covered area, which is far cheaper.
    """
    logits, masks = logits.float(), masks.float()
    if logits.shape[-2:] == masks.shape[-2:]:
        return logits, masks
    if full_size:
        return F.interpolate(
            logits, size=masks.shape[-2:], mode="bilinear", align_corners=False
        ), masks
    return logits, F.interpolate(masks, size=logits.shape[-2:], mode="area")


def generalized_iou(first: Tensor, second: Tensor) -> Tensor:
    """Return the GIoU, -1 to 1, of boxes [..., 4] as cx cy w h, pair by pair.

    Both of its fractions carry 1e-6 above and below, so that empty boxes give a number.
    """
    first, second = first.float(), second.float()
    low_a, high_a = first[..., :2] - first[..., 2:] / 2, first[..., :2] + first[..., 2:] / 2
    low_b, high_b = second[..., :2] - second[..., 2:] / 2, second[..., :2] + second[..., 2:] / 2
    shared = (torch.minimum(high_a, high_b) - torch.maximum(low_a, low_b)).clamp(min=0).prod(-1)
    union = first[..., 2:].prod(-1) + second[..., 2:].prod(-1) - shared
    hull = (torch.maximum(high_a, high_b) - torch.minimum(low_a, low_b)).prod(-1)
    iou = (shared + 1e-6) / (union + 1e-6)
    return iou - (hull - union + 1e-6) / (hull + 1e-6)
