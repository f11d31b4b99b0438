"""J and F by hand."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.metrics import contour, contour_accuracy, region_similarity


def rectangle(
    rows: tuple[int, int], columns: tuple[int, int], size: tuple[int, int] = (40, 60)
) -> NDArray[np.bool_]:
    mask = np.zeros(size, dtype=np.bool_)
    mask[slice(*rows), slice(*columns)] = True
    return mask


NOTHING = rectangle((0, 0), (0, 0))
SQUARE = rectangle((10, 20), (10, 20))


def test_region_similarity_is_intersection_over_union() -> None:
    assert region_similarity(SQUARE, rectangle((10, 20), (15, 25))) == pytest.approx(50 / 150)


def test_nothing_and_nothing_agree_and_nothing_and_something_do_not() -> None:
    for measure in (region_similarity, contour_accuracy):
        assert measure(NOTHING, NOTHING) == 1
        assert measure(NOTHING, SQUARE) == measure(SQUARE, NOTHING) == 0
        assert measure(SQUARE, SQUARE) == 1


def test_the_contour_runs_outside_above_and_left_and_inside_below_and_right() -> None:
    mask = rectangle((2, 4), (2, 4), (6, 6))
    expected = np.zeros((6, 6), dtype=np.bool_)
    expected[1, 1:4] = expected[3, 1:4] = True
    expected[1:4, 1] = expected[1:4, 3] = True
    np.testing.assert_array_equal(contour(mask), expected)


def test_the_border_of_the_picture_is_no_contour() -> None:
    assert not contour(np.ones((5, 7), dtype=np.bool_)).any()
    lower = rectangle((3, 5), (0, 7), (5, 7))
    np.testing.assert_array_equal(np.flatnonzero(contour(lower).any(axis=1)), [2])
    assert contour(lower)[2].all()


def test_contours_within_the_tolerance_agree_wholly() -> None:
    moved = rectangle((10, 20), (11, 21))
    # 0.008 of a diagonal of 72.1 pixels is 0.58, rounded up to one pixel
    assert contour_accuracy(moved, SQUARE) == 1
    assert contour_accuracy(moved, SQUARE, tolerance=0) < 1


def test_contours_further_apart_agree_in_part() -> None:
    half = rectangle((0, 40), (0, 30))  # a straight contour of 40 pixels in column 29
    away = rectangle((0, 40), (0, 32))  # two columns further: out of reach of one pixel
    assert contour_accuracy(away, half) == 0
    bent = half.copy()
    bent[20:, :32] = True  # the contour of the lower half is out of reach, the upper one is not
    # It runs down column 29 to row 18, along row 19 from column 29 to 31, and down column 31: of
    # these 19 + 3 + 20 pixels column 29 and the next are near the true one, down to row 19; of the
    # true one, what is no further than a pixel below that.
    precision, recall = 21 / 42, 21 / 40
    assert contour_accuracy(bent, half) == pytest.approx(
        2 * precision * recall / (precision + recall)
    )


def test_the_tolerance_is_a_disk_not_a_square() -> None:
    first, second = NOTHING.copy(), NOTHING.copy()
    first[39, 59] = second[37, 57] = True
    assert np.argwhere(contour(first)).tolist() == [[38, 58], [38, 59], [39, 58]]
    assert np.argwhere(contour(second)).tolist() == [[36, 56], [36, 57], [37, 56], [37, 57]]
    # (38, 58) is diagonal to (37, 57): further than one pixel, so nothing agrees
    assert contour_accuracy(first, second) == 0
