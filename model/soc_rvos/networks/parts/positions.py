"""Sine codes for positions in a picture and in a sentence; which positions hold no picture."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

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


def map_paddings(
    extents: Tensor, frame: tuple[int, int], maps: Sequence[tuple[int, int]]
) -> tuple[Tensor, ...]:
    """Return bool [B, h, w] for each of `maps` (h, w), True where it shows no picture.

    `extents` is int64 [B, 2], width and height of each picture within a frame of `frame` (height,
    width); it is resized to the maps by nearest neighbour.
    """
    height, width = frame
    rows = torch.arange(height, device=extents.device)[:, None] >= extents[:, 1, None, None]
    columns = torch.arange(width, device=extents.device) >= extents[:, 0, None, None]
    padding = (rows | columns)[:, None].float()
    return tuple(
        functional.interpolate(padding, size=size, mode="nearest")[:, 0] > 0.5 for size in maps
    )
