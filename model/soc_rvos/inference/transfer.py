"""Arrays to a network's device and back, without having one wait for the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor

_WAITING = ("mps",)  # devices that do not say when memory was read or written: wait for them


def sent(array: NDArray[Any], device: torch.device) -> Tensor:
    """Return `array` on `device`; a graphics card fetches it while it works on what came before."""
    values = torch.from_numpy(array)
    if device.type == "cuda":
        values = values.pin_memory()
    return values.to(device, non_blocking=device.type not in _WAITING)


def fetched(parts: Sequence[Tensor]) -> Callable[[], list[NDArray[Any]]]:
    """Begin to fetch `parts` from their device; return what waits for them and gives the arrays.

    A graphics card is only told to send them when it has computed them: the caller may go on
    telling it what to do next, and another thread may wait.
    """
    device = parts[0].device
    # On the way from a card this memory is pinned, so that the card writes it by itself.
    here = [part.to("cpu", non_blocking=device.type not in _WAITING) for part in parts]
    if device.type != "cuda":
        return lambda: [part.numpy() for part in here]
    done = torch.cuda.Event()
    done.record(torch.cuda.current_stream(device))

    def wait() -> list[NDArray[Any]]:
        done.synchronize()
        return [part.numpy() for part in here]

    return wait
