"""The tracker's weights in a file: what it sees with, and its memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from soc_rvos.errors import CheckpointError
from soc_rvos.messages import message
from soc_rvos.networks.mask_memory import MaskMemory
from soc_rvos.networks.parts.efficientnet_lite import EfficientNetLite
from soc_rvos.networks.parts.picture_maps import FrozenEyes
from soc_rvos.networks.parts.saliency import SaliencyHead
from soc_rvos.weights import check
from soc_rvos.weights_file import bare, read, write

_FORMAT = "soc-tracker-2"


@dataclass(frozen=True, slots=True)
class TrackerWeights:
    """The networks of a tracker: its memory was trained on what just these eyes see."""

    eyes: FrozenEyes
    memory: MaskMemory


def save_tracker(
    path: Path,
    weights: TrackerWeights,
    about: Mapping[str, str] | None = None,
    precision: torch.dtype = torch.float16,
) -> None:
    """Write `weights` to `path` as safetensors, kept in `precision`."""
    kept = {
        name: value.detach().to(precision).contiguous()
        for name, value in _together(weights).state_dict().items()
    }
    write(path, kept, {**(about or {}), "format": _FORMAT})


def load_tracker_weights(path: Path) -> TrackerWeights:
    """Return what `save_tracker` wrote to `path`, in float32.

    Raises:
        CheckpointError: the file cannot be read, or holds no weights of a tracker.
    """
    content, metadata = read(path)
    if metadata.get("format") != _FORMAT:
        raise CheckpointError(message("{file} holds no tracker of ours.", file=path.name))
    weights = TrackerWeights(FrozenEyes(EfficientNetLite(), SaliencyHead()), MaskMemory())
    network = _together(weights)
    state = network.state_dict()
    network.load_state_dict(check(path.name, "the tracker", state, bare(path, content)))
    network.eval()
    return weights


def _together(weights: TrackerWeights) -> nn.ModuleDict:
    return nn.ModuleDict({"eyes": weights.eyes, "memory": weights.memory})
