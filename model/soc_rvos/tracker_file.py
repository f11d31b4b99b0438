"""The tracker's weights in a file, and the tracker made of them and of the network that ships."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch

from soc_rvos.errors import CheckpointError
from soc_rvos.messages import message
from soc_rvos.networks.mask_memory import MaskMemory
from soc_rvos.weights import check
from soc_rvos.weights_file import bare, read, write

_FORMAT = "soc-tracker-1"


def save_tracker(
    path: Path,
    network: MaskMemory,
    about: Mapping[str, str] | None = None,
    precision: torch.dtype = torch.float16,
) -> None:
    """Write the weights of `network` to `path` as safetensors, kept in `precision`."""
    weights = {
        name: value.detach().to(precision).contiguous()
        for name, value in network.state_dict().items()
    }
    write(path, weights, {**(about or {}), "format": _FORMAT})


def load_tracker_weights(path: Path) -> MaskMemory:
    """Return the network whose weights `save_tracker` wrote to `path`.

    Raises:
        CheckpointError: the file cannot be read, or holds no weights of a tracker.
    """
    content, metadata = read(path)
    if metadata.get("format") != _FORMAT:
        raise CheckpointError(message("{file} holds no tracker of ours.", file=path.name))
    network = MaskMemory()
    state = network.state_dict()
    network.load_state_dict(check(path.name, "the tracker", state, bare(path, content)))
    return network.eval()
