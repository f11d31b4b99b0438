"""Feature maps enhanced in the frequency domain (SgMg, ICCV 2023: spectrum-guided fusion)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

_SIGMA = 7.0  # of the Gaussian, in frequencies of the finest map


def spectral_filters(maps: Sequence[Tensor]) -> list[Tensor]:
    """Return float32 [h, w] in [0, 1] for each of `maps` [..., h, w], finest first.

    It says what to take from the map's spectrum: a Gaussian around the middle of the finest map.
    Spectra have their lowest frequency in the corner, so the middle is the highest. Every further
    map has the filter before, resized, and no Gaussian of its own, as published.
    """
    (height, width), *others = [(level.shape[-2], level.shape[-1]) for level in maps]
    device = maps[0].device
    rows = torch.arange(height, device=device, dtype=torch.float32)[:, None] - height // 2
    columns = torch.arange(width, device=device, dtype=torch.float32) - width // 2
    filters = [(-(rows**2 + columns**2) / (2 * _SIGMA**2)).exp()]
    for size in others:
        coarser = functional.interpolate(filters[-1][None, None], size=size, mode="bilinear")
        filters.append(coarser[0, 0])
    return filters


class SpectralBlock(nn.Module):
    """Adds to a map what two layers make of its dampened spectrum.

    B pictures, C channels, H x W positions, at least 3 x 3.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.edges = nn.Conv2d(channels, channels, 3)
        self.expand = nn.Linear(channels, channels, bias=False)
        self.contract = nn.Linear(channels, 1, bias=False)
        self.first = nn.Conv2d(2 * channels, 2 * channels, 1)
        self.second = nn.Conv2d(2 * channels, 2 * channels, 1)

    def forward(self, features: Tensor, dampening: Tensor) -> Tensor:
        """Return `features` [B, C, H, W], float32, enhanced; `dampening` is a filter [H, W]."""
        if len(features) > 1 and features.device.type == "cpu" and not torch.is_grad_enabled():
            # Picture by picture, so that what lies between the layers stays in the cache.
            return torch.cat([self(picture[None], dampening) for picture in features])
        spectrum = torch.fft.fft2(features)
        spectrum = spectrum * (1 - self.strength(features)[..., None, None] * dampening)
        parts = torch.cat((spectrum.real, spectrum.imag), dim=1)
        real, imaginary = self.second(functional.relu(self.first(parts))).chunk(2, dim=1)
        # No longer the spectrum of real numbers; the imaginary part is dropped, as published.
        change = torch.fft.ifft2(torch.complex(real, imaginary)).real
        enhanced: Tensor = features + change
        return enhanced

    def strength(self, features: Tensor) -> Tensor:
        """Return [B, 1] in [0, 1], how far the filter dampens `features` [B, C, H, W].

        The mean of a convolution is the convolution of the nine windows' means.
        """
        height, width = features.shape[-2:]
        windows = functional.avg_pool2d(features, (height - 2, width - 2), stride=1)  # 3 x 3
        mean = self.edges(windows).flatten(1)
        strength: Tensor = self.contract(functional.relu(self.expand(mean))).sigmoid()
        return strength
