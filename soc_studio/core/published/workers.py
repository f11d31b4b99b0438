"""Several processes for one evaluation, one a GPU; what they find lies in the same folder.

A process imports nothing that knows of devices before it is told which one it has.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Generator, MutableSequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

_PAUSE = 0.2  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Order:
    """What a process is told.

    Attributes:
        dataset, split, limit: see `plan.planned`.
        model, device, tokenizer: see `core.models.loading.load_model`.
        protocol: see `plan`.
        folder: of the answers.
    """

    dataset: Path
    split: str
    limit: int | None
    model: str
    device: str
    tokenizer: Path | None
    protocol: str
    folder: Path


def ask_in_processes(order: Order, count: int) -> Generator[int, None, None]:
    """Answer all sentences by `count` processes; yield how many are done, now and then.

    Each takes every `count`-th video. A GPU is given to each, in turn where there are fewer.

    Raises:
        RvosError, StudioError: what stopped a process.
    """
    gpus = _gpus(order.device) or [""]
    counts = multiprocessing.get_context("spawn").Manager()
    with counts, ProcessPoolExecutor(count, multiprocessing.get_context("spawn")) as pool:
        done = counts.list([0] * count)
        futures: list[Future[None]] = [
            pool.submit(_work, order, number, count, done, gpus[number % len(gpus)])
            for number in range(count)
        ]
        try:
            while not all(future.done() for future in futures):
                for future in futures:
                    if future.done():
                        future.result()
                yield sum(done)
                time.sleep(_PAUSE)
            for future in futures:
                future.result()
            yield sum(done)
        finally:
            for future in futures:
                future.cancel()


def _work(order: Order, number: int, count: int, done: MutableSequence[int], gpu: str) -> None:
    """Answer one part of the videos, in a process of its own."""
    if gpu:
        os.environ["CUDA_VISIBLE_DEVICES"] = gpu
    from soc_rvos.datasets.sample import by_video
    from soc_studio.core.models.loading import load_model
    from soc_studio.core.published.plan import PUBLISHED, planned
    from soc_studio.core.published.results import ResultFolder
    from soc_studio.core.published.running import ask_all, system_of

    plan = planned(order.dataset, order.split, order.limit)
    is_exact = order.protocol == PUBLISHED
    model = load_model(order.model, order.device, order.tokenizer, True, is_exact)
    procedure = plan.procedure(system_of(model))
    own = [each for videos in list(by_video(list(plan.samples)))[number::count] for each in videos]
    for finished in ask_all(own, procedure, order.protocol, model, ResultFolder(order.folder)):
        done[number] = finished


def _gpus(device: str) -> list[str]:
    """Return the names of the GPUs that this process may use; none where it computes elsewhere."""
    import torch

    if device not in ("auto", "cuda") or not torch.cuda.is_available():
        return []
    given = os.environ.get("CUDA_VISIBLE_DEVICES")
    return given.split(",") if given else [str(each) for each in range(torch.cuda.device_count())]
