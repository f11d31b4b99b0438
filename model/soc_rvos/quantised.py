"""Weights in eight bits: each row of a matrix is whole numbers times a scale of its own."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

_SCALE = ".scale"
_LARGEST = 127


def pack(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return `state` with every floating-point matrix in eight bits.

    A matrix becomes int8 [R, C] under its name and float16 [R] under its name + ".scale"; other
    floating-point tensors become float16, all others stay. The largest error of a row is about
    1/250 of its largest value. A row that float16 cannot scale must not be: values are below 8e6.
    """
    packed: dict[str, Tensor] = {}
    for name, value in state.items():
        if not value.is_floating_point():
            packed[name] = value
        elif value.ndim != 2:
            packed[name] = value.to(torch.float16)
        else:
            rows = value.to(torch.float32)
            scale = (rows.abs().amax(dim=1) / _LARGEST).to(torch.float16)
            # Divided by the scale as it will be read, so that its rounding adds no error; a row
            # too small for float16 is zero.
            divisor = scale.to(torch.float32).clamp(min=torch.finfo(torch.float32).tiny)
            whole = (rows / divisor[:, None]).round().clamp(-_LARGEST, _LARGEST)
            packed[name] = whole.where(scale[:, None] > 0, 0).to(torch.int8)
            packed[name + _SCALE] = scale
    return packed


def unpack(packed: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return the float32 weights that `pack` packed; tensors of whole numbers are unchanged.

    Raises:
        ValueError: a scale has no matrix of as many rows.
    """
    state: dict[str, Tensor] = {}
    for name, value in packed.items():
        matrix = packed.get(name.removesuffix(_SCALE))
        if name.endswith(_SCALE) and matrix is not None and matrix.dtype == torch.int8:
            continue
        scale = packed.get(name + _SCALE)
        if value.dtype == torch.int8 and scale is not None:
            if value.ndim != 2 or scale.shape != value.shape[:1] or not scale.is_floating_point():
                raise ValueError(f"{name + _SCALE} does not scale the rows of {name}.")
            # In place: a product of two types takes twice as long.
            state[name] = value.to(torch.float32).mul_(scale.to(torch.float32)[:, None])
        else:
            state[name] = value.to(torch.float32) if value.is_floating_point() else value
    return state
