"""Where sliders stand, and layers in numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from soc_studio.core.masks.matte_ranges import PLACES, changed_settings, scales, setting_at
from soc_studio.core.project.project import EditError, MatteSettings
from soc_studio.core.tracks.layer_facts import coverage, facts_of, score_at
from soc_studio.core.tracks.resolved_track import State


@pytest.mark.parametrize("name", scales(1080, 1920))
def test_a_slider_stands_where_its_value_is_and_reaches_both_ends(name: str) -> None:
    scale = scales(1080, 1920)[name]
    for place in range(0, PLACES + 1, 50):
        value = scale.value_at(place)
        assert scale.value_at(scale.place_of(value)) == value
    assert scale.value_at(0) == scale.low
    assert scale.value_at(PLACES) == scale.high
    assert scale.place_of(scale.most) == PLACES


@pytest.mark.parametrize("name", scales(1080, 1920))
def test_every_value_of_a_scale_can_be_set(name: str) -> None:
    scale = scales(16384, 4096)[name]
    for value in (scale.least, scale.low, scale.high, scale.most):
        number = value if scale.decimals else round(value)
        MatteSettings(**{name: setting_at(name, number)})
    with pytest.raises(EditError):
        MatteSettings(**{name: scale.most + 1})


def test_what_was_changed_is_told_by_name() -> None:
    assert changed_settings(MatteSettings()) == []
    assert changed_settings(MatteSettings(grow=2, smooth=1)) == ["grow", "smooth"]


def test_a_layer_in_numbers(documents: Any) -> None:
    pixels = np.zeros((32, 48), dtype=np.bool_)
    pixels[:16, :24] = True
    found = {frame: (0.2 if frame > 5 else 0.8, pixels) for frame in range(10)}
    view = documents.view("a", found)
    facts = facts_of(view)
    assert (facts.frames, facts.computed, facts.present) == (40, 10, 6)
    assert facts.score == pytest.approx((6 * 0.8 + 4 * 0.2) / 10)
    assert facts.area == pytest.approx(0.25)
    assert facts.networks == ("bright",)
    assert not facts.is_imported
    assert score_at(view, 7) == pytest.approx(0.2)
    assert score_at(view, 20) is None


def test_a_thin_bar_shows_the_most_that_is_behind_a_column(documents: Any) -> None:
    pixels = np.ones((32, 48), dtype=np.bool_)
    view = documents.view(
        "a", {frame: (0.9 if frame == 13 else 0.1, pixels) for frame in range(20)}
    )
    assert coverage(view, 4) == [
        State.ABSENT,
        State.PRESENT,
        State.NOT_COMPUTED,
        State.NOT_COMPUTED,
    ]
    assert len(coverage(view, 1000)) == 40
    assert coverage(view, 0) == []
