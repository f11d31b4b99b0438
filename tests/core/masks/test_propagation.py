"""A corrected mask goes along with its object, and stops where it cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.masks.propagation import propagate
from soc_studio.core.media.video_reader import open_video
from tests.core.conftest import Clips

HEIGHT, WIDTH = 180, 320


def texture(seed: int, height: int, width: int, low: int, high: int) -> NDArray[np.uint8]:
    noise = np.random.default_rng(seed).integers(low, high, (height // 4, width // 4, 3))
    return cv2.resize(noise.astype(np.uint8), (width, height), interpolation=cv2.INTER_CUBIC)


def scene(number: int, turn: float = 1.0) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """A textured disc that goes right, turns and grows, before a textured wall that pans."""
    wall = texture(1, HEIGHT, WIDTH + 200, 40, 130)[:, number : number + WIDTH].copy()
    disc = texture(2, 128, 128, 110, 250)
    scale = 0.6 + 0.008 * number
    matrix = cv2.getRotationMatrix2D((64, 64), turn * number, scale)
    matrix[:, 2] += (60 + 3 * number - 64, 90 - 64)
    shape = np.zeros((128, 128), dtype=np.uint8)
    cv2.circle(shape, (64, 64), 56, 255, -1)
    mask = cv2.warpAffine(shape, matrix, (WIDTH, HEIGHT)) >= 128
    wall[mask] = cv2.warpAffine(disc, matrix, (WIDTH, HEIGHT))[mask]
    return wall, mask


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pictures = [scene(number)[0] for number in range(40)]
    return Clips(tmp_path_factory.mktemp("film")).encode("scene.mp4", pictures=pictures)


def overlap(mask: Mask, true: NDArray[np.bool_]) -> float:
    return mask.iou(Mask.from_array(true))


@pytest.mark.slow
def test_it_follows_motion_turning_and_growth_in_both_directions(film: Path) -> None:
    with open_video(film) as reader:
        found = dict(propagate(reader, 20, Mask.from_array(scene(20)[1]), 15, 15))
    assert sorted(found) == [*range(5, 20), *range(21, 36)]
    scores = {frame: overlap(mask, scene(frame)[1]) for frame, mask in found.items()}
    assert min(scores.values()) > 0.55, scores  # fifteen frames away
    assert np.mean([scores[frame] for frame in (*range(12, 20), *range(21, 29))]) > 0.9
    assert {(mask.height, mask.width) for mask in found.values()} == {(HEIGHT, WIDTH)}


@pytest.mark.slow
def test_it_stops_before_locked_frames_and_at_the_ends_of_the_video(film: Path) -> None:
    with open_video(film) as reader:
        mask = Mask.from_array(scene(20)[1])
        assert [frame for frame, _ in propagate(reader, 20, mask, 4, 4, {18, 23})] == [21, 22, 19]
        last = Mask.from_array(scene(38)[1])
        assert [frame for frame, _ in propagate(reader, 38, last, 0, 9)] == [39]
        first = Mask.from_array(scene(1)[1])
        assert [frame for frame, _ in propagate(reader, 1, first, 9, 0)] == [0]


@pytest.mark.slow
def test_it_stops_at_a_cut_and_where_there_is_nothing(clips: Any) -> None:
    pictures = [scene(number)[0] for number in range(10)]
    pictures += [texture(9, HEIGHT, WIDTH, 20, 240)] * 5
    with open_video(clips.encode("cut.mp4", pictures=pictures)) as reader:
        found = [frame for frame, _ in propagate(reader, 5, Mask.from_array(scene(5)[1]), 0, 9)]
        assert found == [6, 7, 8, 9]
        assert list(propagate(reader, 5, Mask.empty(HEIGHT, WIDTH), 3, 3)) == []


@pytest.mark.slow
def test_masks_of_another_size_than_the_video_keep_theirs(film: Path) -> None:
    large = cv2.resize(scene(10)[1].astype(np.uint8), (640, 360)) > 0
    with open_video(film) as reader:
        ((frame, mask),) = propagate(reader, 10, Mask.from_array(large), 0, 1)
    assert (frame, mask.height, mask.width) == (11, 360, 640)
    true = cv2.resize(scene(11)[1].astype(np.uint8), (640, 360)) > 0
    assert overlap(mask, true) > 0.9


@pytest.mark.slow
def test_a_still_picture_leaves_the_mask_as_it_is(clips: Any) -> None:
    picture, mask = scene(7)
    with open_video(clips.encode("still.mp4", pictures=[picture] * 12)) as reader:
        found = list(propagate(reader, 3, Mask.from_array(mask), 3, 8))
    assert len(found) == 11
    assert min(overlap(each, mask) for _, each in found) > 0.97
