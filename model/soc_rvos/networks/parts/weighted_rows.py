"""Sums of weighed rows of a table."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional


def weighted_rows(table: Tensor, places: Tensor, weights: Tensor) -> Tensor:
    """Return [N, C]: of each row of `places` int64 [N, n], the rows of `table` [M, C] it names,
    times `weights` [N, n], summed."""
    if table.device.type == "cpu":  # quicker; not every other device can do it
        summed: Tensor = functional.embedding_bag(
            places, table, per_sample_weights=weights, mode="sum"
        )
        return summed
    taken = table[places.flatten()].view(*places.shape, -1)
    return torch.bmm(weights[:, None], taken)[:, 0]
