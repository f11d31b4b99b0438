"""Sine codes for positions in a picture and in a sentence."""

from __future__ import annotations

import math

import torch
from torch import Tensor

_TEMPERATURE = 10000.0
_FULL_TURN = 2 * math.pi


def _waves(phase: Tensor, channels: int) -> Tensor:
    """Return [..., channels] for `phase` [...]: sine and cosine of ever slower waves in turn."""
    number = torch.arange(channels, device=phase.device, dtype=torch.float32)
    period = _TEMPERATURE ** (2 * (number // 2) / channels)
    angle = phase[..., None] / period
    return torch.stack((angle[..., 0::2].sin(), angle[..., 1::2].cos()), dim=-1).flatten(-2)


def picture_positions(padding: Tensor, channels: int) -> Tensor:
    """Return float32 [B, channels, H, W]: half the channels tell the row, half the column.

    `padding` is bool [B, H, W], True outside the picture. Rows and columns are counted from one
    within the picture, less a half, and scaled to a full turn.
    """
    inside = (~padding).float()
    phases = []
    for axis in (1, 2):
        count = inside.cumsum(axis)
        last = count[:, -1:, :] if axis == 1 else count[:, :, -1:]
        phases.append((count - 0.5) / (last + 1e-6) * _FULL_TURN)
    waves = [_waves(phase, channels // 2) for phase in phases]
    return torch.cat(waves, dim=-1).permute(0, 3, 1, 2)


def word_positions(padding: Tensor, channels: int) -> Tensor:
    """Return float32 [B, N, channels] for `padding` bool [B, N], True where there is no word."""
    count = (~padding).float().cumsum(1)
    return _waves(count / (count[:, -1:] + 1e-6) * _FULL_TURN, channels)
