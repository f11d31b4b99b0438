"""Multi-scale deformable attention in plain torch (Deformable DETR, ICLR 2021)."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from soc_rvos.networks.parts.constants import constant
from soc_rvos.networks.parts.precision import Linear, mapped

Size2 = tuple[int, int]


class DeformableAttention(nn.Module):
    """Each query reads a few points of every feature map, where it chooses.

    B pictures, N queries, M positions of all maps together, C channels, L maps, P points. All but
    where the points lie may be computed in lower precision.
    """

    def __init__(self, channels: int, heads: int, levels: int, points: int) -> None:
        super().__init__()
        self.heads, self.levels, self.points = heads, levels, points
        self.offsets = nn.Linear(channels, heads * levels * points * 2)
        self.weights = Linear(channels, heads * levels * points)
        self.values = Linear(channels, channels)
        self.project = Linear(channels, channels)
        self._start()

    def _start(self) -> None:
        """Begin with every head looking in its own direction, each point a step further."""
        nn.init.zeros_(self.offsets.weight)
        angles = torch.arange(self.heads) * (2 * math.pi / self.heads)
        directions = torch.stack((angles.cos(), angles.sin()), dim=-1)
        directions = directions / directions.abs().amax(dim=-1, keepdim=True)
        steps = torch.arange(1, self.points + 1).view(1, 1, -1, 1)
        bias = directions.view(self.heads, 1, 1, 2) * steps.expand(1, self.levels, -1, 1)
        with torch.no_grad():
            self.offsets.bias.copy_(bias.flatten())
        nn.init.zeros_(self.weights.weight)
        nn.init.zeros_(self.weights.bias)
        for layer in (self.values, self.project):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(
        self,
        query: Tensor,
        references: Tensor,
        memory: Tensor,
        sizes: Sequence[Size2],
        padding: Tensor | None,
    ) -> Tensor:
        """Return what the queries read, [B, N, C].

        Args:
            query: [B, N, C].
            references: [B, N, L, 2] (x, y in [0, 1]) or [B, N, L, 4] (with width and height).
            memory: [B, M, C], the maps one after the other, row by row.
            sizes: (rows, columns) of each map.
            padding: bool [B, M], True where `memory` holds nothing; None where it is full.
        """
        batch, count, _ = query.shape
        shape = (batch, count, self.heads, self.levels, self.points)
        offsets = self.offsets(query).view(*shape, 2)
        weights = mapped(self.weights, query).view(*shape[:3], -1).softmax(-1).view(shape)
        widths_heights = tuple((width, height) for height, width in sizes)
        extents = constant(widths_heights, query.device, query.dtype)  # [L, 2]
        # Measured on a CPU: gathering is twice as fast as grid sampling, but its gradient slower.
        if query.device.type == "cpu" and not torch.is_grad_enabled():
            each = references.repeat_interleave(self.points, dim=2)[:, :, None]
            extents = extents.repeat_interleave(self.points, dim=0)  # of each point, [L * P, 2]
            offsets = offsets.flatten(3, 4)
            if references.shape[-1] != 2:
                offsets = offsets * (each[..., 2:] * extents * (0.5 / self.points))
            start = each[..., :2] * extents - 0.5
            x, y = (one + by for one, by in zip(start.unbind(-1), offsets.unbind(-1), strict=True))
            if count * self.heads < memory.shape[1]:
                return mapped(self.project, self._read_few(memory, sizes, padding, x, y, weights))
            read = gathered(self._values(memory, padding), sizes, (x, y), weights)
        else:
            centres = references[:, :, None, :, None]
            if references.shape[-1] == 2:
                places = centres + offsets / extents[:, None]
            else:
                places = centres[..., :2] + offsets / self.points * centres[..., 2:] * 0.5
            read = sampled(self._values(memory, padding), sizes, places, weights)
        return mapped(self.project, read)

    def _values(self, memory: Tensor, padding: Tensor | None) -> Tensor:
        """Return what there is to read, [B, M, heads, c]."""
        values = mapped(self.values, memory)
        if padding is not None:
            values = values.masked_fill(padding[..., None], 0.0)
        by_head: Tensor = values.unflatten(-1, (self.heads, -1))
        return by_head

    def _read_few(
        self,
        memory: Tensor,
        sizes: Sequence[Size2],
        padding: Tensor | None,
        x: Tensor,
        y: Tensor,
        weights: Tensor,
    ) -> Tensor:
        """Return what few queries read, [B, N, C]: first `memory` at their points, then its values.

        `x`, `y` [B, N, heads, L * P] are pixels of each map. Of most of `memory` no value is made.
        """
        numbers, shares = neighbours(sizes, (x, y), weights.flatten(3))
        if padding is not None:
            there = padding.flatten(1).gather(1, numbers.flatten(1)).view_as(numbers)
            shares = shares.masked_fill(there, 0.0)
        numbers = (
            numbers
            + torch.arange(len(memory), device=numbers.device).view(-1, 1, 1, 1) * memory.shape[1]
        )
        seen = functional.embedding_bag(
            numbers.flatten(0, 2),
            memory.flatten(0, 1),
            per_sample_weights=shares.flatten(0, 2).to(memory.dtype),
            mode="sum",
        ).view(*numbers.shape[:3], -1)  # [B, N, heads, C]
        weight = self.values.weight.to(seen.dtype).unflatten(0, (self.heads, -1))
        bias = self.values.bias.to(seen.dtype).view(self.heads, -1)
        read = torch.einsum("bnhc,hdc->bnhd", seen, weight)
        mapped_values: Tensor = (read + shares.sum(-1)[..., None] * bias).flatten(2)
        return mapped_values


def sampled(values: Tensor, sizes: Sequence[Size2], places: Tensor, weights: Tensor) -> Tensor:
    """Return the weighted sum of `values` at `places`, [B, N, C], read bilinearly.

    `values` [B, M, heads, c]; `places` [B, N, heads, L, P, 2] in [0, 1] of each map, zero outside;
    `weights` [B, N, heads, L, P].
    """
    batch, count, heads, _, points, _ = places.shape
    grids = (2 * places - 1).transpose(1, 2).flatten(0, 1)  # [B * heads, N, L, P, 2]
    shares = weights.transpose(1, 2).reshape(batch * heads, 1, count, -1, points)
    start = 0
    total: Tensor | None = None
    for level, (height, width) in enumerate(sizes):
        part = values[:, start : start + height * width]
        start += height * width
        picture = part.permute(0, 2, 3, 1).reshape(batch * heads, -1, height, width)
        found = functional.grid_sample(
            picture, grids[:, :, level], mode="bilinear", padding_mode="zeros", align_corners=False
        )  # [B * heads, c, N, P]
        read = (found * shares[:, :, :, level]).sum(-1)
        total = read if total is None else total + read
    assert total is not None
    return total.view(batch, -1, count).transpose(1, 2)


def neighbours(
    sizes: Sequence[Size2], pixels: tuple[Tensor, Tensor], weights: Tensor
) -> tuple[Tensor, Tensor]:
    """Return the four places around each point, and their shares of its weight.

    Args:
        sizes: (rows, columns) of each map.
        pixels: columns and lines, [..., L * P] each, in pixels of each map.
        weights: [..., L * P].

    Returns:
        Numbers of places, int64 [..., 4 * L * P], among those of all maps, row by row, and shares
        of the same shape; what lies outside has none, and any number.
    """
    each = weights.shape[-1] // len(sizes)
    extents = torch.tensor(sizes, device=weights.device).repeat_interleave(each, dim=0)
    heights, widths = extents.unbind(-1)  # [L * P] each
    ends = torch.tensor([height * width for height, width in sizes], device=weights.device)
    starts = (ends.cumsum(0) - ends).repeat_interleave(each)
    (left, right), (above, below) = (_both_sides(along) for along in pixels)
    numbers, shares = [], []
    for line, share_down in (above, below):
        for column, share_along in (left, right):
            inside = (line >= 0) & (line < heights) & (column >= 0) & (column < widths)
            number = starts + line.clamp(0).minimum(heights - 1) * widths
            numbers.append(number + column.clamp(0).minimum(widths - 1))
            shares.append((weights * share_down * share_along).masked_fill(~inside, 0.0))
    return torch.cat(numbers, dim=-1), torch.cat(shares, dim=-1)


def _both_sides(along: Tensor) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
    """Return the pixels before and after each point along one side, each with its share."""
    # Far outside is as good as anywhere outside; what is no number, as of broken weights, too.
    along = along.nan_to_num(-2.0).clamp(-2.0, 2.0**20)
    first = along.floor()
    share = along - first
    number = first.long()
    return (number, 1 - share), (number + 1, share)


def gathered(
    values: Tensor, sizes: Sequence[Size2], pixels: tuple[Tensor, Tensor], weights: Tensor
) -> Tensor:
    """Return what `sampled` returns, as one weighted sum over rows of `values`.

    `pixels` are the columns and the lines of places, [B, N, heads, L * P] each, in pixels of each
    map, 0 in the middle of the first one. Each point reads its four neighbours: their row numbers
    and shares are worked out first, then all points of all maps are summed in one pass. Maps have a
    rim of zeros, to which points outside are moved, so that nothing has to be asked of each
    neighbour.
    """
    batch, count, heads, _, points = weights.shape
    rows, starts = _rimmed(values, sizes)
    each = rows.shape[1] * heads  # rows of one picture, by place and head

    def of_points(numbers: Sequence[int], kind: torch.dtype) -> Tensor:
        """Return [L * P] for a number of each map."""
        return torch.tensor(numbers, dtype=kind, device=values.device).repeat_interleave(points)

    heights, widths = zip(*sizes, strict=True)
    least = values.new_tensor(-1.0, dtype=weights.dtype)
    x, y = (
        along.clamp(least, of_points(extents, along.dtype))
        for along, extents in zip(pixels, (widths, heights), strict=True)
    )  # [B, N, heads, L * P] each
    left, top = x.floor(), y.floor()
    x, y = x.sub_(left), y.sub_(top)
    whole = torch.int32
    pitch = of_points([(width + 1) * heads for width in widths], whole)
    first = of_points([start * heads for start in starts], whole)
    first = first + torch.arange(heads, dtype=whole, device=values.device)[:, None]
    pictures = torch.arange(batch, dtype=whole, device=values.device) * each
    # What is no number, as of broken weights, is read at the rim.
    columns, lines = left.to(whole).clamp_(min=-1), top.to(whole).clamp_(min=-1)
    place = columns.mul_(heads).add_(lines.mul_(pitch)).add_(first + pictures.view(-1, 1, 1, 1))
    around = torch.stack((torch.zeros_like(pitch), pitch))
    around = torch.stack((around, around + heads), dim=1).flatten(0, 1)  # [4, L * P]
    numbers = place[..., None, :] + around  # [B, N, heads, 4, L * P]
    shares = torch.empty(numbers.shape, dtype=values.dtype, device=values.device)
    weights = weights.flatten(3)
    lower = weights * y
    for number, share in ((0, weights - lower), (2, lower)):
        right = torch.mul(share, x, out=shares[..., number + 1, :])
        torch.sub(share, right, out=shares[..., number, :])
    read = functional.embedding_bag(
        numbers.flatten(3).flatten(0, 2),
        rows.reshape(-1, rows.shape[-1]),
        per_sample_weights=shares.flatten(3).flatten(0, 2),
        mode="sum",
    )
    return read.view(batch, count, -1)


def _rimmed(values: Tensor, sizes: Sequence[Size2]) -> tuple[Tensor, list[int]]:
    """Return `values` [B, M, heads, c] with a rim of zeros around each map, and where maps begin.

    There is a row above and below each map, and one column between rows: right of one, left of the
    next.
    """
    maps: list[Tensor] = []
    starts: list[int] = []
    end = 0
    parts = values.split([height * width for height, width in sizes], dim=1)
    for part, (height, width) in zip(parts, sizes, strict=True):
        picture = part.unflatten(1, (height, width))
        maps.append(functional.pad(picture, (0, 0, 0, 0, 1, 0, 1, 1)).flatten(1, 2))
        starts.append(end + width + 2)
        end += (height + 2) * (width + 1)
    # Neighbours of the last map's last row are read with no share.
    maps.append(values.new_zeros(len(values), sizes[-1][1] + 3, *values.shape[2:]))
    return torch.cat(maps, dim=1), starts
