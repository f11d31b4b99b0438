"""Controllers of the layer list, the table and the inspector, without a window."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from soc_studio.core.project.project import Review
from soc_studio.ui.controllers.labels import LabelController
from soc_studio.ui.controllers.layers import LayerController
from soc_studio.ui.controllers.matte import MatteController
from soc_studio.ui.widgets.inspector import Inspector
from soc_studio.ui.widgets.label_table import LabelTable
from soc_studio.ui.widgets.layer_list import LayerList
from soc_studio.ui.widgets.toasts import Told
from tests.ui.controllers.conftest import Bench


@pytest.fixture
def layers(bench: Bench, qtbot: QtBot) -> LayerController:
    widget = LayerList([])
    qtbot.addWidget(widget)
    return bench.keep(LayerController(bench.operations, widget, bench.actions, bench.owner))


def names(layers: LayerController) -> list[str]:
    return [layers.layers.item(row).text() for row in range(layers.layers.count())]


def test_commands_act_on_the_layer_that_is_worked_on(bench: Bench, layers: LayerController) -> None:
    bench.find("the disc")
    bench.find("the square")
    assert sorted(names(layers)) == ["the disc", "the square"]
    bench.actions["hide"].trigger()
    assert not bench.layer().visible
    bench.actions["lock"].trigger()
    assert bench.layer().locked
    first = bench.layer().id
    bench.actions["duplicate"].trigger()
    assert bench.layer().id != first
    assert len(names(layers)) == 3
    told: list[Told] = []
    bench.operations.reported.connect(told.append)
    bench.actions["remove"].trigger()
    assert len(names(layers)) == 2
    assert "is removed" in told[0].title
    (bring_back,) = (act for _, act in told[0].actions)
    bring_back()
    assert len(names(layers)) == 3
    bench.actions["remove"].trigger()
    bench.actions["hide"].trigger()
    told[1].actions[0][1]()  # Undo would take back something else by now
    assert len(names(layers)) == 2


def test_rows_are_moved_renamed_and_looked_at_alone(bench: Bench, layers: LayerController) -> None:
    bench.find("the disc")
    one = bench.find("the square")
    place = [each.id for each in bench.document.layers].index(one)
    bench.actions["layer_down" if place == 0 else "layer_up"].trigger()
    assert [each.id for each in bench.document.layers].index(one) == 1 - place
    layers.layers.rename_asked.emit(one, "the box")
    assert "the box" in names(layers)
    bench.actions["solo"].trigger()
    assert layers.is_alone(one)
    assert bench.document.track_cache.alone == {one}
    bench.actions["remove"].trigger()
    assert not bench.document.track_cache.alone  # nobody would see the others


def test_a_list_says_again_what_could_not_be_changed(bench: Bench, layers: LayerController) -> None:
    one = bench.find()
    layers.layers.item(0).setText("the square")
    layers.layers.rename_asked.emit(one, "the square")
    assert bench.document.core.undo_name != "Rename “the square”"
    assert names(layers) == ["the square"]


@pytest.mark.slow
def test_layers_are_reviewed_and_categorised_in_the_table(bench: Bench, qtbot: QtBot) -> None:
    table = LabelTable()
    qtbot.addWidget(table)
    table.show()
    labels = bench.keep(
        LabelController(bench.operations, bench.playback, table, bench.preferences, bench.owner)
    )
    one, other = bench.find("the square"), bench.find("the disc", swap=True)
    assert table.table.rowCount() == 2
    table.reviewed.emit([one, other], Review.ACCEPTED)
    assert all(each.reviews for each in bench.document.layers)
    table.categorised.emit([one], "shape")
    assert bench.document.project.layer(one).category == "shape"
    table.chosen.emit(one)
    assert bench.layer().id == one
    labels.go_most_uncertain([])
    assert bench.told == ["No more spots to check."]


def test_a_slider_is_one_step_and_a_reset_another(bench: Bench, qtbot: QtBot) -> None:
    inspector = Inspector()
    qtbot.addWidget(inspector)
    bench.find()
    bench.keep(MatteController(bench.operations, bench.playback, inspector, bench.owner))
    assert inspector.name.text() == "the square"
    assert inspector.score.text() == "Here: found (90 of 100)"
    for value in (1.0, 2.0, 3.4):
        inspector.set_asked.emit("grow", value, 1)
    assert bench.layer().matte.grow == 3
    inspector.reset_asked.emit("")
    assert bench.layer().matte.grow == 0
    bench.operations.undo()
    assert bench.layer().matte.grow == 3
    bench.operations.undo()
    assert bench.layer().matte.grow == 0
    inspector.renamed.emit("the box")
    assert inspector.name.text() == "the box"
    inspector.colour_asked.emit((1, 2, 3))
    assert bench.layer().colour == (1, 2, 3)
