"""The page about the computer: what is found is shown line by line, and copied for a report."""

from __future__ import annotations

import json

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from soc_studio.core.system.health import Condition, HealthLine
from soc_studio.ui.dialogs.computer import ComputerDialog
from soc_studio.ui.main_window import MainWindow

GOOD = HealthLine("python", "Python", "3.12.1")
BAD = HealthLine("codec", "Codecs", "<VP9>", Condition.BAD, "It is broken.", "Mend it:", "mend a<b")


@pytest.fixture
def dialog(qtbot: QtBot) -> ComputerDialog:
    dialog = ComputerDialog()
    qtbot.addWidget(dialog)
    return dialog


def test_a_thing_that_is_wrong_is_shown_with_its_command(dialog: ComputerDialog) -> None:
    assert not dialog.copy.isEnabled()
    for line in (GOOD, BAD):
        dialog.add(line)
    dialog.end()
    assert dialog.summary.text().endswith("should be mended.")
    assert dialog.copy.isEnabled()
    text = dialog.text.toPlainText()
    assert "✓ Python: 3.12.1" in text
    assert "✗ Codecs: <VP9>\nIt is broken. Mend it:\nmend a<b" in text.replace("\u2028", "\n")
    dialog.begin()
    assert dialog.text.toPlainText() == ""


def test_where_all_is_well_it_says_so(dialog: ComputerDialog) -> None:
    dialog.add(GOOD)
    dialog.end()
    assert dialog.summary.text() == "All that the program needs is here."


def test_the_command_of_the_window_looks_and_copies(
    studio: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def examined(platform: str):  # type: ignore[no-untyped-def]
        shown.append(platform)
        yield from (GOOD, BAD)

    monkeypatch.setattr("soc_studio.core.models.doctor.examined", examined)
    studio.actions_["doctor"].trigger()
    check = studio.shell.computer_check
    dialog = check.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.copy.isEnabled)
    assert shown == [QGuiApplication.platformName()]
    dialog.copy.click()
    told = json.loads(QGuiApplication.clipboard().text())
    assert [each["id"] for each in told["lines"]] == ["python", "codec"]
    dialog.reject()
    assert check.dialog is None
