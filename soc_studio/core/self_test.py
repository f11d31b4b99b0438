"""How fast a network is on this computer, and how much memory it takes: measured once."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.device import choose_device
from soc_rvos.inference.predictor import NetworkPredictor
from soc_studio.core.atomic_file import replacing_file
from soc_studio.core.device_facts import cores, memory_in_use
from soc_studio.core.models.steps import Step
from soc_studio.core.user_folders import data_folder
from soc_studio.core.weights import Model, load_model

_SIZE = (720, 1280)  # height and width of the frames that are tried
_WORDS = ("the red car on the left", "the person in a white shirt")
_ENOUGH = 6.0  # seconds of a first try that need no second one
_WATCHED = 0.01  # seconds between two looks at the memory
_MINUTE = 25 * 60  # frames
_MOST = 2**20  # bytes of the file of measurements
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a network took on a device.

    Attributes:
        model: its name.
        sha256: of its file.
        device: "cpu", "cuda" or "mps".
        machine: the device by name, or the number of processor cores.
        pixels: of a frame as the network saw it.
        window_length: frames that are seen together.
        window_seconds: for a window and one expression.
        expression_seconds: more for each further expression.
        resident_bytes: memory once it is loaded.
        peak_bytes: the most memory, with one window at a time.
    """

    model: str
    sha256: str
    device: str
    machine: str
    pixels: int
    window_length: int
    window_seconds: float
    expression_seconds: float
    resident_bytes: int
    peak_bytes: int

    @property
    def seconds_per_minute(self) -> float:
        """Seconds for a minute of video of 25 frames a second, and one expression."""
        return self.window_seconds * _MINUTE / self.window_length


def machine(device: str) -> str:
    """Return what tells the device of this computer from others of its kind."""
    if device == "cuda":
        import torch

        return torch.cuda.get_device_name()
    return f"{cores()} cores"


def measured(model: str, folder: Path | None = None) -> list[Measurement]:
    """Return what was measured of the network called `model`; of a damaged file, nothing."""
    return [each for each in _read(folder) if each.model == model]


def known(model: Model, device: str, folder: Path | None = None) -> Measurement | None:
    """Return what was measured of `model` on `device` of this computer, None where nothing was."""
    for each in _read(folder):
        if (each.sha256, each.device, each.machine) == (model.sha256, device, machine(device)):
            return each
    return None


def self_test(
    name: str, device: str = "auto", folder: Path | None = None
) -> Generator[Step, None, Measurement]:
    """Try the network called `name` on two windows of made frames, and keep what it took.

    Args:
        name: as `load_model` takes it.
        device: "auto", "cuda", "mps" or "cpu".
        folder: where to keep it, by default this person's data.

    Raises:
        ModelError: there is no such network.
        RvosError: it cannot be run here.
        WriteError: what was measured cannot be written.
    """
    chosen = choose_device(device).type
    with _watching(chosen) as memory:
        yield Step("Loading", name)
        model = load_model(name, device)
        resident = memory.used()
        yield Step("Trying", name)
        predictor = model.predictor
        clip = _clip(predictor)
        first = _seconds(predictor, clip, 1)
        one = first if first > _ENOUGH else _seconds(predictor, clip, 1)
        yield Step("Trying", name)
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
    _keep(found, folder)
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


def _file(folder: Path | None) -> Path:
    return (folder or data_folder()) / "self-tests.json"


def _read(folder: Path | None) -> list[Measurement]:
    path = _file(folder)
    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        if path.stat().st_size <= _MOST:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["version"] == _VERSION:
                return [_measurement(values) for values in content["measurements"]]
    return []


def _measurement(values: dict[str, object]) -> Measurement:
    """Return what is written in `values`; raises TypeError where that is something else."""
    found = Measurement(**values)  # type: ignore[arg-type]
    numbers = (
        found.pixels,
        found.window_length,
        found.window_seconds,
        found.expression_seconds,
        found.resident_bytes,
        found.peak_bytes,
    )
    for number in numbers:
        if not isinstance(number, int | float) or not 0 <= number < 2**63:
            raise TypeError
    if not all(isinstance(text, str) for text in (found.model, found.device, found.machine)):
        raise TypeError
    if found.window_length < 1 or found.pixels < 1:
        raise TypeError
    return found


def _keep(found: Measurement, folder: Path | None) -> None:
    same = (found.sha256, found.device, found.machine)
    others = [e for e in _read(folder) if (e.sha256, e.device, e.machine) != same]
    content = {
        "version": _VERSION,
        "measurements": [asdict(each) for each in [*others, found]],
    }
    with replacing_file(_file(folder)) as path:
        path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
