"""A part around the playhead is offered where a search of all of it would take long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from soc_studio.core.search.suggested_part import LONG, SuggestedPart, suggested_part

ALL = range(0, 10_000)
RATE = 25.0
PART = 750  # frames of 30 s


def span_at(playhead: int, cuts: tuple[int, ...] = ()) -> range:
    found = suggested_part(ALL, playhead, RATE, cuts, 400.0)
    assert found is not None
    return found.span


def test_the_part_is_30_s_around_the_playhead_and_takes_its_share_of_the_time() -> None:
    assert suggested_part(ALL, 5000, RATE, [], 400.0) == SuggestedPart(range(4625, 5375), 30.0)


@pytest.mark.parametrize(
    ("playhead", "span"),
    [(0, range(0, 750)), (9999, range(9250, 10_000)), (-5, range(0, 750)), (10**6, ALL[9250:])],
)
def test_the_part_has_30_s_at_the_ends_of_the_video_too(playhead: int, span: range) -> None:
    assert span_at(playhead) == span


def test_ends_meet_scene_changes_near_them_and_no_others() -> None:
    assert span_at(5000, (4700, 4640, 5300, 5360)) == range(4640, 5360)
    assert span_at(5000, (4751, 5249)) == range(4625, 5375)  # more than 5 s further in
    assert span_at(5000, (4750, 5250)) == range(4750, 5250)
    assert span_at(5000, (4600, 5400)) == range(4625, 5375)  # outside
    assert span_at(100, (40,)) == range(0, 750)  # where the video begins, nothing is to be met


@pytest.mark.parametrize("seconds", [None, 0.0, LONG])
def test_no_part_is_offered_where_all_is_short_or_unknown(seconds: float | None) -> None:
    assert suggested_part(ALL, 5000, RATE, [], seconds) is None


def test_no_part_is_offered_of_what_is_no_longer_than_it() -> None:
    assert suggested_part(range(100, 100 + PART), 200, RATE, [], 400.0) is None
    assert suggested_part(range(100, 101 + PART), 200, RATE, [], 400.0) is not None


@pytest.mark.slow
@given(
    some.integers(0, 5000),
    some.integers(1, 9000),
    some.integers(-100, 20_000),
    some.floats(0.5, 240),
    some.lists(some.integers(0, 15_000), max_size=40),
    some.floats(LONG + 1, 1e6),
)
def test_the_part_lies_in_the_span_has_the_playhead_and_is_30_s_at_most(
    first: int, count: int, playhead: int, rate: float, cuts: list[int], seconds: float
) -> None:
    span = range(first, first + count)
    found = suggested_part(span, playhead, rate, cuts, seconds)
    if found is None:
        assert count <= max(1, round(30 * rate))
        return
    assert span.start <= found.span.start < found.span.stop <= span.stop
    assert min(max(playhead, span.start), span.stop - 1) in found.span
    assert len(found.span) <= max(1, round(30 * rate))
    assert 0 < found.seconds < seconds
