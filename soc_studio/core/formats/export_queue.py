"""Several exports, one after the other, each with its own progress, end and failure."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from soc_rvos.errors import RvosError
from soc_studio.core.formats.export_guard import Sources
from soc_studio.core.formats.export_names import same
from soc_studio.core.formats.export_plan import ExportPlan
from soc_studio.core.formats.export_writing import named, write_export
from soc_studio.core.formats.material import Material
from soc_studio.core.system.errors import SPOKEN, StudioError, WriteError
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress

WriteExport = Callable[[ExportPlan, Material, Sources], Generator[Progress, None, Path]]
"""Writes an export; see `write_export`."""


class ExportState(Enum):
    """The state of an export in a queue."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(eq=False, slots=True)
class QueuedExport:
    """An export in a queue.

    Attributes:
        plan: what is exported, and to where.
        material: its frames and layers, as they were when it was added.
        progress: how far it has come.
        error: why it failed; None while it has not.
        cancelled: whether somebody asked to stop it.
    """

    plan: ExportPlan
    material: Material
    sources: Sources
    state: ExportState = ExportState.WAITING
    progress: Progress = field(default_factory=Progress)
    error: StudioError | RvosError | None = None
    cancelled: bool = False

    @property
    def is_over(self) -> bool:
        """Whether it neither waits nor runs."""
        return self.state not in (ExportState.WAITING, ExportState.RUNNING)


class ExportQueue:
    """Exports that are written one after the other; what happens to one changes nothing of others.

    Entries may be added and cancelled from any thread. In the window each entry is a job of its
    own, which runs `steps`; the command line goes through `run`.
    """

    def __init__(self, write: WriteExport = write_export) -> None:
        """Write each by `write`, which does what `write_export` does."""
        self._write = write
        self._entries: list[QueuedExport] = []
        self._lock = threading.Lock()

    @property
    def entries(self) -> list[QueuedExport]:
        """All exports that were added, in their order."""
        with self._lock:
            return list(self._entries)

    def refuse(self, plan: ExportPlan, material: Material) -> None:
        """Raise WriteError where an export that is not over writes into the folder of `plan`."""
        plan, _ = named(plan, material)
        with self._lock:
            self._refuse(plan)

    def add(self, plan: ExportPlan, material: Material, sources: Sources) -> QueuedExport:
        """Add an export, and return it; in its plan the tokens of the name are filled in.

        Raises:
            WriteError: one that is not over yet writes into the same folder.
        """
        plan, material = named(plan, material)
        entry = QueuedExport(plan, material, sources)
        with self._lock:
            self._refuse(plan)
            self._entries.append(entry)
        return entry

    def _refuse(self, plan: ExportPlan) -> None:
        if any(not each.is_over and _same_place(each.plan, plan) for each in self._entries):
            raise WriteError(
                message("Another export into '{folder}' is still running.", folder=plan.folder),
                message("Choose another name or folder, or wait until it is done."),
            )

    def cancel(self, entry: QueuedExport) -> None:
        """Stop an export after its next step, or do not begin it; a former result stays."""
        with self._lock:
            if not entry.is_over:
                entry.cancelled = True
            if entry.state is ExportState.WAITING:
                entry.state = ExportState.CANCELLED

    def clear(self) -> None:
        """Forget the exports that are over."""
        with self._lock:
            self._entries = [each for each in self._entries if not each.is_over]

    def run(self) -> Generator[QueuedExport, None, None]:
        """Write the exports that wait, also those that are added meanwhile; yield one after each of
        its steps and at its end. A failure is in its `error`, and the next one is written."""
        while (entry := self._next()) is not None:
            try:
                with closing(self.steps(entry)) as steps:
                    for _ in steps:
                        yield entry
            except SPOKEN:
                pass  # the entry says it
            yield entry

    def steps(self, entry: QueuedExport) -> Generator[Progress, None, Path | None]:
        """Write one export; yield how far it has come, and return its folder, None where it was
        cancelled, before the last step or by closing the generator. What is over is written again.

        Raises:
            StudioError: see `write_export`; it is in the entry's `error`, too.
        """
        with self._lock:
            if entry.is_over:
                entry.cancelled = False
            entry.state, entry.error, entry.progress = ExportState.RUNNING, None, Progress()
        end = ExportState.FAILED
        try:
            with closing(self._write(entry.plan, entry.material, entry.sources)) as steps:
                while not entry.cancelled:
                    try:
                        entry.progress = next(steps)
                    except StopIteration as last:
                        end = ExportState.DONE
                        folder: Path = last.value
                        return folder
                    yield entry.progress
            end = ExportState.CANCELLED
            return None
        except (GeneratorExit, KeyboardInterrupt):
            end = ExportState.CANCELLED
            raise
        except SPOKEN as error:
            entry.error = error
            raise
        finally:
            with self._lock:
                entry.state = end

    def _next(self) -> QueuedExport | None:
        waiting = (each for each in self.entries if each.state is ExportState.WAITING)
        return next(waiting, None)


def _same_place(one: ExportPlan, other: ExportPlan) -> bool:
    """Return whether two exports would write into one folder, as far as their paths say."""
    return _path(one.folder) == _path(other.folder)


def _path(folder: Path) -> str:
    return same(str(folder.expanduser().absolute()))
