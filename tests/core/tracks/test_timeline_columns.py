"""What a lane of the timeline shows, from an hour to single frames."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.project.project import Absent, Correction, Review
from soc_studio.core.project.spans import ValuedSpans
from soc_studio.core.system.array_pyramid import ArrayPyramid
from soc_studio.core.tracks.lane_picture import LaneColours, Marks, lane_picture, wave_picture
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.timeline_columns import Columns, Flag, LaneSummary

COLOURS = LaneColours(*(0xFF000000 + number for number in range(1, 9)))
NONE = np.zeros(0, dtype=np.int64)


def box(left: int = 10) -> NDArray[np.bool_]:
    mask = np.zeros((32, 48), dtype=np.bool_)
    mask[8:20, left : left + 12] = True
    return mask


def seen(documents: Any, **changes: Any) -> ResolvedTrack:
    """Present on 0 to 9 at 0.9, absent on 10 to 19 (0.1), and not computed from 20 on."""
    view = documents.view(
        "cat", {frame: (0.9 if frame < 10 else 0.1, box()) for frame in range(20)}
    )
    expression = replace(view.layer, **changes)
    return ResolvedTrack(expression, view.video, view.data, view._results, view._imports)


def every(frames: int) -> NDArray[np.float64]:
    return np.arange(frames + 1, dtype=np.float64)


def picture(columns: Columns, marks: Marks | None = None, unit: int = 1) -> NDArray[np.uint32]:
    marks = marks or Marks(NONE, NONE, NONE)
    return lane_picture(columns, marks, 28 * unit, unit, 0, COLOURS)


def test_columns_join_what_is_in_them_and_lose_nothing() -> None:
    values = np.random.default_rng(1).integers(0, 1000, 10_007)
    levels = ArrayPyramid(values, np.maximum)
    for width in (1, 7, 100, 1920):
        assert levels.columns(np.linspace(0, len(values), width + 1)).max() == values.max()
    edges = np.arange(0, 10_007 + 1, 10_007 / 1251)
    found = levels.columns(edges)
    for column in range(0, 1251, 50):
        start, stop = int(edges[column]), int(edges[column + 1])
        assert found[column] == values[start:stop].max()
    far = levels.columns(np.linspace(0, len(values), 11))  # borders are exact to a 16th of a column
    assert values[1070:1930].max() <= far[1] <= values[930:2070].max()


def test_a_single_frame_is_seen_in_an_hour() -> None:
    values = np.zeros(108_000, dtype=np.uint16)
    values[54_321] = 4
    columns = ArrayPyramid(values, np.bitwise_or).columns(np.linspace(0, 108_000, 1801))
    assert np.flatnonzero(columns).tolist() == [54_321 // 60]


def test_near_by_a_frame_fills_its_columns_and_no_other() -> None:
    levels = ArrayPyramid(np.array([1, 2, 4], dtype=np.uint16), np.bitwise_or)
    assert levels.columns(np.linspace(0, 3, 13)).tolist() == [1] * 4 + [2] * 4 + [4] * 4


def test_states_and_scores_of_frames_reach_their_columns(documents: Any) -> None:
    columns = LaneSummary(seen(documents)).columns(every(40))
    assert (columns.flags[:10] & Flag.PRESENT).all()
    assert (columns.flags[10:20] & Flag.ABSENT).all()
    assert (columns.flags[20:] == Flag.NOT_COMPUTED).all()
    assert set(columns.best[:10]) == {round(1 + 254 * 0.9)}
    assert not columns.best[10:].any()
    far = LaneSummary(seen(documents)).columns(np.array([0.0, 20.0, 40.0]))
    assert far.flags.tolist() == [Flag.PRESENT | Flag.ABSENT, Flag.NOT_COMPUTED]
    assert far.best[0] > 200
    assert far.worst[0] == 0


def test_decisions_reach_their_columns(documents: Any) -> None:
    mask = Mask.from_array(np.ones((64, 96), dtype=np.bool_))
    view = seen(
        documents,
        corrections={25: Correction(mask)},
        choices=ValuedSpans().put(2, 4, Absent()),
        reviews=ValuedSpans().put(5, 7, Review.ACCEPTED).put(7, 8, Review.REJECTED),
    )
    summary = LaneSummary(view)
    flags = summary.columns(every(40)).flags
    assert np.flatnonzero(flags & Flag.DENIED).tolist() == [2, 3]
    assert np.flatnonzero(flags & Flag.ACCEPTED).tolist() == [5, 6]
    assert np.flatnonzero(flags & Flag.REJECTED).tolist() == [7]
    assert summary.corrected.tolist() == [25]
    assert not len(summary.propagated)


def test_every_state_has_a_pattern_of_its_own() -> None:
    """Told apart without colours: where anything is drawn differs."""
    states = (
        Flag.PRESENT,
        Flag.PRESENT | Flag.PREVIEW,
        Flag.PRESENT | Flag.IMPORTED,
        Flag.PRESENT | Flag.UNCERTAIN,
        Flag.PRESENT | Flag.ACCEPTED,
        Flag.PRESENT | Flag.REJECTED,
        Flag.ABSENT,
        Flag.ABSENT | Flag.DENIED,
        Flag.NOT_COMPUTED,
    )
    drawn = set()
    for state in states:
        score = np.full(60, 255 if state & Flag.PRESENT else 0, dtype=np.uint8)
        columns = Columns(np.full(60, state, dtype=np.uint16), score, score)
        drawn.add((picture(columns) != 0).tobytes())
    assert len(drawn) == len(states)


def test_bars_are_as_high_as_scores() -> None:
    scores = np.array([0, 1, 64, 128, 255], dtype=np.uint8)
    flags = np.where(scores > 0, Flag.PRESENT, Flag.ABSENT).astype(np.uint16)
    flags[0] = Flag.PRESENT  # with nothing of a score there is nothing
    for unit in (1, 2):
        heights = (picture(Columns(flags, scores, scores), unit=unit) == COLOURS.fill).sum(axis=0)
        assert heights[0] == 0
        assert heights[1] == 4 * unit
        assert heights.tolist() == sorted(heights.tolist())
        assert heights[-1] == 18 * unit


def test_the_range_of_scores_in_a_column_is_lighter() -> None:
    flags = np.full(1, Flag.PRESENT, dtype=np.uint16)
    drawn = picture(Columns(flags, np.array([255], np.uint8), np.array([128], np.uint8)))
    assert 0 < (drawn == COLOURS.light).sum() < (drawn == COLOURS.fill).sum()


def test_corrections_are_diamonds_and_seams_lines_also_at_the_edge_of_sight() -> None:
    flags = np.full(80, Flag.NOT_COMPUTED, dtype=np.uint16)
    none = np.zeros(80, dtype=np.uint8)
    columns = Columns(flags, none, none)
    drawn = picture(columns, Marks(np.array([-3, 40]), NONE, NONE)) == COLOURS.ink
    assert drawn.sum(axis=0)[35:46].tolist() == [1, 3, 5, 7, 9, 11, 9, 7, 5, 3, 1]
    assert drawn.sum(axis=0)[:4].tolist() == [5, 3, 1, 0]
    seam = picture(columns, Marks(NONE, NONE, np.array([20]))) == COLOURS.ink
    assert np.flatnonzero(seam[10:22].any(axis=0)).tolist() == [20]
    small = picture(columns, Marks(NONE, np.array([40]), NONE)) == COLOURS.ink
    assert small.sum() < drawn[:, 30:50].sum()


def test_a_sound_is_drawn_around_the_middle() -> None:
    low, high = (np.array([0, -64, -127], dtype=np.int8), np.array([0, 64, 127], dtype=np.int8))
    heights = (wave_picture(low, high, 30, 7) == 7).sum(axis=0)
    assert heights[0] <= 2
    assert 12 <= heights[1] <= 16
    assert heights[2] >= 28
