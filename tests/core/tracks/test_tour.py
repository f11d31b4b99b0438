"""The first steps: each is said at its moment, one at a time, until it is done or skipped."""

from __future__ import annotations

from dataclasses import replace

from soc_studio.core.project.project import LayerId
from soc_studio.core.tracks.first_steps import FirstStep, Moment, Tour
from soc_studio.core.tracks.next_step import NextStep, WorkStage

OPENED = Moment()
SEARCHING = Moment(is_searching=True, layers=1)
FOUND = Moment(layers=1, step=NextStep(WorkStage.CHECK, 40, 40, spots=2, quick=(LayerId(1),)))
CHECKED = Moment(layers=1, step=NextStep(WorkStage.FINISH, 40, 40, quick=(LayerId(1),)))
FINISHED = Moment(layers=1, step=NextStep(WorkStage.EXPORT, 40, 40))


def at(moment: Moment, spot: int | None, corrections: int = 0) -> Moment:
    return replace(moment, spot=spot, corrections=corrections)


def test_the_way_from_an_empty_field_to_a_file_has_five_steps() -> None:
    tour = Tour()
    said = [
        tour.look(each)
        for each in (OPENED, SEARCHING, FOUND, at(FOUND, 12), CHECKED, SEARCHING, FINISHED)
    ]
    assert said == [
        FirstStep.FIND,
        None,
        FirstStep.CHECK,
        FirstStep.FIX,
        FirstStep.FINISH,
        None,
        FirstStep.EXPORT,
    ]
    assert [each.number for each in FirstStep] == [1, 2, 3, 4, 5]
    assert not tour.is_over
    tour.skip()
    assert tour.is_over
    assert tour.look(FINISHED) is None


def test_the_first_result_is_explained_before_the_spot_that_the_playhead_is_on_already() -> None:
    tour = Tour()
    assert tour.look(at(FOUND, 0)) is FirstStep.CHECK
    assert tour.look(at(FOUND, 0)) is FirstStep.CHECK
    assert tour.look(at(FOUND, 30)) is FirstStep.FIX  # the person went to the next one


def test_how_to_fix_is_said_at_every_spot_until_something_was_corrected() -> None:
    tour = Tour({FirstStep.FIND, FirstStep.CHECK})
    assert tour.look(at(FOUND, 12)) is FirstStep.FIX
    assert tour.look(FOUND) is None  # the playhead moves on
    assert tour.look(at(FOUND, 30)) is FirstStep.FIX
    assert tour.look(at(FOUND, 30, corrections=1)) is None
    assert FirstStep.FIX in tour.passed


def test_what_is_skipped_does_not_come_again_and_does_not_hold_up_the_next() -> None:
    tour = Tour()
    tour.look(FOUND)
    tour.skip()
    assert tour.look(FOUND) is None
    assert tour.look(at(FOUND, 12)) is FirstStep.FIX
    tour.skip()
    assert tour.look(at(FOUND, 30)) is None
    assert tour.look(CHECKED) is FirstStep.FINISH


def test_who_begins_anyhow_is_not_told_how() -> None:
    tour = Tour()
    assert tour.look(SEARCHING) is None
    assert tour.passed == {FirstStep.FIND}
    tour.pass_over(FirstStep.EXPORT)
    tour.look(FINISHED)
    tour.skip()
    assert tour.look(FINISHED) is None


def test_a_project_with_layers_whose_results_are_being_read_is_nothing_new() -> None:
    tour = Tour()
    assert tour.look(Moment(layers=2)) is None
    assert tour.passed == frozenset()


def test_full_quality_is_offered_until_it_was_begun() -> None:
    tour = Tour({FirstStep.CHECK})
    assert tour.look(CHECKED) is FirstStep.FINISH
    assert tour.look(SEARCHING) is None
    assert tour.look(CHECKED) is None  # stopped half-way: the person knows by now


def test_the_way_to_a_file_is_said_also_where_spots_stay_unchecked() -> None:
    tour = Tour((FirstStep.FIND, FirstStep.CHECK, FirstStep.FINISH))
    unchecked = Moment(layers=1, step=NextStep(WorkStage.CHECK, 40, 40, spots=2))
    assert tour.look(replace(unchecked, spot=3)) is FirstStep.FIX
    tour.skip()
    assert tour.look(replace(unchecked, spot=3)) is FirstStep.EXPORT
    assert Tour((FirstStep.CHECK,)).look(FOUND) is None  # not before full quality
