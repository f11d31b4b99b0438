"""The bar over the picture while corrections are carried, and its question before discarding."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from soc_studio.core.system.progress import Progress
from soc_studio.ui.widgets.notice import TwoTones
from soc_studio.ui.widgets.propagation_bar import PropagationBar


@pytest.fixture
def stage(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    shown.resize(900, 500)
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.mark.parametrize("runs", [True, False])
@pytest.mark.parametrize("end", ["go on", "discard", "escape"])
def test_the_question_about_one_run_is_none_about_the_next(
    stage: QWidget, qtbot: QtBot, runs: bool, end: str
) -> None:
    bar = PropagationBar(stage)
    discarded: list[bool] = []
    bar.discard_asked.connect(lambda: discarded.append(True))
    bar.discard_asked.connect(bar.hide)
    bar.show_progress("Carrying the first", None, Progress(1, 9))
    if not runs:
        bar.show_result(["Keep it?", "Changed on 1 frame."], True)
    qtbot.keyClick(stage, Qt.Key.Key_Escape)
    if runs:  # it is asked on while more masks come
        bar.show_progress("Carrying the first", None, Progress(2, 9))
    assert bar.sentence.text.startswith("Discard these masks?")
    if end == "discard":
        bar.discard_button.click()
    elif end == "escape":
        qtbot.keyClick(stage, Qt.Key.Key_Escape)
    elif runs:
        bar.show_result(["Keep it?", "Changed on 2 frames."], True)
    discarded.clear()
    bar.show_progress("Carrying the second", None, Progress(0, 9))
    assert bar.sentence.text == "Carrying the second"
    qtbot.keyClick(stage, Qt.Key.Key_Escape)
    assert not discarded
    assert bar.sentence.text.startswith("Discard these masks?")
    qtbot.keyClick(stage, Qt.Key.Key_Escape)
    assert discarded


def test_where_room_is_short_what_matters_least_is_left_out_and_said_by_the_hint(
    qtbot: QtBot,
) -> None:
    line = TwoTones()
    qtbot.addWidget(line)
    said = ["Carried 2 layers. Keep them?", "The video cuts at frame 9.", "Changed on 5 frames."]
    widths = []
    for count in (1, 2, 3):
        line.show_text(*said[:count])
        widths.append(line.sizeHint().width())
    assert widths == sorted(set(widths))
    for count, width in enumerate(widths, 1):
        for room in (width, width + 9):
            line.resize(room, 20)
            line.show_text(*said)
            shown = line.grab().toImage()
            assert line.toolTip() == ("" if count == 3 else " ".join(said))
            line.show_text(*said[:count])
            assert line.grab().toImage() == shown
