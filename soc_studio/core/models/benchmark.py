"""Measures a model's speed and memory on this computer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.device import choose_device
from soc_rvos.inference.predictor import NetworkPredictor
from soc_studio.core.models.loading import load_model
from soc_studio.core.models.measurements import Measurement, keep, machine
from soc_studio.core.system.memory import memory_in_use
from soc_studio.core.system.progress import Progress

_SIZE = (720, 1280)  # height and width of the frames that are tried
_WORDS = ("the red car on the left", "the person in a white shirt")
_ENOUGH = 6.0  # seconds of a first try that need no second one
_WATCHED = 0.01  # seconds between two looks at the memory


def benchmark_model(
    name: str, device: str = "auto", folder: Path | None = None
) -> Generator[Progress, None, Measurement]:
    """Try the network called `name` on two windows of made frames, and keep what it took.

    Args:
        name: as `load_model` takes it.
        device: "auto", "cuda", "mps" or "cpu".
        folder: where to keep it, by default this person's data.

    Raises:
        ModelError: there is no such network.
        RvosError: it cannot be run here.
        WriteError: the measurement cannot be written.
    """
    chosen = choose_device(device).type
    with _watching(chosen) as memory:
        yield Progress(what="Loading", model=name)
        model = load_model(name, device)
        resident = memory.used()
        yield Progress(what="Trying", model=name)
        predictor = model.predictor
        clip = _clip(predictor)
        first = _seconds(predictor, clip, 1)
        one = first if first > _ENOUGH else _seconds(predictor, clip, 1)
        yield Progress(what="Trying", model=name)
        two = _seconds(predictor, clip, 2)
        peak = memory.most()
    found = Measurement(
        model=model.name,
        sha256=model.sha256,
        device=chosen,
        machine=machine(chosen),
        pixels=clip.shape[1] * clip.shape[2],
        window_length=predictor.window_length,
        window_seconds=one,
        # A difference of two noisy times: it is no more than a window with all that belongs to it.
        expression_seconds=min(max(0.0, two - one), one),
        resident_bytes=resident,
        peak_bytes=peak,
    )
    keep(found, folder)
    return found


def _clip(predictor: NetworkPredictor) -> NDArray[np.uint8]:
    """Return uint8 [T, h, w, 3] at network size in which a square goes across noise."""
    height, width = predictor.frame_size(*_SIZE)
    noise = np.random.default_rng(0).integers(0, 255, (height, width, 3), dtype=np.uint8)
    clip = np.repeat(noise[None] // 2, predictor.window_length, axis=0)
    for number, frame in enumerate(clip):
        left = number * width // (2 * len(clip))
        frame[height // 3 : 2 * height // 3, left : left + width // 4] = (200, 30, 30)
    return clip


def _seconds(predictor: NetworkPredictor, clip: NDArray[np.uint8], expressions: int) -> float:
    began = time.perf_counter()
    predictor.predict([clip], _WORDS[:expressions], 5)
    return time.perf_counter() - began


@dataclass(frozen=True, slots=True)
class _Memory:
    """Bytes that the program took since the watch began: now, and at most."""

    used: Callable[[], int]
    most: Callable[[], int]


@contextmanager
def _watching(device: str) -> Iterator[_Memory]:
    if device == "cuda":
        import torch

        torch.cuda.reset_peak_memory_stats()
        before = torch.cuda.memory_allocated()
        yield _Memory(
            lambda: torch.cuda.memory_allocated() - before,
            lambda: torch.cuda.max_memory_allocated() - before,
        )
        return
    start = memory_in_use() or 0
    seen = [start]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_WATCHED):
            seen[0] = max(seen[0], memory_in_use() or 0)

    thread = threading.Thread(target=watch, name="memory")
    thread.start()
    try:
        yield _Memory(
            lambda: max(0, (memory_in_use() or 0) - start), lambda: max(0, seen[0] - start)
        )
    finally:
        over.set()
        thread.join()
