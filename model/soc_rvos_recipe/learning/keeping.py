"""What a trained backbone must go on saying: its classes and what stands out, as before.

Evidence of nouns, look-alikes and the settling of masks rest on them. Learning without forgetting
(Li and Hoiem 2016, arXiv:1606.09282): the answers of the network as it was, about what it is
shown anyway, are targets of their own.
"""

from __future__ import annotations

from copy import deepcopy

import torch
from torch import Tensor, nn
from torch.nn import functional

from soc_rvos.networks.mini_encoders import MiniEncoders
from soc_rvos.networks.parts.efficientnet_lite import BackboneFeatures

TRAINED = (
    *(f"backbone.stages.{number}." for number in range(3, 7)),
    "backbone.head.",
    "saliency.",
)
"""How the names of what is trained of the backbone begin: what sees at strides 16 and 32."""


class Kept(nn.Module):
    """The backbone and saliency head of a network as they are now."""

    def __init__(self, network: MiniEncoders) -> None:
        super().__init__()
        self.backbone = deepcopy(network.backbone).requires_grad_(False).eval()
        self.saliency = deepcopy(network.saliency).requires_grad_(False).eval()

    def loss(self, frames: Tensor, seen: BackboneFeatures, saliency: Tensor) -> Tensor:
        """Return how far what is `seen` in `frames` [B, T, 3, H, W] is from what was seen before.

        `seen` and `saliency` are as `MiniEncoders.see` returns them. The classes' probabilities
        count, and their logits, of which the likeliest and the others count alike; and the
        probability that a place stands out.
        """
        with torch.no_grad():
            pictures = frames.flatten(0, 1).contiguous(memory_format=torch.channels_last)
            before = self.backbone(pictures)
            wanted = before.logits.float()
            standing = self.saliency(before.maps).float().sigmoid()
        logits = seen.logits.float()
        off = functional.kl_div(
            logits.log_softmax(1), wanted.log_softmax(1), reduction="none", log_target=True
        )
        apart = (logits - wanted).square().mean(1) / wanted.var(1)
        found = saliency.float()
        said = functional.binary_cross_entropy_with_logits(found, standing)
        least = functional.binary_cross_entropy(standing, standing)
        total: Tensor = off.sum(1).mean() + apart.mean() + said - least
        return total
