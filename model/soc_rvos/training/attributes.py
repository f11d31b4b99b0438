"""A lesson on the side: what every object of a made clip is, told from the backbone's maps.

Sentences alone teach colours in minutes and shapes in hours. Naming every object, asked for or not,
teaches the backbone what sentences can then point at. The heads are thrown away.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from soc_rvos.networks.soc import VisualFeatures
from soc_rvos.training.colours import COLOURS
from soc_rvos.training.scenes import MadeClip
from soc_rvos.training.shapes import FLAT_SHAPES, SOLID_SHAPES

SHAPES = tuple(dict.fromkeys((*FLAT_SHAPES, *SOLID_SHAPES)))
MOST_OBJECTS = 5
NOTHING = -100  # in place of an attribute where there is no object
_LEVELS = 2  # maps of strides 8 and 16


def attributes(clip: MadeClip) -> Tensor:
    """Return int64 [MOST_OBJECTS, 2]: number of shape and colour of each object of `clip`."""
    table = torch.full((MOST_OBJECTS, 2), NOTHING)
    for row, one in enumerate(clip.objects):
        table[row] = torch.tensor([SHAPES.index(one.shape), COLOURS.index(one.colour)])
    return table


class AttributeHeads(nn.Module):
    """Names shape and colour of objects from the mean of the maps over each of them.

    C clips, T frames, H x W pixels, D channels.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.shape = nn.Linear(_LEVELS * channels, len(SHAPES))
        self.colour = nn.Linear(_LEVELS * channels, len(COLOURS))

    def forward(self, visual: VisualFeatures, labels: Tensor, table: Tensor) -> Tensor:
        """Return the mean cross-entropy of both names, over the objects that show.

        `labels` is uint8 [C, T, H, W], which object shows, from 1; `table` [C, MOST_OBJECTS, 2].
        """
        masks = torch.stack([labels == number + 1 for number in range(MOST_OBJECTS)], dim=2).float()
        pooled = []
        for level in visual.projected[:_LEVELS]:
            part = functional.interpolate(masks.flatten(0, 1), level.shape[-2:], mode="area")
            part = part.view(*masks.shape[:3], -1)  # [C, T, objects, h * w]
            sums = part @ level.flatten(3).transpose(2, 3)  # [C, T, objects, D]
            pooled.append(sums / part.sum(-1, keepdim=True).clamp(min=1e-3))
        features = torch.cat(pooled, dim=-1).flatten(0, 2)
        shows = masks.flatten(3).sum(-1) >= 12  # pixels
        wanted = table[:, None].expand(-1, masks.shape[1], -1, -1)
        wanted = wanted.masked_fill(~shows[..., None], NOTHING).reshape(-1, 2)
        if not (wanted[:, 0] != NOTHING).any():
            return features.sum() * 0
        return functional.cross_entropy(
            self.shape(features), wanted[:, 0], ignore_index=NOTHING
        ) + functional.cross_entropy(self.colour(features), wanted[:, 1], ignore_index=NOTHING)
