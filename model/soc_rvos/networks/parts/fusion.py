"""Words and positions read each other."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from soc_rvos.networks.parts.layers import heads_of, in_pieces_along


class Fusion(nn.Module):
    """Multiplies a sequence by what it reads in another (SOC section 4.1, spec: "MMF").

    B samples, N and M positions, C channels. No residual, no norm; only keys carry positions.
    """

    def __init__(self, channels: int, heads: int) -> None:
        super().__init__()
        self.attention = nn.MultiheadAttention(channels, heads, batch_first=True)

    def forward(
        self, sequence: Tensor, memory: Tensor, positions: Tensor, padding: Tensor
    ) -> Tensor:
        """Return [B, N, C] for `sequence` [B, N, C] reading `memory` [B, M, C].

        `positions` [B, M, C] are added to the keys; `padding` bool [B, M] is True where `memory`
        holds nothing.
        """
        _, count, channels = sequence.shape
        if memory.shape[1] * self.attention.num_heads <= min(count, channels):
            return self._reading_few(sequence, memory, positions, padding)
        # Written out, because the library's ways around a mask are several times slower where one
        # side is as short as a sentence.
        query, key, value = heads_of(self.attention, sequence, memory + positions, memory)
        alike = query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5
        alike = alike.masked_fill(padding[:, None, None], float("-inf"))
        read = (alike.softmax(-1) @ value).transpose(1, 2).flatten(2)
        read = self.attention.out_proj(read)
        fused: Tensor = sequence * read
        return fused

    def _reading_few(
        self, sequence: Tensor, memory: Tensor, positions: Tensor, padding: Tensor
    ) -> Tensor:
        """Return what `forward` does, for a `memory` as short as a sentence.

        Projections of the sequence are multiplied with what is read first: it then meets as many
        numbers as there are words and heads, instead of two matrices of C x C.
        """
        attention, heads = self.attention, self.attention.num_heads
        asks, keys, tells = attention.in_proj_weight.unflatten(0, (3, heads, -1))  # [heads, c, C]
        asks_bias, keys_bias, tells_bias = attention.in_proj_bias.unflatten(0, (3, heads, 1, -1))
        words, placed = memory[:, None], (memory + positions)[:, None]
        key = (placed @ keys.mT + keys_bias) * keys.shape[1] ** -0.5  # [B, heads, M, c]
        told = words @ tells.mT + tells_bias
        out = attention.out_proj
        answers = (told @ out.weight.unflatten(1, (heads, -1)).permute(1, 2, 0)).flatten(1, 2)
        asked = (key @ asks).flatten(1, 2).mT  # [B, C, heads * M]; answers: [B, heads * M, C]
        start = (key @ asks_bias.mT).squeeze(-1).masked_fill(padding[:, None], float("-inf"))
        start = start.flatten(1)[:, None]  # [B, 1, heads * M]

        def read(places: Tensor) -> Tensor:
            alike = torch.baddbmm(start, places, asked).float().unflatten(-1, (heads, -1))
            # The library's softmax takes six times as long over so few numbers.
            shares = (alike - alike.amax(-1, keepdim=True)).exp()
            shares = (shares / shares.sum(-1, keepdim=True)).to(answers.dtype).flatten(2)
            return places * torch.baddbmm(out.bias, shares, answers)

        return in_pieces_along(read, sequence)
