"""What the network that ships learns to do: every loss of a batch, and where its heads begin."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from soc_rvos.networks.soc_mini import SocMini
from soc_rvos.training.losses import WEIGHTS, level_outputs, losses
from soc_rvos.training.mini_objective import grounding_loss
from soc_rvos.training.score_loss import score_loss
from soc_rvos_recipe.learning.aux_naming_loss import naming_loss
from soc_rvos_recipe.learning.batches import Batch

_GROUNDING = 2.0  # weight of the loss of the map of where the object is
_NAMING = 2.0  # weight of the auxiliary loss of names
_SCORE = 4.0  # weight of the loss of the scores, which takes the place of SOC's class loss
FROZEN = ("backbone", "text", "saliency")


def objective(network: SocMini, batch: Batch) -> tuple[Tensor, dict[str, Tensor]]:
    """Return the loss to minimise, and every loss of the batch as `batch_losses` does."""
    named = batch_losses(network, batch)
    total = named["total"] - WEIGHTS["class"] * named["class"]
    total = total + _SCORE * named["score"] + _GROUNDING * named["grounding"]
    return total + _NAMING * named["naming"], named


def batch_losses(network: SocMini, batch: Batch) -> dict[str, Tensor]:
    """Return every loss of one batch, unweighted but for "total"; half precision where it can."""
    kind = batch.frames.device.type
    with torch.autocast(kind, torch.bfloat16):
        visual = network.encode_frames(batch.frames, batch.motion, batch.colours, batch.hints)
        text = network.encode_text(*batch.tokens.parts())
        answers, where = network.ground(visual, text)
        names = batch.names
        nouns = network.read_nouns(names.ids, names.present, names.concepts)
    likeness = network.likeness(visual.naming, nouns.expand(len(visual), -1, -1))
    named = losses(*level_outputs(answers), batch.targets, full_size=False)
    named["score"] = score_loss(
        [(level.scores, level.masks) for level in answers.levels], batch.targets
    )
    named["naming"] = naming_loss(likeness, names)
    named["grounding"] = grounding_loss(where.float(), batch.targets)
    return named


def freeze(network: SocMini) -> None:
    """Keep the parts that come from elsewhere as they are."""
    for part in FROZEN:
        getattr(network, part).requires_grad_(False)


def start_heads(network: SocMini) -> None:
    """Begin with every query doubtful, and with masks that hardly depend on the query."""
    for head in network.class_heads:
        assert isinstance(head, nn.Linear)
        nn.init.constant_(head.bias, -math.log(9))
    last = network.kernel_head.layers[-1]
    assert isinstance(last, nn.Linear)
    nn.init.normal_(last.weight, std=0.02)
