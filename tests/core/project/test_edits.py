"""Decisions with their names, as the history says them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.core.project import correction_edits, edits, label_edits
from soc_studio.core.project.edits import Edit
from soc_studio.core.project.history import History
from soc_studio.core.project.outdated import outdated_frames
from soc_studio.core.project.project import (
    Absent,
    Correction,
    EditError,
    LayerId,
    MatteSettings,
    Origin,
    Pick,
    Project,
    Review,
    VideoId,
)

CLIP = VideoId(1)
CAR, DOG, CAT = LayerId(2), LayerId(3), LayerId(4)
OTHER = Mask.from_array(np.eye(64, 96, dtype=np.bool_))
MASK = Mask.from_array(np.ones((64, 96), dtype=np.bool_))


@pytest.fixture
def project(documents: Any) -> Project:
    made: Project
    made, _ = documents.project("the red car", "a dog", "a cat")
    return made.correct(CAR, {5: Correction(MASK)})


EDITS: dict[str, Callable[[Project], Edit]] = {
    "Add 'a bus'": lambda was: edits.add_layers(was, CLIP, ["a  bus"])[0],
    "Add 2 layers": lambda was: edits.add_layers(was, CLIP, ["a", "b"])[0],
    "Rename 'the red car' to 'Car'": lambda was: edits.rename(was, CAR, "Car"),
    "Search for 'a car' instead of 'the red car'": lambda was: label_edits.reword(
        was, CAR, "a car"
    ),
    "Move 'the red car' down": lambda was: edits.move(was, CAR, 1),
    "Move 'a cat' up": lambda was: edits.move(was, CAT, 0),
    "Remove 'a dog'": lambda was: edits.remove(was, DOG),
    "Hide 'a dog'": lambda was: edits.set_visible(was, DOG, False),
    "Lock 'a dog'": lambda was: edits.set_locked(was, DOG, True),
    "Set colour of 'a dog'": lambda was: edits.set_colour(was, DOG, (1, 2, 3)),
    "Mark 'a dog' as not here on frames 3 to 5": lambda was: edits.choose(was, DOG, 3, 6, Absent()),
    "Mark 'a dog' as not here on all frames": lambda was: edits.choose(was, DOG, -1, 99, Absent()),
    "Pick another object for 'a dog' on frame 7": (
        lambda was: edits.choose(was, DOG, 7, 8, Pick(7, MASK))
    ),
    "Correct 'a dog' on frame 7": lambda was: edits.correct(was, DOG, {7: Correction(MASK)}),
    "Correct 'a dog' on 2 frames": (
        lambda was: edits.correct(was, DOG, {7: Correction(MASK), 9: Correction(MASK)})
    ),
    "Carry 'the red car' from frame 5 to 1 frame": lambda was: correction_edits.propagate(
        was, CAR, 5, {6: MASK}
    ),
    "Carry 'the red car' from frame 5 to 2 frames": (
        lambda was: correction_edits.propagate(was, CAR, 5, {6: MASK, 4: MASK})
    ),
    "Move the correction of 'the red car' from frame 5 to 9": (
        lambda was: correction_edits.move_correction(was, CAR, 5, 9)
    ),
    "Copy a correction of 'a dog' to frame 9": (
        lambda was: correction_edits.copy_correction(was, DOG, MASK, 9)
    ),
    "Remove corrections of 'the red car' on frames 0 to 5": (
        lambda was: edits.uncorrect(was, CAR, -3, 6)
    ),
    "Mark 'a dog' as right on frames 0 to 9": lambda was: label_edits.review(
        was, DOG, 0, 10, Review.ACCEPTED
    ),
    "Mark 'a dog' as wrong on frame 39": lambda was: label_edits.review(
        was, DOG, 39, 50, Review.REJECTED
    ),
    "Set threshold of 'a dog'": lambda was: edits.set_matte(was, [DOG], threshold=0.3),
    "Set edge and feather of 2 layers": (
        lambda was: edits.set_matte(was, [DOG, CAR], grow=3, feather=1.5)
    ),
    "Set in point to frame 5": lambda was: edits.set_points(was, CLIP, 5, None),
    "Set out point after frame 8": lambda was: edits.set_points(was, CLIP, 0, 9),
    "Work on frames 5 to 8": lambda was: edits.set_points(was, CLIP, 5, 9),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_says_what_it_does_and_can_be_undone_by_that_name(
    project: Project, name: str
) -> None:
    history = History(project)
    history.do(*EDITS[name](project))
    assert history.project != project
    assert history.undo() == name
    assert history.project.layers == project.layers
    assert history.project.videos == project.videos


def test_what_is_taken_back_has_a_name_too(project: Project) -> None:
    project = project.choose(DOG, 0, 10, Absent()).review(DOG, 0, 10, Review.ACCEPTED)
    name, after = edits.choose(project, DOG, 0, 4, None)
    assert name == "Restore the first choice for 'a dog' on frames 0 to 3"
    assert after == project.choose(DOG, 0, 4, None)
    name, after = label_edits.review(project, DOG, 0, 4, None)
    assert name == "Remove review of 'a dog' on frames 0 to 3"
    assert after == project.review(DOG, 0, 4, None)
    _, hidden = edits.set_visible(project, DOG, False)
    assert edits.set_visible(hidden, DOG, True) == ("Show 'a dog'", project)
    _, locked = edits.set_locked(project, DOG, True)
    assert edits.set_locked(locked, DOG, False) == ("Unlock 'a dog'", project)


def test_layers_are_called_as_the_person_calls_them(project: Project) -> None:
    _, named = edits.rename(project, CAR, "Car")
    assert edits.remove(named, CAR)[0] == "Remove 'Car'"
    assert edits.rename(named, CAR, "")[0] == "Rename 'Car' to 'the red car'"
    (name, _), _ = edits.add_layers(project, CLIP, ["a " * 100])
    assert name == "Add 'a a a a a a a a a a a a a a a a a a a a…'"


def test_expressions_that_are_added_are_told_by_their_ids(project: Project) -> None:
    (_, after), given = edits.add_layers(project, CLIP, ["one", "two"])
    assert [after.layer(each).expression for each in given] == ["one", "two"]


@pytest.mark.parametrize(
    ("one", "place", "order"),
    [
        (CAR, 0, [CAR, DOG, CAT]),
        (CAR, 1, [DOG, CAR, CAT]),
        (CAR, 2, [DOG, CAT, CAR]),
        (CAR, 9, [DOG, CAT, CAR]),
        (CAT, 1, [CAR, CAT, DOG]),
        (CAT, -1, [CAT, CAR, DOG]),
        (DOG, 1, [CAR, DOG, CAT]),
    ],
)
def test_a_layer_is_moved_among_those_of_its_video(
    project: Project, one: LayerId, place: int, order: list[LayerId]
) -> None:
    # Expressions of another video lie in between.
    project, second = project.add_video(project.videos[0])
    for at in (0, 2, 4):
        project, other = project.add_layer(second, f"other {at}")
        project = project.move_layer(other, at)
    others = project.of_video(second)
    _, after = edits.move(project, one, place)
    assert [each.id for each in after.of_video(CLIP)] == order
    assert after.of_video(second) == others


def test_settings_that_are_not_named_stay(project: Project) -> None:
    _, first = edits.set_matte(project, [DOG], grow=-2, threshold=0.4)
    _, after = edits.set_matte(first, [DOG, CAR], threshold=None)
    assert after.layer(DOG).matte == MatteSettings(grow=-2)
    assert after.layer(CAR).matte == MatteSettings()


def test_what_is_carried_is_locked_and_told_from_what_was_made_by_hand(project: Project) -> None:
    _, after = correction_edits.propagate(project, CAR, 5, {6: MASK})
    corrections = after.layer(CAR).corrections
    assert replace(corrections[6], basis=None) == Correction(MASK, Origin.PROPAGATED, 5)
    assert corrections[5] == Correction(MASK)
    # It goes past what is corrected, which stays; each frame comes from the correction before it.
    two = project.correct(CAR, {8: Correction(OTHER)})
    masks = dict.fromkeys(range(3, 12), MASK)
    _, after = correction_edits.propagate(two, CAR, 5, masks, trust={9: 0.23456}, outdated=[4])
    corrections = after.layer(CAR).corrections
    assert {at: each.source for at, each in corrections.items()} == {
        **{3: 5, 4: 5, 5: None, 6: 5, 7: 5, 8: None, 9: 8, 10: 8, 11: 8}
    }
    assert (corrections[8].mask, corrections[9].trust) == (OTHER, 0.235)
    assert outdated_frames(corrections) == [4]
    # What is carried on from a frame that was carried to, or never corrected, is made right there.
    _, after = correction_edits.propagate(after, CAR, 10, {11: OTHER})
    assert after.layer(CAR).corrections[10] == Correction(MASK)
    _, after = correction_edits.propagate(project, DOG, 20, {21: MASK}, start=OTHER)
    assert after.layer(DOG).corrections[20] == Correction(OTHER)


def test_only_what_was_made_of_a_changed_correction_is_outdated(project: Project) -> None:
    two = project.correct(CAR, {15: Correction(MASK)})
    _, two = correction_edits.propagate(two, CAR, 5, dict.fromkeys(range(25), MASK))

    def outdated(after: Project) -> list[int]:
        return outdated_frames(after.layer(CAR).corrections)

    between = [*range(6, 15)]
    assert outdated(two) == []
    assert outdated(two.correct(CAR, {5: Correction(OTHER)})) == [*range(5), *between]
    assert outdated(two.correct(CAR, {10: Correction(OTHER)})) == [n for n in between if n != 10]
    assert outdated(two.uncorrect(CAR, 15, 16)) == [*between, *range(16, 25)]
    _, moved = correction_edits.move_correction(two, CAR, 15, 30)
    assert outdated(moved) == [*between, *range(16, 25)]
    assert moved.layer(CAR).corrections[30] == Correction(MASK)
    with pytest.raises(EditError, match="not corrected"):
        correction_edits.move_correction(two, CAR, 31, 30)
    _, again = correction_edits.propagate(moved, CAR, 5, dict.fromkeys(between, OTHER))
    assert outdated(again) == [*range(16, 25)]


@pytest.mark.parametrize(
    "edit",
    [
        lambda was: edits.add_layers(was, CLIP, ["a", " "]),
        lambda was: edits.set_colour(was, DOG, (0, 0, 256)),
        lambda was: edits.set_matte(was, [DOG], threshold=2),
        lambda was: correction_edits.propagate(was, DOG, 5, {6: MASK}),
        lambda was: edits.move(was, LayerId(9), 0),
    ],
)
def test_an_edit_that_does_not_fit_is_refused(
    project: Project, edit: Callable[[Project], object]
) -> None:
    with pytest.raises(EditError):
        edit(project)
