"""Loads a file of weights onto a device."""

from __future__ import annotations

from pathlib import Path

import torch

from soc_rvos import checkpoint
from soc_rvos.checkpoint import Checkpoint
from soc_rvos.inference.device import backbone_precision, choose_device
from soc_rvos.inference.engines import Engine
from soc_rvos.inference.predictor import NetworkPredictor
from soc_rvos.settings import GPU_BATCH


def load_predictor(
    path: Path,
    device: str = "auto",
    tokenizer: Path | None = None,
    cache_bytes: int = 0,
    exact: bool = False,
) -> NetworkPredictor:
    """Load the network in `path` onto the device called `device`.

    A published file carries no tokenizer: look for its files in the folder `tokenizer`, else
    beside `path`. An `exact` one computes in float32 throughout, as published numbers were made.

    Raises:
        CheckpointError: the file is not weights of a network we know, or its tokenizer is wrong.
        RvosError: there is no such device.
    """
    chosen = choose_device(device)
    found = checkpoint.load(path)
    precision = torch.float32 if exact else backbone_precision(chosen)
    engine = engine_of(found, path, chosen, precision, tokenizer)
    batch = GPU_BATCH if chosen.type == "cuda" else 1
    return NetworkPredictor(engine, batch, cache_bytes)


def engine_of(
    found: Checkpoint,
    path: Path,
    device: torch.device,
    precision: torch.dtype,
    tokenizer: Path | None = None,
) -> Engine:
    """Return the network `found` in the file `path`, on `device`; see `load_predictor`."""
    words = found.words(path, tokenizer or path.parent)
    return found.architecture.engine(found.network, words, device, precision)
