"""Expressions to word features and sentence features."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from soc_rvos.config import TextConfig
from soc_rvos.networks.parts.positions import word_positions

PAD = 1  # RoBERTa's id of no word


@dataclass(frozen=True, slots=True)
class TextFeatures:
    """B expressions of at most N words, C channels.

    `words` [B, N, C], `sentence` [B, C], `positions` [B, N, C]; `padding` bool [B, N], True where
    there is no word.
    """

    words: Tensor
    sentence: Tensor
    positions: Tensor
    padding: Tensor

    def __len__(self) -> int:
        return len(self.words)

    def each(self) -> list[TextFeatures]:
        """Return the features of each expression alone, sharing memory."""
        parts = (self.words, self.sentence, self.positions, self.padding)
        return [TextFeatures(*one) for one in zip(*(part.split(1) for part in parts), strict=True)]

    def mean(self, words: Tensor) -> Tensor:
        """Return the mean [B, C] of `words` [B, N, C] where there is one."""
        present = (~self.padding).to(words.dtype)[..., None]
        return (words * present).sum(1) / present.sum(1)


class TextEncoder(nn.Module):
    """RoBERTa, then a projection for words and the same or another for the sentence.

    B expressions, N words, C channels.
    """

    def __init__(self, config: TextConfig, channels: int, apart: bool = False) -> None:
        """Make one of `channels`; `apart` gives the sentence a projection of its own."""
        # Here, because it takes seconds, and the network that ships does without.
        from transformers import RobertaConfig, RobertaModel

        super().__init__()
        self.channels = channels
        self.roberta = RobertaModel(
            RobertaConfig(
                vocab_size=config.vocabulary,
                hidden_size=config.width,
                num_hidden_layers=config.layers,
                num_attention_heads=config.heads,
                intermediate_size=config.feed_forward,
                max_position_embeddings=config.positions,
                type_vocab_size=1,
                layer_norm_eps=1e-5,
                hidden_dropout_prob=0.0,
                attention_probs_dropout_prob=0.0,
                pad_token_id=PAD,
                bos_token_id=0,
                eos_token_id=2,
            )
        )
        self.project = nn.Linear(config.width, channels)
        self.norm = nn.LayerNorm(channels, eps=1e-12)
        self.sentence: nn.Module | None = None
        if apart:
            self.sentence = nn.Sequential(
                nn.Linear(config.width, channels), nn.LayerNorm(channels, eps=1e-12)
            )

    def make_constants(self) -> None:
        """Fill RoBERTa's constant buffers, after the module was built without memory."""
        embeddings = self.roberta.embeddings
        positions = embeddings.position_embeddings.num_embeddings
        device = embeddings.word_embeddings.weight.device
        embeddings.position_ids = torch.arange(positions, device=device)[None]
        embeddings.token_type_ids = torch.zeros_like(embeddings.position_ids)

    def forward(self, ids: Tensor, present: Tensor) -> TextFeatures:
        """Return the features of `ids` int64 [B, N]; `present` int64 [B, N] is 1 at words."""
        read = self.roberta(input_ids=ids, attention_mask=present)
        padding = present == 0
        if self.sentence is None:
            sentence = self.norm(self.project(read.pooler_output))
        else:
            sentence = self.sentence(read.pooler_output)
        return TextFeatures(
            words=self.norm(self.project(read.last_hidden_state)),
            sentence=sentence,
            positions=word_positions(padding, self.channels),
            padding=padding,
        )
