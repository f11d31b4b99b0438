"""The saliency head learns from its teacher's answers."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from soc_rvos.checkpoint import MiniCheckpoint
from soc_rvos.networks.parts.efficientnet_lite import EfficientNetLite
from soc_rvos.networks.parts.saliency import SaliencyHead
from soc_rvos_recipe.learning.distillation import SalientPicture, distil

pytestmark = pytest.mark.slow


def pictures(count: int, seed: int) -> list[SalientPicture]:
    rng = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        picture = rng.integers(20, 60, (64, 96, 3), dtype=np.uint8)
        saliency = np.zeros((64, 96), dtype=np.uint8)
        top, left = rng.integers(0, 32), rng.integers(0, 56)
        picture[top : top + 32, left : left + 40] += 170
        saliency[top : top + 32, left : left + 40] = 255
        made.append(SalientPicture(picture, saliency))
    return made


def test_a_bright_patch_becomes_what_stands_out(shipped: MiniCheckpoint) -> None:
    torch.manual_seed(0)
    backbone, head = EfficientNetLite().eval().requires_grad_(False), SaliencyHead()
    backbone.load_state_dict(shipped.network.backbone.state_dict())
    reported = list(distil(backbone, head, pictures(12, 1), 200, sizes=((32, 48),)))
    assert [step for step, _ in reported] == [100, 200]
    assert reported[1][1] < 0.6 * reported[0][1]
