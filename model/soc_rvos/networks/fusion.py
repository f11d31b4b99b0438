"""Words and positions read each other."""

from __future__ import annotations

from torch import Tensor, nn


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
        read, _ = self.attention(
            sequence, memory + positions, memory, key_padding_mask=padding, need_weights=False
        )
        fused: Tensor = sequence * read
        return fused
