"""Frame numbers and exact times."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soc_studio.core.media.timing import Timing

rates = st.sampled_from(
    [Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(60000, 1001), Fraction(7, 3)]
)


@pytest.mark.slow
@given(steps=st.lists(st.integers(1, 5000), min_size=1, max_size=50), base=st.integers(1, 90000))
def test_number_to_time_and_back_is_exact_for_any_stamps(steps: list[int], base: int) -> None:
    stamps = [sum(steps[:count]) for count in range(len(steps) + 1)]
    timing = Timing.of_stamps(stamps, Fraction(1, base))
    for number in range(timing.frame_count):
        time = timing.time_of(number)
        assert time == Fraction(stamps[number] - stamps[0], base)
        assert timing.frame_at(time) == number
        until = time + timing.duration_of(number)
        assert timing.frame_at(until - Fraction(1, 10**9)) == number
    assert sum(map(timing.duration_of, range(timing.frame_count))) == timing.duration


@pytest.mark.slow
@given(rate=rates, count=st.integers(1, 400))
def test_number_to_time_and_back_is_exact_at_a_constant_rate(rate: Fraction, count: int) -> None:
    timing = Timing.at_rate(count, rate)
    assert timing.duration == count / rate
    for number in (0, count // 2, count - 1):
        assert timing.time_of(number) == number / rate
        assert timing.frame_at(number / rate) == number
        assert timing.duration_of(number) == 1 / rate


@pytest.mark.slow
@given(rate=rates, count=st.integers(2, 400), ticks=st.sampled_from([600, 1000, 90000]))
def test_a_constant_rate_is_known_through_rounding(rate: Fraction, count: int, ticks: int) -> None:
    stamps = [round(number * ticks / rate) for number in range(count)]
    timing = Timing.of_stamps(stamps, Fraction(1, ticks), nominal_rate=rate)
    assert timing.rate == rate
    assert not timing.is_variable


@pytest.mark.parametrize("rate", [10, 12, 15, 24, 25, 30])
@pytest.mark.parametrize("count", [10, 30, 90])
def test_a_gif_has_the_rate_that_people_mean(rate: int, count: int) -> None:
    stamps = [round(Fraction(100 * number, rate)) for number in range(count)]
    timing = Timing.of_stamps(stamps, Fraction(1, 100), nominal_rate=Fraction(25, 2))
    assert timing.rate == rate or (rate, timing.rate.denominator) in ((24, 1001), (30, 1001))


def test_one_late_frame_makes_a_rate_variable() -> None:
    stamps = [0, 40, 80, 125, 160]
    timing = Timing.of_stamps(stamps, Fraction(1, 1000), nominal_rate=Fraction(25))
    assert timing.is_variable
    assert Timing.of_stamps([0, 1, 3], Fraction(1, 25)).is_variable


def test_times_outside_the_clip_give_the_nearest_frame() -> None:
    timing = Timing.at_rate(5, Fraction(25))
    assert timing.frame_at(Fraction(-1)) == 0
    assert timing.frame_at(Fraction(99)) == 4


def test_numbers_outside_the_clip_are_refused() -> None:
    timing = Timing.at_rate(5, Fraction(25))
    for number in (-1, 5):
        with pytest.raises(IndexError):
            timing.time_of(number)


def test_a_single_frame_is_shown_as_long_as_the_file_says() -> None:
    assert Timing.of_stamps([9], Fraction(1, 10), last_duration=3).duration == Fraction(3, 10)
    alone = Timing.of_stamps([9], Fraction(1, 1000), nominal_rate=Fraction(25))
    assert alone.duration == Fraction(1, 25)
    assert alone.start == Fraction(9, 1000)


def test_a_part_begins_at_zero_and_keeps_its_intervals() -> None:
    timing = Timing.of_stamps([0, 5, 6, 20, 21], Fraction(1, 100), last_duration=9)
    part = timing.part(1, 4)
    assert part.times == (0, Fraction(1, 100), Fraction(15, 100))
    assert part.duration == Fraction(16, 100)
    assert part.start == Fraction(5, 100)
    assert timing.part(3, 5).duration == Fraction(10, 100)
    for span in ((2, 2), (-1, 2), (0, 6)):
        with pytest.raises(ValueError, match="of 5"):
            timing.part(*span)
