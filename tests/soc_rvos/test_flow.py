"""Masks follow what moves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.inference.flow import LONGEST_SIDE, between, move, small_grey

Scene = Callable[[int, int, int], NDArray[np.uint8]]


def noisy_scene(texture: Scene, seed: int) -> NDArray[np.uint8]:
    grain = np.random.default_rng(seed).integers(0, 60, (180, 360, 1), dtype=np.uint8)
    return texture(180, 360, seed) + grain


def test_flow_says_where_a_pixel_went(texture: Scene) -> None:
    scene = noisy_scene(texture, 1)
    here, there = small_grey(scene[:, 20:320]), small_grey(scene[:, 26:326])
    flow = between(here, there)
    assert flow.shape == (180, 300, 2)
    assert np.median(flow[..., 0]) == pytest.approx(-6, abs=0.3)
    assert np.median(flow[..., 1]) == pytest.approx(0, abs=0.3)


def test_a_mask_moves_with_the_scene_at_its_own_size(texture: Scene) -> None:
    scene = noisy_scene(texture, 2)
    there, here = small_grey(scene[:, 20:320]), small_grey(scene[:, 32:332])
    planes = np.full((2, 45, 75), -5, dtype=np.float32)
    planes[0, 10:30, 30:50] = 5
    planes[1, 20:40, 10:20] = 5
    moved = move(planes, there, here)  # 12 pixels of the scene are 3 of the mask
    expected = np.roll(planes, -3, axis=2)
    agreeing = ((moved > 0) & (expected > 0)).sum() / ((moved > 0) | (expected > 0)).sum()
    assert moved.shape == planes.shape
    assert agreeing > 0.9


def test_in_a_still_picture_nothing_moves(texture: Scene) -> None:
    grey = small_grey(texture(90, 160, 3))
    assert not between(grey, grey).any()
    planes = np.random.default_rng(0).normal(size=(3, 22, 40)).astype(np.float32)
    np.testing.assert_array_equal(move(planes, grey, grey), planes)


def test_pictures_too_small_for_flow_are_taken_as_still() -> None:
    generator = np.random.default_rng(1)
    first, second = generator.integers(0, 255, (2, 6, 40), dtype=np.uint8)
    assert not between(first, second).any()


@pytest.mark.parametrize("size", [(32, 32), (33, 200), (200, 33), (47, 320)])
def test_flow_works_on_pictures_of_any_shape(size: tuple[int, int]) -> None:
    first, second = np.random.default_rng(2).integers(0, 255, (2, *size), dtype=np.uint8)
    flow = between(first, second)
    assert flow.shape == (*size, 2)
    assert np.isfinite(flow).all()


@pytest.mark.parametrize(
    ("size", "small"), [((360, 640), (180, 320)), ((640, 360), (320, 180)), ((60, 80), (60, 80))]
)
def test_flow_reads_small_grey_pictures(size: tuple[int, int], small: tuple[int, int]) -> None:
    grey = small_grey(np.full((*size, 3), 77, dtype=np.uint8))
    assert grey.shape == small
    assert max(small) <= LONGEST_SIDE
    assert (grey == 77).all()
