"""Curves for TensorBoard, where it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from soc_rvos.training.trainer import Report
from soc_studio.core.system.messages import message


class _Writer(Protocol):
    def add_scalar(self, tag: str, value: float, step: int) -> None: ...

    def close(self) -> None: ...


class Board:
    """Writes what a run reports for TensorBoard."""

    def __init__(self, writer: _Writer) -> None:
        self._writer = writer

    def add(self, report: Report) -> None:
        """Write losses, rate and scores."""
        for name, value in report.losses.items():
            self._writer.add_scalar(f"loss/{name}", value, report.step)
        self._writer.add_scalar("rate", report.rate, report.step)
        for name, value in report.scores.items():
            self._writer.add_scalar(f"score/{name}", value, report.step)

    def close(self) -> None:
        """Write what is left."""
        self._writer.close()


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
    writer: Any = SummaryWriter(str(folder / "tensorboard"))
    return Board(writer)
