"""A layer's colour is told from its object's, by a difference of colours that is published."""

from __future__ import annotations

import numpy as np
import pytest

from soc_studio.core.masks.colour_difference import ciede2000, lab_of
from soc_studio.core.masks.object_colour import near_colours
from soc_studio.core.project.colours import PALETTE, Rgb

# Sharma, Wu and Dalal (2005), table 1: L*, a*, b* of two colours, and their difference.
PUBLISHED = """
50.0000 2.6772 -79.7751 50.0000 0.0000 -82.7485 2.0425
50.0000 3.1571 -77.2803 50.0000 0.0000 -82.7485 2.8615
50.0000 2.8361 -74.0200 50.0000 0.0000 -82.7485 3.4412
50.0000 -1.3802 -84.2814 50.0000 0.0000 -82.7485 1.0000
50.0000 -1.1848 -84.8006 50.0000 0.0000 -82.7485 1.0000
50.0000 -0.9009 -85.5211 50.0000 0.0000 -82.7485 1.0000
50.0000 0.0000 0.0000 50.0000 -1.0000 2.0000 2.3669
50.0000 -1.0000 2.0000 50.0000 0.0000 0.0000 2.3669
50.0000 2.4900 -0.0010 50.0000 -2.4900 0.0009 7.1792
50.0000 2.4900 -0.0010 50.0000 -2.4900 0.0010 7.1792
50.0000 2.4900 -0.0010 50.0000 -2.4900 0.0011 7.2195
50.0000 2.4900 -0.0010 50.0000 -2.4900 0.0012 7.2195
50.0000 -0.0010 2.4900 50.0000 0.0009 -2.4900 4.8045
50.0000 -0.0010 2.4900 50.0000 0.0010 -2.4900 4.8045
50.0000 -0.0010 2.4900 50.0000 0.0011 -2.4900 4.7461
50.0000 2.5000 0.0000 50.0000 0.0000 -2.5000 4.3065
50.0000 2.5000 0.0000 73.0000 25.0000 -18.0000 27.1492
50.0000 2.5000 0.0000 61.0000 -5.0000 29.0000 22.8977
50.0000 2.5000 0.0000 56.0000 -27.0000 -3.0000 31.9030
50.0000 2.5000 0.0000 58.0000 24.0000 15.0000 19.4535
50.0000 2.5000 0.0000 50.0000 3.1736 0.5854 1.0000
50.0000 2.5000 0.0000 50.0000 3.2972 0.0000 1.0000
50.0000 2.5000 0.0000 50.0000 1.8634 0.5757 1.0000
50.0000 2.5000 0.0000 50.0000 3.2592 0.3350 1.0000
60.2574 -34.0099 36.2677 60.4626 -34.1751 39.4387 1.2644
63.0109 -31.0961 -5.8663 62.8187 -29.7946 -4.0864 1.2630
61.2901 3.7196 -5.3901 61.4292 2.2480 -4.9620 1.8731
35.0831 -44.1164 3.7933 35.0232 -40.0716 1.5901 1.8645
22.7233 20.0904 -46.6940 23.0331 14.9730 -42.5619 2.0373
36.4612 47.8580 18.3852 36.2715 50.5065 21.2231 1.4146
90.8027 -2.0831 1.4410 91.1528 -1.6435 0.0447 1.4441
90.9257 -0.5406 -0.9208 88.6381 -0.8985 -0.7239 1.5381
6.7747 -0.2908 -2.4247 5.8714 -0.0985 -2.2286 0.6377
2.0776 0.0795 -1.1350 0.9033 -0.0636 -0.5514 0.9082
"""


def test_differences_are_those_that_were_published() -> None:
    table = np.array([line.split() for line in PUBLISHED.split("\n") if line], dtype=np.float64)
    assert len(table) == 34
    one, other, published = table[:, :3], table[:, 3:6], table[:, 6]
    assert np.abs(ciede2000(one, other) - published).max() < 1e-4
    assert np.abs(ciede2000(other, one) - published).max() < 1e-4


@pytest.mark.parametrize(
    ("colour", "lab"),
    [
        ((255, 255, 255), (100, 0, 0)),
        ((255, 0, 0), (53.24, 80.09, 67.20)),
        ((0, 0, 255), (32.30, 79.19, -107.86)),
    ],
)
def test_colours_of_the_screen_are_where_they_are_published(
    colour: Rgb, lab: tuple[float, float, float]
) -> None:
    assert np.abs(lab_of(np.array(colour, dtype=np.uint8)) - lab).max() < 0.5


def test_a_layer_s_colour_is_near_an_object_of_that_colour_alone() -> None:
    mask = np.zeros((40, 60), dtype=np.bool_)
    mask[10:30, 20:50] = True
    for colour in PALETTE:
        picture = np.full((40, 60, 3), (60, 60, 60), dtype=np.uint8)
        picture[mask] = colour
        noise = np.random.default_rng(0).integers(-8, 9, picture.shape)
        noisy = np.clip(picture.astype(int) + noise, 0, 255).astype(np.uint8)
        assert colour in near_colours(noisy, mask)
        assert colour not in near_colours(noisy, ~mask)


def test_no_colour_is_near_where_there_is_no_object_or_it_has_little_of_one() -> None:
    picture = np.full((40, 60, 3), (60, 60, 60), dtype=np.uint8)
    picture[:, :25] = PALETTE[0]
    nothing = np.zeros((40, 60), dtype=np.bool_)
    assert near_colours(picture, nothing) == frozenset()
    assert near_colours(picture, ~nothing) == frozenset()
    picture[:, :35] = PALETTE[0]
    assert PALETTE[0] in near_colours(picture, ~nothing)
