"""The compute device, and the memory that the program uses."""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass
from pathlib import Path


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


if sys.platform == "linux":

    def memory_in_use() -> int | None:
        """Return the bytes of memory that the program takes now, None where that is not told."""
        try:
            pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        except OSError:
            return None
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

elif sys.platform == "win32":
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        _fields_ = (
            ("size", wintypes.DWORD),
            ("page_faults", wintypes.DWORD),
            ("most", ctypes.c_size_t),
            ("now", ctypes.c_size_t),
            ("pools", ctypes.c_size_t * 4),
            ("page_file", ctypes.c_size_t),
            ("most_page_file", ctypes.c_size_t),
        )

    def memory_in_use() -> int | None:
        """Return the bytes of memory that the program takes now, None where that is not told."""
        counters = _Counters()
        counters.size = ctypes.sizeof(counters)
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        ask = kernel.K32GetProcessMemoryInfo
        ask.argtypes = (wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD)
        known = ask(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.size)
        return int(counters.now) if known else None

else:
    import resource

    def memory_in_use() -> int | None:
        """Return the bytes of memory that the program took at most: macOS tells no less simply."""
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def facts_of_device(network: str, wanted: str) -> DeviceFacts:
    """Return what is known of the device called `wanted`, such as "auto", that a network is on.

    Only for the thread that uses it. Imports torch, which takes a while where it is not there yet.
    """
    import torch

    from soc_rvos.inference.device import choose_device

    device = choose_device(wanted).type
    if device != "cuda":
        return DeviceFacts(network, device)
    _, total = torch.cuda.mem_get_info()
    return DeviceFacts(
        network, device, torch.cuda.get_device_name(), torch.cuda.memory_reserved(), total
    )
