"""Rotation, mirroring and the shape of pixels."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from soc_studio.core.media.orientation import orientation
from soc_studio.core.media.video_reader import open_video

UNIT = 1 << 16
# a, b, c, d of the display matrix; degrees clockwise; mirrored; what is shown of the stored.
TURNS = {
    "upright": ((1, 0, 0, 1), 0, False, lambda stored: stored),
    "90": ((0, 1, -1, 0), 90, False, lambda stored: np.rot90(stored, -1)),
    "180": ((-1, 0, 0, -1), 180, False, lambda stored: np.rot90(stored, 2)),
    "270": ((0, -1, 1, 0), 270, False, lambda stored: np.rot90(stored)),
    "mirrored": ((-1, 0, 0, 1), 0, True, lambda stored: stored[:, ::-1]),
    "upside down in a mirror": ((1, 0, 0, -1), 180, True, lambda stored: stored[::-1]),
    "transposed": ((0, 1, 1, 0), 270, True, lambda stored: stored.transpose(1, 0, 2)),
    "transposed the other way": (
        (0, -1, -1, 0),
        90,
        True,
        lambda stored: stored[::-1, ::-1].transpose(1, 0, 2),
    ),
}


def corners() -> np.ndarray:
    """Return a picture, 96 x 64, with a colour of its own in each corner."""
    picture = np.empty((64, 96, 3), dtype=np.uint8)
    picture[:32, :48], picture[:32, 48:] = (220, 30, 30), (30, 200, 40)
    picture[32:, :48], picture[32:, 48:] = (40, 40, 210), (230, 230, 60)
    return picture


@pytest.mark.parametrize("turn", TURNS)
def test_pictures_are_shown_as_the_display_matrix_says(clips, turn: str) -> None:
    (a, b, c, d), degrees, mirrored, shown = TURNS[turn]
    matrix = [a * UNIT, b * UNIT, 0, c * UNIT, d * UNIT, 0, 0, 0, 1 << 30]
    options = {"crf": "1"}
    pictures = [corners()] * 3
    path = clips.encode("turn.mp4", pictures=pictures, options=options, display_matrix=matrix)
    with open_video(path) as reader:
        expected = shown(corners()).astype(int)
        assert (reader.height, reader.width) == expected.shape[:2]
        assert (reader.info.rotation, reader.info.mirrored) == (degrees, mirrored)
        assert reader.info.coded_size == (96, 64)
        picture = reader.frame(1)
        assert picture.flags.c_contiguous
        quarter = np.s_[8 : expected.shape[0] : 16, 8 : expected.shape[1] : 16]
        assert np.abs(picture[quarter] - expected[quarter]).max() <= 25


@pytest.mark.parametrize(
    ("ratio", "displayed"),
    [
        (Fraction(4, 3), (128, 64)),
        (Fraction(16, 11), (140, 64)),
        (Fraction(2, 3), (96, 96)),
        (Fraction(1), (96, 64)),
    ],
)
def test_pixels_are_made_square(clips, ratio: Fraction, displayed: tuple[int, int]) -> None:
    path = clips.encode("wide.mp4", pictures=[corners()] * 2, sample_aspect_ratio=ratio)
    with open_video(path) as reader:
        assert (reader.width, reader.height) == reader.info.displayed_size == displayed
        assert reader.info.sample_aspect_ratio == ratio
        assert reader.frame(0).shape == (displayed[1], displayed[0], 3)
        assert np.abs(reader.frame(0)[8, 8].astype(int) - corners()[8, 8]).max() <= 25


def test_square_pixels_come_before_the_turn(clips) -> None:
    matrix = [0, UNIT, 0, -UNIT, 0, 0, 0, 0, 1 << 30]
    path = clips.encode(
        "phone.mp4",
        pictures=[corners()],
        sample_aspect_ratio=Fraction(4, 3),
        display_matrix=matrix,
    )
    with open_video(path) as reader:
        assert (reader.width, reader.height) == (64, 128)


def test_an_absurd_shape_of_pixels_is_taken_for_square() -> None:
    assert orientation((96, 64), Fraction(5000)).displayed_size == (96, 64)
    assert orientation((96, 64), Fraction(1, 5000)).displayed_size == (96, 64)
