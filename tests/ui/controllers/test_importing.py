"""Masks from elsewhere, imported in the window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from soc_studio.ui.main_window import MainWindow
from tests.ui.shapes import FRAMES, HEIGHT, WIDTH, square


@pytest.mark.slow
def test_what_is_left_out_of_masks_is_said(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(FRAMES):
        index = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
        index[square(number)] = 1
        index[:4] = 255  # the border that Pascal VOC calls void
        picture = Image.fromarray(index).convert("P")
        picture.putpalette([0, 0, 0, 128, 0, 0] + 254 * [224, 224, 192])
        picture.save(tmp_path / f"{number:05}.png")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    window.actions_["import_masks"].trigger()
    assert window.document is not None
    qtbot.waitUntil(lambda: bool(window.document and window.document.layers))
    (one,) = window.document.layers
    assert window.toasts.shown
    assert "255" in window.toasts.text
    qtbot.waitUntil(lambda: window.document.view(one.id) is not None)
    view = window.document.view(one.id)
    assert view is not None
    assert (view.mask(3).to_array() == square(3)).all()
