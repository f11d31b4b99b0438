"""Labels: several sentences for one object, one for several, none, and what was thought of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from soc_studio.core.project import edits, label_edits
from soc_studio.core.project.history import History
from soc_studio.core.project.objects import object_numbers, references
from soc_studio.core.project.project import (
    Absent,
    Correction,
    EditError,
    LayerId,
    Pick,
    Project,
    Review,
    Verdict,
    VideoId,
)
from tests.core.decided import every, known_video

CLIP = VideoId(1)
CAR, DOG, CAT = LayerId(2), LayerId(3), LayerId(4)
MASK = every(3)


@pytest.fixture
def project(documents: Any) -> Project:
    made: Project
    made, _ = documents.project("the red car", "a dog", "a cat")
    return made


def sentences(project: Project) -> list[tuple[str, tuple[LayerId, ...]]]:
    return [(each.text, each.layers) for each in project.expressions_of(CLIP)]


def test_two_layers_become_one_object_with_both_sentences_as_one_step(project: Project) -> None:
    (_, project), _ = label_edits.add_expression(project, CLIP, "both animals", [DOG, CAT])
    (_, project), _ = label_edits.add_expression(project, CLIP, "what meows", [CAT])
    history = History(project)
    history.do(*label_edits.same_object(project, DOG, CAT))
    after = history.project
    assert [each.id for each in after.layers] == [CAR, DOG]
    assert sentences(after) == [
        ("both animals", (DOG,)),
        ("what meows", (DOG,)),
        ("a cat", (DOG,)),
    ]
    assert history.undo() == "Make 'a cat' the same object as 'a dog'"
    assert history.project == replace(project, next_id=after.next_id)
    # A sentence that the object has already is not added.
    twin, (other,) = edits.add_layers(after, CLIP, ["a cat"])
    assert sentences(label_edits.same_object(twin[1], DOG, other)[1]) == sentences(after)


def test_the_same_object_is_of_one_video_and_another_layer_and_there(project: Project) -> None:
    more, video = project.add_video(known_video("other"))
    more, cow = more.add_layer(video, "a cow")
    for layer, other in ((CAR, CAR), (CAR, cow)):
        with pytest.raises(EditError, match="one video"):
            label_edits.same_object(more, layer, other)
    with pytest.raises(EditError, match="no such object"):
        label_edits.same_object(project.set_absent(CAR, True), CAR, DOG)
    # What was said to be nothing can turn out to be something.
    _, found = label_edits.same_object(project.set_absent(DOG, True), CAR, DOG)
    assert sentences(found) == [("a dog", (CAR,))]


def test_an_expression_goes_with_its_last_object_and_is_never_left_to_mean_nothing(
    project: Project,
) -> None:
    for text, layers in (("all", [CAR, DOG]), ("it", [DOG]), ("a cow", [])):
        project, _ = project.add_expression(CLIP, text, layers)
    assert sentences(project.remove_layer(DOG)) == [("all", (CAR,)), ("a cow", ())]
    assert project.remove_video(CLIP).expressions == ()


def test_sentences_refer_to_all_that_is_said_of_them(project: Project) -> None:
    project, same = project.add_layer(CLIP, "a dog")
    project, _ = project.add_expression(CLIP, "animals", [DOG, CAT])
    project, _ = project.add_expression(CLIP, "a cat", [CAR])
    project, _ = project.add_expression(CLIP, "a cow")
    project = project.set_absent(CAR, True)
    assert references(project.of_video(CLIP), project.expressions_of(CLIP)) == {
        ("the red car", ""): (),
        ("a dog", ""): (DOG, same),
        ("a cat", ""): (CAT,),  # of the two, one is not there
        ("animals", ""): (DOG, CAT),
        ("a cow", ""): (),
    }


def test_numbers_of_objects_stay_when_layers_move_and_those_of_imports_are_kept(
    project: Project,
) -> None:
    assert object_numbers(project.layers) == {CAR: 1, DOG: 2, CAT: 3}
    project = project.with_layer(replace(project.layer(CAT), object_id=1))
    numbers = {CAT: 1, CAR: 2, DOG: 3}
    assert object_numbers(project.layers) == numbers
    assert object_numbers(project.move_layer(CAR, 2).layers) == numbers
    twice = project.with_layer(replace(project.layer(DOG), object_id=1))
    assert object_numbers(twice.layers) == {DOG: 1, CAR: 2, CAT: 3}
    (_, more), given = edits.duplicate(project, CAT)
    assert more.layer(given).object_id is None


def test_a_sentence_is_reworded_and_its_masks_stay_or_are_searched_for_again(
    project: Project,
) -> None:
    project = project.choose(CAR, 0, 4, Pick(0, MASK)).correct(CAR, {7: Correction(MASK)})
    project = project.review(CAR, 0, 9, Review.ACCEPTED)
    name, kept = label_edits.reword(project, CAR, " the read  car", keep=True)
    assert name == "Reword 'the red car' to 'the read car'"
    car = kept.layer(CAR)
    assert (car.expression, car.searched) == ("the read car", "the red car")
    assert car.choices == project.layer(CAR).choices
    assert car.reviews == project.layer(CAR).reviews
    assert label_edits.reword(kept, CAR, "the red car", keep=True)[1] == project
    again = label_edits.reword(kept, CAR, "the lorry")[1].layer(CAR)
    assert (again.expression, again.searched) == ("the lorry", "the lorry")
    assert not again.choices
    assert not again.reviews
    assert set(again.corrections) == {7}  # a person made it
    assert label_edits.reword(project, CAR, "the red car")[1] == project


def test_no_such_object_is_undone_by_itself_where_somebody_draws_or_picks_one(
    project: Project,
) -> None:
    name, after = label_edits.no_such_object(project, [CAR, DOG])
    assert name == "Mark 2 layers as no such object"
    assert [each.absent for each in after.layers] == [True, True, False]
    assert label_edits.no_such_object(after, [CAR, DOG], absent=False)[1] == project
    assert not after.correct(CAR, {3: Correction(MASK)}).layer(CAR).absent
    assert not after.choose(CAR, 0, 3, Pick(0, MASK)).layer(CAR).absent
    assert after.choose(CAR, 0, 3, Absent()).layer(CAR).absent
    assert after.choose(CAR, 0, 3, None).layer(CAR).absent


def test_reviews_say_who_and_why_and_neighbours_of_one_review_are_one_stretch(
    project: Project,
) -> None:
    project = project.set_points(CLIP, 4, 20)
    _, after = label_edits.review_all(project, [CAR], Review.ACCEPTED, reviewer="Ada")
    _, after = label_edits.note_all(after, [CAR], "  one wheel\n hidden ")
    after = after.review(CAR, 10, 12, Review.ACCEPTED)
    found = [(each.start, each.stop, each.value) for each in after.layer(CAR).verdicts]
    noted = Verdict(Review.ACCEPTED, "one wheel hidden", "Ada")
    assert found == [(4, 10, noted), (10, 12, Verdict(Review.ACCEPTED)), (12, 20, noted)]
    assert [(each.start, each.stop, each.value) for each in after.layer(CAR).reviews] == [
        (4, 20, Review.ACCEPTED)
    ]
    with pytest.raises(EditError, match="frames with a review"):
        label_edits.note_all(after, [CAR, DOG], "a")


def test_sentences_are_reworded_and_refer_to_others(project: Project) -> None:
    (name, project), given = label_edits.add_expression(project, CLIP, "a  cow")
    assert name == "Add the sentence 'a cow'"
    name, after = label_edits.refer(project, given, [DOG, DOG, CAT])
    assert (name, sentences(after)) == ("Set the objects of 'a cow'", [("a cow", (DOG, CAT))])
    name, after = label_edits.reword_expression(after, given, "animals")
    assert (name, sentences(after)) == ("Reword 'a cow' to 'animals'", [("animals", (DOG, CAT))])
    name, after = label_edits.remove_expression(after, given)
    assert (name, sentences(after)) == ("Remove the sentence 'animals'", [])
