"""The precision in which a network computes, by its weights."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

_SAMPLE = 16  # one of so many tokens tells what the mean is

MULTIPLYING = (nn.Linear, nn.Conv2d, nn.Conv3d)
"""Layers whose weights may be kept in half precision, to be used under autocast."""


class Linear(nn.Linear):
    """A linear layer that takes back what lower precision makes of the mean token.

    What rounding of the weights does to it is an error that all tokens share: sums do not even it
    out, and it adds up from layer to layer.
    """

    lost: Tensor | None

    def __init__(self, inputs: int, outputs: int, bias: bool = True) -> None:
        super().__init__(inputs, outputs, bias)
        self.register_buffer("lost", None, persistent=False)

    def lower(self, precision: torch.dtype) -> None:
        """Turn the weights to `precision`; on a processor what they lose by it is kept."""
        whole = self.weight.detach().float()
        self.to(precision)
        is_kept = whole.device.type == "cpu" and precision != torch.float32
        self.lost = (whole - self.weight.detach().float()).to(precision) if is_kept else None

    def whole(self) -> Tensor:
        """Return the weights in float32, with what they have lost."""
        weight = self.weight.float()
        return weight if self.lost is None else weight + self.lost

    def forward(self, values: Tensor) -> Tensor:
        """Return [..., outputs] for `values` [..., inputs]."""
        if self.lost is None or torch.is_grad_enabled():
            return super().forward(values)
        mean = values.flatten(0, -2)[::_SAMPLE].mean(0, dtype=torch.float32)
        back = self.lost @ mean.to(self.lost.dtype)
        bias = back if self.bias is None else back + self.bias
        return functional.linear(values, self.weight, bias)

    def _load_from_state_dict(self, state: dict[str, Any], prefix: str, *rest: Any) -> None:
        super()._load_from_state_dict(state, prefix, *rest)
        if self.lost is not None and f"{prefix}weight" in state:
            self.lost = (state[f"{prefix}weight"] - self.weight.detach().float()).to(self.lost)


def as_summed(values: Tensor) -> Tensor:
    """Return `values` as sums through many layers are kept on a processor: in float32."""
    return values.float() if values.device.type == "cpu" else values


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
