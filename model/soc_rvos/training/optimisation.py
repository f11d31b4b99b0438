"""What learns how fast: groups of weights, schedules, and what stays as it is."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from soc_rvos.networks.network import Network
from soc_rvos.training.settings import OptimiserSettings

_BACKBONE, _TEXT, _POOLER = "backbone.", "text.roberta.", "text.roberta.pooler."


def freeze(network: Network, settings: OptimiserSettings) -> None:
    """Let only those weights of `network` learn that have a rate."""
    for name, value in network.named_parameters():
        if (settings.parts and not name.startswith(settings.parts)) or (
            name.startswith(_POOLER) and not settings.pooler
        ):
            learns = False
        else:
            learns = _rate_of(name, settings) > 0
        value.requires_grad_(learns)


def make_optimiser(network: Network, settings: OptimiserSettings) -> torch.optim.AdamW:
    """Return AdamW for the weights that learn, in groups of one rate each.

    Each group keeps its full rate as "full".
    """
    groups: dict[float, list[nn.Parameter]] = {}
    for name, value in network.named_parameters():
        if value.requires_grad:
            groups.setdefault(_rate_of(name, settings), []).append(value)
    return torch.optim.AdamW(
        [{"params": values, "lr": rate, "full": rate} for rate, values in groups.items()],
        weight_decay=settings.weight_decay,
    )


def set_rates(optimiser: torch.optim.Optimizer, share: float) -> None:
    """Let every group learn at `share` of its full rate."""
    for group in optimiser.param_groups:
        group["lr"] = group["full"] * share


def taught(network: nn.Module) -> dict[str, Tensor]:
    """Return what learns by name, and what changes beside it, such as running means."""
    state = network.state_dict()
    learning = {name for name, value in network.named_parameters() if value.requires_grad}
    return {name: value for name, value in state.items() if name in learning}


def _rate_of(name: str, settings: OptimiserSettings) -> float:
    if name.startswith(_BACKBONE):
        return settings.backbone
    return settings.text if name.startswith(_TEXT) else settings.rate
