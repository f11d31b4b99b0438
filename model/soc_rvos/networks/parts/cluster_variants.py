"""What the paper compares its object cluster with (SOC tables 3, 5 and 8): to be trained, not used.

B clips, T frames, Q queries, C channels. Each takes the frame queries [B, T, Q, C] and the sentence
[B, C], and returns the objects of the clip [B, Q, C], as `object_cluster.ObjectCluster` does.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from soc_rvos.networks.parts.object_cluster import ObjectCluster

_ROUNDS = 5  # of k-means


class AverageCluster(nn.Module):
    """The mean of each query over the frames."""

    def forward(self, frame_queries: Tensor, sentence: Tensor) -> Tensor:
        """Return [B, Q, C]."""
        return frame_queries.mean(1)


class ConvolutionCluster(nn.Module):
    """A convolution along the frames, then the mean."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.convolution = nn.Conv1d(channels, channels, 3, padding=1)
        self.norm = nn.LayerNorm(channels)

    def forward(self, frame_queries: Tensor, sentence: Tensor) -> Tensor:
        """Return [B, Q, C]."""
        batch, _, queries, _ = frame_queries.shape
        tracks = frame_queries.permute(0, 2, 3, 1).flatten(0, 1)  # [B*Q, C, T]
        means = self.convolution(tracks).relu().mean(2).unflatten(0, (batch, queries))
        objects: Tensor = self.norm(means)
        return objects


class KMeansCluster(nn.Module):
    """The centres of as many groups of all frames' queries, beginning at the means over frames.

    Which query is of which group has no gradient; the centres have that of their members.
    """

    def forward(self, frame_queries: Tensor, sentence: Tensor) -> Tensor:
        """Return [B, Q, C]."""
        members = frame_queries.flatten(1, 2)  # [B, T*Q, C]
        centres = frame_queries.mean(1)  # [B, Q, C]
        for _ in range(_ROUNDS):
            nearest = torch.cdist(members.detach(), centres.detach()).argmin(2)  # [B, T*Q]
            taken = nn.functional.one_hot(nearest, centres.shape[1]).to(members.dtype)
            counts = taken.sum(1)[..., None]  # [B, Q, 1]
            sums = taken.transpose(1, 2) @ members
            centres = torch.where(counts > 0, sums / counts.clamp(min=1), centres)
        return centres


class EncoderCluster(nn.Module):
    """The encoder of the object cluster alone, then the mean over the frames."""

    def __init__(self, whole: ObjectCluster) -> None:
        super().__init__()
        self.attention = whole.encoder_attention
        self.feed_forward = whole.encoder_feed_forward

    def forward(self, frame_queries: Tensor, sentence: Tensor) -> Tensor:
        """Return [B, Q, C]."""
        memory = frame_queries.flatten(1, 2)
        for attention, feed_forward in zip(self.attention, self.feed_forward, strict=True):
            memory = feed_forward(attention(memory, memory, memory, memory))
        objects: Tensor = memory.unflatten(1, frame_queries.shape[1:3]).mean(1)
        return objects


class DecoderCluster(nn.Module):
    """The decoder of the object cluster alone, which reads the frame queries as they are."""

    def __init__(self, whole: ObjectCluster) -> None:
        super().__init__()
        del whole.encoder_attention, whole.encoder_feed_forward
        self.whole = whole

    def forward(self, frame_queries: Tensor, sentence: Tensor) -> Tensor:
        """Return [B, Q, C]."""
        start = sentence[:, None].expand(-1, frame_queries.shape[2], -1)
        return self.whole.gather(frame_queries.flatten(1, 2), start)


def cluster_of(
    kind: str, channels: int, heads: int, hidden: int, layers: int, queries: int
) -> nn.Module:
    """Return the object cluster of a `kind`, one of `soc_rvos.config.CLUSTERS`.

    Of "none" it is a mean, which is compared with the sentence, but not added to the queries.

    Raises:
        ValueError: there is no such kind.
    """
    whole = ObjectCluster(channels, heads, hidden, layers, queries)
    if kind == "transformer":
        return whole
    if kind in ("average", "none"):
        return AverageCluster()
    if kind == "convolution":
        return ConvolutionCluster(channels)
    if kind == "k-means":
        return KMeansCluster()
    if kind == "encoder":
        return EncoderCluster(whole)
    if kind == "decoder":
        return DecoderCluster(whole)
    raise ValueError(f"There is no object cluster '{kind}'.")
