"""Masks become mattes: cleaned, moved and softened edges."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.core.masks.matte import full_size, matte
from soc_studio.core.project.project import MatteSettings

HEIGHT, WIDTH = 90, 160


def drawn() -> np.ndarray:
    """A disc of radius 30 with a hole of 5 x 5, a speck of 3 x 3, and a bar at the left border."""
    pixels = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
    cv2.circle(pixels, (90, 45), 30, 1, -1)
    pixels[43:48, 88:93] = 0
    pixels[5:8, 150:153] = 1
    pixels[60:80, :10] = 1
    return pixels > 0


def made(**settings: float) -> np.ndarray:
    return matte(Mask.from_array(drawn()), MatteSettings(**settings), HEIGHT, WIDTH)


def test_without_settings_it_is_the_mask() -> None:
    assert (made() == drawn() * np.uint8(255)).all()
    mask = Mask.from_array(drawn())
    larger = matte(mask, MatteSettings(), 180, 320)
    assert (larger == full_size(mask, 180, 320) * np.uint8(255)).all()
    assert not matte(Mask.empty(9, 16), MatteSettings(grow=5, feather=2), 18, 32).any()


@pytest.mark.parametrize(("most", "stays"), [(8, True), (9, False)])
def test_specks_up_to_an_area_go(most: int, stays: bool) -> None:
    assert made(remove_specks=most)[6, 151] == 255 * stays


@pytest.mark.parametrize(("most", "filled"), [(24, False), (25, True)])
def test_holes_up_to_an_area_are_filled(most: int, filled: bool) -> None:
    assert made(fill_holes=most)[45, 90] == 255 * filled


def test_what_is_open_to_the_border_is_no_hole() -> None:
    pixels = np.zeros((20, 30), dtype=np.bool_)
    pixels[5:15, :] = True
    pixels[8:10, :4] = False
    settings = MatteSettings(fill_holes=1000)
    assert not matte(Mask.from_array(pixels), settings, 20, 30)[8:10, :4].any()


@pytest.mark.parametrize("by", [-12, -5, 3, 10])
def test_the_edge_moves_by_as_many_pixels(by: int) -> None:
    shown = made(grow=by, fill_holes=100, remove_specks=20)[:, 60:121] > 0
    radius = np.flatnonzero(shown[45]).size / 2
    assert radius == pytest.approx(30.5 + by, abs=1) if by < 0 else radius >= 30


def test_growing_and_shrinking_back_keeps_a_disc() -> None:
    pixels = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
    cv2.circle(pixels, (80, 45), 20, 1, -1)
    mask = Mask.from_array(pixels > 0)
    grown = matte(mask, MatteSettings(grow=6), HEIGHT, WIDTH)
    back = matte(Mask.from_array(grown > 0), MatteSettings(grow=-6), HEIGHT, WIDTH)
    assert mask.iou(Mask.from_array(back > 0)) > 0.97


def test_a_mask_is_not_eaten_away_at_the_border_of_the_picture() -> None:
    shown = made(grow=-4)
    assert shown[70, 0] == 255
    assert shown[70, 5] == 255
    assert shown[70, 6] == 0
    assert shown[60:64].max(axis=1)[:, None].any() == shown[60:64].any()


def test_a_soft_edge_has_its_half_where_the_hard_one_was() -> None:
    pixels = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    pixels[:, :80] = True
    shown = matte(Mask.from_array(pixels), MatteSettings(feather=4), HEIGHT, WIDTH)
    assert shown[45, 79] > 127 > shown[45, 80]
    assert (np.diff(shown[45, 60:100].astype(int)) <= 0).all()
    assert shown[45, 40] == 255
    assert shown[45, 120] == 0
    assert (shown == shown[45]).all()  # also at the upper and the lower border
