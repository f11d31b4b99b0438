"""Masks come back as they were packed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from soc_rvos.masks import Mask

PIXELS = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=20), elements=st.booleans())


@pytest.mark.slow
@given(PIXELS)
def test_packing_loses_nothing(pixels: np.ndarray) -> None:
    mask = Mask.from_array(pixels)
    np.testing.assert_array_equal(mask.to_array(), pixels)
    assert (mask.height, mask.width) == pixels.shape
    assert mask.area == np.count_nonzero(pixels)


def test_an_array_in_column_order_packs_the_same() -> None:
    pixels = np.random.default_rng(0).random((12, 17)) > 0.5
    assert Mask.from_array(np.asfortranarray(pixels)) == Mask.from_array(pixels)


def test_the_box_is_left_top_width_height() -> None:
    pixels = np.zeros((10, 20), dtype=np.bool_)
    pixels[2:5, 7:13] = True
    assert Mask.from_array(pixels).box == (7, 2, 6, 3)


def test_an_empty_mask_has_no_area_and_no_box() -> None:
    mask = Mask.empty(4, 6)
    assert not mask.to_array().any()
    assert (mask.area, mask.box) == (0, (0, 0, 0, 0))


def test_overlap_is_intersection_over_union() -> None:
    first, second = np.zeros((2, 4, 4), dtype=np.bool_)
    first[:, :2] = second[:, 1:3] = True
    assert Mask.from_array(first).iou(Mask.from_array(second)) == pytest.approx(1 / 3)


def test_two_empty_masks_are_equal_and_one_shares_nothing() -> None:
    empty, full = Mask.empty(3, 3), Mask.from_array(np.ones((3, 3), dtype=np.bool_))
    assert empty.iou(empty) == 1
    assert empty.iou(full) == full.iou(empty) == 0


def test_the_share_of_a_mask_in_another_is_of_its_own_pixels() -> None:
    small, large = np.zeros((2, 4, 4), dtype=np.bool_)
    small[1, :2] = large[:2, 1:] = True
    one, other = Mask.from_array(small), Mask.from_array(large)
    assert one.share_in(other) == pytest.approx(1 / 2)
    assert other.share_in(one) == pytest.approx(1 / 6)
    assert Mask.empty(4, 4).share_in(one) == 1


def test_masks_are_equal_by_what_they_mark() -> None:
    first, second = Mask.empty(3, 3), Mask.empty(3, 3)
    assert first.area == 0  # what was computed of one is no difference
    assert first == second
    assert hash(first) == hash(second)
