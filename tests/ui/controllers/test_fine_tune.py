"""*Improve the model with my corrections*: a name, a job, and what it gained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from soc_studio.core.models.store import Availability, Store
from soc_studio.ui.dialogs.fine_tune import FineTuneSheet, GainSheet
from soc_studio.ui.main_window import MainWindow
from soc_studio.ui.widgets.toasts import Told
from tests.core.formats.labelled_project import labelled_project

pytestmark = pytest.mark.slow


def test_a_model_is_made_of_the_project_measured_and_used(
    studio: MainWindow, model: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    studio.resize(1280, 800)
    studio.show()
    studio.open(labelled_project(tmp_path))
    qtbot.waitUntil(lambda: studio.viewer.image is not None)
    studio.preferences.change(model=str(model))
    assert studio.project is not None
    improving = studio.project.improving
    improving.steps = 2
    studio.actions_["improve_model"].trigger()
    sheet = improving.sheet
    assert isinstance(sheet, FineTuneSheet)
    assert sheet.name.text() == "two-videos"
    assert sheet.primary is not None
    for name, problem in (
        ("No Name", "cannot be the name of a model"),
        ("soc-mini", "There is a model of this name"),
    ):
        sheet.name.setText(name)
        sheet.primary.click()
        assert problem in sheet.problem.text()
    sheet.name.setText("ours")
    assert not sheet.problem.text()
    sheet.primary.click()
    told: list[Told] = []
    studio.project.operations.reported.connect(told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].title == "Made the model “ours”"
    assert Store().entry("ours").state is Availability.THERE
    told[0].actions[0][1]()
    gain = improving.sheet
    assert isinstance(gain, GainSheet)
    assert gain.table.topLevelItemCount() == 1
    assert gain.primary is not None
    gain.primary.click()
    assert studio.preferences.value.model == "ours"
    assert improving.sheet is None

    studio.actions_["models"].trigger()
    models = studio.model_controller.dialog
    assert models is not None
    qtbot.waitUntil(lambda: models.table.list.count() > 10)
    models.choose("ours")
    card = models.table.card
    assert models.is_table
    assert card.title.text() == f"ours, made of {model.name}"
    assert card.fact("learned") == "two videos.soc, train: 6 clips of 1 videos"
    assert re.match(r"J&F \d+\.\d, \d+\.\d before\ntwo videos\.soc, held out", card.fact("gained"))
    assert "optimiser.rate 2e-05" in card.fact("settings")
    assert card.fact("from").startswith("made here by SOC Studio ")
    assert "J&F" in models.table.list.currentItem().text()
