"""What stands out in a picture, whatever the words: a small head on the backbone's maps."""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

from soc_rvos.networks.parts.efficientnet_lite import CHANNELS

_WIDTHS = (32, 48, 64, 96)  # of the joined maps at strides 4, 8, 16, 32
_GROUPS = 8


def convolution(before: int, after: int, kernel: int = 3) -> nn.Sequential:
    """Return a convolution with norm and ReLU that keeps the size."""
    return nn.Sequential(
        nn.Conv2d(before, after, kernel, padding=kernel // 2),
        nn.GroupNorm(_GROUPS, after),
        nn.ReLU(),
    )


class SaliencyHead(nn.Module):
    """Merges the backbone's maps from coarse to fine; learned from a saliency network's answers."""

    def __init__(self) -> None:
        super().__init__()
        self.adapters = nn.ModuleList(
            nn.Conv2d(before, after, 1) for before, after in zip(CHANNELS, _WIDTHS, strict=True)
        )
        self.context = convolution(_WIDTHS[-1], _WIDTHS[-1])
        self.merges = nn.ModuleList(
            convolution(coarse + fine, fine) for fine, coarse in pairwise(_WIDTHS)
        )
        self.last = nn.Conv2d(_WIDTHS[0], 1, 3, padding=1)

    def joined(self, maps: tuple[Tensor, ...]) -> list[Tensor]:
        """Return maps [B, c, h, w] at strides 16, 8 and 4 that hold what coarser ones say too.

        `maps` are the backbone's, of strides 4 to 32, [B, c, h, w].
        """
        finer = [adapter(level) for adapter, level in zip(self.adapters, maps, strict=True)]
        values = finer.pop()
        values = values + self.context(values)
        joined = []
        for merge in reversed(self.merges):
            level = finer.pop()
            grown = functional.interpolate(values, size=level.shape[-2:], mode="bilinear")
            values = merge(torch.cat((grown, level), dim=1))
            joined.append(values)
        return joined

    def forward(self, maps: tuple[Tensor, ...]) -> Tensor:
        """Return logits [B, 1, h, w] at stride 4 for maps of strides 4 to 32, [B, c, h, w]."""
        logits: Tensor = self.last(self.joined(maps)[-1])
        return logits
