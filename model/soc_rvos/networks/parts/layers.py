"""Layers that several parts share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

from soc_rvos.networks.parts.precision import Linear

_PAIRS = range(2**16, 2**24)
"""Pairs of what reads and what is read for which a table of all of them pays and has room."""
_PIECE = 2048  # tokens whose hidden channels fit a processor's cache


def in_pieces(function: Callable[[Tensor], Tensor], values: Tensor) -> Tensor:
    """Return `function(values)` for a function of each token alone; `values` is [..., C].

    On a CPU it goes piece by piece, so that what lies between its layers stays in the cache.
    """
    if values.device.type != "cpu" or torch.is_grad_enabled():
        return function(values)
    tokens = values.reshape(-1, values.shape[-1])
    pieces = [function(piece) for piece in tokens.split(_PIECE)]
    return torch.cat(pieces).view(*values.shape[:-1], -1)


def in_pieces_along(function: Callable[[Tensor], Tensor], values: Tensor) -> Tensor:
    """Return `function(values)`, as `in_pieces`, for `values` [B, N, C] whose samples differ."""
    if values.device.type != "cpu" or torch.is_grad_enabled():
        return function(values)
    return torch.cat([function(piece) for piece in values.split(_PIECE, 1)], dim=1)


class Perceptron(nn.Module):
    """Linear layers with ReLU between them."""

    def __init__(self, *channels: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            nn.Linear(before, after) for before, after in pairwise(channels)
        )

    def forward(self, values: Tensor) -> Tensor:
        """Return [..., channels[-1]] for `values` [..., channels[0]]."""
        *inner, last = self.layers
        for layer in inner:
            values = functional.relu(layer(values))
        mapped: Tensor = last(values)
        return mapped


class FeedForward(nn.Module):
    """Two linear layers with a residual, then a norm. The layers may be in lower precision."""

    def __init__(self, channels: int, hidden: int) -> None:
        super().__init__()
        self.expand = Linear(channels, hidden)
        self.contract = Linear(hidden, channels)
        self.norm = nn.LayerNorm(channels)

    def forward(self, values: Tensor) -> Tensor:
        """Return [..., C] for `values` [..., C]."""
        return in_pieces(self._map, values)

    def _map(self, values: Tensor) -> Tensor:
        hidden = self.expand(values.to(self.expand.weight.dtype)).relu_()  # nobody else has it
        updated: Tensor = self.norm(values + self.contract(hidden).to(values.dtype))
        return updated


def heads_of(attention: nn.MultiheadAttention, *parts: Tensor) -> list[Tensor]:
    """Return query, key and value [B, heads, N, c] as `attention` projects `parts`, [B, N, C] each.

    The library's own way turns them round first, [N, B, C]: in lower precision a CPU then takes
    fifteen times as long to multiply them.
    """
    return [
        functional.linear(values, weight, bias)
        .unflatten(-1, (attention.num_heads, -1))
        .transpose(1, 2)
        for values, weight, bias in zip(
            parts,
            attention.in_proj_weight.chunk(3),
            attention.in_proj_bias.chunk(3),
            strict=True,
        )
    ]


def attended(asked: Tensor, keys: Tensor, told: Tensor, left_out: float = 0.0) -> Tensor:
    """Return [B, heads, N, c]: what `asked` [B, heads, N, c] reads in `told` [B, heads, M, c].

    `left_out` is the share of what is attended that is left out at random.
    """
    fits = asked.shape[2] * keys.shape[2] in _PAIRS and not left_out
    lowered = asked.dtype == torch.bfloat16 and asked.device.type == "cpu"
    if not (fits and lowered) or torch.is_grad_enabled():
        return functional.scaled_dot_product_attention(asked, keys, told, dropout_p=left_out)
    # The library's way goes by pieces, in float32 between them, and takes twice as long. Less than
    # the mean key: that changes no share, and smaller numbers are rounded less.
    asked = (asked * asked.shape[-1] ** -0.5).contiguous()
    keys = (keys - keys.mean(2, keepdim=True)).contiguous()
    read = torch.empty_like(asked)
    shares = asked.new_empty(1, asked.shape[2], keys.shape[2])  # of one head, which fits the cache
    heads = (part.flatten(0, 1).split(1) for part in (asked, keys, told.contiguous(), read))
    for one, key, value, target in zip(*heads, strict=True):
        torch.bmm(one, key.transpose(1, 2), out=shares)
        torch.softmax(shares, -1, out=shares)
        torch.bmm(shares, value, out=target)
    return read


class Attention(nn.Module):
    """Attention with a residual, then a norm.

    `dropout` is the share of what is attended that training leaves out; training sets it.
    """

    def __init__(self, channels: int, heads: int) -> None:
        super().__init__()
        self.dropout = 0.0
        self.attention = nn.MultiheadAttention(channels, heads, batch_first=True)
        self.norm = nn.LayerNorm(channels)

    def forward(self, values: Tensor, query: Tensor, key: Tensor, memory: Tensor) -> Tensor:
        """Return [B, N, C]: `values` and what `query` [B, N, C] reads in `memory` [B, M, C]."""
        asked, keys, told = heads_of(self.attention, query, key, memory)
        left_out = self.dropout if self.training else 0.0
        read = attended(asked, keys, told, left_out)
        read = read.transpose(1, 2).flatten(2)
        mapped: Tensor = self.norm(values + self.attention.out_proj(read))
        return mapped


class Projections(nn.ModuleList):
    """The backbone's maps to one width, and one map more, made of the last at half its size."""

    def __init__(self, channels: Sequence[int], width: int) -> None:
        layers = [nn.Conv2d(before, width, 1) for before in channels]
        layers.append(nn.Conv2d(channels[-1], width, 3, stride=2, padding=1))
        super().__init__(nn.Sequential(layer, nn.GroupNorm(32, width)) for layer in layers)

    def forward(self, maps: Sequence[Tensor]) -> tuple[Tensor, ...]:
        """Return float32 [B, T, width, h, w] for each of `maps` [B, T, c, h, w], and one more."""
        shape = maps[0].shape[:2]
        return tuple(
            layer(level.flatten(0, 1)).unflatten(0, shape).float()
            for layer, level in zip(self, [*maps, maps[-1]], strict=True)
        )
