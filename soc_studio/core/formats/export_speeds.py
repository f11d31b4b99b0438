"""How fast exports were on this computer, for the estimate of the next one."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from soc_studio.core.formats.export_plan import ExportPlan
from soc_studio.core.formats.format import Format
from soc_studio.core.formats.material import Material, answered_frames
from soc_studio.core.formats.typical_speeds import typical_seconds
from soc_studio.core.system.atomic_file import replacing_file
from soc_studio.core.system.errors import StudioError
from soc_studio.core.system.json_values import Amount, JsonError, text_of, value_in
from soc_studio.core.system.progress import Progress
from soc_studio.core.system.user_folders import data_folder
from soc_studio.core.tracks.rendering import follows_picture

LEAST_FRAMES = 12
"""Frames of layers that an export must have taken for its speed to tell something."""
_ALIKE = 4  # times the work of an export up to which its speed is that of another one
_EDGE = "+edge"
_MOST = 200  # speeds that are kept
_MOST_BYTES = 2**18


class ExportSpeed(msgspec.Struct, frozen=True):
    """Seconds that an export in `formats`, ids with spaces between them, took for a layer's frame
    of a million pixels; `_EDGE` is among them where mattes followed the pictures. `work` is how
    many such frames it took, 0 where nobody kept that."""

    formats: Annotated[str, msgspec.Meta(max_length=2000)]
    seconds: Amount
    work: Amount = 0.0


class _File(msgspec.Struct):
    version: Literal[1]
    speeds: list[ExportSpeed]


def remember_export(
    formats: Sequence[Format], material: Material, seconds: float, folder: Path | None = None
) -> None:
    """Keep how long an export took that is done; do nothing where that fails or tells nothing."""
    if answered_frames(material) < LEAST_FRAMES or seconds <= 0:
        return
    work = _work(material)
    speed = ExportSpeed(_key(formats, _has_edge(material)), seconds / work, work)
    others = [each for each in _read(folder) if each.formats != speed.formats]
    with suppress(OSError, StudioError), replacing_file(_file(folder)) as path:
        content = _File(1, [*others, speed][-_MOST:])
        path.write_text(text_of(content, indent=1) + "\n", encoding="utf-8")


def export_seconds(
    formats: Sequence[Format], material: Material, folder: Path | None = None
) -> float | None:
    """Return how long an export will take, by the last ones in these formats, and by typical speeds
    of those that were not measured yet; None where nothing is known of one of them.

    Formats that were measured together count together, others one by one.
    """
    speeds = {each.formats: each for each in _read(folder)}
    has_edge, work = _has_edge(material), _work(material)

    def speed(some: Sequence[Format]) -> float | None:
        found = speeds.get(_key(some, has_edge))
        return None if found is None else _at(found, [each.id for each in some], has_edge, work)

    together = speed(formats)
    if together is None:
        alone = [
            typical_seconds([each.id], has_edge) if (known := speed([each])) is None else known
            for each in formats
        ]
        told = [each for each in alone if each is not None]
        if not formats or len(told) < len(alone):
            return None
        together = sum(told)
    return together * work


def measured(
    plan: ExportPlan, material: Material, steps: Generator[Progress, None, Path | None]
) -> Generator[Progress, None, Path | None]:
    """Go through the `steps` that write a plan, and remember how long they took; what they return
    is returned, None for an export that was cancelled."""
    began = time.monotonic()
    folder = yield from steps
    if folder is not None:
        remember_export(plan.chosen_formats(), material, time.monotonic() - began)
    return folder


def _at(speed: ExportSpeed, formats: Sequence[str], has_edge: bool, work: float) -> float:
    """Return the seconds of a speed for an export of `work`; one that is much larger does not
    take as much longer, because the speed holds what an export takes to begin and to end."""
    typical = typical_seconds(formats, has_edge) if work > _ALIKE * speed.work else None
    return speed.seconds if typical is None else min(speed.seconds, typical)


def _work(material: Material) -> float:
    """Return the frames of all layers times the millions of pixels of each."""
    return answered_frames(material) * material.reader.width * material.reader.height / 1e6


def _has_edge(material: Material) -> bool:
    """Return whether mattes follow the pictures, which takes time."""
    return any(follows_picture(each) for each in material.views.values())


def _key(formats: Sequence[Format], has_edge: bool) -> str:
    return " ".join([*sorted(each.id for each in formats), *[_EDGE] * has_edge])


def _file(folder: Path | None) -> Path:
    return (folder or data_folder()) / "export-speeds.json"


def _read(folder: Path | None) -> list[ExportSpeed]:
    with suppress(OSError, JsonError):
        return value_in(_file(folder), _File, _MOST_BYTES).speeds
    return []
