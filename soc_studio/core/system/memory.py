"""Measures the memory that is free for a run."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from pathlib import Path

_GROUP = Path("/sys/fs/cgroup")


def free_memory(device: str) -> int | None:
    """Return the bytes that are free on `device` ("cpu", "cuda", "mps"); None where not told."""
    if device == "cuda":
        import torch

        free, _ = torch.cuda.mem_get_info()
        cached = torch.cuda.memory_reserved() - torch.cuda.memory_allocated()
        return int(free + cached)
    return _free_of_system()


if sys.platform == "linux":

    def _free_of_system() -> int | None:
        known = [size for size in (_of_machine(), _of_group()) if size is not None]
        return min(known, default=None)

    def _of_machine() -> int | None:
        with suppress(OSError, ValueError, IndexError):
            for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
        return None

    def _of_group() -> int | None:
        """Return what is left of the share of a container."""
        with suppress(OSError, ValueError):
            most = (_GROUP / "memory.max").read_text(encoding="ascii").strip()
            if most != "max":
                used = int((_GROUP / "memory.current").read_text(encoding="ascii"))
                return max(0, int(most) - used)
        return None

elif sys.platform == "win32":

    class _Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("free", ctypes.c_ulonglong),
            ("rest", ctypes.c_ulonglong * 5),
        )

    def _free_of_system() -> int | None:
        status = _Status()
        status.length = ctypes.sizeof(status)
        known = ctypes.WinDLL("kernel32").GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.free) if known else None

else:

    def _free_of_system() -> int | None:
        """Return None: macOS counts memory as used that it gives away when it is wanted."""
        return None
