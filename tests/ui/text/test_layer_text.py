"""What a row of the list of layers says."""

from __future__ import annotations

from dataclasses import replace

from soc_studio.core.tracks.layer_facts import LayerFacts
from soc_studio.ui.text import layer_text


def test_only_frames_that_a_model_looked_at_count_as_searched() -> None:
    drawn = LayerFacts(
        frames=20, computed=3, present=2, previews=0, corrected=3, score=None, area=0.1, networks=()
    )
    assert layer_text.state(drawn, searching=False) == "on 2 of 20 frames"
    found = replace(drawn, networks=("soc-mini",))
    assert layer_text.state(found, searching=False) == "3 of 20 frames searched"


def test_a_layer_whose_search_waits_does_not_count_frames() -> None:
    found = LayerFacts(20)
    assert layer_text.state(found, searching=True) == "Searching · 0 of 20 frames"
    whole = replace(found, computed=20)
    assert layer_text.state(whole, searching=True) == "Searching…"
    assert layer_text.state(found, searching=True, waits=True) == "Waits for another search"
