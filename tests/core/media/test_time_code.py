"""Points in a video as people write them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from soc_studio.core.media.time_code import TimeCode, TimeCodeError
from soc_studio.core.media.timing import Timing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", TimeCode(frame=0)),
        ("120", TimeCode(frame=120)),
        ("12.5s", TimeCode(seconds=Fraction(25, 2))),
        ("3 s", TimeCode(seconds=Fraction(3))),
        ("1:30", TimeCode(seconds=Fraction(90))),
        ("90:05", TimeCode(seconds=Fraction(5405))),
        ("00:01:30.250", TimeCode(seconds=Fraction(361, 4))),
        ("2:03:04", TimeCode(seconds=Fraction(7384))),
    ],
)
def test_frames_seconds_and_clock_times_are_understood(text: str, expected: TimeCode) -> None:
    assert TimeCode.parse(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-1",
        "1.5",
        "abc",
        "1:75",
        "1:60:00",
        "s",
        "1::2",
        "٣x",
        pytest.param("9" * 5000, id="endless"),
    ],
)
def test_anything_else_is_refused_with_examples(text: str) -> None:
    with pytest.raises(TimeCodeError) as refused:
        TimeCode.parse(text)
    assert "12.5s" in refused.value.advice


def test_a_time_means_the_first_frame_from_then_on() -> None:
    timing = Timing.at_rate(100, Fraction(30000, 1001))
    assert TimeCode.parse("0s").frame_number(timing) == 0
    assert TimeCode.parse("1s").frame_number(timing) == 30
    assert TimeCode(seconds=timing.time_of(17)).frame_number(timing) == 17
    assert TimeCode.parse("1:00").frame_number(timing) == 100


def test_times_follow_the_frames_of_a_clip_without_a_steady_rate() -> None:
    timing = Timing.of_stamps([0, 10, 500, 510, 2000], Fraction(1, 1000))
    assert TimeCode.parse("0.5s").frame_number(timing) == 2
    assert TimeCode.parse("0.505s").frame_number(timing) == 3
    assert TimeCode.parse("0.6s").frame_number(timing) == 4


def test_adjacent_spans_share_no_frame_and_leave_none_out() -> None:
    timing = Timing.at_rate(50, Fraction(24000, 1001))
    ends = [TimeCode.parse(f"{tenth / 10}s").frame_number(timing) for tenth in range(25)]
    assert ends == sorted(ends)
    assert ends[0] == 0
    assert ends[-1] == 50
