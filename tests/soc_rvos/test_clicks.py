"""Points, strokes and boxes become masks of one frame, without any words."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

import soc_rvos
from soc_rvos.errors import RvosError
from soc_rvos.inference.click_marks import Line, Prompts
from soc_rvos.inference.click_sight import ClickSight
from soc_rvos.inference.clicks import Clicks
from soc_rvos.inference.tracking import Given, Point
from soc_rvos.tracking import load_clicks, load_tracker

HEIGHT, WIDTH = 180, 320
Picture = NDArray[np.uint8]
Bools = NDArray[np.bool_]
ON_DISC, ON_SQUARE = Point(90.5, 80.5), Point(240.5, 110.5)


def texture(seed: int, low: int, high: int) -> Picture:
    noise = np.random.default_rng(seed).integers(low, high, (HEIGHT // 8, WIDTH // 8, 3))
    return cv2.resize(noise.astype(np.uint8), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)


def scene() -> tuple[Picture, Bools, Bools]:
    """A light disc and a dark square before a wall; the frame and both masks."""
    picture = texture(1, 80, 130)
    disc, square = (np.zeros((HEIGHT, WIDTH), dtype=np.uint8) for _ in range(2))
    cv2.circle(disc, (90, 80), 40, 1, -1)
    cv2.rectangle(square, (205, 75), (275, 145), 1, -1)
    picture[disc > 0] = texture(2, 190, 255)[disc > 0]
    picture[square > 0] = texture(3, 0, 40)[square > 0]
    return picture, disc > 0, square > 0


PICTURE, DISC, SQUARE = scene()


@pytest.fixture(scope="module")
def clicks() -> Clicks:
    return load_clicks()


@pytest.fixture(scope="module")
def sight(clicks: Clicks) -> ClickSight:
    return clicks.look(PICTURE)


def overlap(one: Bools, other: Bools) -> float:
    return float((one & other).sum() / max(1, (one | other).sum()))


def test_a_click_finds_the_object_and_more_clicks_change_it(
    clicks: Clicks, sight: ClickSight
) -> None:
    first = clicks.answer(sight, Prompts((ON_DISC,)))
    assert (first.shape, first.dtype) == ((HEIGHT, WIDTH), np.float32)
    assert overlap(first >= 0.5, DISC) > 0.9
    both = clicks.answer(sight, Prompts((ON_DISC, ON_SQUARE))) >= 0.5
    assert overlap(both, DISC | SQUARE) > 0.9
    no_more = Point(ON_DISC.x, ON_DISC.y, False)
    square = clicks.answer(sight, Prompts((ON_SQUARE, no_more))) >= 0.5
    assert overlap(square, SQUARE) > 0.8
    assert not square[80, 90]
    aside = Prompts((ON_DISC, Point(-3.0, 9.0), Line(((WIDTH + 2.0, 5.0),))))
    assert np.array_equal(clicks.answer(sight, aside), first)
    again = clicks.answer(clicks.look(PICTURE), Prompts((ON_DISC,)))
    assert np.array_equal(again, first)


def test_what_is_marked_is_always_honoured(clicks: Clicks, sight: ClickSight) -> None:
    random = np.random.default_rng(4)
    marks: list[Point | Line] = []
    for number in range(8):
        column, row = random.uniform(0, WIDTH), random.uniform(0, HEIGHT)
        on = bool(number % 2)
        if number in (3, 4):
            marks.append(Line(((column, row), (column / 2, row), (column / 2, row / 2)), on))
        else:
            marks.append(Point(column, row, on))
        mask = clicks.answer(sight, Prompts(tuple(marks))) >= 0.5
        last = marks[-1]
        for x, y in ((last.x, last.y),) if isinstance(last, Point) else last.places:
            assert mask[int(y), int(x)] == on
    corners = [Point(x, y) for x in (0.0, WIDTH - 0.01) for y in (0.0, HEIGHT - 0.01)]
    assert (clicks.answer(sight, Prompts(tuple(corners))) >= 0.5)[
        [0, 0, -1, -1], [0, -1, 0, -1]
    ].all()


def test_a_box_has_the_object_and_nothing_outside(clicks: Clicks, sight: ClickSight) -> None:
    box = (200.0, 70.0, 281.0, 150.0)
    mask = clicks.answer(sight, Prompts(box=box)) >= 0.5
    assert overlap(mask, SQUARE) > 0.8
    outside = np.ones_like(mask)
    outside[70:150, 200:281] = False
    assert not (mask & outside).any()
    small = clicks.answer(sight, Prompts(box=(5.0, 150.0, 20.0, 170.0))) >= 0.5
    assert small.any()
    assert small.sum() <= 15 * 20


def test_a_mask_of_before_that_agrees_stays_in_every_pixel(
    clicks: Clicks, sight: ClickSight
) -> None:
    comb = SQUARE.copy()
    comb[80:140:3] = False
    point = Point(240.5, 75.5)
    assert (clicks.answer(sight, Prompts((point,), prior=DISC, candidates=(comb,))) == comb).all()
    assert (clicks.answer(sight, Prompts((ON_DISC,), prior=DISC)) == DISC).all()
    box = (200.0, 70.0, 281.0, 150.0)
    assert (clicks.answer(sight, Prompts(box=box, candidates=(DISC, SQUARE))) == SQUARE).all()
    kept = clicks.answer(sight, Prompts((ON_DISC,), prior=comb, keeps=True)) >= 0.5
    assert kept[80, 90]
    assert (kept[:, 180:] == comb[:, 180:]).all()  # a person's mask changes where they point
    with pytest.raises(ValueError, match="size"):
        clicks.answer(sight, Prompts((point,), prior=DISC[1:]))
    with pytest.raises(ValueError, match="nothing"):
        clicks.answer(sight, Prompts())


def test_adding_takes_nothing_away_from_an_answer_that_was_mostly_right(
    clicks: Clicks, sight: ClickSight
) -> None:
    limb = np.zeros_like(DISC)
    limb[110:150, 80:100] = True  # as the wall behind it, so that the picture says nothing of it
    most = (DISC | limb) & ~((np.arange(WIDTH) > 112) & (np.arange(HEIGHT) < 85)[:, None])
    mask = clicks.answer(sight, Prompts((Point(118.5, 72.5),), prior=most)) >= 0.5
    assert overlap(mask, DISC | limb) > 0.9
    assert mask[limb].mean() > 0.95
    wrong = clicks.answer(sight, Prompts((ON_DISC,), prior=SQUARE | limb)) >= 0.5
    assert wrong[80, 90]


def test_the_front_door_answers_and_refuses_in_words() -> None:
    mask = soc_rvos.mask_at(PICTURE, [(ON_DISC.x, ON_DISC.y, True)])
    assert overlap(mask, DISC) > 0.9
    part = DISC & (np.arange(WIDTH) < 90)
    assert overlap(soc_rvos.mask_at(PICTURE, [(115.5, 80.5, True)], prior=part), DISC) > 0.9
    for problem, said in (
        ((PICTURE, []), "point"),
        ((PICTURE[..., 0], [(1, 1, True)]), "RGB"),
        ((PICTURE, [(WIDTH, 1, True)]), "not in the picture"),
        ((PICTURE, [(1, 1, True)], None, DISC[1:]), "another size"),
    ):
        with pytest.raises(RvosError, match=said):
            soc_rvos.mask_at(*problem)


def test_the_tracker_follows_from_points_and_a_box() -> None:
    tracker = load_tracker()
    frames = [np.roll(PICTURE, 2 * number, axis=1) for number in range(3)]
    given = {0: {1: Given(points=(ON_DISC,)), 2: Given(box=(200.0, 70.0, 281.0, 150.0))}}
    answers = tracker.answer(frames[0], 0, given[0])
    assert overlap(answers[1] >= 0.5, DISC) > 0.9
    found = list(tracker.track(frames.__getitem__, given, range(3)))
    assert (found[0].masks[2] == (answers[2] >= 0.5)).all()
    assert overlap(found[2].masks[1] >= 0.5, np.roll(DISC, 4, axis=1)) > 0.85
    half = Given(DISC & (np.arange(WIDTH) < 90), (Point(115.5, 80.5),))
    assert overlap(tracker.answer(frames[0], 0, {1: half})[1] >= 0.5, DISC) > 0.9
