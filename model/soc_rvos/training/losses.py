"""What the network is trained on: class, mask, box and contrastive losses of every level."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from soc_rvos.networks.outputs import SocAnswers
from soc_rvos.training.matcher import (
    FOCAL_ALPHA,
    FOCAL_GAMMA,
    LevelOutput,
    Targets,
    generalized_iou,
    match,
    same_size,
)

WEIGHTS = {"class": 2.0, "mask": 2.0, "dice": 5.0, "box": 2.0, "giou": 2.0, "contrastive": 1.0}


def level_outputs(answers: SocAnswers) -> tuple[list[LevelOutput], Tensor]:
    """Return what a network said in training, level by level, and its sentence feature [B, C]."""
    assert answers.sentence is not None
    outputs = [
        LevelOutput(level.scores, level.boxes, level.masks, objects)
        for level, objects in zip(answers.levels, answers.objects, strict=True)
    ]
    return outputs, answers.sentence


def losses(
    outputs: Sequence[LevelOutput], text: Tensor, targets: Targets, full_size: bool = True
) -> dict[str, Tensor]:
    """Return every loss summed over decoder levels, unweighted, and their weighted sum as "total".

    Each level is matched on its own. `text` [B, C] is the sentence feature that the contrastive
    loss compares with a level's queries. `full_size`: see `level_losses`.
    """
    levels = [level_losses(output, text, targets, full_size) for output in outputs]
    return {name: torch.stack([level[name] for level in levels]).sum() for name in levels[0]}


def level_losses(
    output: LevelOutput, text: Tensor, targets: Targets, full_size: bool = True
) -> dict[str, Tensor]:
    """Return the losses of one level, unweighted, and their weighted sum as "total".

    All but the contrastive one, a mean over clips with an object, are divided by the number of
    target masks: T for every such clip, at least 1. Masks are compared at the targets' size, or
    with `full_size` False at the logits'. An absent object leaves the class loss alone.
    """
    queries = match(output, targets, full_size)
    rows = torch.arange(len(queries), device=queries.device)
    frames = targets.visible.shape[1]
    count = (targets.present.sum() * frames).clamp(min=1)

    with_object = targets.present.nonzero()[:, 0]
    chosen = queries[with_object]
    boxes = output.boxes[with_object, :, chosen].flatten(0, 1)  # [M*T, 4]
    wanted = targets.boxes[with_object].flatten(0, 1)
    logits = output.masks[with_object, :, chosen].flatten(0, 1)  # [M*T, h, w]
    masks = targets.masks[with_object].flatten(0, 1)
    logits, masks = (
        maps[:, 0].flatten(1) for maps in same_size(logits[:, None], masks[:, None], full_size)
    )

    positive = torch.zeros_like(output.logits, dtype=torch.float32)  # [B, T, Q, K]
    classes = torch.zeros_like(queries) if targets.classes is None else targets.classes
    shown = targets.visible & targets.present[:, None]
    positive[rows, :, queries, classes] = shown.float()

    similar = torch.einsum("bqc,bc->bq", output.queries.float(), text.float()) / text.shape[1]
    spread = -similar.log_softmax(1)[with_object, chosen]
    named = {
        "class": _focal(output.logits.float(), positive).sum() / count,
        "mask": _focal(logits, masks).mean(1).sum() / count,
        "dice": _dice(logits, masks).sum() / count,
        "box": (boxes.float() - wanted).abs().sum() / count,
        "giou": (1 - generalized_iou(boxes, wanted)).sum() / count,
        "contrastive": spread.sum() / max(len(with_object), 1),
    }
    total = torch.stack([weight * named[name] for name, weight in WEIGHTS.items()]).sum()
    return {**named, "total": total}


def _focal(logits: Tensor, wanted: Tensor) -> Tensor:
    """Sigmoid focal loss of every element; `wanted` 0 to 1."""
    chance = logits.sigmoid()
    surprise = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    right = chance * wanted + (1 - chance) * (1 - wanted)
    balance = FOCAL_ALPHA * wanted + (1 - FOCAL_ALPHA) * (1 - wanted)
    return balance * (1 - right) ** FOCAL_GAMMA * surprise


def _dice(logits: Tensor, masks: Tensor) -> Tensor:
    """1 - dice of every mask, [N], from logits and masks [N, pixels]."""
    chance = logits.sigmoid()
    shared = (chance * masks).sum(1)
    return 1 - (2 * shared + 1) / (chance.sum(1) + masks.sum(1) + 1)
