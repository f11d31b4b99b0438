"""Object queries of all frames to objects of the clip, where some frames count for more."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from soc_rvos.networks.parts.layers import FeedForward
from soc_rvos.networks.parts.object_cluster import ClusterLayers

_DIFFERENCE_SHARE = 0.5


class _FrameScore(nn.Module):
    """Says how much a frame counts, from the channels of all its queries together."""

    def __init__(self, channels: int, hidden: int) -> None:
        super().__init__()
        self.feed_forward = FeedForward(channels, hidden)
        self.last = nn.Linear(channels, 1)

    def forward(self, values: Tensor) -> Tensor:
        """Return [..., 1] in [0, 1] for `values` [..., C]."""
        score: Tensor = self.last(self.feed_forward(values)).sigmoid()
        return score


class WeightedCluster(ClusterLayers):
    """The object cluster of SOC++ (tendentious aggregation): frames count by what they show.

    B clips, T frames, Q queries, C channels.
    """

    def __init__(self, channels: int, heads: int, hidden: int, layers: int, queries: int) -> None:
        super().__init__(channels, heads, hidden, layers, queries)
        self.visibility = _FrameScore(queries * channels, hidden)
        self.difference = _FrameScore(queries * channels, hidden)
        self.query_content = nn.Embedding(queries, channels)

    def forward(self, frame_queries: Tensor, sentence: Tensor, matches: Tensor) -> Tensor:
        """Return the objects of the clip [B, Q, C].

        Args:
            frame_queries: [B, T, Q, C].
            sentence: [B, C], where every video query starts, moved by what it has learnt.
            matches: [B, T] in [0, 1], how well each frame goes with the sentence.
        """
        content = frame_queries.flatten(1, 2)
        memory = (frame_queries * self._weights(frame_queries, matches)[..., None]).flatten(1, 2)
        for attention, feed_forward in zip(
            self.encoder_attention, self.encoder_feed_forward, strict=True
        ):
            content = feed_forward(attention(content, content, memory, memory))
        return self.gather(content, sentence[:, None] + self.query_content.weight)

    def _weights(self, frame_queries: Tensor, matches: Tensor) -> Tensor:
        """Return [B, T, 1]: how much each frame counts, 0 to 2.5."""
        frames = frame_queries.flatten(2)  # [B, T, Q*C]
        counted = torch.arange(1, frames.shape[1] + 1, device=frames.device)[:, None]
        difference = self.difference(frames - frames.cumsum(1) / counted)
        weights: Tensor = (
            self.visibility(frames) + matches[..., None] + _DIFFERENCE_SHARE * difference
        )
        return weights


def match_scores(frame_queries: Tensor, sentence: Tensor) -> Tensor:
    """Return [B, T] in [0, 1]: how like `sentence` [B, C] a frame's queries [B, T, Q, C] are."""
    alike = functional.cosine_similarity(frame_queries, sentence[:, None, None], dim=-1)
    return alike.mean(-1).sigmoid()
