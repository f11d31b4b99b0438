"""How fast searches were on this computer, for the estimate of the next one."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from statistics import median_low
from typing import Annotated, Literal

import msgspec

from soc_studio.core.system.atomic_file import replacing_file
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.json_values import Amount, JsonError, text_of, value_in
from soc_studio.core.system.progress import Progress
from soc_studio.core.system.user_folders import data_folder

LEAST_FRAMES = 24
"""Frames that a search must have answered for its speed to tell something."""
_MOST = 200  # speeds that are kept
_ALIKE = 3  # of one kind
_MOST_BYTES = 2**18


class Speed(msgspec.Struct, frozen=True):
    """Seconds that a search took for a frame and one expression."""

    model: Annotated[str, msgspec.Meta(max_length=500)]
    machine: Annotated[str, msgspec.Meta(max_length=500)]
    preview: bool
    seconds: Amount


class _File(msgspec.Struct):
    version: Literal[1]
    speeds: list[Speed]


class Speedometer:
    """Measures the seconds that a search takes for a frame."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._frames = 0

    def note(self, progress: Progress) -> None:
        """Note how many frames are done."""
        self._frames = progress.done - progress.already

    def seconds_per_frame(self) -> float | None:
        """Return the seconds for a frame, None after too few frames."""
        if self._frames < LEAST_FRAMES:
            return None
        return (time.monotonic() - self._began) / self._frames


def remember_speed(speed: Speed, folder: Path | None = None) -> None:
    """Keep a speed with the last ones of the same kind; do nothing where that fails."""
    kept = _read(folder)
    alike = [each for each in kept if _kind(each) == _kind(speed)]
    others = [each for each in kept if _kind(each) != _kind(speed)]
    with suppress(OSError, StudioError), replacing_file(_file(folder)) as path:
        content = _File(1, [*others, *alike[-_ALIKE + 1 :], speed][-_MOST:])
        path.write_text(text_of(content, indent=1) + "\n", encoding="utf-8")


def seconds_per_frame(
    model: str, machine: str, preview: bool, folder: Path | None = None
) -> float | None:
    """Return the seconds for a frame and one expression of such searches, None without any.

    It is the median of the last ones, so that one on a busy computer does not count.
    """
    wanted = (model, machine, preview)
    lately = [each.seconds for each in _read(folder) if _kind(each) == wanted]
    return median_low(lately) if lately else None


def _kind(speed: Speed) -> tuple[str, str, bool]:
    return speed.model, speed.machine, speed.preview


def _file(folder: Path | None) -> Path:
    return (folder or data_folder()) / "search-speeds.json"


def _read(folder: Path | None) -> list[Speed]:
    with suppress(OSError, JsonError):
        return value_in(_file(folder), _File, _MOST_BYTES).speeds
    return []
