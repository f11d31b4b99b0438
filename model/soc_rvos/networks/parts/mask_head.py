"""Encoded maps to mask features, and per-object convolutions to mask logits."""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

_GROUPS = 8


class PixelDecoder(nn.Module):
    """Merges maps of strides 32, 16, 8 and 4 into mask features at stride 4.

    B pictures, C channels of the three encoded maps.
    """

    def __init__(self, channels: int, finest_channels: int, mask_channels: int) -> None:
        super().__init__()
        steps = [channels, channels, channels // 2, channels // 4, channels // 8, channels // 16]
        self.convolutions = nn.ModuleList(
            nn.Conv2d(before, after, 3, padding=1) for before, after in pairwise(steps)
        )
        self.norms = nn.ModuleList(nn.GroupNorm(_GROUPS, after) for after in steps[1:])
        self.adapters = nn.ModuleList(
            nn.Conv2d(before, after, 1)
            for before, after in zip((channels, channels, finest_channels), steps[2:5], strict=True)
        )
        self.last = nn.Conv2d(steps[5], mask_channels, 3, padding=1)

    def forward(self, maps: list[Tensor]) -> Tensor:
        """Return [B, mask channels, h, w] at the size of the finest map.

        `maps` are those of strides 32, 16, 8 [B, C, h, w] and 4 [B, finest channels, h, w].
        """
        coarsest, *finer = maps
        features = self._step(1, self._step(0, coarsest))
        for number, (adapter, finer_map) in enumerate(zip(self.adapters, finer, strict=True)):
            features = functional.interpolate(features, size=finer_map.shape[-2:], mode="nearest")
            features = self._step(number + 2, features + adapter(finer_map))
        merged: Tensor = self.last(features)
        return merged

    def _step(self, number: int, features: Tensor) -> Tensor:
        return functional.relu(self.norms[number](self.convolutions[number](features)))


def kernel_parameters(channels: int) -> int:
    """Return how many numbers one object's three convolutions have."""
    return channels * (channels + 2) + channels * channels + channels + channels + channels + 1


def first_layer(
    features: Tensor, weights: Tensor, biases: Tensor, centres: Tensor, stride: float
) -> Tensor:
    """Return [B * Q, m, h * w], above zero: the first convolution, 1 x 1, of each object.

    Args:
        features: [B, c, h, w], at `stride` pixels of the input to a position.
        weights: [B, Q, m * (c + 2)]; the last two of each row are for x and y.
        biases: [B, Q, m].
        centres: [B, Q, 2], x and y of each object in pixels of the network's input.

    It also sees where a position lies from the object's centre, in raw pixels.
    """
    batch, channels, height, width = features.shape
    queries, kernels = biases.shape[1:]
    weights = weights.reshape(batch, queries * kernels, channels + 2)
    rows = torch.arange(height, device=features.device, dtype=features.dtype) * stride + stride // 2
    columns = torch.arange(width, device=features.device, dtype=features.dtype)
    columns = columns * stride + stride // 2
    # It is linear in `centre - position`: the position is the same for all objects, the centre is a
    # bias, so no picture of coordinates is made for each object.
    positions = torch.stack((columns.expand(height, -1), rows[:, None].expand(-1, width)))
    seen = torch.cat((features, -positions.expand(batch, -1, -1, -1)), dim=1).flatten(2)
    at_centre = (
        weights[..., channels:].view(batch, queries, kernels, 2) * centres[:, :, None]
    ).sum(-1)
    hidden = torch.baddbmm((biases + at_centre).view(batch, -1, 1), weights, seen)
    return functional.relu(hidden).view(batch * queries, kernels, -1)


def dynamic_masks(features: Tensor, kernels: Tensor, centres: Tensor, stride: float = 4) -> Tensor:
    """Return mask logits [B, Q, h, w] (CondInst, ECCV 2020, three layers of 1 x 1).

    Args:
        features: [B, c, h, w].
        kernels: [B, Q, n], the numbers of each object's convolutions: three weights, three biases.
        centres: [B, Q, 2], x and y of each object in pixels of the network's input.
        stride: pixels of the input to a position of `features`.

    Each convolution also sees where a position lies from the object's centre, in raw pixels.
    """
    batch, channels, height, width = features.shape
    queries = kernels.shape[1]
    weights1, weights2, weights3, biases1, biases2, biases3 = kernels.split(
        [channels * (channels + 2), channels * channels, channels, channels, channels, 1], dim=-1
    )
    hidden = first_layer(features, weights1, biases1, centres, stride)
    hidden = functional.relu(
        torch.baddbmm(
            biases2.reshape(-1, channels, 1), weights2.reshape(-1, channels, channels), hidden
        )
    )
    logits = torch.baddbmm(biases3.reshape(-1, 1, 1), weights3.reshape(-1, 1, channels), hidden)
    return logits.view(batch, queries, height, width)
