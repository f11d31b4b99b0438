"""Object queries of all frames to objects of the clip."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from soc_rvos.networks.parts.layers import Attention, FeedForward


class _ClusterLayer(nn.Module):
    """Video queries read the frame queries, then each other."""

    def __init__(self, channels: int, heads: int, hidden: int) -> None:
        super().__init__()
        self.cross = Attention(channels, heads)
        self.own = Attention(channels, heads)
        self.feed_forward = FeedForward(channels, hidden)

    def forward(self, content: Tensor, position: Tensor, memory: Tensor, keys: Tensor) -> Tensor:
        content = self.cross(content, content + position, keys, memory)
        placed = content + position
        updated: Tensor = self.feed_forward(self.own(content, placed, placed, content))
        return updated


class ClusterLayers(nn.Module):
    """The layers of the video-level object cluster, and how objects are read from what it encodes.

    B clips, T frames, Q queries, C channels.
    """

    def __init__(self, channels: int, heads: int, hidden: int, layers: int, queries: int) -> None:
        super().__init__()
        self.encoder_attention = nn.ModuleList(Attention(channels, heads) for _ in range(layers))
        self.encoder_feed_forward = nn.ModuleList(
            FeedForward(channels, hidden) for _ in range(layers)
        )
        self.decoder = nn.ModuleList(_ClusterLayer(channels, heads, hidden) for _ in range(layers))
        self.slot_positions = nn.Embedding(queries, channels)
        self.query_positions = nn.Embedding(queries, channels)
        self.norm = nn.LayerNorm(channels)

    def gather(self, memory: Tensor, content: Tensor) -> Tensor:
        """Return objects [B, Q, C] that start at `content` and read `memory` [B, T*Q, C]."""
        batch, queries, _ = content.shape
        # The position names the query's slot, not its time: order in time is in the features.
        keys = memory + self.slot_positions.weight.repeat(memory.shape[1] // queries, 1)
        position = self.query_positions.weight.expand(batch, -1, -1)
        for layer in self.decoder:
            content = layer(content, position, memory, keys)
        objects: Tensor = self.norm(content)
        return objects


class ObjectCluster(ClusterLayers):
    """The video-level object cluster (SOC section 3.3).

    B clips, T frames, Q queries, C channels.
    """

    def forward(self, frame_queries: Tensor, sentence: Tensor) -> Tensor:
        """Return the objects of the clip [B, Q, C].

        `frame_queries` is [B, T, Q, C]; `sentence` [B, C] is where every video query starts.
        """
        memory = frame_queries.flatten(1, 2)
        for attention, feed_forward in zip(
            self.encoder_attention, self.encoder_feed_forward, strict=True
        ):
            memory = feed_forward(attention(memory, memory, memory, memory))
        return self.gather(memory, sentence[:, None].expand(-1, frame_queries.shape[2], -1))


def fuse_objects(frame_queries: Tensor, objects: Tensor) -> Tensor:
    """Return [..., T, Q, C]: every frame's queries and the clip's, added."""
    return torch.add(frame_queries, objects.unsqueeze(-3))
