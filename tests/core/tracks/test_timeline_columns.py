"""What a lane of the timeline shows, from an hour to single frames."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.project.project import Absent, Correction, Origin, Review, Verdict
from soc_studio.core.project.spans import ValuedSpans
from soc_studio.core.system.array_pyramid import ArrayPyramid
from soc_studio.core.tracks.lane_picture import (
    LaneColours,
    Marks,
    faded,
    lane_picture,
    wave_picture,
)
from soc_studio.core.tracks.layer_facts import facts_of
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.timeline_columns import Columns, Flag, LaneSummary

EDGED = LaneColours(*(0xFF000000 + number for number in range(1, 12)))
COLOURS = replace(EDGED, edge=EDGED.fill)
NONE = np.zeros(0, dtype=np.int64)


ACCEPTED, REJECTED = (Verdict(each) for each in Review)


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
    marks = marks or Marks(NONE, NONE)
    return lane_picture(columns, marks, 36 * unit, unit, 0, COLOURS)


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
        verdicts=ValuedSpans().put(5, 7, ACCEPTED).put(7, 8, REJECTED),
    )
    summary = LaneSummary(view)
    flags = summary.columns(every(40)).flags
    assert np.flatnonzero(flags & Flag.DENIED).tolist() == [2, 3]
    assert np.flatnonzero(flags & Flag.ACCEPTED).tolist() == [5, 6]
    assert np.flatnonzero(flags & Flag.REJECTED).tolist() == [7]
    assert summary.corrected.tolist() == [25]
    assert summary.columns(every(40)).best[25] == 255


def test_a_mask_that_a_person_made_is_sure_whatever_the_model_said(documents: Any) -> None:
    view = seen(documents)
    said = facts_of(view).confidence
    assert said is not None
    assert said < 1
    mask = Mask.from_array(box())
    frames = range(len(view.states))
    drawn = seen(documents, corrections={frame: Correction(mask) for frame in frames})
    assert facts_of(drawn).confidence == 1
    carried = {
        frame: Correction(mask, Origin.PROPAGATED, 0, 0.5) if frame else Correction(mask)
        for frame in frames
    }
    trusted = facts_of(seen(documents, corrections=carried)).confidence
    assert trusted == pytest.approx((1 + 0.5 * (len(frames) - 1)) / len(frames))


def shape(drawn: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return 0 where nothing is drawn, 1 where the colour is thin, 2 on a block, 3 elsewhere."""
    return np.select([drawn == 0, drawn >> 24 < 255, drawn == COLOURS.fill], [0, 1, 2], 3)


def test_every_state_has_a_pattern_of_its_own() -> None:
    """Told apart without hues: where anything is drawn differs, or how much of it."""
    states = (
        Flag.PRESENT,
        Flag.PRESENT | Flag.PREVIEW,
        Flag.PRESENT | Flag.IMPORTED,
        Flag.PRESENT | Flag.UNCERTAIN,
        Flag.PRESENT | Flag.ACCEPTED,
        Flag.PRESENT | Flag.REJECTED,
        Flag.PRESENT | Flag.PROPAGATED,
        Flag.PRESENT | Flag.PROPAGATED | Flag.OUTDATED,
        Flag.PROPOSED | Flag.NOT_COMPUTED,
        Flag.ABSENT,
        Flag.ABSENT | Flag.DENIED,
        Flag.NOT_COMPUTED,
    )
    drawn = set()
    for state in states:
        score = np.full(60, 255 if state & Flag.PRESENT else 0, dtype=np.uint8)
        columns = Columns(np.full(60, state, dtype=np.uint16), score, score)
        drawn.add(shape(picture(columns)).tobytes())
    assert len(drawn) == len(states)


def test_bars_are_as_high_as_scores() -> None:
    scores = np.array([0, 1, 64, 128, 255], dtype=np.uint8)
    flags = np.where(scores > 0, Flag.PRESENT, Flag.ABSENT).astype(np.uint16)
    flags[0] = Flag.PRESENT  # with nothing of a score there is nothing
    for unit in (1, 2):
        heights = (picture(Columns(flags, scores, scores), unit=unit) == COLOURS.fill).sum(axis=0)
        assert heights[0] == 0
        assert heights[1] == round(0.35 * 23 * unit)
        assert heights.tolist() == sorted(heights.tolist())
        assert heights[-1] == 23 * unit


def test_the_range_of_scores_in_a_column_is_lighter() -> None:
    flags = np.full(1, Flag.PRESENT, dtype=np.uint16)
    drawn = picture(Columns(flags, np.array([255], np.uint8), np.array([128], np.uint8)))
    half = faded(COLOURS.fill, 0.5)
    assert 0 < (drawn == half).sum() < (drawn == COLOURS.fill).sum()


def test_a_quick_search_is_light_with_a_bright_line_on_top() -> None:
    score = np.full(30, 255, np.uint8)
    quick = Columns(np.full(30, Flag.PRESENT | Flag.PREVIEW, np.uint16), score, score)
    column = picture(quick)[:, 15]
    opaque = column >> 24
    top = np.flatnonzero(column)[0]
    assert column[top] == COLOURS.edge
    assert opaque[top] > opaque[top + 1] > opaque[top + 2]
    block = opaque[top + 2 : 30]
    assert block[0] <= round(0.34 * 255) + 1
    assert block[-1] >= round(0.16 * 255) - 1
    assert (np.diff(block.astype(int)) <= 0).all()


def test_masks_that_are_not_kept_yet_are_half_the_colour_with_chevrons() -> None:
    flags = np.full(48, Flag.NOT_COMPUTED | Flag.PROPOSED, np.uint16)
    none = np.zeros(48, np.uint8)
    drawn = picture(Columns(flags, none, none))
    assert (drawn == faded(COLOURS.fill, 0.5)).sum() > 48 * 10
    rows = np.flatnonzero((drawn == COLOURS.deep).any(axis=1))
    assert len(rows) == 7
    first, middle, last = (
        np.flatnonzero(drawn[row] == COLOURS.deep)[:2] for row in rows[[0, 3, 6]]
    )
    assert first.tolist() == last.tolist()
    assert middle[0] % 12 == (first[0] + 3) % 12


def test_blocks_have_an_edge_where_the_colour_alone_is_faint() -> None:
    score = np.concatenate([np.full(20, 255, np.uint8), np.zeros(20, np.uint8)])
    flags = np.where(score > 0, Flag.PRESENT, Flag.ABSENT).astype(np.uint16)
    drawn = lane_picture(Columns(flags, score, score), Marks(NONE, NONE), 36, 1, 0, EDGED)
    edge = drawn == EDGED.edge
    assert edge[7:30, 19].all()
    assert edge[7, :20].all()
    assert not edge[8:29, :19].any()
    assert (drawn[8:29, :19] == EDGED.fill).all()


def test_corrections_are_diamonds_and_seams_lines_also_at_the_edge_of_sight() -> None:
    flags = np.full(80, Flag.NOT_COMPUTED, dtype=np.uint16)
    none = np.zeros(80, dtype=np.uint8)
    columns = Columns(flags, none, none)
    drawn = picture(columns, Marks(np.array([-3, 40]), NONE)) == COLOURS.mark
    assert drawn.sum(axis=0)[35:46].tolist() == [1, 3, 5, 7, 9, 11, 9, 7, 5, 3, 1]
    assert drawn.sum(axis=0)[:4].tolist() == [5, 3, 1, 0]
    seam = picture(columns, Marks(NONE, np.array([20]))) == COLOURS.ink
    assert np.flatnonzero(seam[10:22].any(axis=0)).tolist() == [20]
    cut = picture(columns, Marks(NONE, NONE, np.array([20, 79]))) == COLOURS.uncertain
    assert np.flatnonzero(cut[2:30].all(axis=0)).tolist() == [17, 18, 22, 23, 76, 77]


def test_a_sound_is_drawn_around_the_middle() -> None:
    low, high = (np.array([0, -64, -127], dtype=np.int8), np.array([0, 64, 127], dtype=np.int8))
    heights = (wave_picture(low, high, 30, 7) == 7).sum(axis=0)
    assert heights[0] <= 2
    assert 12 <= heights[1] <= 16
    assert heights[2] >= 28
