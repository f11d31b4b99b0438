"""Measures the memory that is free for a run, and what the program takes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import psutil

_GROUP = Path("/sys/fs/cgroup")


def free_memory(device: str) -> int | None:
    """Return the bytes that are free on `device` ("cpu", "cuda", "mps"); None where not told."""
    if device == "cuda":
        import torch

        free, _ = torch.cuda.mem_get_info()
        cached = torch.cuda.memory_reserved() - torch.cuda.memory_allocated()
        return int(free + cached)
    known = [size for size in (_of_machine(), _of_group()) if size is not None]
    return min(known, default=None)


def total_memory() -> int | None:
    """Return the bytes of memory that all programs share; None where not told."""
    known: list[int] = []
    with suppress(OSError, RuntimeError, psutil.Error):
        known.append(int(psutil.virtual_memory().total))
    with suppress(OSError, ValueError):
        known.append(int((_GROUP / "memory.max").read_text(encoding="ascii")))  # or "max"
    return min(known, default=None)


def memory_in_use() -> int | None:
    """Return the bytes of memory that the program takes now, None where that is not told."""
    with suppress(OSError, psutil.Error):
        return int(psutil.Process().memory_info().rss)
    return None


def _of_machine() -> int | None:
    with suppress(OSError, RuntimeError, psutil.Error):
        return int(psutil.virtual_memory().available)
    return None


def _of_group() -> int | None:
    """Return the bytes left of a container's share; psutil reports the whole machine."""
    with suppress(OSError, ValueError):
        most = (_GROUP / "memory.max").read_text(encoding="ascii").strip()
        if most != "max":
            used = int((_GROUP / "memory.current").read_text(encoding="ascii"))
            return max(0, int(most) - used)
    return None
