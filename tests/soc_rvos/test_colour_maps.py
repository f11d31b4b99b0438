"""Colours by name, where they lie."""

from __future__ import annotations

import numpy as np
import pytest

from soc_rvos.colour_names import NAMES
from soc_rvos.inference.colour_maps import colour_maps, named_pixels

PLAIN = {
    "red": (205, 20, 25),
    "orange": (240, 130, 20),
    "yellow": (245, 220, 40),
    "green": (30, 150, 50),
    "blue": (30, 60, 200),
    "purple": (120, 40, 160),
    "pink": (250, 150, 190),
    "brown": (110, 70, 35),
    "black": (12, 12, 12),
    "white": (250, 250, 250),
    "grey": (128, 128, 128),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_plain_colour_has_its_name(name: str) -> None:
    picture = np.full((2, 3, 3), PLAIN[name], dtype=np.uint8)
    assert set(named_pixels(picture).ravel().tolist()) == {NAMES.index(name)}


def test_maps_hold_the_share_of_each_colour_around_a_place() -> None:
    frames = np.full((2, 44, 64, 3), PLAIN["white"], dtype=np.uint8)
    frames[1, :, :32] = PLAIN["blue"]
    maps = colour_maps(frames)
    assert maps.shape == (2, 11, 6, 8)
    np.testing.assert_allclose(maps.sum(1), 1, atol=1e-6)
    assert maps[0, NAMES.index("white")].min() == 1
    assert (maps[1, NAMES.index("blue"), :, :3] == 1).all()
    assert (maps[1, NAMES.index("blue"), :, 5:] == 0).all()
