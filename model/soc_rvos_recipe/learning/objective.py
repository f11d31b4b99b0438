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
from soc_rvos_recipe.learning.keeping import Kept

_GROUNDING = 2.0  # weight of the loss of the map of where the object is
_NAMING = 2.0  # weight of the auxiliary loss of names
_SCORE = 4.0  # weight of the loss of the scores, which takes the place of SOC's class loss
_KEPT = 8.0  # weight of what a trained backbone must go on saying
FROZEN = ("backbone", "text", "saliency")


def objective(
    network: SocMini, batch: Batch, kept: Kept | None = None
) -> tuple[Tensor, dict[str, Tensor]]:
    """Return the loss to minimise, and every loss of the batch as `batch_losses` does."""
    named = batch_losses(network, batch, kept)
    total = named["total"] - WEIGHTS["class"] * named["class"]
    total = total + _SCORE * named["score"] + _GROUNDING * named["grounding"]
    total = total + _NAMING * named["naming"]
    return total + _KEPT * named.get("kept", 0.0), named


def batch_losses(network: SocMini, batch: Batch, kept: Kept | None = None) -> dict[str, Tensor]:
    """Return every loss of one batch, unweighted but for "total"; half precision where it can.

    One is "kept" where the backbone is trained and something of it must be `kept`.
    """
    kind = batch.frames.device.type
    with torch.autocast(kind, torch.bfloat16):
        seen, saliency = network.see(batch.frames)
        visual = network.read_maps(seen, saliency, batch.motion, batch.colours, batch.hints)
        text = network.encode_text(*batch.tokens.parts())
        answers, where = network.ground(visual, text)
        names = batch.names
        nouns = network.read_nouns(names.ids, names.present, names.concepts)
        forgotten = None
        if kept is not None:
            forgotten = kept.loss(batch.frames, seen, saliency)
            if batch.photographs is not None:
                shown = batch.photographs
                forgotten = forgotten + kept.loss(shown, *network.see(shown))
    likeness = network.likeness(visual.naming, nouns.expand(len(visual), -1, -1))
    named = losses(*level_outputs(answers), batch.targets, full_size=False)
    named["score"] = score_loss(
        [(level.scores, level.masks) for level in answers.levels], batch.targets
    )
    named["naming"] = naming_loss(likeness, names)
    named["grounding"] = grounding_loss(where.float(), batch.targets)
    if forgotten is not None:
        named["kept"] = forgotten
    return named


def freeze(network: SocMini, but: tuple[str, ...] = ()) -> None:
    """Keep the parts that come from elsewhere as they are, `but` for names that begin so."""
    for part in FROZEN:
        getattr(network, part).requires_grad_(False)
    for name, value in network.named_parameters():
        if name.startswith(but):
            value.requires_grad_(True)


def start_heads(network: SocMini) -> None:
    """Begin with every query doubtful, and with masks that hardly depend on the query."""
    for head in network.class_heads:
        assert isinstance(head, nn.Linear)
        nn.init.constant_(head.bias, -math.log(9))
    last = network.kernel_head.layers[-1]
    assert isinstance(last, nn.Linear)
    nn.init.normal_(last.weight, std=0.02)
