"""Numbers that a network needs on its device at every call, and that are always the same."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import torch
from torch import Tensor


@lru_cache(maxsize=256)
@torch.inference_mode(False)  # what is kept also serves training
def constant(numbers: Any, device: torch.device, kind: torch.dtype) -> Tensor:
    """Return a tensor of `numbers`, a number or tuples of them, on `device`; nobody may change it.

    Making it anew would have a graphics card wait, each time, until all it was told is done.
    """
    return torch.tensor(numbers, device=device, dtype=kind)
