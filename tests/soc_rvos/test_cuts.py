"""Cuts are found, and what only looks like one is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.inference.cuts import REACH, CutFinder

Shot = NDArray[np.uint8]
Scene = Callable[[int, int, int], Shot]


def starts(frames: Iterable[NDArray[np.uint8]]) -> list[int]:
    finder = CutFinder()
    said = [each for frame in frames for each in finder.add(frame)]
    said += finder.finish()
    return [number for number, started in enumerate(said) if started]


def pan(scene: NDArray[np.uint8], length: int, speed: int, width: int = 160) -> Shot:
    """Return a camera going right over `scene` by `speed` pixels a frame."""
    return np.stack([scene[:, speed * at : speed * at + width] for at in range(length)])


@pytest.fixture
def rooms(texture: Scene) -> tuple[Shot, Shot]:
    """Two shots of 20 frames with a slow pan in each."""
    return tuple(pan(texture(90, 400, seed), 20, 2) for seed in (1, 2))  # type: ignore[return-value]


def test_a_hard_cut_is_found_at_its_frame(rooms: tuple[Shot, Shot]) -> None:
    assert starts(np.concatenate(rooms)) == [20]


def test_every_frame_is_judged_once_and_a_few_frames_late(rooms: tuple[Shot, Shot]) -> None:
    finder = CutFinder()
    said = 0
    for number, frame in enumerate(rooms[0], start=1):
        said += len(finder.add(frame))
        assert number - said < REACH
    assert said + len(finder.finish()) == len(rooms[0])


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_video_shorter_than_the_reach_has_no_cut(rooms: tuple[Shot, Shot], length: int) -> None:
    assert starts(rooms[0][:length]) == []


def test_cuts_near_the_ends_and_near_each_other_are_found(rooms: tuple[Shot, Shot]) -> None:
    first, second = rooms
    frames = np.concatenate([first[:2], second[:6], first[10:16], second[14:16]])
    assert starts(frames) == [2, 8, 14]


def test_a_slow_fade_into_another_scene_is_no_cut(rooms: tuple[Shot, Shot]) -> None:
    first, second = rooms
    shares = np.linspace(0, 1, 20)[:, None, None, None]
    dissolve = ((1 - shares) * first + shares * second).astype(np.uint8)
    assert starts(np.concatenate([first, dissolve, second])) == []


def test_a_fade_through_black_is_no_cut(rooms: tuple[Shot, Shot]) -> None:
    first, second = rooms
    shares = np.linspace(1, 0, 20)[:, None, None, None]
    away = (shares * first).astype(np.uint8)
    back = (shares[::-1] * second).astype(np.uint8)
    assert starts(np.concatenate([first, away, back, second])) == []


def test_a_cut_from_black_is_found(rooms: tuple[Shot, Shot]) -> None:
    assert starts(np.concatenate([np.zeros_like(rooms[0]), rooms[1]])) == [20]


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_flash_is_no_cut(rooms: tuple[Shot, Shot], length: int) -> None:
    flashed = rooms[0].copy()
    flashed[8 : 8 + length] = 255
    assert starts(flashed) == []


def test_light_switched_on_is_no_cut(rooms: tuple[Shot, Shot]) -> None:
    lit = rooms[0].copy()
    lit[10:] = lit[10:] * 2
    assert starts(lit) == []


@pytest.mark.parametrize("speed", [8, 16, 24])
def test_a_fast_pan_is_no_cut(texture: Scene, speed: int) -> None:
    wide = texture(90, 24 * 24 + 160, 3)
    assert starts(pan(wide, 24, speed)) == []


def test_a_pan_that_starts_at_once_is_no_cut(texture: Scene) -> None:
    wide = texture(90, 24 * 24 + 160, 4)
    still = np.repeat(wide[None, :, :160], 10, axis=0)
    assert starts(np.concatenate([still, pan(wide, 20, 20)])) == []


def test_noise_on_a_dark_scene_is_no_cut(texture: Scene) -> None:
    generator = np.random.default_rng(5)
    dark = texture(90, 160, 6) // 12
    noisy = dark[None] + generator.integers(0, 8, (30, 90, 160, 3), dtype=np.uint8)
    assert starts(noisy) == []


def test_a_big_thing_going_past_is_no_cut(texture: Scene) -> None:
    shot = np.repeat(texture(90, 160, 7)[None], 24, axis=0)
    for number, frame in enumerate(shot):
        left = -100 + 14 * number
        cv2.rectangle(frame, (left, 10), (left + 90, 89), (200, 40, 40), -1)
    assert starts(shot) == []
