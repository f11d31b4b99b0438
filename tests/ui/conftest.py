"""The window, without a screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from soc_studio.resources import resource
from soc_studio.ui.main_window import MainWindow

SAMPLE = resource("sample", "sample.mp4")


@pytest.fixture
def studio(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The window with nothing open; what it keeps for a person goes to a folder of the test."""
    monkeypatch.setenv("SOC_STUDIO_DATA", str(tmp_path / "data"))
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close_document()


@pytest.fixture
def sample(studio: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with the sample open, its first frame shown."""
    studio.open(SAMPLE)
    qtbot.waitUntil(lambda: studio.viewer.image is not None, timeout=20_000)
    return studio
