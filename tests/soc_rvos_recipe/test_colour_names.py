"""Colours of pictures by their plain names."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos_recipe.datapack.colour_names import (
    NAMES,
    colour_shares,
    dominant_colours,
    named_pixels,
)


def _plain(red: int, green: int, blue: int, side: int = 8) -> NDArray[np.uint8]:
    return np.full((side, side, 3), (red, green, blue), dtype=np.uint8)


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ((200, 20, 25), "red"),
        ((110, 15, 25), "red"),
        ((240, 130, 30), "orange"),
        ((235, 205, 40), "yellow"),
        ((40, 130, 50), "green"),
        ((30, 70, 170), "blue"),
        ((0, 0, 255), "blue"),
        ((150, 190, 230), "blue"),
        ((110, 40, 150), "purple"),
        ((240, 150, 180), "pink"),
        ((100, 65, 40), "brown"),
        ((20, 20, 22), "black"),
        ((240, 240, 238), "white"),
        ((120, 122, 121), "grey"),
    ],
)
def test_everyday_colours_have_their_everyday_names(
    colour: tuple[int, int, int], name: str
) -> None:
    names = named_pixels(_plain(*colour))
    assert names.shape == (8, 8)
    assert {NAMES[number] for number in names.reshape(-1)} == {name}


def test_shares_count_visible_pixels_only() -> None:
    picture = np.dstack([_plain(200, 20, 25), np.full((8, 8), 255, dtype=np.uint8)])
    picture[:4, :, :3] = (30, 70, 170)
    picture[:4, :4, 3] = 0
    shares = colour_shares(picture)
    assert list(shares) == ["red", "blue"]
    assert shares["red"] == pytest.approx(2 / 3)
    picture[..., 3] = 0
    assert colour_shares(picture) == {}


def test_shaded_cloth_keeps_the_name_of_its_dye() -> None:
    shade = np.linspace(0.45, 1.0, 64)[None, :, None]
    cloth = (np.array((200, 25, 30)) * shade).astype(np.uint8).repeat(16, axis=0)
    assert dominant_colours([cloth]) == ("red",)


def test_two_halves_give_two_names_and_a_patchwork_none() -> None:
    halves = np.concatenate([_plain(200, 20, 25), _plain(30, 70, 170)[:6]])
    assert dominant_colours([halves]) == ("red", "blue")
    patchwork = [_plain(200, 20, 25), _plain(30, 70, 170), _plain(40, 130, 50)]
    assert dominant_colours([np.concatenate(patchwork)]) == ()
