"""Masks laid over a frame, and masks brought to the size of the frame."""

from __future__ import annotations

from itertools import combinations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.masks.matte import full_size
from soc_studio.core.masks.overlay import OPACITY, blend, outline, overlay
from soc_studio.core.project.colours import PALETTE, colour_of


@pytest.fixture
def frame() -> NDArray[np.uint8]:
    return np.random.default_rng(0).integers(0, 256, (40, 60, 3), dtype=np.uint8)


@pytest.fixture
def mask() -> NDArray[np.bool_]:
    pixels = np.zeros((40, 60), dtype=np.bool_)
    pixels[10:30, 20:50] = True
    return pixels


def test_a_colour_is_mixed_in_on_the_object_only(
    frame: NDArray[np.uint8], mask: NDArray[np.bool_]
) -> None:
    before = frame.copy()
    shown = blend(frame, mask, (200, 100, 0), 0.25)
    assert (frame == before).all()
    assert (shown[~mask] == frame[~mask]).all()
    own = frame[mask].astype(float)
    faded = 0.6 * 0.25 / OPACITY
    grey = own @ [0.299, 0.587, 0.114]
    exact = 0.75 * (own + faded * (grey[:, None] - own)) + 0.25 * np.array([200, 100, 0])
    assert np.abs(shown[mask] - exact).max() < 1


def test_cyan_over_yellow_is_cyan(mask: NDArray[np.bool_]) -> None:
    yellow = np.full((40, 60, 3), (230, 200, 40), dtype=np.uint8)
    red, green, blue = blend(yellow, mask, PALETTE[0], OPACITY)[20, 35].astype(int)
    assert min(green, blue) > red + 20


def test_no_opacity_shows_the_frame_and_all_of_it_the_colour(
    frame: NDArray[np.uint8], mask: NDArray[np.bool_]
) -> None:
    assert (blend(frame, mask, (1, 2, 3), 0) == frame).all()
    assert (blend(frame, mask, (1, 2, 3), 1)[mask] == (1, 2, 3)).all()


@pytest.mark.parametrize("background", [(0, 0, 0), (255, 255, 255), PALETTE[0]])
def test_an_edge_stands_out_from_any_background(
    background: tuple[int, int, int], mask: NDArray[np.bool_]
) -> None:
    plain = np.full((40, 60, 3), background, dtype=np.uint8)
    shown = outline(plain, mask, PALETTE[0]).astype(int)
    inside, outside = shown[20, 20], shown[20, 19]
    assert np.abs(inside - PALETTE[0]).max() < 8
    assert np.abs(outside - 0.55 * np.array(background)).max() < 8
    assert (shown[15:25, 25:45] == background).all()
    assert (shown[:5] == background).all()


def test_a_line_is_two_pixels_of_its_colour_and_one_of_some_black(mask: NDArray[np.bool_]) -> None:
    grey = np.full((40, 60, 3), 128, dtype=np.uint8)
    across = outline(grey, mask, (255, 0, 0))[20, 17:24].astype(int)  # the object begins at 20
    is_like = [(128,) * 3, (128,) * 3, (70,) * 3, (255, 0, 0), (255, 0, 0), (128,) * 3, (128,) * 3]
    assert np.abs(across - is_like).max() < 12


@pytest.mark.parametrize(("radius", "dashes"), [(70, 19), (14, 4), (6, 2)])
def test_a_dashed_line_is_in_pieces_and_a_solid_one_is_not(radius: int, dashes: int) -> None:
    rows, columns = np.mgrid[:200, :200]
    mask = np.asarray((rows - 100) ** 2 + (columns - 100) ** 2 < radius**2)
    black = np.zeros((200, 200, 3), dtype=np.uint8)
    pieces, lit = [], []
    for dashed in (False, True):
        line = outline(black, mask, (255, 255, 255), dashed)[:, :, 0] > 100
        pieces.append(cv2.connectedComponents(line.astype(np.uint8))[0] - 1)
        lit.append(int(line.sum()))
    assert pieces == [1, dashes]
    assert 0.3 < lit[1] / lit[0] < 0.75


def test_masks_of_any_layout_and_of_single_pixels_are_dashed(
    frame: NDArray[np.uint8], mask: NDArray[np.bool_]
) -> None:
    mask[2, 3] = mask[35, 55] = True
    by_rows = outline(frame, mask, (255, 255, 255), True)
    by_columns = outline(frame, np.asfortranarray(mask), (255, 255, 255), True)
    assert (by_rows == by_columns).all()
    assert by_rows[2, 3].min() > 200


def test_only_the_layers_that_are_named_are_dashed(
    frame: NDArray[np.uint8], mask: NDArray[np.bool_]
) -> None:
    other = np.roll(mask, 5, axis=0)
    both = [(mask, PALETTE[0]), (other, PALETTE[1])]
    solid = overlay(frame, both)
    assert (overlay(frame, both, dashed=[]) == solid).all()
    assert (overlay(frame, both, dashed=[1])[10] == solid[10]).all()
    assert (overlay(frame, both, dashed=[1]) != solid).any()


def test_an_edge_has_no_steps() -> None:
    """Along a slope, a line goes from pixel to pixel by degrees."""
    slope = np.add.outer(np.arange(80), 4 * np.arange(80)) > 200
    lined = outline(np.zeros((80, 80, 3), dtype=np.uint8), np.asarray(slope), (255, 255, 255))
    assert len(np.unique(lined[30:50, 30:50])) > 6


def test_an_object_as_thin_as_a_pixel_is_outlined() -> None:
    thread = np.zeros((40, 60), dtype=np.bool_)
    thread[20, 10:50] = True
    shown = outline(np.zeros((40, 60, 3), dtype=np.uint8), thread, (255, 255, 255))
    assert shown[20, 15:45].min() > 150


def test_no_line_is_drawn_along_the_border_of_the_picture(frame: NDArray[np.uint8]) -> None:
    everything = np.ones((40, 60), dtype=np.bool_)
    assert (outline(frame, everything, (1, 2, 3)) == frame).all()


@pytest.mark.slow
def test_a_frame_without_objects_is_shown_as_it_is(frame: NDArray[np.uint8]) -> None:
    nothing = np.zeros((40, 60), dtype=np.bool_)
    assert (overlay(frame, []) == frame).all()
    assert (overlay(frame, [(nothing, PALETTE[1])]) == frame).all()


def test_every_object_has_its_own_colour() -> None:
    assert [colour_of(place) for place in range(8)] == list(PALETTE)
    assert colour_of(8) == colour_of(0)
    for one, other in combinations(PALETTE, 2):
        assert sum(abs(a - b) for a, b in zip(one, other, strict=True)) > 80


@pytest.mark.parametrize("size", [(360, 640), (90, 160), (97, 161), (45, 80)])
def test_a_mask_covers_the_same_share_at_every_size(size: tuple[int, int]) -> None:
    y, x = np.mgrid[:90, :160]
    disc = (x - 80) ** 2 + (y - 45) ** 2 < 30**2
    shown = full_size(Mask.from_array(disc), *size)
    assert shown.shape == size
    assert shown.dtype == np.bool_
    assert shown.mean() == pytest.approx(disc.mean(), rel=0.02)
    scaled_x, scaled_y = (np.arange(size[1]) + 0.5) / size[1], (np.arange(size[0]) + 0.5) / size[0]
    distance = np.hypot(scaled_x[None] * 160 - 80.5, scaled_y[:, None] * 90 - 45.5)
    assert shown[distance < 28.5].all()
    assert not shown[distance > 31.5].any()


def test_an_enlarged_edge_has_no_steps_of_the_small_mask() -> None:
    """A diagonal enlarged by 8 stays within a pixel of the small mask's, not within half a step."""
    small = np.tri(40, 40, dtype=np.bool_)
    big = full_size(Mask.from_array(small), 320, 320)
    first_off = big[80:240].argmin(axis=1) - np.arange(80, 240)
    assert np.ptp(first_off) <= 4


def test_an_empty_mask_is_empty_at_every_size() -> None:
    assert not full_size(Mask.empty(9, 16), 90, 160).any()
