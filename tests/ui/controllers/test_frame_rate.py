"""The question how many frames a second there are, of what does not say it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from soc_studio.ui.dialogs.rate import RateDialog
from soc_studio.ui.main_window import MainWindow


@pytest.fixture
def frames(tmp_path: Path) -> Path:
    folder = tmp_path / "frames"
    folder.mkdir()
    for number in range(16):
        grey = np.full((48, 64, 3), 10 * number, dtype=np.uint8)
        Image.fromarray(grey).save(folder / f"{number:05}.jpg")
    return folder


def asked(window: MainWindow, qtbot: QtBot) -> RateDialog:
    def dialogs() -> list[RateDialog]:
        return [each for each in window.findChildren(RateDialog) if each.isVisible()]

    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    return dialogs()[0]


@pytest.mark.slow
def test_the_rate_of_a_folder_is_asked_for_once_and_kept(
    studio: MainWindow, qtbot: QtBot, frames: Path
) -> None:
    studio.open(frames)
    dialog = asked(studio, qtbot)
    assert studio.document is None
    qtbot.keyClicks(dialog.choice.lineEdit(), "8")  # it takes the place of what is there
    assert dialog.choice.currentText() == "8"
    assert dialog.length.text() == "16 frames, 2.00 seconds"
    opens = dialog.buttons.button(QDialogButtonBox.StandardButton.Open)
    qtbot.mouseClick(opens, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: studio.document is not None)
    assert studio.playback is not None
    assert studio.playback.timing.rate == 8
    assert studio.document is not None
    assert studio.document.video is not None
    assert studio.document.video.rate == 8
    studio.close_document()
    studio.open(frames)
    qtbot.waitUntil(lambda: studio.document is not None)
    assert studio.document is not None
    assert studio.document.video is not None
    assert studio.document.video.rate == 8


@pytest.mark.parametrize(("typed", "rate"), [("", 25), ("5", 5), ("2", 2), ("29", 29)])
def test_enter_takes_the_rate_that_is_shown(qtbot: QtBot, typed: str, rate: int) -> None:
    dialog = RateDialog(Path("frames"), 16)
    qtbot.addWidget(dialog)
    answers: list[Fraction] = []
    dialog.answered.connect(answers.append)
    dialog.open()
    line = dialog.choice.lineEdit()
    qtbot.keyClicks(line, typed)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert answers == [rate]
    assert not dialog.isVisible()


def test_arrow_keys_begin_at_the_rate_that_is_shown(qtbot: QtBot) -> None:
    dialog = RateDialog(Path("frames"), 16)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.keyClick(dialog.choice, Qt.Key.Key_Down)
    assert dialog.choice.currentText() == "29.97"


@pytest.mark.parametrize("size", [8, 11, 14, 18, 24])
def test_what_is_wrong_with_a_rate_is_shown_whole(qtbot: QtBot, size: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    letters = window.font()
    letters.setPointSize(size)
    window.setFont(letters)
    window.show()
    dialog = RateDialog(Path("frames"), 16, window)
    dialog.setFont(letters)
    dialog.open()
    dialog.choice.setCurrentText("many")
    assert dialog.length.text().startswith("Give a number")
    qtbot.waitUntil(
        lambda: dialog.length.heightForWidth(dialog.length.width()) <= dialog.length.height()
    )


@pytest.mark.slow
def test_only_a_rate_is_taken(studio: MainWindow, qtbot: QtBot, frames: Path) -> None:
    studio.open(frames)
    dialog = asked(studio, qtbot)
    opens = dialog.buttons.button(QDialogButtonBox.StandardButton.Open)
    for text in ("", "fast", "0", "-3", "1/0", "1e9"):
        dialog.choice.setCurrentText(text)
        assert not opens.isEnabled(), text
        assert dialog.rate is None
    dialog.choice.setCurrentText("29.97")
    assert dialog.rate == Fraction(30000, 1001)
    assert opens.isEnabled()
    dialog.reject()
    qtbot.waitUntil(lambda: not studio.opening.jobs)
    assert studio.document is None
    assert studio.stack.currentWidget() is studio.empty_state
