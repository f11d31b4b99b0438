"""The published EfficientNet-Lite0 as our backbone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

from soc_rvos.networks.parts.efficientnet_lite import EfficientNetLite

_NORM_EPSILON = 1e-3
_BLOCKS_BEFORE = (0, 1, 3, 5, 8, 11, 15)  # the published file numbers blocks through all stages


def load_backbone(path: Path) -> EfficientNetLite:
    """Return the backbone with the weights of `efficientnet-lite0-*.pth`, norms folded in."""
    published: Mapping[str, Tensor] = torch.load(path, weights_only=True, map_location="cpu")
    backbone = EfficientNetLite()
    state = {"classifier.weight": published["_fc.weight"], "classifier.bias": published["_fc.bias"]}
    for name, module in backbone.named_modules():
        if hasattr(module, "kernel_size"):
            convolution, norm = _published_names(name)
            weight, bias = _fold(published, convolution, norm)
            state |= {f"{name}.weight": weight, f"{name}.bias": bias}
    backbone.load_state_dict(state)
    return backbone.eval().requires_grad_(False)


def _published_names(name: str) -> tuple[str, str]:
    """Return what a convolution of ours and its norm are called in the published file."""
    if name == "stem":
        return "_conv_stem", "_bn0"
    if name == "head":
        return "_conv_head", "_bn1"
    found = re.fullmatch(r"stages\.(\d+)\.(\d+)\.(\w+)", name)
    assert found is not None
    stage, number, part = int(found[1]), int(found[2]), found[3]
    block = f"_blocks.{_BLOCKS_BEFORE[stage] + number}."
    convolution, norm = {
        "expand": ("_expand_conv", "_bn0"),
        "depthwise": ("_depthwise_conv", "_bn1"),
        "project": ("_project_conv", "_bn2"),
    }[part]
    return block + convolution, block + norm


def _fold(published: Mapping[str, Tensor], convolution: str, norm: str) -> tuple[Tensor, Tensor]:
    scale = published[f"{norm}.weight"] / (published[f"{norm}.running_var"] + _NORM_EPSILON).sqrt()
    weight = published[f"{convolution}.weight"] * scale[:, None, None, None]
    return weight, published[f"{norm}.bias"] - published[f"{norm}.running_mean"] * scale
