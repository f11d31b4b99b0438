"""Deformable encoder and decoder: object queries of every frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from soc_rvos.networks.parts.deformable_attention import DeformableAttention, Size2
from soc_rvos.networks.parts.eight_bits import for_pictures
from soc_rvos.networks.parts.layers import Attention, FeedForward, Perceptron
from soc_rvos.networks.parts.positions import picture_positions


def inverse_sigmoid(values: Tensor) -> Tensor:
    """Return the logit of `values` in [0, 1], kept finite."""
    values = values.clamp(0, 1)
    return torch.log(values.clamp(min=1e-5) / (1 - values).clamp(min=1e-5))


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Feature maps of B pictures as one sequence, C channels, L maps, M positions in all.

    Attributes:
        features: [B, M, C].
        positions: [B, M, C], codes of place and map.
        padding: bool [B, M], True outside the picture; None where the pictures fill the maps.
        sizes: (rows, columns) of each map.
        valid: [B, L, 2], the part of each map's width and height that is picture.
    """

    features: Tensor
    positions: Tensor
    padding: Tensor | None
    sizes: Sequence[Size2]
    valid: Tensor

    def pictures(self) -> list[Pyramid]:
        """Return a pyramid of each picture alone, sharing memory."""
        return [
            Pyramid(
                self.features[number : number + 1],
                self.positions[number : number + 1],
                None if self.padding is None else self.padding[number : number + 1],
                self.sizes,
                self.valid[number : number + 1],
            )
            for number in range(len(self.features))
        ]

    def split(self, features: Tensor) -> list[Tensor]:
        """Cut a sequence [B, M, C] into maps [B, C, h, w]."""
        parts = features.split([height * width for height, width in self.sizes], dim=1)
        return [
            part.transpose(1, 2).unflatten(2, size)
            for part, size in zip(parts, self.sizes, strict=True)
        ]


def lay_out(
    sequences: Sequence[Tensor], paddings: Sequence[Tensor], codes: Tensor, padded: bool
) -> Pyramid:
    """Return a pyramid of B clips of T frames, each frame a picture of its own.

    Args:
        sequences: each map as [B * T, h * w, C], row by row.
        paddings: bool [B, h, w] for each map, True outside the frames.
        codes: [L, C], what tells the maps apart.
        padded: whether any of `paddings` is True anywhere.
    """
    frames = len(sequences[0]) // len(paddings[0])

    def of_frames(clips: Tensor) -> Tensor:
        """Return [B * T, ...] for [B, ...], sharing memory where that is one clip."""
        return clips[:, None].expand(-1, frames, *clips.shape[1:]).flatten(0, 1)

    positions, valid = [], []
    for padding, code in zip(paddings, codes, strict=True):
        place = picture_positions(padding, len(code)).flatten(2).transpose(1, 2)
        positions.append(place + code)
        inside = (~padding).float()
        valid.append(torch.stack((inside[:, 0].mean(-1), inside[:, :, 0].mean(-1)), dim=-1))
    flat = torch.cat([padding.flatten(1) for padding in paddings], dim=1)
    return Pyramid(
        features=torch.cat(list(sequences), dim=1),
        positions=of_frames(torch.cat(positions, dim=1)),
        padding=of_frames(flat) if padded else None,
        sizes=[(padding.shape[1], padding.shape[2]) for padding in paddings],
        valid=of_frames(torch.stack(valid, dim=1)),
    )


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the decoder says: B pictures, Q queries, D layers.

    `queries` are [B, Q, C], one a layer; `references` [B, Q, 4] (box centre and size in [0, 1] of
    the padded picture), one a layer, after that layer; `start` [B, Q, 2] is the reference before.
    """

    queries: list[Tensor]
    references: list[Tensor]
    start: Tensor


class EncoderLayer(nn.Module):
    """Every place reads a few others of all maps, and is mapped on its own."""

    def __init__(self, channels: int, heads: int, hidden: int, levels: int, points: int) -> None:
        super().__init__()
        self.attention = DeformableAttention(channels, heads, levels, points)
        self.norm = nn.LayerNorm(channels)
        self.feed_forward = FeedForward(channels, hidden)

    def forward(
        self,
        features: Tensor,
        references: Tensor,
        pyramid: Pyramid,
        feed_forward: Callable[[Tensor], Tensor],
    ) -> Tensor:
        """Return `features` [B, M, C] after the layer; `feed_forward` does what its own does."""
        read = self.attention(
            features + pyramid.positions, references, features, pyramid.sizes, pyramid.padding
        )
        return feed_forward(self.norm(features + read))


class _DecoderLayer(nn.Module):
    def __init__(self, channels: int, heads: int, hidden: int, levels: int, points: int) -> None:
        super().__init__()
        self.own = Attention(channels, heads)
        self.cross = DeformableAttention(channels, heads, levels, points)
        self.norm = nn.LayerNorm(channels)
        self.feed_forward = FeedForward(channels, hidden)

    def forward(
        self,
        content: Tensor,
        position: Tensor,
        references: Tensor,
        memory: Tensor,
        pyramid: Pyramid,
    ) -> Tensor:
        placed = content + position
        content = self.own(content, placed, placed, content)
        read = self.cross(content + position, references, memory, pyramid.sizes, pyramid.padding)
        updated: Tensor = self.feed_forward(self.norm(content + read))
        return updated


class DeformableTransformer(nn.Module):
    """Deformable DETR with iterative box refinement; every picture is its own sample."""

    def __init__(
        self,
        channels: int,
        heads: int,
        hidden: int,
        encoder_layers: int,
        decoder_layers: int,
        levels: int,
        points: int,
    ) -> None:
        super().__init__()
        sizes = (channels, heads, hidden, levels, points)
        self.encoder = nn.ModuleList(EncoderLayer(*sizes) for _ in range(encoder_layers))
        self.decoder = nn.ModuleList(_DecoderLayer(*sizes) for _ in range(decoder_layers))
        self.level_codes = nn.Parameter(torch.randn(levels, channels))
        self.reference_points = nn.Linear(channels, 2)
        self.box_heads = nn.ModuleList(
            Perceptron(channels, channels, channels, 4) for _ in range(decoder_layers)
        )

    def lowered(self) -> list[nn.Module]:
        """Return what may be kept in lower precision: all that moves no place of the maps."""
        parts: list[nn.Module] = []
        for part in self.encoder.modules():
            if isinstance(part, FeedForward):
                parts.append(part)
            elif isinstance(part, DeformableAttention):
                parts += [part.values, part.weights, part.project]
        reading = (each for each in self.decoder.modules() if isinstance(each, DeformableAttention))
        return [*parts, *(each.values for each in reading)]

    def encode(self, pyramid: Pyramid) -> Tensor:
        """Return the encoded maps [B, M, C].

        On a CPU it goes picture by picture, so that what lies between layers stays in the cache.
        """
        if pyramid.features.device.type != "cpu" or torch.is_grad_enabled():
            return self._encode(pyramid, self._feeding)
        tokens = pyramid.features[..., 0].numel()
        # What the first layer does wrong goes through all others.
        first, *others = self._feeding
        fed: list[Callable[[Tensor], Tensor]] = [first]
        fed += [for_pictures(each, tokens) for each in others]
        return torch.cat([self._encode(picture, fed) for picture in pyramid.pictures()])

    @property
    def _feeding(self) -> list[FeedForward]:
        layers = (layer for layer in self.encoder if isinstance(layer, EncoderLayer))
        return [layer.feed_forward for layer in layers]

    def _encode(self, pyramid: Pyramid, fed: Sequence[Callable[[Tensor], Tensor]]) -> Tensor:
        features = pyramid.features
        references = _own_places(pyramid)
        for layer, feed_forward in zip(self.encoder, fed, strict=True):
            features = layer(features, references, pyramid, feed_forward)
        return features

    def decode(
        self,
        memory: Tensor,
        pyramid: Pyramid,
        query_positions: Tensor,
        content: Tensor | None = None,
    ) -> Decoded:
        """Return the object queries of each of B pictures, `memory` [B, M, C] of M places.

        `query_positions` is [Q, C]; `content` [B, C] is what all queries of a picture start from;
        None starts from zero.
        """
        batch = len(memory)
        position = query_positions.expand(batch, -1, -1)  # [B, Q, C]
        start = self.reference_points(position).sigmoid()  # [B, Q, 2], x and y
        if content is None:
            content = torch.zeros_like(position)
        else:
            content = content[:, None].expand_as(position)  # [B, Q, C]
        queries: list[Tensor] = []
        references: list[Tensor] = []
        reference = start
        for layer, box_head in zip(self.decoder, self.box_heads, strict=True):
            valid = pyramid.valid.repeat(1, 1, reference.shape[-1] // 2)  # [B, L, 2 or 4]
            # References in every map: [B, Q, L, 2], after the first layer [B, Q, L, 4]
            content = layer(
                content, position, reference[:, :, None] * valid[:, None], memory, pyramid
            )  # [B, Q, C]
            reference = refine(box_head(content), reference).detach()  # [B, Q, 4]
            queries.append(content)
            references.append(reference)
        return Decoded(queries, references, start)


def refine(boxes: Tensor, reference: Tensor) -> Tensor:
    """Return boxes [..., 4] in [0, 1]: raw `boxes` moved by `reference` [..., 2] or [..., 4]."""
    known = reference.shape[-1]
    moved = boxes[..., :known] + inverse_sigmoid(reference)
    return torch.cat((moved, boxes[..., known:]), dim=-1).sigmoid()


def _own_places(pyramid: Pyramid) -> Tensor:
    """Return [B, M, L, 2]: where each position lies in each map, in [0, 1] of it."""
    places = []
    device = pyramid.features.device
    for level, (height, width) in enumerate(pyramid.sizes):
        rows = (torch.arange(height, device=device) + 0.5) / height
        columns = (torch.arange(width, device=device) + 0.5) / width
        grid = torch.stack((columns.expand(height, -1), rows[:, None].expand(-1, width)), dim=-1)
        places.append(grid.flatten(0, 1) / pyramid.valid[:, level, None])
    return torch.cat(places, dim=1)[:, :, None] * pyramid.valid[:, None]
