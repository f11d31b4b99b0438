"""Video Swin Transformer: frames to feature maps at four strides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import torch
from torch import Tensor, nn
from torch.nn import functional

from soc_rvos.networks.parts.layers import in_pieces
from soc_rvos.networks.parts.precision import Linear, as_summed

Size3 = tuple[int, int, int]

_OTHER_REGION = -100.0  # added to the logit of two tokens that the shift brought together


def effective_window(size: Size3, window: Size3) -> tuple[Size3, Size3]:
    """Return window and shift for a map of `size` (frames, rows, columns).

    An axis no longer than the nominal window is one window, unshifted.
    """
    fitted = tuple(min(length, extent) for length, extent in zip(window, size, strict=True))
    shift = tuple(
        0 if extent <= length else length // 2 for length, extent in zip(window, size, strict=True)
    )
    return fitted, shift  # type: ignore[return-value]


@lru_cache(maxsize=8)
@torch.inference_mode(False)  # what is kept also serves training
def relative_position_index(window: Size3) -> Tensor:
    """Return int64 [n, n]: row of the bias table for each pair of the n tokens of `window`."""
    depth, rows, columns = window
    tokens = torch.tensor(list(product(range(depth), range(rows), range(columns))))
    apart = tokens[:, None] - tokens[None, :] + torch.tensor([depth - 1, rows - 1, columns - 1])
    return (apart[..., 0] * (2 * rows - 1) + apart[..., 1]) * (2 * columns - 1) + apart[..., 2]


@lru_cache(maxsize=32)
@torch.inference_mode(False)
def _bias_rows(window: Size3, tokens: int, device: torch.device) -> Tensor:
    """Return int64 [tokens * tokens]: the row of the bias table for each pair of `tokens`.

    It is the top left of the nominal table's index, as published: where rows or columns are fewer
    than the window's it belongs to other positions, and the weights were trained so.
    """
    return relative_position_index(window)[:tokens, :tokens].flatten().to(device)


@dataclass(frozen=True, slots=True)
class Partition:
    """How a volume of tokens is cut into windows, n tokens each.

    Attributes:
        source: int64 [windows * n], the token of the volume that each place holds; depth, row,
            column order within a window. Any token where `empty` says so.
        empty: int64 [k], the places beyond the volume's ends.
        home: int64 [tokens], the place of each token of the volume.
        groups: windows from which to which take which mask, float [n, n]; None is none.
    """

    source: Tensor
    empty: Tensor
    home: Tensor
    groups: tuple[tuple[int, int, Tensor | None], ...]

    @property
    def count(self) -> int:
        """How many windows there are."""
        return self.groups[-1][1]


@lru_cache(maxsize=32)
@torch.inference_mode(False)  # what is kept also serves training
def partition(size: Size3, nominal: Size3, shifted: bool, device: torch.device) -> Partition:
    """Cut a volume of `size` (frames, rows, columns) into windows, rolled if `shifted`.

    Tokens that the roll brings together without having been neighbours must not see each other.
    Only the last windows of a rolled axis hold such tokens, so the windows fall into at most eight
    groups with one mask each, which is far less than one mask a window.
    """
    window, shift = effective_window(size, nominal)
    if not shifted:
        shift = (0, 0, 0)
    counts = [-(-extent // length) for extent, length in zip(size, window, strict=True)]
    blocks = torch.tensor(list(product(*(range(count) for count in counts))))
    tokens = torch.tensor(list(product(*(range(length) for length in window))))
    last = blocks == torch.tensor(counts) - 1
    wrapped = tokens >= torch.tensor(window) - torch.tensor(shift)  # came round from the start
    rolled = torch.tensor([bool(moved) for moved in shift])
    kind = ((last & rolled) * torch.tensor([4, 2, 1])).sum(1)
    order = kind.argsort(stable=True)
    padded = torch.tensor(counts) * torch.tensor(window)
    places = blocks[order][:, None] * torch.tensor(window) + tokens + torch.tensor(shift)
    places = (places % padded).flatten(0, 1)  # [windows * n, 3] in the padded volume
    outside = (places >= torch.tensor(size)).any(1)
    strides = torch.tensor([size[1] * size[2], size[2], 1])
    source = (places.minimum(torch.tensor(size) - 1) * strides).sum(1)
    home = torch.empty(size[0] * size[1] * size[2], dtype=torch.int64)
    home[source[~outside]] = (~outside).nonzero()[:, 0]
    groups = []
    start = 0
    for number in kind.unique().tolist():
        stop = start + int((kind == number).sum())
        foreign = torch.zeros(len(tokens), len(tokens), dtype=torch.bool)
        for axis in (axis for axis in range(3) if number & (4 >> axis)):
            foreign |= wrapped[:, None, axis] != wrapped[None, :, axis]
        mask = (foreign.float() * _OTHER_REGION).to(device) if foreign.any() else None
        groups.append((start, stop, mask))
        start = stop
    return Partition(
        source.to(device), outside.nonzero()[:, 0].to(device), home.to(device), tuple(groups)
    )


class WindowAttention(nn.Module):
    """Attention among the tokens of a window, with a learned bias for their relative position.

    B windows, N tokens, C channels.
    """

    def __init__(self, channels: int, heads: int, window: Size3) -> None:
        super().__init__()
        self.heads = heads
        self.window = window
        depth, rows, columns = window
        entries = (2 * depth - 1) * (2 * rows - 1) * (2 * columns - 1)
        self.position_bias = nn.Parameter(torch.zeros(entries, heads))
        nn.init.trunc_normal_(self.position_bias, std=0.02)
        self.qkv = Linear(channels, 3 * channels)
        self.project = Linear(channels, channels)

    def forward(self, windows: Tensor, cut: Partition) -> Tensor:
        """Return `windows` [B, N, C], those of one clip after the other, after attention."""
        count, tokens, channels = windows.shape
        bias = (
            self.position_bias[_bias_rows(self.window, tokens, windows.device)]
            .view(tokens, tokens, self.heads)
            .permute(2, 0, 1)
        )
        qkv = self.qkv(windows).view(-1, cut.count, tokens, 3, self.heads, channels // self.heads)
        bias = bias.to(qkv.dtype)
        read = []
        for clip in qkv.permute(0, 3, 1, 4, 2, 5):  # [3, windows, heads, N, C / heads]
            for start, stop, mask in cut.groups:
                query, key, value = clip[:, start:stop]
                added = bias if mask is None else bias + mask.to(bias)
                read.append(
                    functional.scaled_dot_product_attention(
                        query, key, value, attn_mask=added[None]
                    ).transpose(1, 2)
                )
        together = torch.cat(read) if len(read) > 1 else read[0]
        projected: Tensor = self.project(together.reshape(count, tokens, channels))
        return projected


class SwinBlock(nn.Module):
    """Window attention, then a feed-forward layer, each with its residual.

    B clips, D frames, H x W positions, C channels.
    """

    def __init__(self, channels: int, heads: int, window: Size3, shifted: bool) -> None:
        super().__init__()
        self.window = window
        self.shifted = shifted
        self.norm1 = nn.LayerNorm(channels)
        self.attention = WindowAttention(channels, heads, window)
        self.norm2 = nn.LayerNorm(channels)
        self.expand = Linear(channels, 4 * channels)
        self.contract = Linear(4 * channels, channels)

    def forward(self, volume: Tensor) -> Tensor:
        """Return `volume` [B, D, H, W, C] after the block."""
        size: Size3 = (volume.shape[1], volume.shape[2], volume.shape[3])
        cut = partition(size, self.window, self.shifted, volume.device)
        tokens = volume.flatten(1, 3)
        placed = self.norm1(tokens).to(self.attention.qkv.weight.dtype)
        tokens = tokens + self._attend(placed, cut)
        return in_pieces(self._feed_forward, tokens).view_as(volume)

    def _attend(self, tokens: Tensor, cut: Partition) -> Tensor:
        """Return [B, tokens, C] after attention among the tokens of each window."""
        placed = tokens.index_select(1, cut.source)
        # Places beyond the volume hold zeros, but are ordinary tokens otherwise, as published.
        placed = placed.index_fill_(1, cut.empty, 0.0)
        windows = self.attention(placed.view(len(tokens) * cut.count, -1, tokens.shape[-1]), cut)
        back: Tensor = windows.view_as(placed).index_select(1, cut.home)
        return back

    def _feed_forward(self, tokens: Tensor) -> Tensor:
        hidden = functional.gelu(self.expand(self.norm2(tokens)))
        changed: Tensor = tokens + self.contract(hidden)
        return changed


class PatchMerging(nn.Module):
    """Halves rows and columns and doubles the channels."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(4 * channels)
        self.reduce = Linear(4 * channels, 2 * channels, bias=False)

    def forward(self, volume: Tensor) -> Tensor:
        """Return [B, D, ceil(H/2), ceil(W/2), 2C] for `volume` [B, D, H, W, C]."""
        height, width = volume.shape[2:4]
        volume = functional.pad(volume, (0, 0, 0, width % 2, 0, height % 2))
        four = [volume[:, :, row::2, column::2] for column in (0, 1) for row in (0, 1)]
        merged: Tensor = self.reduce(self.norm(torch.cat(four, dim=-1)))
        return merged


class VideoSwin(nn.Module):
    """Video Swin Transformer without temporal downsampling.

    B clips, T frames, H x W pixels.
    """

    def __init__(
        self,
        channels: int,
        depths: tuple[int, int, int, int],
        heads: tuple[int, int, int, int],
        window: Size3,
    ) -> None:
        super().__init__()
        self.patches = nn.Conv3d(3, channels, kernel_size=(1, 4, 4), stride=(1, 4, 4))
        self.patch_norm = nn.LayerNorm(channels)
        self.channels = tuple(channels * 2**stage for stage in range(4))
        self.stages = nn.ModuleList(
            nn.Sequential(
                *(
                    SwinBlock(self.channels[stage], heads[stage], window, shifted=block % 2 == 1)
                    for block in range(depths[stage])
                )
            )
            for stage in range(4)
        )
        self.mergings = nn.ModuleList(PatchMerging(self.channels[stage]) for stage in range(3))

    def forward(self, frames: Tensor) -> list[Tensor]:
        """Return the maps of strides s = 4, 8, 16, 32, [B, T, C, ceil(H/s), ceil(W/s)] each.

        `frames` is float [B, T, 3, H, W], normalised; the maps are not.
        """
        height, width = frames.shape[-2:]
        frames = functional.pad(frames.transpose(1, 2), (0, -width % 4, 0, -height % 4))
        volume = self.patch_norm(self.patches(frames).permute(0, 2, 3, 4, 1))  # [B, T, h, w, C]
        maps: list[Tensor] = []
        for stage, blocks in enumerate(self.stages):
            if stage:
                volume = self.mergings[stage - 1](volume)
            if stage > 1:  # the first two have few blocks to sum up, and most numbers
                volume = as_summed(volume)
            volume = blocks(volume)
            maps.append(volume.permute(0, 1, 4, 2, 3))
        return maps
