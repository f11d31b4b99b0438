"""Labels taken over from the most similar places of other frames; nothing here is learned.

Features of a frozen backbone are good enough to say which places of two frames show the same thing
(Jabri et al., Space-Time Correspondence as a Contrastive Random Walk, 2020, section 4).
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from soc_rvos.networks.parts.largest import largest
from soc_rvos.networks.parts.picture_maps import PictureMaps
from soc_rvos.networks.parts.weighted_rows import weighted_rows

CELL = 8
"""A place at stride 16 has so many labels down and across, so they lie at half the frame's size."""
_COARSE = 0.5
"""Weight of the features of stride 32 beside those of stride 16."""


def place_features(maps: PictureMaps, means: Tensor) -> Tensor:
    """Return [B, N, C] of length 1 for the N places at stride 16; alike where things are alike.

    `means` [C], see `feature_means`, is taken off: what all places share tells nothing.
    """
    middle = maps.maps[2]
    coarse = functional.interpolate(maps.maps[3], size=middle.shape[-2:], mode="bilinear")
    taken = means[:, None, None].split((middle.shape[1], coarse.shape[1]))
    parts = (
        functional.normalize(middle - taken[0], dim=1),
        functional.normalize(coarse - taken[1], dim=1) * _COARSE**0.5,
    )
    return functional.normalize(torch.cat(parts, dim=1), dim=1).flatten(2).transpose(1, 2)


def feature_means(maps: PictureMaps) -> Tensor:
    """Return [C], the mean of what `place_features` compares, over all places of all pictures."""
    return torch.cat([level.mean((0, 2, 3)) for level in maps.maps[2:4]])


def labels_of(half: Tensor) -> Tensor:
    """Return [B, N, CELL * CELL] for masks [B, 1, H / 2, W / 2], the labels of each place."""
    return functional.pixel_unshuffle(half, CELL).flatten(2).transpose(1, 2)


def half_of(labels: Tensor, grid: tuple[int, int]) -> Tensor:
    """Return masks [B, 1, H / 2, W / 2] for `labels` [B, N, CELL * CELL] of a grid of places."""
    return functional.pixel_shuffle(labels.transpose(1, 2).unflatten(2, grid), CELL)


def propagate(
    similar: Tensor, labels: Tensor, nearest: int, softness: float, columns: Tensor | None = None
) -> Tensor:
    """Return labels [Q, L] of places by how `similar` [Q, M] they are to others with `labels`.

    Args:
        similar: cosines, or less where a place must not be read.
        labels: [N, L] in [0, 1].
        nearest: how many places are read; `softness`: the difference of cosines that counts.
        columns: int64 [M], whose labels the columns of `similar` have; None where N is M.
    """
    best, where = largest(similar, nearest)
    weights = (best / softness).softmax(1)
    chosen = where if columns is None else columns[where]
    return weighted_rows(labels, chosen, weights)


def distance_penalty(grid: tuple[int, int], radius: int) -> Tensor:
    """Return [N, N]: 0 for places no more than `radius` rows and columns apart, else -10."""
    rows, columns = torch.meshgrid(torch.arange(grid[0]), torch.arange(grid[1]), indexing="ij")
    places = torch.stack((rows.flatten(), columns.flatten()))
    apart = (places[:, :, None] - places[:, None]).abs().amax(0)
    return torch.where(apart > radius, -10.0, 0.0)
