"""Words and positions read each other."""

from __future__ import annotations

from torch import Tensor, nn

from soc_rvos.networks.parts.layers import heads_of


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
        # Written out, because the library's ways around a mask are several times slower where one
        # side is as short as a sentence.
        query, key, value = heads_of(self.attention, sequence, memory + positions, memory)
        alike = query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5
        alike = alike.masked_fill(padding[:, None, None], float("-inf"))
        read = (alike.softmax(-1) @ value).transpose(1, 2).flatten(2)
        read = self.attention.out_proj(read)
        fused: Tensor = sequence * read
        return fused
