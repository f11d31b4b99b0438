"""Windows cover every frame, never cross a cut, and are the same however the cuts become known."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soc_rvos.inference.windows import Planner, Window, default_stride, plan, whole
from tests.thoroughness import examples

LENGTHS = st.lists(st.integers(1, 90), min_size=1, max_size=5)
STRIDES = st.integers(1, 5)


def shots_of(lengths: list[int], start: int = 0) -> list[tuple[int, int]]:
    shots = []
    for length in lengths:
        shots.append((start, start + length))
        start += length
    return shots


def stream(lengths: list[int], stride: int, start: int = 0) -> tuple[list[list[Window]], list[int]]:
    """Return the blocks of a planner, and how many frames it made one hold after each frame."""
    planner = Planner(8, stride, start)
    blocks, held = [], []
    at = start
    for length in lengths:
        for _ in range(length):
            blocks += planner.add()
            at += 1
            held.append(at - planner.needed_from)
        blocks += planner.end_shot()
    return blocks, held


@pytest.mark.parametrize(
    ("rate", "stride"),
    [(Fraction(1), 1), (Fraction(12), 2), (Fraction(30000, 1001), 5), (Fraction(60), 10)],
)
def test_the_stride_brings_a_video_to_six_frames_a_second(rate: Fraction, stride: int) -> None:
    assert default_stride(rate) == stride


def test_a_block_is_interleaved_windows() -> None:
    (block,) = plan([(0, 16)], length=8, stride=2)
    assert [window.frames for window in block] == [tuple(range(0, 16, 2)), tuple(range(1, 16, 2))]
    assert [window.phase for window in block] == [0, 1]


def test_the_last_block_is_completed_with_the_frames_before_it() -> None:
    _, tail = plan([(0, 19)], length=8, stride=2)
    assert [window.frames for window in tail] == [tuple(range(3, 19, 2)), tuple(range(4, 19, 2))]
    assert [sorted(window.fresh) for window in tail] == [[17], [16, 18]]


def test_a_phase_without_a_frame_to_answer_is_left_out() -> None:
    _, tail = plan([(0, 17)], length=8, stride=2)
    assert [sorted(window.fresh) for window in tail] == [[16]]


def test_a_short_shot_takes_a_smaller_stride() -> None:
    (first, tail) = plan([(5, 25)], length=8, stride=5)
    assert [window.frames for window in first] == [tuple(range(5, 21, 2)), tuple(range(6, 21, 2))]
    assert sorted(frame for window in tail for frame in window.fresh) == [21, 22, 23, 24]


def test_a_shot_shorter_than_a_window_is_one_shorter_window() -> None:
    assert list(plan([(3, 8)], length=8, stride=5)) == [
        [Window((3, 4, 5, 6, 7), frozenset(range(3, 8)), shot=3, block=3, phase=0)]
    ]


def test_the_whole_range_can_be_one_window() -> None:
    assert whole(4, 40) == Window(tuple(range(4, 40)), frozenset(range(4, 40)), 4, 4, 0)


@pytest.mark.slow
@given(LENGTHS, STRIDES, st.integers(0, 100))
def test_every_frame_is_fresh_in_exactly_one_window(
    lengths: list[int], stride: int, start: int
) -> None:
    blocks = list(plan(shots_of(lengths, start), 8, stride))
    fresh = [frame for block in blocks for window in block for frame in window.fresh]
    assert sorted(fresh) == list(range(start, start + sum(lengths)))


@pytest.mark.slow
@given(LENGTHS, STRIDES)
def test_windows_hold_real_frames_of_one_shot_evenly_spaced(
    lengths: list[int], stride: int
) -> None:
    shots = shots_of(lengths)
    ends = dict(shots)
    for window in (window for block in plan(shots, 8, stride) for window in block):
        start, stop = window.shot, ends[window.shot]
        assert start <= window.frames[0]
        assert window.frames[-1] < stop
        assert len(window.frames) == min(8, stop - start)
        gaps = {later - frame for frame, later in pairwise(window.frames)}
        assert len(gaps) <= 1
        assert all(1 <= gap <= stride for gap in gaps)
        assert window.fresh <= set(window.frames)


@pytest.mark.slow
@given(LENGTHS, STRIDES, st.integers(0, 100))
def test_a_planner_that_learns_of_cuts_as_they_come_plans_the_same(
    lengths: list[int], stride: int, start: int
) -> None:
    assert stream(lengths, stride, start)[0] == list(plan(shots_of(lengths, start), 8, stride))


def test_a_short_shot_that_an_earlier_plan_began_is_completed_with_its_own_frames() -> None:
    planner = Planner(8, 4, start=32, shot_start=28)
    blocks = [block for _ in range(8) for block in planner.add()] + planner.end_shot()
    windows = [window for block in blocks for window in block]
    assert sorted(frame for window in windows for frame in window.fresh) == list(range(32, 40))
    assert {window.shot for window in windows} == {28}
    assert min(frame for window in windows for frame in window.frames) >= 28


@pytest.mark.slow
@given(st.integers(1, 10), STRIDES, st.integers(0, 100), st.integers(1, 90), st.data())
@examples(1500)
def test_a_plan_that_goes_on_anywhere_in_a_shot_answers_what_is_left_of_it(
    length: int, stride: int, shot: int, frames: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(shot, shot + frames - 1))
    planner = Planner(length, stride, start, shot)
    blocks, needed = [], [planner.needed_from]
    for _ in range(start, shot + frames):
        needed.append(planner.needed_from)
        blocks += planner.add()
    blocks += planner.end_shot()
    windows = [window for block in blocks for window in block]
    fresh = [frame for window in windows for frame in window.fresh]
    assert sorted(fresh) == list(range(start, shot + frames))
    for window in windows:
        assert shot <= window.frames[0] <= window.frames[-1] < shot + frames
        assert window.frames[0] >= min(needed)
        assert len(window.frames) == min(length, frames)


@pytest.mark.slow
@given(LENGTHS, STRIDES, st.data())
@examples(300)
def test_a_plan_that_goes_on_after_any_block_is_the_plan_of_one_that_was_never_stopped(
    lengths: list[int], stride: int, data: st.DataObject
) -> None:
    shots = shots_of(lengths)
    whole = list(plan(shots, 8, stride))
    at = data.draw(st.integers(0, len(whole) - 1))
    begin, shot = whole[at][0].block, whole[at][0].shot
    planner = Planner(8, stride, begin, shot)
    blocks = []
    for start, stop in shots:
        if stop <= begin:
            continue
        for _ in range(max(start, begin), stop):
            blocks += planner.add()
        blocks += planner.end_shot()
    assert blocks == whole[at:]


@pytest.mark.slow
@given(st.integers(1, 10), STRIDES, st.integers(1, 60), st.integers(1, 60), st.integers(0, 50))
@examples(1000)
def test_what_is_left_before_frames_that_are_answered_sees_them(
    length: int, stride: int, before: int, frames: int, answered: int
) -> None:
    planner = Planner(length, stride, before, 0)
    blocks = [block for _ in range(frames) for block in planner.add()]
    blocks += planner.end_shot(answered)
    windows = [window for block in blocks for window in block]
    stop = before + frames
    assert sorted(at for window in windows for at in window.fresh) == list(range(before, stop))
    for window in windows:
        assert 0 <= window.frames[0] <= window.frames[-1] < stop + answered
        assert len(window.frames) == min(length, stop + answered)


@pytest.mark.slow
@given(LENGTHS, STRIDES)
def test_a_planner_never_asks_for_more_than_a_block_of_frames(
    lengths: list[int], stride: int
) -> None:
    blocks, held = stream(lengths, stride)
    assert max(held) <= 8 * stride
    firsts = [block[0].block for block in blocks]
    assert firsts == [min(min(window.fresh) for window in block) for block in blocks]
    assert firsts == sorted(set(firsts))
    assert all(
        [window.last for window in block] == [False] * (len(block) - 1) + [True] for block in blocks
    )
