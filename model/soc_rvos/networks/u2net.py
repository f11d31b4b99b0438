"""U²-Net: what stands out in a picture, with fine edges.

Qin, Zhang, Huang, Dehghan, Zaiane and Jagersand (Pattern Recognition, 2020): a U of blocks that are
U's themselves. Batch norms are folded into the convolutions before them, as in published files.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

SIDE = 320
"""Pixels of height and width that it was taught with."""


class _Convolution(nn.Module):
    def __init__(self, before: int, after: int, dilation: int = 1) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(before, after, 3, padding=dilation, dilation=dilation)

    def forward(self, maps: Tensor) -> Tensor:
        return functional.relu(self.convolution(maps), inplace=True)


class _Block(nn.Module):
    """A U of `depth` levels within a level: [B, before, h, w] to [B, after, h, w].

    Each level is half the size of the one above; where `is_flat`, it is of one size, and reaches
    twice as far instead.
    """

    def __init__(
        self, depth: int, before: int, middle: int, after: int, is_flat: bool = False
    ) -> None:
        super().__init__()
        self._is_flat = is_flat
        reach = [2**level if is_flat else 1 for level in range(depth)]
        reach[-1] = reach[-1] if is_flat else 2
        self.inlet = _Convolution(before, after)
        self.down = nn.ModuleList(
            _Convolution(after if level == 0 else middle, middle, reach[level])
            for level in range(depth)
        )
        self.up = nn.ModuleList(
            _Convolution(2 * middle, middle if level else after, reach[level])
            for level in reversed(range(depth - 1))
        )

    def forward(self, maps: Tensor) -> Tensor:
        own = self.inlet(maps)
        levels = [self.down[0](own)]
        for layer in self.down[1:-1]:
            above = levels[-1] if self._is_flat else _halved(levels[-1])
            levels.append(layer(above))
        values = self.down[-1](levels[-1])
        for layer, level in zip(self.up, reversed(levels), strict=True):
            values = layer(torch.cat((_like(values, level), level), dim=1))
        total: Tensor = values + own
        return total


class U2Net(nn.Module):
    """The network, 44 million numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = nn.ModuleList(
            (
                _Block(7, 3, 32, 64),
                _Block(6, 64, 32, 128),
                _Block(5, 128, 64, 256),
                _Block(4, 256, 128, 512),
                _Block(4, 512, 256, 512, is_flat=True),
                _Block(4, 512, 256, 512, is_flat=True),
            )
        )
        self.decoder = nn.ModuleList(
            (
                _Block(4, 1024, 256, 512, is_flat=True),
                _Block(4, 1024, 128, 256),
                _Block(5, 512, 64, 128),
                _Block(6, 256, 32, 64),
                _Block(7, 128, 16, 64),
            )
        )
        self.sides = nn.ModuleList(
            nn.Conv2d(channels, 1, 3, padding=1) for channels in (64, 64, 128, 256, 512, 512)
        )
        self.last = nn.Conv2d(6, 1, 1)

    def forward(self, pictures: Tensor) -> Tensor:
        """Return logits [B, 1, H, W] of what stands out in `pictures` [B, 3, H, W], normalised."""
        levels: list[Tensor] = []
        maps = pictures
        for number, block in enumerate(self.encoder):
            maps = block(_halved(maps) if number else maps)
            levels.append(maps)
        seen = [levels.pop()]  # coarse to fine
        for block in self.decoder:
            level = levels.pop()
            seen.append(block(torch.cat((_like(seen[-1], level), level), dim=1)))
        said = [side(maps) for side, maps in zip(self.sides, reversed(seen), strict=True)]
        logits: Tensor = self.last(torch.cat([_like(each, said[0]) for each in said], dim=1))
        return logits


def _halved(maps: Tensor) -> Tensor:
    return functional.max_pool2d(maps, 2, 2, ceil_mode=True)


def _like(maps: Tensor, other: Tensor) -> Tensor:
    if maps.shape[-2:] == other.shape[-2:]:
        return maps
    return functional.interpolate(maps, size=other.shape[-2:], mode="bilinear")
