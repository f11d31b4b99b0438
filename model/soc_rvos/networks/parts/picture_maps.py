"""What frozen networks see in a picture, whatever is looked for in it."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from soc_rvos.networks.parts.efficientnet_lite import CHANNELS, EfficientNetLite
from soc_rvos.networks.parts.precision import in_own_precision
from soc_rvos.networks.parts.saliency import SaliencyHead

JOINED = (48, 32)
"""Channels of the joined maps at strides 8 and 4."""
STRIDE = 32
"""Pictures have sides that are multiples of it."""


@dataclass(frozen=True, slots=True)
class PictureMaps:
    """Maps of B pictures of H x W pixels, float [B, C, h, w].

    Attributes:
        maps: the backbone's, at strides 4, 8, 16 and 32, with the channels `CHANNELS`.
        joined: what the saliency head makes of them, at strides 8 and 4, with those of `JOINED`.
        half: the pictures themselves at half their size, [B, 3, H / 2, W / 2], about -2 to 2.
    """

    maps: tuple[Tensor, ...]
    joined: tuple[Tensor, ...]
    half: Tensor

    def __len__(self) -> int:
        """Return the number of pictures."""
        return len(self.half)

    @property
    def grid(self) -> tuple[int, int]:
        """Rows and columns at stride 16."""
        height, width = self.maps[2].shape[-2:]
        return int(height), int(width)

    def tensors(self) -> tuple[Tensor, ...]:
        """Return all maps in a fixed order; `of` is the inverse."""
        return (*self.maps, *self.joined, self.half)

    @classmethod
    def of(cls, tensors: tuple[Tensor, ...]) -> PictureMaps:
        """Return the maps whose `tensors` these are."""
        count, joined = len(CHANNELS), len(JOINED)
        return cls(tensors[:count], tensors[count : count + joined], tensors[count + joined])


class FrozenEyes(nn.Module):
    """The backbone and saliency head of `soc-mini` as a tracker learned to see with them."""

    def __init__(self, backbone: EfficientNetLite, saliency: SaliencyHead) -> None:
        super().__init__()
        self.backbone = backbone.requires_grad_(False).eval()
        self.saliency = saliency.requires_grad_(False).eval()

    @torch.no_grad()
    def forward(self, pictures: Tensor) -> PictureMaps:
        """Return the maps of `pictures` [B, 3, H, W], normalised as ImageNet is."""
        with in_own_precision(self.backbone):
            maps = self.backbone.maps(pictures.contiguous(memory_format=torch.channels_last))
            joined = self.saliency.joined(maps)
        half = nn.functional.avg_pool2d(pictures, 2)
        return PictureMaps(
            tuple(level.float() for level in maps),
            tuple(level.float() for level in joined[1:]),
            half,
        )
