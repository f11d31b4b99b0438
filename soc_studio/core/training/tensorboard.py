"""Curves for TensorBoard, where it is installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from soc_rvos.training.trainer import Report
from soc_studio.core.system.messages import message


class _Writer(Protocol):
    def add_scalar(self, tag: str, value: float, step: int) -> None: ...

    def close(self) -> None: ...


class Board:
    """Writes what a run reports for TensorBoard."""

    def __init__(self, open_from: Callable[[int], _Writer]) -> None:
        """Write to what `open_from` opens, which drops points from a step on: a run that was killed
        goes on before the last of its points."""
        self._open_from = open_from
        self._opened: _Writer | None = None

    def add(self, report: Report) -> None:
        """Write losses, rate and scores."""
        if self._opened is None:
            self._opened = self._open_from(report.step)
        writer = self._opened
        for name, value in report.losses.items():
            writer.add_scalar(f"loss/{name}", value, report.step)
        writer.add_scalar("rate", report.rate, report.step)
        for name, value in report.scores.items():
            writer.add_scalar(f"score/{name}", value, report.step)

    def close(self) -> None:
        """Write what is left."""
        if self._opened is not None:
            self._opened.close()


def open_board(folder: Path, notes: list[str]) -> Board | None:
    """Return what writes into `folder`; None where TensorBoard is missing, with a note of it."""
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        notes.append(
            message(
                "TensorBoard is not installed: its curves are left out, the log has the numbers. "
                "`pip install 'soc-studio[train]'` installs it."
            )
        )
        return None
    return Board(lambda step: SummaryWriter(str(folder / "tensorboard"), purge_step=step))
