"""The precision in which a network computes, by its weights."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import torch
from torch import Tensor, nn

MULTIPLYING = (nn.Linear, nn.Conv2d, nn.Conv3d)
"""Layers whose weights may be kept in half precision, to be used under autocast."""


def mapped(layer: nn.Linear, values: Tensor) -> Tensor:
    """Return `layer` of `values`, as `values` are, computed in the precision of its weights."""
    result: Tensor = layer(values.to(layer.weight.dtype)).to(values.dtype)
    return result


def in_own_precision(part: nn.Module) -> AbstractContextManager[object]:
    """Return the autocast that `part` needs: that of its weights, none where they are float32."""
    weights = next(each.weight for each in part.modules() if isinstance(each, MULTIPLYING))
    if weights.dtype not in (torch.float16, torch.bfloat16):
        return nullcontext()
    return torch.autocast(weights.device.type, weights.dtype)


def without_autocast(device: torch.device) -> AbstractContextManager[object]:
    """Return the context in which tensors of `device` are computed in their own precision."""
    if not torch.amp.is_autocast_available(device.type):
        return nullcontext()
    return torch.autocast(device.type, enabled=False)
