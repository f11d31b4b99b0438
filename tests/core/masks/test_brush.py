from __future__ import annotations

import time

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.masks.brush import Place, Shape, Stroke, drawn, region

HEIGHT, WIDTH = 60, 80


def distances(points: list[Place]) -> NDArray[np.float64]:
    """How far the centre of every pixel is from a line, float64 [HEIGHT, WIDTH]."""
    rows, columns = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    nearest = np.full((HEIGHT, WIDTH), np.inf)
    for start, end in zip(points, points[1:] or points, strict=False):
        (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
        length = dx * dx + dy * dy
        share = ((columns - x) * dx + (rows - y) * dy) / length if length else 0 * rows
        share = share.clip(0, 1)
        nearest = np.minimum(nearest, np.hypot(x + share * dx - columns, y + share * dy - rows))
    return nearest


@pytest.mark.parametrize(
    "points",
    [
        [(30.2, 20.7)],
        [(10.1, 12.3), (50.6, 12.3)],
        [(40.5, 5.2), (40.5, 55.9)],
        [(10.3, 10.9), (60.2, 40.1), (20.8, 50.3)],
        [(-20.0, 30.0), (10.0, -15.0), (100.0, 70.0)],
    ],
)
@pytest.mark.parametrize("diameter", [3, 8.5, 31])
def test_a_brush_paints_what_is_within_half_its_diameter(
    points: list[Place], diameter: float
) -> None:
    painted = region(Stroke(Shape.LINE, tuple(points), diameter), HEIGHT, WIDTH).to_array()
    # Ties, on the very edge, may fall either way.
    far = distances(points)
    assert painted[far < diameter / 2 - 1e-6].all()
    assert not painted[far > diameter / 2 + 1e-6].any()


def test_the_points_of_a_long_line_are_thinned_by_less_than_half_a_pixel() -> None:
    turn = np.linspace(0, 2 * np.pi, 400)
    points = [(40 + 20 * float(np.cos(at)), 30 + 15 * float(np.sin(at))) for at in turn]
    painted = region(Stroke(Shape.LINE, tuple(points), 9), HEIGHT, WIDTH).to_array()
    far = distances(points)
    assert painted[far < 4.1].all()
    assert not painted[far > 4.9].any()


def test_the_smallest_brush_paints_the_pixel_under_it() -> None:
    painted = region(Stroke(Shape.LINE, ((12.9, 7.01),), 1), HEIGHT, WIDTH).to_array()
    assert np.argwhere(painted).tolist() == [[7, 12]]


def test_what_is_drawn_beside_the_picture_is_nothing() -> None:
    for shape in Shape:
        stroke = Stroke(shape, ((-50.0, -50.0), (-30.0, -20.0), (-40.0, -10.0)), 5)
        assert region(stroke, HEIGHT, WIDTH).area == 0


def test_a_lasso_takes_what_it_goes_around_however_often() -> None:
    square = [(10.0, 10.0), (30.0, 10.0), (30.0, 25.0), (10.0, 25.0)]
    expected = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    expected[10:25, 10:30] = True
    for points in (square, square[::-1], [*square, *square]):
        taken = region(Stroke(Shape.AREA, tuple(points)), HEIGHT, WIDTH)
        assert (taken.to_array() == expected).all()
    beyond = [(-10.0, -10.0), (30.0, -10.0), (30.0, 25.0), (-10.0, 25.0)]
    taken = region(Stroke(Shape.AREA, tuple(beyond)), HEIGHT, WIDTH)
    assert taken.area == 25 * 30


def test_a_lasso_around_a_triangle_takes_its_pixels_only() -> None:
    corners = ((5.3, 4.1), (70.2, 20.6), (25.7, 55.4))
    taken = region(Stroke(Shape.AREA, corners), HEIGHT, WIDTH).to_array()
    rows, columns = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    sides = [
        (bx - ax) * (rows - ay) - (by - ay) * (columns - ax)
        for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True)
    ]
    assert (taken == (np.min(sides, axis=0) > 0)).all()


def test_strokes_add_and_remove() -> None:
    mask = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    mask[20:40, 20:40] = True
    for shape in (Shape.LINE, Shape.AREA):
        stroke = Stroke(shape, ((30.0, 30.0), (60.0, 35.0), (45.0, 50.0)), 10)
        pixels = region(stroke, HEIGHT, WIDTH).to_array()
        assert pixels.any()
        added = drawn(Mask.from_array(mask), stroke, HEIGHT, WIDTH)
        assert (added.to_array() == (mask | pixels)).all()
        removing = Stroke(shape, stroke.points, 10, removes=True)
        removed = drawn(Mask.from_array(mask), removing, HEIGHT, WIDTH)
        assert (removed.to_array() == (mask & ~pixels)).all()


def test_everything_can_be_painted_and_removed_again() -> None:
    everything = Stroke(Shape.LINE, ((40.0, 30.0),), 500)
    full = drawn(None, everything, HEIGHT, WIDTH)
    assert full.area == HEIGHT * WIDTH
    none = drawn(full, Stroke(Shape.LINE, ((40.0, 30.0),), 500, removes=True), HEIGHT, WIDTH)
    assert none.area == 0
    assert none == Mask.empty(HEIGHT, WIDTH)


def test_a_mask_of_another_size_is_brought_to_the_videos() -> None:
    small = np.zeros((HEIGHT // 2, WIDTH // 2), dtype=np.bool_)
    small[10:20, 10:20] = True
    changed = drawn(Mask.from_array(small), Stroke(Shape.LINE, ((70.5, 50.5),), 1), HEIGHT, WIDTH)
    pixels = changed.to_array()
    assert pixels[20:40, 20:40].all()
    assert pixels[50, 70]
    assert changed.area == 401


def test_a_box_keeps_the_part_of_the_mask_within_it() -> None:
    mask = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    mask[10:30, 10:30] = True
    mask[50, 70] = True  # a speck that is cut off
    box = Stroke(Shape.BOX, ((32.0, 31.0), (9.0, 9.0)))
    kept = drawn(Mask.from_array(mask), box, HEIGHT, WIDTH).to_array()
    assert kept[10:30, 10:30].all()
    assert not kept[50, 70]


def test_a_box_means_the_answer_that_fills_it() -> None:
    mask, other = (np.zeros((HEIGHT // 2, WIDTH // 2), dtype=np.bool_) for _ in range(2))
    mask[2:15, 2:15] = True
    other[14:28, 20:38] = True
    box = Stroke(Shape.BOX, ((38.0, 27.0), (78.0, 58.0)))
    meant = drawn(Mask.from_array(mask), box, HEIGHT, WIDTH, [Mask.from_array(other)])
    expected = np.kron(other, np.ones((2, 2), dtype=np.bool_))
    assert (meant.to_array() == expected).mean() > 0.99


def test_a_box_around_what_nobody_found_is_filled() -> None:
    box = Stroke(Shape.BOX, ((40.2, 30.1), (50.0, 40.9)))
    assert drawn(None, box, HEIGHT, WIDTH).box == (40, 30, 10, 11)
    mask = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    mask[31:33, 41:43] = True  # something small that happens to be in it
    assert drawn(Mask.from_array(mask), box, HEIGHT, WIDTH).area == 110
    removed = drawn(Mask.from_array(mask), Stroke(Shape.BOX, box.points, 1, True), HEIGHT, WIDTH)
    assert removed.area == 0


@pytest.mark.timed
def test_a_stroke_on_a_large_picture_takes_less_than_thirty_milliseconds() -> None:
    height, width = 2160, 3840
    turn = np.linspace(0, 6 * np.pi, 600)
    points = [(1900 + 1500 * float(np.cos(a)), 1000 + 900 * float(np.sin(2 * a))) for a in turn]
    pixels = np.zeros((height, width), dtype=np.bool_)
    pixels[300:1800, 500:3000] = True
    mask = Mask.from_array(pixels)
    took = []
    for diameter in (10, 60, 200):
        began = time.perf_counter()
        drawn(mask, Stroke(Shape.LINE, tuple(points), diameter), height, width)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.03
