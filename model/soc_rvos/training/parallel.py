"""Training by several processes, each on its own clips, as one: started here, or by torchrun."""

from __future__ import annotations

import copy
import multiprocessing
import multiprocessing.connection
import os
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import torch
import torch.distributed as group
from torch import Tensor, nn
from torch.multiprocessing.spawn import spawn

_PATIENCE = timedelta(hours=12)  # while the first process measures an epoch, the others wait


@contextmanager
def launched(device: torch.device) -> Iterator[torch.device]:
    """Join the processes that torchrun started with this one, if it did; yield the own device.

    On CUDA each process of a machine takes a GPU of its own.
    """
    if int(os.environ.get("WORLD_SIZE", "1")) < 2 or "RANK" not in os.environ:
        yield device
        return
    if device.type == "cuda":
        device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))
        torch.cuda.set_device(device)
    backend = "nccl" if device.type == "cuda" else "gloo"
    group.init_process_group(backend, timeout=_PATIENCE)
    try:
        yield device
    finally:
        group.destroy_process_group()


def run_together(processes: int, work: Callable[..., None], *arguments: Any) -> None:
    """Call `work(*arguments)` in each of `processes` processes that share their gradients.

    `work` must be a function of a module: new processes import it.
    """
    if processes == 1:
        work(*arguments)
        return
    with tempfile.TemporaryDirectory() as folder:
        meeting = (Path(folder) / "meeting").as_uri()
        spawn(_join, (processes, meeting, work, arguments), processes)


def _join(
    number: int, processes: int, meeting: str, work: Callable[..., None], arguments: Any
) -> None:
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    group.init_process_group("gloo", init_method=meeting, rank=number, world_size=processes)
    try:
        work(*copy.deepcopy(arguments))  # tensors arrive in memory that the processes share
    finally:
        group.destroy_process_group()


def _leave_with_parent() -> None:
    """End this process when the one that started it is gone, however it was ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def process_count() -> int:
    """Return how many processes train together."""
    return group.get_world_size() if group.is_initialized() else 1


def process_number() -> int:
    """Return which of them this is; the first, 0, writes the files."""
    return group.get_rank() if group.is_initialized() else 0


def share_gradients(network: nn.Module) -> None:
    """Replace the gradients of `network` by their mean over all processes.

    What had no part in the loss of one process may have had one in that of another: it counts as 0.
    """
    if process_count() == 1:
        return
    taught = [value for value in network.parameters() if value.requires_grad]
    for value in taught:
        if value.grad is None:
            value.grad = torch.zeros_like(value)
    gradients = [value.grad for value in taught if value.grad is not None]
    together = torch.cat([gradient.flatten() for gradient in gradients])
    group.all_reduce(together)
    together /= process_count()
    start = 0
    for gradient in gradients:
        gradient.copy_(together[start : start + gradient.numel()].view_as(gradient))
        start += gradient.numel()


def share_values(values: Iterable[Tensor]) -> None:
    """Give every process the first one's `values`: rounding drives them apart, a little."""
    if process_count() > 1:
        for value in values:
            group.broadcast(value.detach(), 0)
