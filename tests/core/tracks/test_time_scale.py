"""Which frames lie where in the timeline."""

from __future__ import annotations

import numpy as np
import pytest

from soc_studio.core.tracks.time_scale import TimeScale

HOUR = 108_000
WHOLE = TimeScale(HOUR, 1000).whole()


def test_what_is_under_the_pointer_stays_there_while_one_zooms() -> None:
    scale = WHOLE
    place = scale.to_frame(250)
    for _ in range(20):
        scale = scale.zoomed(0.7, 250)
        assert scale.to_frame(250) == pytest.approx(place)
    assert scale.seen < 100


def test_nothing_outside_the_video_is_ever_seen() -> None:
    near = WHOLE.zoomed(0.01, 1000)
    assert near.first + near.seen == pytest.approx(HOUR)
    assert near.scrolled(10**9).first == HOUR - near.seen
    assert near.scrolled(-5).first == 0
    assert near.zoomed(10**6, 0).is_whole
    assert WHOLE.zoomed(1e-9, 500).seen == 8
    assert TimeScale(3, 100).whole().zoomed(1e-9, 0).seen == 3


def test_frames_and_pixels_are_each_others_inverse() -> None:
    scale = TimeScale(100, 1000, first=20, seen=50)
    assert scale.to_x(20) == 0
    assert scale.to_x(45) == 500
    assert [scale.frame_at(x) for x in (0, 19, 20, 999, -10_000, 10_000)] == [20, 20, 21, 69, 0, 99]
    assert [scale.border_at(x) for x in (0, 9, 11, 10_000)] == [20, 20, 21, 100]
    assert scale.edges(50) == pytest.approx(np.arange(20, 71))


def test_the_view_turns_a_page_for_playing_and_moves_just_enough_for_dragging() -> None:
    scale = TimeScale(1000, 100, first=100, seen=100)
    assert scale.followed(150) is scale
    assert scale.followed(200).first == 190
    assert scale.reaching(200).first == 101
    assert scale.reaching(90).first == 90
    assert scale.reaching(150).first == 100


def test_a_stretch_is_shown_with_a_little_around_it() -> None:
    scale = WHOLE.showing(1000, 2000)
    assert scale.first == pytest.approx(950)
    assert scale.seen == pytest.approx(1100)
