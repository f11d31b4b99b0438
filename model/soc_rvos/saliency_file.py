"""The weights of U²-Net in a file, eight bits each, the network made of them, and its fine pass."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import torch

from soc_rvos import quantised
from soc_rvos.errors import CheckpointError
from soc_rvos.inference.fine_pass import FinePass
from soc_rvos.messages import message
from soc_rvos.networks.u2net import U2Net
from soc_rvos.networks.unfilled import Unfilled
from soc_rvos.places import shipped
from soc_rvos.weights import check
from soc_rvos.weights_file import bare, read, write

WEIGHTS = Path("saliency") / "u2net.safetensors"
"""The file of the saliency network, below the folder of shipped models."""
_FORMAT = "soc-saliency-1"


def save_saliency(path: Path, network: U2Net, about: Mapping[str, str] | None = None) -> None:
    """Write the weights of `network` to `path`, each filter in eight bits with a scale."""
    state = {
        name: value.flatten(1) if value.ndim == 4 else value
        for name, value in network.state_dict().items()
    }
    write(path, quantised.pack(state), {**(about or {}), "format": _FORMAT})


def load_saliency(path: Path) -> U2Net:
    """Return the network whose weights `save_saliency` wrote to `path`.

    Raises:
        CheckpointError: the file cannot be read, or holds no such weights.
    """
    content, metadata = read(path)
    if metadata.get("format") != _FORMAT:
        raise CheckpointError(message("{file} holds no saliency of ours.", file=path.name))
    with Unfilled():
        network = U2Net()
    state = network.state_dict()
    try:
        weights = quantised.unpack(bare(path, content))
        shaped = {
            name: value.reshape(state[name].shape) if name in state else value
            for name, value in weights.items()
        }
    except (ValueError, RuntimeError) as error:
        raise CheckpointError(
            message("{file} is damaged or cut short: fetch it again.", file=path.name)
        ) from error
    network.load_state_dict(check(path.name, "U²-Net", state, shaped), assign=True)
    return network.eval()


def load_fine_pass(device: torch.device) -> FinePass | None:
    """Return the fine pass that ships, kept once loaded; None where its file is missing.

    Raises:
        CheckpointError: the file is damaged.
    """
    return _loaded(shipped() / WEIGHTS, device)


@cache
def _loaded(path: Path, device: torch.device) -> FinePass | None:
    return FinePass(load_saliency(path), device) if path.is_file() else None
