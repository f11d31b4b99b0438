"""Encoded maps to patches of mask logits, then finer patches by what the backbone saw (SgMg)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from soc_rvos.networks.parts.mask_head import first_layer

PATCH = 4  # rows and columns of a patch
_NUMBERS = PATCH * PATCH
_STRIDE = 8  # pixels of the input to a position of the encoded map


def patch_parameters(channels: int) -> int:
    """Return how many numbers one object's kernels have, for `channels` of mask features."""
    return _NUMBERS * (channels + 2) + _NUMBERS * _NUMBERS + 2 * _NUMBERS


def mask_features(maps: Sequence[Tensor]) -> Tensor:
    """Return [B, C, h, w], the sum of the encoded `maps` [B, C, h', w'] at the first one's size."""
    finest, *coarser = maps
    total = finest
    for level in coarser:
        size = finest.shape[-2:]
        total = total + functional.interpolate(level, size=size, mode="bicubic")
    return total


def dynamic_patches(features: Tensor, kernels: Tensor, centres: Tensor) -> Tensor:
    """Return patches of mask logits [B, Q, 16, h, w] (conditional patch kernels).

    Args:
        features: [B, C, h, w], of stride 8.
        kernels: [B, Q, n], the numbers of each object: two layers' weights, then their biases.
        centres: [B, Q, 2], x and y of each object in pixels of the network's input.

    The first layer also sees where a position lies from the object's centre, in raw pixels.
    """
    batch, channels, height, width = features.shape
    queries = kernels.shape[1]
    weights1, weights2, biases1, biases2 = kernels.split(
        [_NUMBERS * (channels + 2), _NUMBERS * _NUMBERS, _NUMBERS, _NUMBERS], dim=-1
    )
    hidden = first_layer(features, weights1, biases1, centres, _STRIDE)
    patches = torch.baddbmm(
        biases2.reshape(-1, _NUMBERS, 1), weights2.reshape(-1, _NUMBERS, _NUMBERS), hidden
    )
    return patches.view(batch, queries, _NUMBERS, height, width)


class PatchStep(nn.Module):
    """Refines patches by a map of the backbone at their own stride.

    Its first convolution sees the patch and the map side by side, and is linear in both: the map's
    share is the same for every object and expression, and is worked out once, by `read`.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(_NUMBERS + channels, _NUMBERS, 3, padding=1)
        self.second = nn.Conv2d(_NUMBERS, _NUMBERS, 3, padding=1)

    def read(self, stage: Tensor) -> Tensor:
        """Return the map's share, float32 [B, 16, h, w], for `stage` [B, c, h, w]."""
        weight = self.first.weight[:, _NUMBERS:]
        return functional.conv2d(functional.relu(stage), weight, self.first.bias, padding=1)

    def forward(self, patches: Tensor, detail: Tensor) -> Tensor:
        """Return patches [N, 16, h, w] refined by their frames' `detail` [B, 16, h, w].

        The N patches are those of the first frame, then of the second, the same number each.
        """
        own = functional.conv2d(
            functional.relu(patches), self.first.weight[:, :_NUMBERS], padding=1
        )
        seen = own.unflatten(0, (len(detail), -1)) + detail[:, None]
        refined: Tensor = patches + self.second(functional.relu(seen.flatten(0, 1)))
        return refined


class PatchOptimiser(nn.Module):
    """Patches of stride 8 to mask logits of the input's size (multi-granularity optimiser)."""

    def __init__(self, coarse_channels: int, fine_channels: int) -> None:
        super().__init__()
        self.coarse = PatchStep(coarse_channels)
        self.fine = PatchStep(fine_channels)

    def forward(self, patches: Tensor, details: tuple[Tensor, Tensor]) -> Tensor:
        """Return mask logits [B, Q, H, W] for `patches` [B, Q, 16, h, w] of stride 8.

        `details` are what `coarse` and `fine` read in the backbone's maps of strides 8 and 4, for
        each of the B frames.
        """
        coarse, fine = details
        refined = self.coarse(patches.flatten(0, 1), coarse)
        refined = functional.interpolate(refined, size=fine.shape[-2:], mode="bilinear")
        masks = functional.pixel_shuffle(self.fine(refined, fine), PATCH)
        logits: Tensor = masks.unflatten(0, patches.shape[:2])[:, :, 0]
        return logits
