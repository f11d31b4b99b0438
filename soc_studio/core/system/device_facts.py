"""The compute device that a network is on."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from soc_studio.core.system.libraries import load_pytorch


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """A network on its device.

    Attributes:
        network: name of the network.
        device: "cpu", "cuda" or "mps".
        name: what the maker calls the device; empty for a processor.
        used: bytes of the device's own memory that the program holds, None where it has none.
        total: bytes of the device's own memory, likewise.
    """

    network: str
    device: str
    name: str = ""
    used: int | None = None
    total: int | None = None


def cores() -> int:
    """Return how many processor cores the program may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def facts_of_device(network: str, wanted: str) -> DeviceFacts:
    """Return the facts about the device called `wanted`, such as "auto", for a network on it.

    Only for the thread that uses it. Imports torch, which takes a while where it is not there yet.
    """
    load_pytorch()
    import torch

    from soc_rvos.inference.device import choose_device

    device = choose_device(wanted).type
    if device != "cuda":
        return DeviceFacts(network, device)
    _, total = torch.cuda.mem_get_info()
    return DeviceFacts(
        network, device, torch.cuda.get_device_name(), torch.cuda.memory_reserved(), total
    )
