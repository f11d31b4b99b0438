"""What the network is trained on: class, mask, box and contrastive losses of every level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from soc_rvos.networks.outputs import SocAnswers
from soc_rvos.training.matcher import (
    SGMG_COSTS,
    SOC_COSTS,
    Costs,
    LevelOutput,
    Targets,
    focal,
    generalized_iou,
    match,
    same_size,
)

WEIGHTS = {"class": 2.0, "mask": 2.0, "dice": 5.0, "box": 2.0, "giou": 2.0, "contrastive": 1.0}


@dataclass(frozen=True, slots=True)
class LossRules:
    """How losses are weighed, and which query is matched.

    Where `costs.whole`, masks of all frames of a clip are measured as one, and what is divided by
    is the number of frames that show the object instead of the number of target masks.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)
    costs: Costs = SOC_COSTS


SOC_RULES = LossRules()
SGMG_RULES = LossRules({**WEIGHTS, "box": 5.0, "contrastive": 0.0}, SGMG_COSTS)


def level_outputs(answers: SocAnswers) -> tuple[list[LevelOutput], Tensor | None]:
    """Return what a network said in training, level by level, and its sentence feature [B, C].

    The second is None for a network that has none, such as SgMg.
    """
    outputs = [
        LevelOutput(level.scores, level.boxes, level.masks, objects)
        for level, objects in zip(answers.levels, answers.objects, strict=True)
    ]
    return outputs, answers.sentence


def counts_of(targets: Targets, rules: LossRules = SOC_RULES) -> Tensor:
    """Return float32 [2]: the target masks, and the clips with an object.

    Losses are divided by these numbers of all clips of a step, wherever those are computed.
    """
    shown = targets.visible & targets.present[:, None]
    masks = shown.sum() if rules.costs.whole else targets.present.sum() * shown.shape[1]
    return torch.stack((masks, targets.present.sum())).float()


def losses(
    outputs: Sequence[LevelOutput],
    text: Tensor | None,
    targets: Targets,
    full_size: bool = True,
    rules: LossRules = SOC_RULES,
    counts: Tensor | None = None,
) -> dict[str, Tensor]:
    """Return every loss summed over decoder levels, unweighted, and their weighted sum as "total".

    Each level is matched on its own. `text` [B, C] is the sentence feature that the contrastive
    loss compares with a level's queries. `full_size`, `rules`, `counts`: see `level_losses`.
    """
    levels = [level_losses(each, text, targets, full_size, rules, counts) for each in outputs]
    return {name: torch.stack([level[name] for level in levels]).sum() for name in levels[0]}


def level_losses(
    output: LevelOutput,
    text: Tensor | None,
    targets: Targets,
    full_size: bool = True,
    rules: LossRules = SOC_RULES,
    counts: Tensor | None = None,
) -> dict[str, Tensor]:
    """Return the losses of one level, unweighted, and their weighted sum as "total".

    All but the contrastive one, a mean over clips with an object, are divided by the number of
    target masks: T for every such clip, at least 1. Masks are compared at the targets' size, or
    with `full_size` False at the logits'. An absent object leaves the class loss alone. `counts`
    [2] are the numbers to divide by, where these clips are a part of a step (see `counts_of`).
    """
    queries = match(output, targets, full_size, rules.costs)
    rows = torch.arange(len(queries), device=queries.device)
    frames = targets.visible.shape[1]
    count, clips = (counts_of(targets, rules) if counts is None else counts).clamp(min=1).unbind()

    with_object = targets.present.nonzero()[:, 0]
    chosen = queries[with_object]
    boxes = output.boxes[with_object, :, chosen].flatten(0, 1)  # [M*T, 4]
    wanted = targets.boxes[with_object].flatten(0, 1)
    logits = output.masks[with_object, :, chosen].flatten(0, 1)  # [M*T, h, w]
    masks = targets.masks[with_object].flatten(0, 1)
    logits, masks = (
        maps[:, 0].flatten(1) for maps in same_size(logits[:, None], masks[:, None], full_size)
    )
    if rules.costs.whole:  # [M, T*h*w]
        logits, masks = (each.unflatten(0, (-1, frames)).flatten(1) for each in (logits, masks))

    positive = torch.zeros_like(output.logits, dtype=torch.float32)  # [B, T, Q, K]
    classes = torch.zeros_like(queries) if targets.classes is None else targets.classes
    shown = targets.visible & targets.present[:, None]
    positive[rows, :, queries, classes] = shown.float()

    named = {
        "class": focal(output.logits.float(), positive).sum() / count,
        "mask": focal(logits, masks).mean(1).sum() / count,
        "dice": _dice(logits, masks).sum() / count,
        "box": (boxes.float() - wanted).abs().sum() / count,
        "giou": (1 - generalized_iou(boxes, wanted)).sum() / count,
    }
    if text is not None:
        alike = torch.einsum("bqc,bc->bq", output.queries.float(), text.float()) / text.shape[1]
        named["contrastive"] = -alike.log_softmax(1)[with_object, chosen].sum() / clips
    total = torch.stack([rules.weights[name] * value for name, value in named.items()]).sum()
    return {**named, "total": total}


def _dice(logits: Tensor, masks: Tensor) -> Tensor:
    """1 - dice of every mask, [N], from logits and masks [N, pixels]."""
    chance = logits.sigmoid()
    shared = (chance * masks).sum(1)
    return 1 - (2 * shared + 1) / (chance.sum(1) + masks.sum(1) + 1)
