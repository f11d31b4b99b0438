"""Layers in which places read each other and the words, and object queries read places."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from soc_rvos.networks.parts.fusion import Fusion
from soc_rvos.networks.parts.layers import Attention, FeedForward
from soc_rvos.networks.parts.mini_features import MiniText


class ReadingLayer(nn.Module):
    """Places of a frame read each other, the coarse ones all frames, and all of them the words.

    The sentence as a whole also scales and shifts their channels, which is learned soonest.
    """

    def __init__(self, channels: int, heads: int, hidden: int) -> None:
        super().__init__()
        self.frame = Attention(channels, heads)
        self.time = Attention(channels, heads)
        self.words = Fusion(channels, heads)
        self.norm = nn.LayerNorm(channels)
        self.gate = nn.Linear(channels, 2 * channels)
        self.feed_forward = FeedForward(channels, hidden)

    def forward(
        self, places: Tensor, codes: Tensor, times: Tensor, text: MiniText, coarse: int
    ) -> Tensor:
        """Return [B, T, M, C] for `places`, of which the last `coarse` are of stride 32."""
        batch, frames = places.shape[:2]
        flat = places.flatten(0, 1)
        keys = flat + codes
        flat = self.frame(flat, keys, keys, flat)
        places = flat.unflatten(0, (batch, frames))
        far = places[:, :, -coarse:]
        placed = (far + codes[:, -coarse:] + times[:, None]).flatten(1, 2)
        far = self.time(far.flatten(1, 2), placed, placed, far.flatten(1, 2))
        places = torch.cat((places[:, :, :-coarse], far.unflatten(1, (frames, -1))), dim=2)
        flat = places.flatten(1, 2)
        flat = self.norm(flat + self.words(flat, text.words, text.positions, text.padding))
        scale, shift = self.gate(text.sentence)[:, None].chunk(2, dim=-1)
        read: Tensor = self.feed_forward(flat * (1 + scale) + shift)
        cut: Tensor = read.unflatten(1, (frames, -1))
        return cut


class QueryLayer(nn.Module):
    """Object queries of a frame read each other, then its places."""

    def __init__(self, channels: int, heads: int, hidden: int) -> None:
        super().__init__()
        self.own = Attention(channels, heads)
        self.cross = Attention(channels, heads)
        self.feed_forward = FeedForward(channels, hidden)

    def forward(self, content: Tensor, position: Tensor, memory: Tensor, keys: Tensor) -> Tensor:
        placed = content + position
        content = self.own(content, placed, placed, content)
        updated: Tensor = self.feed_forward(self.cross(content, content + position, keys, memory))
        return updated
