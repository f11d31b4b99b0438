"""Speed and memory of models on this computer, as stored by self-tests."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from soc_studio.core.system.atomic_file import replacing_file
from soc_studio.core.system.device_facts import cores
from soc_studio.core.system.json_values import Amount, Count, JsonError, text_of, value_in
from soc_studio.core.system.user_folders import data_folder

if TYPE_CHECKING:
    from soc_studio.core.models.loading import (
        LoadedModel,
    )  # which takes the networks along, for seconds

# SOC with Video-Swin-T took 1.31 times its file once loaded; the rule leaves room for -B.
LOADED = 1.35
"""How many times its file a network takes once it is loaded, where that was not measured."""
_MINUTE = 25 * 60  # frames
_MOST = 2**20  # bytes of the file of measurements


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
    pixels: Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)]
    window_length: Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)]
    window_seconds: Amount
    expression_seconds: Amount
    resident_bytes: Count
    peak_bytes: Count

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
    """Return the measurements of the network called `model`; none from a damaged file."""
    return [each for each in _read(folder) if each.model == model]


def known(model: LoadedModel, device: str, folder: Path | None = None) -> Measurement | None:
    """Return the measurement of `model` on `device` of this computer, None without one."""
    for each in _read(folder):
        if (each.sha256, each.device, each.machine) == (model.sha256, device, machine(device)):
            return each
    return None


def keep(found: Measurement, folder: Path | None = None) -> None:
    """Keep a measurement, in the place of an earlier one of the same file and device.

    Raises:
        WriteError: it cannot be written.
    """
    same = (found.sha256, found.device, found.machine)
    others = [e for e in _read(folder) if (e.sha256, e.device, e.machine) != same]
    content = _File(1, [*others, found])
    with replacing_file(_file(folder)) as path:
        path.write_text(text_of(content, indent=1) + "\n", encoding="utf-8")


def _file(folder: Path | None) -> Path:
    return (folder or data_folder()) / "self-tests.json"


class _File(msgspec.Struct):
    version: Literal[1]
    measurements: list[Measurement]


def _read(folder: Path | None) -> list[Measurement]:
    with suppress(OSError, JsonError):
        return value_in(_file(folder), _File, _MOST).measurements
    return []
