"""Video Swin Transformer: frames to feature maps at four strides."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import torch
from torch import Tensor, nn
from torch.nn import functional

Size3 = tuple[int, int, int]
Groups = tuple[tuple[Tensor, Tensor | None], ...]  # window numbers, and the mask they take

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
def relative_position_index(window: Size3) -> Tensor:
    """Return int64 [n, n]: row of the bias table for each pair of the n tokens of `window`."""
    depth, rows, columns = window
    tokens = torch.tensor(list(product(range(depth), range(rows), range(columns))))
    apart = tokens[:, None] - tokens[None, :] + torch.tensor([depth - 1, rows - 1, columns - 1])
    return (apart[..., 0] * (2 * rows - 1) + apart[..., 1]) * (2 * columns - 1) + apart[..., 2]


@lru_cache(maxsize=64)
def _groups(padded: Size3, window: Size3, shift: Size3) -> Groups:
    """Group the windows of a shifted volume by which of their tokens were neighbours before.

    Returns pairs of window numbers int64 [k] and the mask they take, float [n, n], or None where
    all tokens belong together. Only the last window of a shifted axis holds foreign tokens, so
    there are at most eight groups: one mask a group is far smaller than one mask a window.
    """
    counts = [extent // length for extent, length in zip(padded, window, strict=True)]
    windows = torch.tensor(list(product(*(range(count) for count in counts))))
    tokens = torch.tensor(list(product(*(range(length) for length in window))))
    is_last = windows == torch.tensor(counts) - 1
    wrapped = tokens >= torch.tensor(window) - torch.tensor(shift)  # came round from the start
    groups = []
    for ends in product(*((False, True) if moved else (None,) for moved in shift)):
        chosen = torch.ones(len(windows), dtype=torch.bool)
        foreign = torch.zeros(len(tokens), len(tokens), dtype=torch.bool)
        for axis, end in enumerate(ends):
            if end is not None:
                chosen &= is_last[:, axis] == end
            if end:
                foreign |= wrapped[:, None, axis] != wrapped[None, :, axis]
        mask = foreign.float() * _OTHER_REGION if foreign.any() else None
        groups.append((chosen.nonzero()[:, 0], mask))
    return tuple(groups)


def _cut(volume: Tensor, window: Size3) -> Tensor:
    """Cut [B, D, H, W, C] into windows [B * windows, tokens, C]; token order depth, row, column."""
    batch, depth, height, width, channels = volume.shape
    d, h, w = window
    parts = volume.view(batch, depth // d, d, height // h, h, width // w, w, channels)
    return parts.permute(0, 1, 3, 5, 2, 4, 6, 7).reshape(-1, d * h * w, channels)


def _join(windows: Tensor, window: Size3, size: Size3) -> Tensor:
    """Undo `_cut`: [B * windows, tokens, C] to [B, D, H, W, C] of `size`."""
    depth, height, width = size
    d, h, w = window
    parts = windows.view(-1, depth // d, height // h, width // w, d, h, w, windows.shape[-1])
    return parts.permute(0, 1, 4, 2, 5, 3, 6, 7).reshape(
        -1, depth, height, width, windows.shape[-1]
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
        self.qkv = nn.Linear(channels, 3 * channels)
        self.project = nn.Linear(channels, channels)

    def forward(self, windows: Tensor, groups: Groups) -> Tensor:
        """Return `windows` [B, N, C] after attention.

        `groups` says which windows of a clip take which mask; empty: none takes one.
        """
        count, tokens, channels = windows.shape
        # The top left of the nominal table's index, as published: where rows or columns are fewer
        # than the window's it belongs to other positions, and the weights were trained so.
        index = relative_position_index(self.window)[:tokens, :tokens].to(windows.device)
        bias = self.position_bias[index.flatten()].view(tokens, tokens, self.heads).permute(2, 0, 1)
        qkv = self.qkv(windows).view(count, tokens, 3, self.heads, channels // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)  # [B, heads, N, C / heads] each
        bias = bias.to(query.dtype)
        if not groups:
            read = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias[None])
        else:
            clips = count // sum(len(members) for members, _ in groups)
            per_clip = count // clips
            read = torch.empty_like(query)
            for members, mask in groups:
                rows = torch.cat([members + clip * per_clip for clip in range(clips)])
                rows = rows.to(windows.device)
                added = bias if mask is None else bias + mask.to(bias)
                read[rows] = functional.scaled_dot_product_attention(
                    query[rows], key[rows], value[rows], attn_mask=added[None]
                )
        projected: Tensor = self.project(read.transpose(1, 2).reshape(count, tokens, channels))
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
        self.expand = nn.Linear(channels, 4 * channels)
        self.contract = nn.Linear(4 * channels, channels)

    def forward(self, volume: Tensor) -> Tensor:
        """Return `volume` [B, D, H, W, C] after the block."""
        volume = volume + self._attend(self.norm1(volume))
        hidden = functional.gelu(self.expand(self.norm2(volume)))
        return volume + self.contract(hidden)  # type: ignore[no-any-return]

    def _attend(self, volume: Tensor) -> Tensor:
        size: Size3 = tuple(volume.shape[1:4])  # type: ignore[assignment]
        window, shift = effective_window(size, self.window)
        if not self.shifted:
            shift = (0, 0, 0)
        missing = [-extent % length for extent, length in zip(size, window, strict=True)]
        if any(missing):  # padded positions are ordinary tokens, as published
            volume = functional.pad(volume, (0, 0, 0, missing[2], 0, missing[1], 0, missing[0]))
        padded: Size3 = tuple(volume.shape[1:4])  # type: ignore[assignment]
        groups: Groups = ()
        if any(shift):
            volume = volume.roll([-moved for moved in shift], dims=(1, 2, 3))
            groups = _groups(padded, window, shift)
        volume = _join(self.attention(_cut(volume, window), groups), window, padded)
        if any(shift):
            volume = volume.roll(shift, dims=(1, 2, 3))
        return volume[:, : size[0], : size[1], : size[2]]


class PatchMerging(nn.Module):
    """Halves rows and columns and doubles the channels."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(4 * channels)
        self.reduce = nn.Linear(4 * channels, 2 * channels, bias=False)

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
            volume = blocks(volume)
            maps.append(volume.permute(0, 1, 4, 2, 3))
        return maps
