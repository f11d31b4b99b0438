"""Speed and memory of models on this computer, as stored by self-tests."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from soc_studio.core.system.atomic_file import replacing_file
from soc_studio.core.system.device_facts import cores
from soc_studio.core.system.user_folders import data_folder

if TYPE_CHECKING:
    from soc_studio.core.models.loading import Model  # which takes the networks along, for seconds

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


def keep(found: Measurement, folder: Path | None = None) -> None:
    """Keep what was measured, in the place of what was before of the same file and device.

    Raises:
        WriteError: it cannot be written.
    """
    same = (found.sha256, found.device, found.machine)
    others = [e for e in _read(folder) if (e.sha256, e.device, e.machine) != same]
    content = {
        "version": _VERSION,
        "measurements": [asdict(each) for each in [*others, found]],
    }
    with replacing_file(_file(folder)) as path:
        path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


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
