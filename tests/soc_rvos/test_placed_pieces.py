"""Which of several things in one mask a sentence means."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

import soc_rvos
from soc_rvos.inference.placed_pieces import keep_placed
from soc_rvos.language.ranks import Measure, Rank
from soc_rvos.language.wording import worded
from soc_rvos.vocabulary_file import shipped_vocabulary

BRIDGE = shipped_vocabulary().bridge
HEIGHT, WIDTH = 60, 160
LEFT, MIDDLE, RIGHT = (20, 30), (80, 30), (140, 30)


def mask_of(*places: tuple[int, int, int]) -> NDArray[np.float32]:
    """Return logits [h, w] of squares: the column and row of the middle, half of the side."""
    plane = np.full((HEIGHT, WIDTH), -5, np.float32)
    for column, row, half in places:
        plane[max(0, row - half) : row + half, max(0, column - half) : column + half] = 5
    return plane


def kept(planes: list[NDArray[np.float32]], rank: Rank) -> NDArray[np.bool_]:
    """Return bool [T, h, w], what is kept of `planes`, of a clip in which all of it is seen."""
    clip = np.stack([np.where(plane > 0, 200, 40) for plane in planes])
    clip = np.repeat(clip[..., None], 3, axis=3).astype(np.uint8)
    logits = np.stack(planes)[None]
    before = logits.copy()
    answer = keep_placed(logits, clip, rank)
    assert np.array_equal(logits, before)
    return np.asarray(answer[0] > 0)


@pytest.mark.parametrize(
    ("measure", "falling", "place", "middle"),
    [
        ("column", False, 0, LEFT),
        ("column", True, 0, RIGHT),
        ("column", False, 1, MIDDLE),
        ("middle", False, 0, MIDDLE),
    ],
)
def test_one_of_three_is_kept(
    measure: Measure, falling: bool, place: int, middle: tuple[int, int]
) -> None:
    three = [(*each, 8) for each in (LEFT, MIDDLE, RIGHT)]
    answer = kept([mask_of(*three)] * 4, Rank(measure, falling, place))
    assert np.array_equal(answer[0], mask_of((*middle, 8)) > 0)
    assert (answer == answer[0]).all()


def test_what_is_nearer_stands_lower_and_what_is_larger_covers_more() -> None:
    planes = [mask_of((30, 40, 12), (110, 20, 9))] * 3
    near = mask_of((30, 40, 12)) > 0
    assert np.array_equal(kept(planes, Rank("foot", True, 0))[1], near)
    assert np.array_equal(kept(planes, Rank("area", True, 0))[1], near)
    assert np.array_equal(kept(planes, Rank("area", False, 0))[1], (planes[1] > 0) & ~near)
    assert np.array_equal(kept(planes, Rank("row", False, 0))[1], (planes[1] > 0) & ~near)


@pytest.mark.parametrize(
    ("measure", "is_falling", "meant"),
    [
        ("falling", False, (30, 14)),
        ("falling", True, (125, 44)),
        ("rising", True, (120, 14)),
        ("rising", False, (35, 44)),
    ],
)
def test_a_corner_is_both_sides_of_it(
    measure: Measure, is_falling: bool, meant: tuple[int, int]
) -> None:
    four = [(30, 14, 8), (120, 14, 8), (35, 44, 8), (125, 44, 8)]
    answer = kept([mask_of(*four)] * 2, Rank(measure, is_falling, 0))
    assert np.array_equal(answer[0], mask_of((*meant, 8)) > 0)


def test_one_thing_stays_as_it_is_and_so_does_one_behind_a_pole() -> None:
    whole = [mask_of((80, 30, 20))] * 4
    rank = Rank("column", False, 0)
    assert np.array_equal(kept(whole, rank), np.stack(whole) > 0)
    behind = [plane.copy() for plane in whole]
    for plane in behind:
        plane[:, 78:81] = -5
    assert np.array_equal(kept(behind, rank), np.stack(behind) > 0)


def test_a_place_that_nothing_has_changes_nothing() -> None:
    planes = [mask_of((*LEFT, 8), (*RIGHT, 8))] * 2
    assert np.array_equal(kept(planes, Rank("column", False, 2)), np.stack(planes) > 0)


def test_small_pieces_stay_beside_what_is_meant() -> None:
    foot, speck = (36, 36, 2), (60, 50, 2)
    planes = [mask_of((*LEFT, 12), foot, speck, (*RIGHT, 12))] * 3
    assert np.array_equal(kept(planes, Rank("column", False, 0))[2], mask_of((*LEFT, 12), foot) > 0)


def test_it_is_followed_where_both_touch() -> None:
    """Two squares walk into each other: the left one stays the left one, and has its own half."""
    planes = [mask_of((40 + 4 * time, 30, 10), (100 - 4 * time, 30, 10)) for time in range(6)]
    answer = kept(planes, Rank("column", False, 0))
    for time, plane in enumerate(answer):
        mine = mask_of((40 + 4 * time, 30, 10)) > 0
        assert (plane & mine).sum() / (plane | mine).sum() > 0.8, time


def test_what_comes_into_the_picture_counts() -> None:
    """It is the rightmost, though it is not there in the beginning."""
    planes = [
        mask_of((30, 30, 10), (80, 30, 10), *([(150 - 6 * time, 30, 10)] if time > 1 else []))
        for time in range(6)
    ]
    answer = kept(planes, Rank("column", True, 0))
    assert answer[4].any()
    assert not answer[4][:, :100].any()


def test_a_speck_is_no_thing() -> None:
    planes = [mask_of((100, 30, 14), (20, 20, 3))] * 3
    assert np.array_equal(kept(planes, Rank("column", False, 0)), np.stack(planes) > 0)


@pytest.mark.parametrize(
    ("sentence", "measure", "falling"),
    [
        ("the cup on the left", "column", False),
        ("where's the cup that's on the left?", "column", False),
        ("the left-hand cup", "column", False),
        ("man on left", "column", False),
        ("guy far right", "column", True),
        ("the man on the right side of the picture", "column", True),
        ("the dog on the left running to the right", "column", False),
        ("the woman in the top left corner", "falling", False),
        ("the bird at the bottom right", "falling", True),
        ("the bus at the upper right", "rising", True),
        ("the dog on the lower left side", "rising", False),
        ("the man leaning to the left in the middle", "middle", False),
        ("the person closest to the camera", "foot", True),
        ("the person in the background", "foot", False),
        ("the bottom book", "row", True),
    ],
)
def test_a_place_is_read(sentence: str, measure: Measure, falling: bool) -> None:
    assert worded(sentence, BRIDGE).placed == Rank(measure, falling, 0)


@pytest.mark.parametrize(
    "sentence",
    [
        "the cup",
        "the cups on the left",
        "both men on the right",
        "the man on the right of the dog",
        "the man to the left of the tree",
        "the car turning left",
        "the car turning to the left",
        "the swan swimming to the right",
        "the bird moving from left to right",
        "the person with a bag in his left hand",
        "the right shoe of the woman",
        "the cup in the middle of the table",
        "the car in front of the house",
        "the person closest to the door",
    ],
)
def test_other_words_of_place_are_not_taken_for_one(sentence: str) -> None:
    assert worded(sentence, BRIDGE).placed is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "third"),
    [("the bucket on the left", 0), ("the middle bucket", 1), ("the bucket on the right", 2)],
)
def test_the_shipped_model_tells_buckets_apart(sentence: str, third: int) -> None:
    model = soc_rvos.load("soc-mini", device="cpu")
    (track,) = model.segment(buckets(), sentence, rate=6, stride=1, preview=True, threshold=0)
    shown = [int(track.mask(4)[:, left : left + 213].sum()) for left in (0, 213, 426)]
    assert shown[third] > 8000
    assert sum(shown) == shown[third]


def buckets() -> NDArray[np.uint8]:
    """Return RGB [8, 360, 640, 3], three red buckets on a table."""
    random = np.random.default_rng(0)
    wall = cv2.resize(
        random.integers(60, 140, (9, 16, 3), dtype=np.uint8),
        (640, 360),
        interpolation=cv2.INTER_CUBIC,
    )
    wall[190:] = (225, 222, 215)
    frames = []
    for time in range(8):
        frame = wall.copy()
        for column in (120 + 3 * time, 320 + 3 * time, 520 + 3 * time):
            outline = [(column - 32, 170), (column + 32, 170), (column + 45, 280)]
            cv2.fillPoly(frame, [np.array([*outline, (column - 45, 280)])], (190, 25, 40))
            cv2.ellipse(frame, (column, 280), (45, 9), 0, 0, 180, (190, 25, 40), -1)
            cv2.ellipse(frame, (column, 170), (32, 7), 0, 0, 360, (150, 15, 30), -1)
            cv2.line(frame, (column - 18, 178), (column - 24, 275), (235, 90, 100), 6)
        noise = random.integers(-6, 7, frame.shape)
        frames.append(np.clip(frame.astype(int) + noise, 0, 255).astype(np.uint8))
    return np.stack(frames)
