"""The labels of the ruler: one step everywhere, at round codes."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soc_studio.core.media.time_code import TimeCodes
from soc_studio.core.media.timing import Timing
from soc_studio.core.tracks.ruler_marks import ruler_marks
from soc_studio.core.tracks.time_scale import TimeScale

NTSC = Fraction(30000, 1001)
RATES = [NTSC, *(Fraction(each) for each in (1, 17, 24, 25, 30, 50, 60, 100))]


def codes(frames: int, rate: Fraction, first: str = "") -> TimeCodes:
    return TimeCodes(Timing.at_rate(frames, rate), first)


@pytest.mark.slow
@given(
    rate=st.sampled_from(RATES),
    frames=st.integers(8, 200_000),
    width=st.integers(200, 3000),
    near=st.floats(0.0001, 1),
    place=st.floats(0, 1),
)
def test_labels_are_of_one_step_and_never_close(
    rate: Fraction, frames: int, width: int, near: float, place: float
) -> None:
    scale = TimeScale(frames, width).whole().zoomed(near, place * width)
    found = ruler_marks(codes(frames, rate, "00:58:00:00"), scale, 96)
    steps = {after - before for before, after in pairwise(found)}
    # Drop-frame leaves out two numbers at a minute.
    assert not steps or max(steps) - min(steps) <= (20 if rate == NTSC else 0)
    skipped = 2 * scale.pixels if rate == NTSC else 0
    assert all(each * scale.pixels >= 96 - skipped - 1e-6 for each in steps)


def test_an_hour_is_labelled_every_five_minutes() -> None:
    hour = TimeScale(108_000, 1300).whole()
    found = ruler_marks(codes(108_000, Fraction(30)), hour, 96)
    assert found == list(range(0, 108_000, 5 * 60 * 30))


@pytest.mark.parametrize(
    ("rate", "seen", "step"),
    [(24, 60, 6), (24, 120, 12), (25, 60, 5), (25, 8, 1), (30, 120, 10), (60, 150, 20)],
)
def test_near_by_the_step_is_a_part_of_a_second(rate: int, seen: float, step: int) -> None:
    scale = TimeScale(1000, 1300, first=0, seen=seen)
    found = ruler_marks(codes(1000, Fraction(rate)), scale, 96)
    assert found[1] == step


def test_labels_are_at_round_codes_of_the_file() -> None:
    named = codes(9000, NTSC, "00:59:50;10")
    found = ruler_marks(named, TimeScale(9000, 1300).whole(), 96)
    assert {named.code(each)[-5:] for each in found} <= {"00;00", "00;02", "30;00"}
    assert named.code(found[0]) == "01:00:00;00"


def test_labels_follow_the_times_of_a_video_without_a_rate() -> None:
    ticks = np.concatenate([np.arange(100) * 20, 2000 + np.arange(100) * 80])
    timing = Timing.of_stamps(ticks, Fraction(1, 1000), last_duration=80)
    found = ruler_marks(TimeCodes(timing), TimeScale(200, 1000).whole(), 100)
    assert found[:3] == [0, 50, 100]
    late = [timing.time_of(frame) - second for second, frame in enumerate(found)]
    assert len(late) == 10
    assert all(0 <= each < Fraction(8, 100) for each in late)
