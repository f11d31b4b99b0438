"""Expressions to word and sentence features: a small BERT, in plain torch."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from soc_rvos.config import SentenceConfig


@dataclass(frozen=True, slots=True)
class SentenceFeatures:
    """B expressions of at most N word pieces, C channels.

    `words` float32 [B, N, C]; `sentence` [B, C], the mean of the words that are there; `padding`
    bool [B, N], True where there is no word.
    """

    words: Tensor
    sentence: Tensor
    padding: Tensor


class SentenceEncoder(nn.Module):
    """BERT's encoder with a mean over words. Token types are not told apart."""

    def __init__(self, config: SentenceConfig) -> None:
        super().__init__()
        self.config = config
        self.pieces = nn.Embedding(config.vocabulary, config.width)
        self.positions = nn.Embedding(config.positions, config.width)
        self.norm = nn.LayerNorm(config.width, eps=1e-12)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(
                config.width,
                config.heads,
                config.feed_forward,
                dropout=0.0,
                activation="gelu",
                layer_norm_eps=1e-12,
                batch_first=True,
            )
            for _ in range(config.layers)
        )

    def forward(self, ids: Tensor, present: Tensor) -> SentenceFeatures:
        """Return the features of `ids` int64 [B, N]; `present` int64 [B, N] is 1 at words.

        Every expression must have a word, and N must be at most `config.positions`.
        """
        padding = present == 0
        places = torch.arange(ids.shape[1], device=ids.device)
        words = self.norm(self.pieces(ids) + self.positions(places))
        for layer in self.layers:
            words = layer(words, src_key_padding_mask=padding)
        there = present[..., None].to(words.dtype)
        sentence = (words * there).sum(dim=1) / there.sum(dim=1)
        return SentenceFeatures(words, sentence, padding)
