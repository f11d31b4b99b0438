"""What stands out, learned from a large saliency network's answers."""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from soc_rvos.inference.preprocess import normalise
from soc_rvos.networks.parts.efficientnet_lite import EfficientNetLite
from soc_rvos.networks.parts.saliency import SaliencyHead

_BATCH = 12
_RATE = 2e-3
_WARM_UP = 50
_SIZES = ((192, 320), (192, 320), (192, 256), (256, 192), (160, 288), (256, 448))


@dataclass(frozen=True, slots=True)
class SalientPicture:
    """A picture, RGB uint8 [H, W, 3], and the teacher's answer for it, uint8 [H, W], 255 salient.

    `weight` is how often it is drawn.
    """

    picture: NDArray[np.uint8]
    saliency: NDArray[np.uint8]
    weight: float = 1.0


def distil(
    backbone: EfficientNetLite,
    head: SaliencyHead,
    pictures: Sequence[SalientPicture],
    steps: int,
    seed: int = 0,
    sizes: Sequence[tuple[int, int]] = _SIZES,
) -> Generator[tuple[int, float], None, None]:
    """Train `head` on `backbone`'s maps; yield the step and the mean loss of every hundred steps.

    `sizes` are heights and widths in pixels, one of which a step takes.
    """
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    backbone.arrange()
    head.train()
    weights = np.array([each.weight for each in pictures])
    optimiser = torch.optim.AdamW(head.parameters(), _RATE, weight_decay=1e-3)
    total = 0.0
    for step in range(steps):
        for group in optimiser.param_groups:
            falling = 0.5 * (1 + math.cos(math.pi * step / steps))
            group["lr"] = _RATE * min(1.0, (step + 1) / _WARM_UP) * falling
        height, width = sizes[int(rng.integers(len(sizes)))]
        drawn = rng.choice(len(pictures), _BATCH, p=weights / weights.sum())
        varied = [_vary(pictures[number], rng, height, width) for number in drawn]
        frames = normalise(torch.from_numpy(np.stack([picture for picture, _ in varied])))
        wanted = torch.from_numpy(np.stack([saliency for _, saliency in varied]))
        with torch.autocast("cpu", torch.bfloat16):
            with torch.no_grad():
                maps = backbone(frames.to(memory_format=torch.channels_last)).maps
            logits = head(maps).float()
        loss = _loss(logits, wanted.float()[:, None] / 255)
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
        total += float(loss.detach())
        if (step + 1) % 100 == 0:
            yield step + 1, total / 100
            total = 0.0
    head.eval()


def _loss(logits: Tensor, wanted: Tensor) -> Tensor:
    wanted = functional.interpolate(wanted, size=logits.shape[-2:], mode="area")
    chance = logits.sigmoid()
    shared = (chance * wanted).sum((1, 2, 3))
    dice = 1 - (2 * shared + 1) / (chance.sum((1, 2, 3)) + wanted.sum((1, 2, 3)) + 1)
    return functional.binary_cross_entropy_with_logits(logits, wanted) + 0.5 * dice.mean()


def _vary(
    pair: SalientPicture, rng: np.random.Generator, height: int, width: int
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return a crop at the size asked, perhaps mirrored, in other light."""
    picture, saliency = pair.picture, pair.saliency
    rows, columns = picture.shape[:2]
    part = rng.uniform(0.6, 1.0) if rng.random() < 0.6 else 1.0
    high, wide = int(rows * part), int(columns * part)
    top, left = rng.integers(rows - high + 1), rng.integers(columns - wide + 1)
    picture = picture[top : top + high, left : left + wide]
    saliency = saliency[top : top + high, left : left + wide]
    light = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32)
    small = cv2.resize(saliency, (width, height), interpolation=cv2.INTER_AREA)
    if rng.random() < 0.8:
        light = light * rng.uniform(0.6, 1.35) + rng.uniform(-25, 25)
        light = light * rng.uniform(0.88, 1.12, 3).astype(np.float32)
        if rng.random() < 0.15:
            light = np.broadcast_to(light.mean(2, keepdims=True), light.shape)
    turned = slice(None, None, -1 if rng.random() < 0.5 else 1)
    seen = np.ascontiguousarray(light[:, turned].clip(0, 255).astype(np.uint8))
    return seen, np.ascontiguousarray(small[:, turned].astype(np.uint8))
