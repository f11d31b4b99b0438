"""What seem to be cuts stay with the masks that were carried to them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.core.project import correction_edits, edits
from soc_studio.core.project.history import History
from soc_studio.core.project.project import Correction, LayerId, Project
from soc_studio.core.project.project_codec import project_of, records
from soc_studio.core.project.seeming_cuts import seeming_cuts

CAR, DOG = LayerId(2), LayerId(3)
FULL, GONE = Mask.from_array(np.ones((64, 96), dtype=np.bool_)), Mask.empty(64, 96)


@pytest.fixture
def project(documents: Any) -> Project:
    made: Project
    made, _ = documents.project("the red car", "a dog")
    return made.correct(CAR, {5: Correction(FULL)}).correct(DOG, {5: Correction(FULL)})


def carried(
    project: Project, frames: range, cuts: Mapping[int, int], empty: range = range(0)
) -> Project:
    """Carry the correction of the frame 5; masks are `empty` on some."""
    masks = {n: GONE if n in empty else FULL for n in frames if n != 5}
    return correction_edits.propagate(project, CAR, 5, masks, cuts=cuts)[1]


def cuts(project: Project) -> dict[int, bool]:
    return seeming_cuts(project.layer(CAR).corrections)


@pytest.mark.parametrize(
    ("frames", "entered", "empty", "expected"),
    [
        (range(5, 8), {8: 8}, range(0), {8: False}),  # it ended there
        (range(5, 10), {8: 8}, range(8, 10), {8: True}),  # it went past, and found nothing
        (range(5, 10), {8: 8}, range(0), {}),  # it is found behind it
        (range(3, 6), {2: 3}, range(0), {3: False}),  # the same on the way back
        (range(1, 6), {2: 3}, range(1, 3), {3: True}),
        (range(5, 6), {6: 6}, range(0), {6: False}),  # right beside the correction
        (range(5, 6), {4: 5}, range(0), {5: False}),
        (range(3, 8), {8: 8, 2: 3}, range(0), {8: False, 3: False}),
    ],
)
def test_a_cut_is_kept_unless_the_object_is_found_behind_it(
    project: Project,
    frames: range,
    entered: dict[int, int],
    empty: range,
    expected: dict[int, bool],
) -> None:
    found = carried(project, frames, entered, empty)
    assert cuts(found) == expected
    assert project_of(records(found)) == found
    other = found.layer(DOG).corrections
    assert seeming_cuts(other) == {}


def test_a_correction_behind_it_or_another_run_takes_it_away(project: Project) -> None:
    stopped = carried(project, range(5, 8), {8: 8})
    assert cuts(stopped.correct(CAR, {8: Correction(FULL)})) == {}
    assert cuts(stopped.correct(CAR, {8: Correction(GONE)})) == {}  # it is not there
    assert cuts(stopped.correct(CAR, {9: Correction(FULL)})) == {8: False}
    assert cuts(stopped.uncorrect(CAR, 6, 8)) == {}
    assert cuts(carried(stopped, range(5, 10), {}, range(0))) == {}
    assert cuts(carried(stopped, range(2, 6), {})) == {8: False}
    beside = carried(project, range(5, 6), {6: 6})
    assert cuts(carried(beside, range(5, 9), {})) == {}


def test_it_is_undone_and_redone(project: Project) -> None:
    history = History(project)
    masks = {6: FULL, 7: FULL}
    history.do(*correction_edits.propagate(project, CAR, 5, masks, cuts={8: 8}))
    history.do(*edits.uncorrect(history.project, CAR, 6, 8))
    assert cuts(history.project) == {}
    history.undo()
    assert cuts(history.project) == {8: False}
    history.undo()
    assert history.project == project


def test_programs_of_before_and_after_read_each_others_projects(project: Project) -> None:
    found = carried(project, range(5, 8), {8: 8})
    pieces = records(found)
    marked = json.loads(pieces["correction/2/7"])
    assert marked.pop("cut") == 8
    assert all("cut" not in json.loads(text) for name, text in pieces.items() if name[-2:] != "/7")
    before = project_of({**pieces, "correction/2/7": json.dumps(marked)})
    assert before.layer(CAR).corrections.keys() == found.layer(CAR).corrections.keys()
    assert cuts(before) == {}
    later = {**marked, "what a later program knows": 1}
    assert project_of({**pieces, "correction/2/7": json.dumps(later)}) == before
