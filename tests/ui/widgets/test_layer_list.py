"""The list of layers, without a window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from soc_studio.core.project.layer import Layer, LayerId
from soc_studio.core.project.video import VideoId
from soc_studio.core.tracks.layer_facts import LayerFacts
from soc_studio.ui.widgets.layer_list import LayerList, LayerRow


@pytest.mark.parametrize(
    ("confidence", "uncertain", "said"),
    [(0.9, 0, "Sure"), (0.9, 20, "Sure"), (0.9, 21, "Unsure"), (0.55, 4, "Fairly sure")],
)
def test_no_layer_is_sure_that_should_be_looked_at_on_most_frames(
    qtbot: QtBot, confidence: float, uncertain: int, said: str
) -> None:
    layers = LayerList([])
    qtbot.addWidget(layers)
    facts = LayerFacts(
        60, computed=60, present=40, confidence=confidence, spots=1, uncertain=uncertain
    )
    layer = Layer(LayerId(1), VideoId(1), "the dog", (255, 0, 0))
    layers.show_layers([LayerRow(layer, facts)], None)
    spoken = layers.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.split(", ")[1] == said
