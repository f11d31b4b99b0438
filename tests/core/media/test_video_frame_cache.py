"""The last frames decoded, bounded in bytes."""

from __future__ import annotations

import numpy as np

from soc_studio.core.media.frame_cache import FrameCache


def test_the_frames_unused_for_longest_are_forgotten_first() -> None:
    cache = FrameCache(capacity=3 * 12)
    frames = [np.full((2, 2, 3), number, dtype=np.uint8) for number in range(5)]
    for number in range(3):
        cache.put(number, frames[number])
    assert cache.get(0) is frames[0]
    cache.put(3, frames[3])
    assert cache.get(1) is None
    assert [cache.get(number) is not None for number in (0, 2, 3)] == [True] * 3
    cache.put(3, frames[4])
    assert cache.get(3) is frames[4]
    assert cache.get(0) is not None
    cache.clear()
    assert cache.get(0) is None


def test_a_frame_larger_than_the_cache_is_not_kept() -> None:
    cache = FrameCache(capacity=10)
    cache.put(0, np.zeros((2, 2, 3), dtype=np.uint8))
    assert cache.get(0) is None
