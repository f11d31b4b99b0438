"""Edits of a project, each of them as it comes back from the pieces that are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

import pytest

from soc_studio.core.project.colours import PALETTE
from soc_studio.core.project.layer import dashed_layers
from soc_studio.core.project.project import (
    LONGEST_TEXT,
    Absent,
    Correction,
    EditError,
    ExpressionId,
    LayerId,
    MatteSettings,
    Origin,
    Pick,
    Project,
    Review,
    VideoId,
)
from soc_studio.core.project.project_codec import (
    DecisionError,
    changed_records,
    project_of,
    records,
    salvaged,
)
from tests.core.decided import every, known_video

FRAMES = 40
MASK = every(7)
OTHER = every(5)
CAR, DOG = LayerId(2), LayerId(3)
CLIP = VideoId(1)


@pytest.fixture
def project(documents: Any) -> Project:
    """A video with two expressions, of which decisions of every kind were made."""
    made: Project
    made, ids = documents.project("the red car", "a dog")
    assert ids == [CAR, DOG]
    made = made.choose(CAR, 3, 9, Absent()).choose(CAR, 20, 30, Pick(21, MASK))
    made = made.correct(CAR, {5: Correction(MASK), 6: Correction(OTHER, Origin.PROPAGATED, 5)})
    made = made.review(CAR, 0, 10, Review.ACCEPTED).review(CAR, 4, 6, Review.REJECTED)
    return made.set_matte(DOG, MatteSettings(0.25, -3, 1.5, 100, 7)).set_points(CLIP, 2, 38)


EDITS: dict[str, Callable[[Project], Project]] = {
    "nothing": lambda was: was,
    "add a video": lambda was: was.add_video(was.videos[0])[0],
    "a video elsewhere": lambda was: was.with_video(
        replace(was.videos[0], relative=None, absolute="C:\\é\udcff\\clip.mp4")
    ),
    "a video of an odd rate": lambda was: was.with_video(
        replace(was.videos[0], relative=PurePosixPath("../a"), rate=Fraction(30000, 1001))
    ),
    "remove the video": lambda was: was.remove_video(CLIP),
    "points": lambda was: was.set_points(CLIP, 39, None),
    "add": lambda was: was.add_layer(CLIP, "  a\n\tцвет ", name=" x  y ")[0],
    "add a layer": lambda was: was.add_layer(CLIP, "masks", imported=3)[0],
    "rename": lambda was: was.rename_layer(CAR, "Car №1"),
    "a long name": lambda was: was.rename_layer(CAR, "é" * LONGEST_TEXT),
    "reword": lambda was: was.reword_layer(CAR, "the green car"),
    "reword and keep": lambda was: was.reword_layer(CAR, "the green car", keep=True),
    "no such object": lambda was: was.set_absent(CAR, True),
    "a number of an import": lambda was: was.with_layer(replace(was.layer(CAR), object_id=12)),
    "a sentence of one object": lambda was: was.add_expression(CLIP, " it\n all ", [CAR])[0],
    "a sentence of several": lambda was: was.add_expression(CLIP, "both", [DOG, CAR, DOG])[0],
    "a sentence of none": lambda was: was.add_expression(CLIP, "a cow")[0],
    "two sentences, one of them gone": lambda was: _one_left(was),
    "move": lambda was: was.move_layer(DOG, 0),
    "remove": lambda was: was.remove_layer(CAR),
    "hide and lock": lambda was: was.with_layer(
        replace(was.layer(CAR), visible=False, locked=True, colour=(0, 255, 7))
    ),
    "as the model answered": lambda was: was.with_layer(replace(was.layer(CAR), steadied=False)),
    "choose": lambda was: was.choose(CAR, 5, 25, Pick(39, OTHER)),
    "choose the first": lambda was: was.choose(CAR, 5, 25, None),
    "correct": lambda was: was.correct(CAR, {5: Correction(OTHER, Origin.IMPORTED)}),
    "carry": lambda was: was.propagate(CAR, 5, {4: MASK, 7: OTHER}),
    "carry with trust": lambda was: was.propagate(CAR, 5, {4: MASK}, {4: 1 / 3}, [4]),
    "uncorrect": lambda was: was.uncorrect(CAR, 6, 7),
    "review": lambda was: was.review(DOG, 0, 40, Review.ACCEPTED),
    "review with a note": lambda was: was.review(
        CAR, 3, 8, Review.REJECTED, " a  wheel is\nmissing ", "Ada"
    ),
    "another note": lambda was: was.note(CAR, 2, 5, "blurred"),
    "forget a review": lambda was: was.review(CAR, 0, 5, None),
    "no threshold": lambda was: was.set_matte(DOG, MatteSettings()),
    "an edge band": lambda was: was.set_matte(CAR, MatteSettings(edge_band=200, edge_softness=0)),
    "no edge band": lambda was: was.set_matte(CAR, MatteSettings(edge_band=0)),
    "edges": lambda was: was.set_matte(CAR, MatteSettings(0, 1000, 0.1, 2**26, 0)),
    "all anew": lambda was: Project(next_id=was.next_id).add_video(was.videos[0])[0],
}


def _one_left(project: Project) -> Project:
    project, one = project.add_expression(CLIP, "both", [CAR, DOG])
    project, _ = project.add_expression(CLIP, "it", [CAR])
    return project.remove_expression(one)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_is_read_back_from_what_changed_in_the_pieces(
    project: Project, edit: Callable[[Project], Project]
) -> None:
    kept = records(project)
    assert project_of(kept) == project
    after = edit(project)
    for first, second in ((project, after), (after, project)):
        put, gone = changed_records(first, second)
        assert not gone - kept.keys()
        kept = {name: piece for name, piece in kept.items() if name not in gone} | put
        assert project_of(kept) == second
        assert kept == records(second)


def test_an_edit_touches_only_the_pieces_it_is_about(project: Project) -> None:
    after = project.correct(CAR, {11: Correction(MASK)})
    put, gone = changed_records(project, after)
    assert set(put) == {"expression/2", "correction/2/11"}
    assert not gone
    put, gone = changed_records(after, after.uncorrect(CAR, 5, 7))
    assert set(put) == {"expression/2"}
    assert gone == {"correction/2/5", "correction/2/6"}
    assert changed_records(project, project) == ({}, set())


def test_a_sentence_is_a_piece_of_its_own(project: Project) -> None:
    after, given = project.add_expression(CLIP, "both", [CAR, DOG])
    put, gone = changed_records(project, after)
    assert (set(put), gone) == ({"project", f"sentence/{given}"}, set())
    put, gone = changed_records(after, after.remove_layer(DOG))
    assert set(put) == {"project", f"sentence/{given}"}
    put, gone = changed_records(after, after.remove_expression(given))
    assert (set(put), gone) == ({"project"}, {f"sentence/{given}"})


def test_ids_are_given_once_whatever_is_removed(project: Project) -> None:
    after, given = project.remove_layer(DOG).add_layer(CLIP, "a cat")
    assert given not in (CLIP, CAR, DOG)
    after, sentence = after.add_expression(CLIP, "all")
    _, video = after.remove_video(CLIP).add_video(project.videos[0])
    assert len({CLIP, CAR, DOG, given, sentence, video}) == 6


def test_text_is_put_on_one_line_and_a_layer_is_called_by_it_until_it_has_a_name() -> None:
    project, video = Project().add_video(known_video())
    project, given = project.add_layer(video, "  the red\n car ")
    assert project.layer(given).expression == "the red car"
    assert project.layer(given).label == "the red car"
    named = project.rename_layer(given, " My\tcar ")
    assert named.layer(given).label == "My car"
    assert named.reword_layer(given, "a car").layer(given).label == "My car"
    assert named.rename_layer(given, "  ") == project


def test_colours_of_expressions_stay_apart_when_one_is_removed(documents: Any) -> None:
    project, ids = documents.project(*(f"thing {number}" for number in range(len(PALETTE))))
    assert [each.colour for each in project.layers] == list(PALETTE)
    again, given = project.remove_layer(ids[2]).add_layer(CLIP, "another")
    assert again.layer(given).colour == PALETTE[2]
    more, given = again.add_layer(CLIP, "one too many")
    assert more.layer(given).colour == PALETTE[0]
    assert dashed_layers(again.layers) == frozenset()
    assert dashed_layers(more.layers) == {given}  # from the ninth on
    assert dashed_layers(more.move_layer(given, 0).layers) == {given}  # wherever it is put
    assert dashed_layers(more.remove_layer(ids[0]).layers) == frozenset()


@pytest.mark.parametrize(("place", "order"), [(-5, [3, 2]), (0, [3, 2]), (1, [2, 3]), (99, [2, 3])])
def test_an_expression_is_moved_to_a_place(project: Project, place: int, order: list[int]) -> None:
    assert [each.id for each in project.move_layer(DOG, place).layers] == order


def test_with_a_video_its_expressions_go(project: Project) -> None:
    more, video = project.add_video(known_video())
    more, cat = more.add_layer(video, "a cat")
    left = more.remove_video(CLIP)
    assert [each.id for each in left.videos] == [video]
    assert [each.id for each in left.layers] == [cat]
    assert left.of_video(video) == left.layers


def test_a_stretch_is_taken_as_far_as_it_is_within_the_video(project: Project) -> None:
    choices = project.choose(DOG, -5, 500, Absent()).layer(DOG).choices
    assert [(each.start, each.stop) for each in choices] == [(0, FRAMES)]
    reviews = project.review(DOG, 38, 500, Review.ACCEPTED).layer(DOG).reviews
    assert [(each.start, each.stop) for each in reviews] == [(38, FRAMES)]


def test_corrections_are_added_to_those_that_are_there(project: Project) -> None:
    after = project.correct(CAR, {5: Correction(OTHER), 9: Correction(MASK)})
    assert {frame: each.mask for frame, each in after.layer(CAR).corrections.items()} == {
        5: OTHER,
        6: OTHER,
        9: MASK,
    }
    assert set(after.uncorrect(CAR, 6, 100).layer(CAR).corrections) == {5}
    assert set(project.layer(CAR).corrections) == {5, 6}


def test_a_correction_reaches_to_the_next_one_that_was_not_carried(project: Project) -> None:
    # By hand on 5, propagated to 6.
    project = project.correct(CAR, {15: Correction(MASK), 1: Correction(MASK, Origin.IMPORTED)})
    assert project.reach(CAR, 5, 3) == range(2, 9)
    assert project.reach(CAR, 5, 100) == range(2, 15)
    assert project.reach(CAR, 15, 100) == range(6, FRAMES)
    assert project.reach(CAR, 5, 0) == range(5, 6)
    with pytest.raises(EditError, match="not corrected"):
        project.reach(CAR, 7, 3)


def test_what_is_carried_takes_the_place_of_what_was_carried_but_of_no_correction(
    project: Project,
) -> None:
    project = project.correct(CAR, {9: Correction(MASK)})
    project = project.propagate(CAR, 5, {4: MASK, 7: MASK, 8: MASK})
    assert set(project.layer(CAR).corrections) == {4, 5, 6, 7, 8, 9}
    project = project.propagate(CAR, 9, {8: OTHER, 10: OTHER})
    corrections = project.layer(CAR).corrections
    assert {frame: each.source for frame, each in corrections.items()} == {
        **{4: 5, 5: None, 6: 5, 7: 5, 8: 9, 9: None, 10: 9}
    }
    assert replace(corrections[8], basis=None) == Correction(OTHER, Origin.PROPAGATED, 9)
    for masks in ({9: OTHER}, {10: OTHER}, {5: OTHER}, {-1: OTHER}):
        with pytest.raises(EditError, match="only up to the next"):
            project.propagate(CAR, 5, masks)


UNFIT: dict[str, Callable[[Project], object]] = {
    "no words": lambda was: was.add_layer(CLIP, " \n"),
    "rewording to none": lambda was: was.reword_layer(CAR, ""),
    "a text without end": lambda was: was.add_layer(CLIP, "a" * (LONGEST_TEXT + 1)),
    "a layer's name without end": lambda was: was.rename_layer(CAR, "a" * (LONGEST_TEXT + 1)),
    "a note without end": lambda was: was.note(CAR, 0, 5, "a" * (LONGEST_TEXT + 1)),
    "a note where nothing is reviewed": lambda was: was.note(CAR, 30, 40, "a"),
    "a name without end": lambda was: was.review(DOG, 0, 4, Review.ACCEPTED, "", "a" * 201),
    "a sentence without words": lambda was: was.add_expression(CLIP, " "),
    "a sentence of no layer": lambda was: was.add_expression(CLIP, "a", [LayerId(9)]),
    "a sentence of another video": lambda was: _of_another_video(was),
    "no such sentence": lambda was: was.remove_expression(ExpressionId(9)),
    "no text": lambda was: was.add_layer(CLIP, "caf\udce9"),
    "no such video": lambda was: was.add_layer(VideoId(9), "a"),
    "no such video to change": lambda was: was.with_video(replace(was.videos[0], id=VideoId(9))),
    "no such video to remove": lambda was: was.remove_video(VideoId(9)),
    "no such expression": lambda was: was.choose(LayerId(9), 0, 4, None),
    "no such expression to remove": lambda was: was.remove_layer(LayerId(9)),
    "no such expression to move": lambda was: was.move_layer(LayerId(9), 0),
    "another video": lambda was: was.with_video(replace(was.videos[0], frame_count=39)),
    "a stretch of no frames": lambda was: was.choose(CAR, 5, 5, Absent()),
    "a stretch behind the end": lambda was: was.review(CAR, 40, 50, None),
    "a stretch before the first": lambda was: was.uncorrect(CAR, -4, 0),
    "picked behind the end": lambda was: was.choose(CAR, 0, 4, Pick(40, MASK)),
    "picked before the first": lambda was: was.choose(CAR, 0, 4, Pick(-1, MASK)),
    "corrected behind the end": lambda was: was.correct(CAR, {40: Correction(MASK)}),
    "corrected before the first": lambda was: was.correct(CAR, {-1: Correction(MASK)}),
    "from no frame": lambda was: was.correct(CAR, {1: Correction(MASK, Origin.PROPAGATED, 40)}),
    "an out point before the in point": lambda was: was.set_points(CLIP, 9, 9),
    "an out point behind the end": lambda was: was.set_points(CLIP, 0, 41),
    "an in point before the first": lambda was: was.set_points(CLIP, -1, None),
    "an in point behind the end": lambda was: was.set_points(CLIP, 40, None),
    "a threshold above 1": lambda was: MatteSettings(threshold=1.1),
    "a threshold of nothing": lambda was: MatteSettings(threshold=float("nan")),
    "far edges": lambda was: MatteSettings(grow=-1001),
    "a soft edge without end": lambda was: MatteSettings(feather=float("inf")),
    "a wide edge band": lambda was: MatteSettings(edge_band=201),
    "an edge softer than soft": lambda was: MatteSettings(edge_softness=101),
    "negative holes": lambda was: MatteSettings(fill_holes=-1),
    "specks larger than any frame": lambda was: MatteSettings(remove_specks=2**26 + 1),
    "a wide video": lambda was: known_video(width=16385),
    "a large video": lambda was: known_video(width=16384, height=8192),
    "a video without end": lambda was: known_video(frames=2**25 + 1),
    "a video that stands still": lambda was: known_video(rate=Fraction(0)),
}


def _of_another_video(project: Project) -> object:
    project, video = project.add_video(known_video())
    return project.add_expression(video, "a", [CAR])


@pytest.mark.parametrize("edit", UNFIT.values(), ids=UNFIT)
def test_a_decision_that_does_not_fit_is_refused_with_a_sentence(
    project: Project, edit: Callable[[Project], object]
) -> None:
    with pytest.raises(EditError) as refused:
        edit(project)
    assert str(refused.value).endswith(".")


PIECES = {
    "a rate that fills the memory": ("video/1", '"25"', '"1e999999999"'),
    "a rate of nothing": ("video/1", '"25"', '"25/0"'),
    "no rate": ("video/1", '"25"', '"fast"'),
    "a number without end": ("video/1", '"25"', '"' + "9" * 5000 + '"'),
    "a threshold beyond numbers": ("expression/3", "0.25", "1" + "0" * 400),
    "a threshold that is none": ("expression/3", "0.25", "NaN"),
    "a frame of no video": ("expression/2", "[20, 30", "[20, 41"),
    "stretches that overlap": ("expression/2", "[20, 30", "[8, 30"),
    "an id that is given twice": ("project", "[2, 3]", "[2, 2]"),
    "an id that will be given again": ("project", '"next_id": 4', '"next_id": 3'),
    "no video": ("expression/2", '"video": 1', '"video": 8'),
    "a colour that is none": ("expression/2", "234", "256"),
    "flags that are numbers": ("expression/2", "true", "1"),
    "nesting without end": ("expression/2", "null", "[" * 100_000),
    "a mask of another size": ("correction/2/5", "[64, 96]", "[64, 97]"),
    "a mask that is a bomb": ("correction/2/5", "[64, 96]", "[16384, 16384]"),
    "a review that is none": ("expression/2", "accepted", "perhaps"),
    "a stretch that is no list": ("expression/2", "[0, 4,", "[0, [4],"),
    "a number of no object": ("expression/2", '"object_id": null', '"object_id": 0'),
    "an origin that is none": ("correction/2/5", "by hand", "by chance"),
}


@pytest.mark.parametrize(("name", "was", "now"), PIECES.values(), ids=PIECES)
def test_a_piece_that_cannot_be_is_refused_and_the_others_are_kept(
    project: Project, name: str, was: str, now: str
) -> None:
    found = records(project)
    assert was in found[name]
    found[name] = found[name].replace(was, now, 1)
    with pytest.raises(DecisionError):
        project_of(found)
    kept, broken = salvaged(found)
    assert name in broken
    assert project_of(records(kept)) == kept  # and what is kept can be kept again
    if not name.startswith("video/"):
        assert DOG in [each.id for each in kept.layers] or name == "expression/3"


SENTENCES = {
    "a layer that is gone": ("[2, 3]", "[2, 9]", [CAR]),
    "a layer twice": ("[2, 3]", "[2, 2]", None),
    "no layer that is there": ("[2, 3]", "[9]", None),
    "no words": ('"both"', '" "', None),
    "another video": ('"video": 1', '"video": 8', None),
    "a text that is none": ('"both"', "7", None),
}


@pytest.mark.parametrize(("was", "now", "left"), SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_that_cannot_be_is_refused_and_kept_as_far_as_it_is_true(
    project: Project, was: str, now: str, left: list[LayerId] | None
) -> None:
    project, given = project.add_expression(CLIP, "both", [CAR, DOG])
    found, name = records(project), f"sentence/{given}"
    assert was in found[name]
    found[name] = found[name].replace(was, now, 1)
    with pytest.raises(DecisionError):
        project_of(found)
    kept, broken = salvaged(found)
    assert broken == [name]
    assert project_of(records(kept)) == kept
    # Never without objects: that would say that there is none.
    assert [each.layers for each in kept.expressions] == ([] if left is None else [tuple(left)])
    assert kept.layers == project.layers


@pytest.mark.parametrize(
    "name",
    [
        *("correction/9/1", "correction/2/40", "correction/2/-1", "correction/2"),
        *("correction/2/" + "9" * 5000, "correction/" + "9" * 5000 + "/1", "video/2", "other"),
        "sentence/9",
    ],
)
def test_a_piece_of_nothing_is_refused(project: Project, name: str) -> None:
    found = records(project)
    with pytest.raises(DecisionError):
        project_of({**found, name: found["correction/2/5"]})


def test_no_pieces_are_an_empty_project() -> None:
    assert project_of({}) == Project()
    assert project_of(records(Project(next_id=7))) == Project(next_id=7)
