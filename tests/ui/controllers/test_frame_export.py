"""The cut-out of one frame: saved, copied, and refused where there is none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.ui.controllers.frame_export import FrameExport
from tests.ui.controllers.conftest import Bench


@pytest.fixture
def export(bench: Bench, qtbot: QtBot) -> FrameExport:
    window = QWidget()
    qtbot.addWidget(window)
    return FrameExport(
        bench.operations, bench.playback, bench.runner, window, bench.actions, bench.owner
    )


def test_the_frame_under_the_playhead_is_saved_with_its_opacity(
    bench: Bench, export: FrameExport, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.find()
    bench.playback.go(3)
    asked: list[str] = []

    def choose(*asking: object) -> tuple[str, str]:
        asked.append(str(asking[2]))
        return str(tmp_path / "cut out"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    bench.actions["export_frame"].trigger()
    path = tmp_path / "cut out.png"
    qtbot.waitUntil(lambda: path.exists() and not bench.runner.jobs)
    assert Path(asked[0]).name == "shapes-the-square-00003.png"
    with Image.open(path) as file:
        assert file.mode == "RGBA"
        found = np.asarray(file)
    mask = bench.track().mask(3)
    assert mask is not None
    share = mask.area / (mask.height * mask.width)
    assert (found[..., 3] > 127).mean() == pytest.approx(share, rel=0.1)
    reader = bench.document.reader
    assert reader is not None
    inside = found[..., 3] == 255
    assert (found[..., :3][inside] == reader.frame(3)[inside]).all()


def test_the_frame_is_copied(bench: Bench, export: FrameExport, qtbot: QtBot) -> None:
    bench.find()
    QGuiApplication.clipboard().clear()
    bench.actions["copy_frame"].trigger()
    qtbot.waitUntil(lambda: not QGuiApplication.clipboard().image().isNull())
    image = QGuiApplication.clipboard().image()
    reader = bench.document.reader
    assert reader is not None
    assert (image.width(), image.height()) == (reader.width, reader.height)
    assert image.hasAlphaChannel()
    assert QColor(image.pixelColor(0, 0)).alpha() == 0


def test_where_nothing_is_found_it_says_so_and_writes_nothing(
    bench: Bench, export: FrameExport, qtbot: QtBot, tmp_path: Path
) -> None:
    assert export.copy() is None
    assert str(bench.failures.pop()).startswith("Show a layer first")
    export.ask()  # asks for no file
    assert str(bench.failures.pop()).startswith("Show a layer first")
    bench.find(frames=range(2, 6))
    export.save(tmp_path / "a.png")
    qtbot.waitUntil(lambda: bool(bench.failures))
    assert str(bench.failures.pop()).startswith("Nothing is found on frame 0")
    assert not list(tmp_path.glob("*.png"))
