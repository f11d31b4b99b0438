"""The weights of U²-Net in a file, eight bits each, and the network made of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from soc_rvos import quantised
from soc_rvos.errors import CheckpointError
from soc_rvos.messages import message
from soc_rvos.networks.u2net import U2Net
from soc_rvos.weights import check
from soc_rvos.weights_file import bare, read, write

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
    network.load_state_dict(check(path.name, "U²-Net", state, shaped))
    return network.eval()
