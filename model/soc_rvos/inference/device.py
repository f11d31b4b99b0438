"""Chooses the device and the precision of a network.

Importing this module is quick, since the window does so: the first call imports torch.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from soc_rvos.errors import RvosError
from soc_rvos.messages import message
from soc_rvos.settings import BYTES_PER_PIXEL

if TYPE_CHECKING:
    import torch

_SPARE = 0.85  # share of the memory that windows may take


def choose_device(name: str) -> torch.device:
    """Return the device called `name`, one of DEVICES; "auto" is the fastest there is.

    Raises:
        RvosError: this machine has no such device.
    """
    import torch

    there = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    if name == "auto":
        return torch.device(next(kind for kind, is_there in there.items() if is_there))
    if not there.get(name, False):
        usable = ", ".join(kind for kind, is_there in there.items() if is_there)
        raise RvosError(
            message(
                "This machine has no device '{name}' for torch. It has: {usable}.",
                name=name,
                usable=usable,
            )
        )
    return torch.device(name)


def backbone_precision(device: torch.device) -> torch.dtype:
    """Return the type in which the backbone computes on `device` without changing masks.

    Half precision where the hardware has it; the heads, which place boxes to parts of a pixel,
    always stay in float32. benchmarks/README.md has the agreement of the masks.
    """
    import torch

    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(False) else torch.float16
    if device.type == "cpu" and torch.cpu.is_available() and _cpu_multiplies_bfloat16():
        return torch.bfloat16
    return torch.float32


def windows_that_fit(free: int | None, pixels: int, most: int) -> int:
    """Return how many windows of `pixels`, of all frames, a device computes at once, 1 to `most`.

    `free` is how many bytes it has free, None where that is not told: then it is `most`, and
    whoever runs out of memory halves it.
    """
    if free is None:
        return most
    return max(1, min(most, int(_SPARE * free) // (BYTES_PER_PIXEL * pixels)))


def free_on_card(device: torch.device) -> int | None:
    """Return the bytes that are free on a graphics card, None for any other device."""
    import torch

    if device.type != "cuda":
        return None
    free, _ = torch.cuda.mem_get_info(device)
    return int(free + torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device))


def use_one_thread() -> None:
    """Have networks that run on the calling thread use no other; those on other threads may.

    Small pictures are no sooner done by several, which wait for each other at every layer.
    """
    import torch

    others = torch.get_num_threads()
    if others > 1:
        torch.set_num_threads(1)
        # That holds for all threads that first compute from now on; another one takes it back.
        back = threading.Thread(target=torch.set_num_threads, args=(others,), name="set back")
        back.start()
        back.join()


def _cpu_multiplies_bfloat16() -> bool:
    import torch

    capabilities = torch.cpu.get_capabilities()
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16"))
