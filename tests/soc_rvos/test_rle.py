"""Codes of masks are read as pycocotools writes them; anything else is refused."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_rvos.rle import MOST_PIXELS, checked_mask, mask_of_runs

sides = st.integers(1, 40)


def picture(seed: int, height: int, width: int, density: float) -> NDArray[np.bool_]:
    """Noise, half of it in blocks, so that both short and long runs come."""
    random = np.random.default_rng(seed)
    fine = random.random((height, width)) < density
    coarse = np.repeat(random.random((1, width)) < density, height, axis=0)
    return fine & coarse if seed % 2 else coarse


def code(*numbers: int) -> bytes:
    """The code of `numbers` as they are, which need not be runs."""
    symbols = bytearray()
    for number in numbers:
        more = True
        while more:
            low, number = number & 31, number >> 5
            more = number != (-1 if low & 16 else 0)
            symbols.append(48 + low + 32 * more)
    return bytes(symbols)


@pytest.mark.slow
@given(st.integers(0, 2**32), sides, sides, st.sampled_from([0.0, 0.02, 0.5, 0.98, 1.0]))
def test_what_pycocotools_writes_is_accepted_and_kept(
    seed: int, height: int, width: int, density: float
) -> None:
    pixels = picture(seed, height, width, density)
    mask = Mask.from_array(pixels)
    assert checked_mask(height, width, mask.counts) == mask
    assert (mask.to_array() == pixels).all()


@pytest.mark.slow
@given(st.data(), st.integers(0, 2**32), sides, sides)
def test_a_changed_code_is_refused_or_is_a_mask_of_the_size(
    data: st.DataObject, seed: int, height: int, width: int
) -> None:
    counts = bytearray(Mask.from_array(picture(seed, height, width, 0.5)).counts)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(counts)))
        piece = data.draw(st.binary(max_size=3))
        counts[place : place + data.draw(st.integers(0, 3))] = piece
    soundly_read_or_refused(height, width, bytes(counts))


@pytest.mark.slow
@given(st.binary(max_size=60), sides, sides)
def test_bytes_of_any_kind_are_refused_or_are_a_mask(
    counts: bytes, height: int, width: int
) -> None:
    soundly_read_or_refused(height, width, counts)


@pytest.mark.slow
@given(st.lists(st.integers(0, 20), max_size=12), st.integers(1, 6))
def test_runs_are_a_mask_also_where_some_have_no_pixels(lengths: list[int], height: int) -> None:
    lengths = [*lengths, height - sum(lengths) % height]
    inside = np.arange(len(lengths)) % 2 == 1
    pixels = np.repeat(inside, lengths).reshape(-1, height).T
    expected = Mask.from_array(pixels)
    assert mask_of_runs(*pixels.shape, np.array(lengths)) == expected
    steps = [n - lengths[i - 2] if i > 2 else n for i, n in enumerate(lengths)]
    if len(code(*steps)) <= pixels.size + 1:
        assert checked_mask(*pixels.shape, code(*steps)) == expected


def soundly_read_or_refused(height: int, width: int, counts: bytes) -> None:
    try:
        mask = checked_mask(height, width, counts)
    except ValueError:
        return
    pixels = mask.to_array()
    assert pixels.shape == (height, width)
    assert mask.counts == Mask.from_array(pixels).counts or len(mask.counts) == len(counts)
    assert mask.area == pixels.sum()
    left, top, across, down = mask.box
    assert 0 <= left <= left + across <= width
    assert 0 <= top <= top + down <= height


@pytest.mark.parametrize(
    "counts",
    [
        b"",
        code(23),
        code(25),
        code(-1, 25),
        code(20, -4, 8),
        code(2**30),
        code(2**40, 24 - 2**40),
        code(2**63, 24),
        code(24)[:-1] + b"`",
        b"/" + code(24),
        code(24) + b"p",
        code(24) + "é".encode(),
        b"\xff" * 20,
        b"P" * 3 + b"0",
        code(24, *[0] * 40),
        code(0, *[12, 0] * 2, 0, 0),
    ],
)
def test_a_code_that_is_none_of_the_size_is_refused(counts: bytes) -> None:
    with pytest.raises(ValueError, match="mask"):
        checked_mask(4, 6, counts)


def test_a_sum_that_would_overflow_is_refused() -> None:
    with pytest.raises(ValueError, match="runs"):
        mask_of_runs(4, 6, np.array([2**62, 2**62, 2**62, 2**62, 24]))
    with pytest.raises(ValueError, match="runs"):
        mask_of_runs(4, 6, np.array([], dtype=np.int64))


@pytest.mark.parametrize("size", [(0, 5), (5, 0), (-4, -6), (2**20, 2**20), (1, MOST_PIXELS)])
def test_a_size_that_no_mask_has_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="pixels"):
        checked_mask(*size, code(24))


def test_the_largest_sizes_take_no_memory() -> None:
    height, width = 1, MOST_PIXELS - 1
    assert checked_mask(height, width, code(0, width)).area == width
    assert mask_of_runs(height, width, np.array([0, width])).counts == code(0, width)


@pytest.mark.timed
def test_a_usual_code_is_checked_in_no_time() -> None:
    rows, columns = np.ogrid[:720, :1280]
    mask = Mask.from_array((rows - 300) ** 2 + (columns - 500) ** 2 < 90**2)
    assert 200 < len(mask.counts) < 600
    fastest = min(seconds(mask) for _ in range(200))
    assert fastest < 500e-6  # ten times what it takes


def seconds(mask: Mask) -> float:
    start = time.perf_counter()
    checked_mask(720, 1280, mask.counts)
    return time.perf_counter() - start
