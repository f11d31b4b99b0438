"""What is kept of a video for the next expression."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.inference.features import BoundedCache, SmallFrame, small_frames


def through(cache: BoundedCache[int], numbers: range) -> int:
    """Go through `numbers` as a search does, and return how many were kept."""
    cache.begin_round()
    kept = 0
    for number in numbers:
        if cache.get(number) is None:
            cache.put(number, -number, 1)
        else:
            kept += 1
        assert cache.held <= cache.capacity
    return kept


def test_a_second_walk_through_more_than_fits_finds_what_fits() -> None:
    cache: BoundedCache[int] = BoundedCache(10)
    assert through(cache, range(1, 26)) == 0
    assert through(cache, range(1, 26)) == 10
    assert through(cache, range(1, 26)) == 10


def test_a_walk_elsewhere_takes_the_room_of_what_it_does_not_use() -> None:
    cache: BoundedCache[int] = BoundedCache(10)
    through(cache, range(1, 26))
    assert through(cache, range(101, 126)) == 0
    assert through(cache, range(101, 126)) == 10
    assert cache.get(1) is None


def test_what_is_larger_than_everything_is_not_kept_and_takes_no_room() -> None:
    cache: BoundedCache[str] = BoundedCache(10)
    cache.put("a", "small", 4)
    cache.begin_round()
    cache.put("b", "huge", 11)
    assert (cache.get("a"), cache.get("b"), cache.held) == ("small", None, 4)
    cache.put("c", "fits beside no value of this round", 7)
    assert (cache.get("a"), cache.get("c"), cache.held) == ("small", None, 4)
    cache.begin_round()
    cache.put("c", "fits in the place of one of an earlier round", 7)
    assert (cache.get("a"), cache.held) == (None, 7)


@pytest.mark.slow
def test_several_threads_may_use_it() -> None:
    cache: BoundedCache[int] = BoundedCache(50)
    failures: list[BaseException] = []

    def use(seed: int) -> None:
        chance = np.random.default_rng(seed)
        try:
            for number in chance.integers(0, 100, 20_000).tolist():
                if cache.get(number) is None:
                    cache.put(number, number, 1 + number % 3)
                if number == 7:
                    cache.begin_round()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=use, args=(seed,)) for seed in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failures == []
    kept = [number for number in range(100) if cache.get(number) is not None]
    assert cache.held == sum(1 + number % 3 for number in kept) <= 50


class Film:
    """Frames of one value each, which counts those it decodes."""

    height, width, frame_count, rate, key = 2, 2, 30, Fraction(25), "film"

    def __init__(self) -> None:
        self.decoded: list[int] = []

    def frames(self, start: int = 0, stop: int | None = None) -> Iterator[NDArray[np.uint8]]:
        for number in range(start, self.frame_count if stop is None else stop):
            self.decoded.append(number)
            yield np.full((2, 2, 3), number, np.uint8)


def test_frames_that_found_no_room_are_decoded_again_and_all_are_the_same() -> None:
    film = Film()
    one = SmallFrame.of(np.zeros((2, 2, 3), np.uint8)).bytes
    cache: BoundedCache[SmallFrame] = BoundedCache(10 * one)
    for again in (range(30), range(10, 30)):
        film.decoded.clear()
        cache.begin_round()
        values = [int(each.pixels[0, 0, 0]) for each in small_frames(film, (2, 2), 0, 30, cache)]
        assert values == list(range(30))
        assert film.decoded == list(again)
