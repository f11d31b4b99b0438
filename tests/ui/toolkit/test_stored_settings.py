"""Settings are written without the window waiting for the disk, and none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from pytestqt.qtbot import QtBot

from soc_studio.ui.toolkit.stored_settings import StoredSettings

INI = QSettings.Format.IniFormat


def _turn(settings: QSettings) -> None:
    """Let Qt do what it does with changed settings when the event loop comes round."""
    QCoreApplication.sendPostedEvents(settings, QEvent.Type.UpdateRequest.value)


def test_the_window_does_not_write_them_itself(tmp_path: Path, qtbot: QtBot) -> None:
    plain, file = QSettings(str(tmp_path / "plain.ini"), INI), tmp_path / "s.ini"
    settings = StoredSettings(str(file), INI)
    for each in (plain, settings):
        each.setValue("theme", "light")
        _turn(each)
    assert (tmp_path / "plain.ini").exists()
    assert not file.exists()
    qtbot.waitUntil(lambda: file.exists() and "theme=light" in file.read_text())
    settings.setValue("theme", "dark")
    qtbot.waitUntil(lambda: "theme=dark" in file.read_text())
    settings.remove("theme")
    qtbot.waitUntil(lambda: "theme" not in file.read_text())
    settings.end()


@pytest.mark.parametrize("turns", [False, True])
def test_what_was_changed_last_is_written_at_the_end(
    tmp_path: Path, qtbot: QtBot, turns: bool
) -> None:
    file = tmp_path / "s.ini"
    settings = StoredSettings(str(file), INI)
    settings.setValue("volume", 7)
    if turns:
        _turn(settings)
    settings.end()
    assert "volume=7" in file.read_text()
    settings.setValue("volume", 8)
    settings.sync()
    assert "volume=8" in file.read_text()
