"""Curves for TensorBoard."""

from __future__ import annotations

from pathlib import Path

import pytest

from soc_rvos.training.trainer import Report
from soc_studio.core.training.tensorboard import open_board


def report(step: int, loss: float) -> Report:
    return Report(1, step, 10, {"mask": loss}, 1e-4)


def test_a_run_that_goes_on_after_a_kill_has_each_point_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip("tensorboard")
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    for steps in (range(1, 7), range(4, 9)):  # killed after the sixth, goes on after the third
        board = open_board(tmp_path, [])
        assert board is not None
        for step in steps:
            board.add(report(step, step + steps.start / 10))
        board.close()
    read = EventAccumulator(str(tmp_path / "tensorboard"))
    read.Reload()
    caplog.clear()  # it tells that it leaves points out
    points = [(each.step, each.value) for each in read.Scalars("loss/mask")]
    wanted = [(step, step + 0.1) for step in range(1, 4)] + [
        (step, step + 0.4) for step in range(4, 9)
    ]
    assert points == [(step, pytest.approx(value)) for step, value in wanted]
