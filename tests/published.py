"""A published network, so small that tests write and send it often, as its trainer saved it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import torch

from soc_rvos.config import SOC_SWIN_T, SocConfig, SwinConfig, TextConfig
from soc_rvos.networks.soc import Soc
from soc_rvos.published_names import published_name

SMALL = replace(
    SOC_SWIN_T,
    backbone=SwinConfig(96, (1, 1, 6, 1), (3, 6, 12, 24)),
    text=TextConfig(60, width=32, layers=1, heads=2, feed_forward=32, positions=20),
    width=128,
    feed_forward=32,
    encoder_layers=1,
    decoder_layers=2,
    cluster_layers=1,
    queries=4,
)

# Smaller still: such a network is tried in no time.
TINY = replace(
    SMALL,
    backbone=SwinConfig(32, (2, 2, 2, 2), (1, 2, 4, 8)),
    short_side=112,
    long_side=200,
)


def made(config: SocConfig) -> Soc:
    """Return a network with the weights that it always begins with."""
    torch.manual_seed(0)
    return Soc(config).eval()


def weights_of(network: Soc) -> dict[str, torch.Tensor]:
    """Return the weights under the names by which they are published."""
    return {published_name(name): value for name, value in network.state_dict().items()}


def write(path: Path, network: Soc) -> None:
    """Write a file as a trainer does."""
    torch.save({"epoch": 3, "model_state_dict": weights_of(network), "best_loss": 1.5}, path)
