"""Scores that mean something: each query's is to be the overlap of its mask with the object."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from soc_rvos.training.matcher import Targets

_SHARPNESS = 1.5
"""Exponent on how far a score is off that weights its loss: what is right already says little."""


def score_loss(levels: Sequence[tuple[Tensor, Tensor]], targets: Targets) -> Tensor:
    """Return the mean loss of the scores, summed over decoder levels.

    A level is logits [B, T, Q, 1] and mask logits [B, T, Q, h, w]. SOC's focal loss calls one query
    right and the others wrong, though several may outline the object; here the target of every
    query is the overlap of its mask with the object in the clip, on frames that show it, else 0.
    """
    return torch.stack([_level(logits, masks, targets) for logits, masks in levels]).sum()


def _level(logits: Tensor, masks: Tensor, targets: Targets) -> Tensor:
    shown = (targets.visible & targets.present[:, None]).float()
    with torch.no_grad():
        found = (masks > 0).float()
        true = targets.masks
        if true.shape[-2:] != found.shape[-2:]:
            true = functional.interpolate(true, size=found.shape[-2:], mode="area")
        true = (true > 0.5).float() * targets.present[:, None, None, None]
        both = torch.einsum("btqhw,bthw->bq", found, true)
        either = found.sum((1, 3, 4)) + true.sum((1, 2, 3))[:, None] - both
        overlap = both / either.clamp(min=1)
        wanted = overlap[:, None] * shown[..., None]  # [B, T, Q]
    said = logits[..., 0].float()
    off = (said.sigmoid().detach() - wanted).abs() ** _SHARPNESS
    loss = functional.binary_cross_entropy_with_logits(said, wanted, reduction="none")
    return (off * loss).mean() / off.mean().detach().clamp(min=0.05)
