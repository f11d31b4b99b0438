"""Objects of the clip and object queries of its frames read each other."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from soc_rvos.networks.parts.layers import Attention

_SHARPNESS = 5.0
_RESTART = 0.5  # share of a walk that restarts at every step
_SMALL = 1e-9


class QueryFusion(nn.Module):
    """Every frame's queries read the objects of the clip (SOC++, dynamic query fusion).

    B clips, T frames, Q queries, C channels.
    """

    def __init__(self, channels: int, heads: int) -> None:
        super().__init__()
        self.attention = Attention(channels, heads)

    def forward(self, frame_queries: Tensor, objects: Tensor) -> Tensor:
        """Return the queries [B, T, Q, C] for `frame_queries` like them, `objects` [B, Q, C]."""
        queries = frame_queries.flatten(1, 2)
        walked = random_walk(objects, queries)
        read: Tensor = self.attention(queries, queries, walked, walked)
        return read.view_as(frame_queries)


def random_walk(objects: Tensor, queries: Tensor) -> Tensor:
    """Return `objects` [B, Q, C] after endless walks to the alike `queries` [B, N, C] and back.

    The bi-modal random walk of SOC++ in closed form: half of every step is a return to the start.
    """
    alike = _unit(queries) @ _unit(objects).transpose(1, 2)  # [B, N, Q]
    to_objects = (_SHARPNESS * alike).softmax(dim=1)
    to_queries = to_objects / (to_objects.sum(-1, keepdim=True) + _SMALL)
    back = to_objects.transpose(1, 2) @ to_queries  # [B, Q, Q]
    start = _RESTART * to_objects.transpose(1, 2) @ queries + objects
    # Rows of `back` add up to one, so the matrix is far from singular. `inv`, not `solve`: every
    # device has it.
    stay = torch.eye(back.shape[-1], device=back.device, dtype=back.dtype)
    walked: Tensor = (1 - _RESTART) * torch.linalg.inv(stay - _RESTART**2 * back) @ start
    return walked


def _unit(values: Tensor) -> Tensor:
    unit: Tensor = values / (torch.linalg.vector_norm(values, dim=-1, keepdim=True) + _SMALL)
    return unit
