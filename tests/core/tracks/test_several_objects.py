"""Several objects of one expression, two plausible answers, and what comes nearest to none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from soc_rvos.masks import Mask
from soc_studio.core.project import edits
from soc_studio.core.project.history import History
from soc_studio.core.project.project import Absent, LayerId, Pick
from soc_studio.core.project.spans import ValuedSpans
from soc_studio.core.tracks.ambiguity import ambiguity_at, plausible_answers
from soc_studio.core.tracks.frame_states import State
from soc_studio.core.tracks.nearest_answer import (
    is_hardly_found,
    known_as,
    nearest_answer,
    nearest_answers,
)
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.several_objects import joint_masks, separate_objects


def mask_at(top: int, left: int, height: int = 10, width: int = 10) -> np.ndarray[Any, Any]:
    pixels = np.zeros((32, 48), dtype=np.bool_)
    pixels[top : top + height, left : left + width] = True
    return pixels


def track(
    score: float, pixels: np.ndarray[Any, Any], frames: range = range(20)
) -> dict[int, tuple[float, np.ndarray[Any, Any]]]:
    return dict.fromkeys(frames, (score, pixels))


def replace_threshold(view: ResolvedTrack, threshold: float) -> ResolvedTrack:
    layer = replace(view.layer, matte=replace(view.layer.matte, threshold=threshold))
    return ResolvedTrack(layer, view.video, view.data, view._results, view._imports)


LEFT, RIGHT, BELOW = mask_at(2, 2), mask_at(2, 30), mask_at(20, 16)


def other_view(view: ResolvedTrack, choices: Any) -> ResolvedTrack:
    """Return what is seen of a layer that chooses otherwise."""
    spans: ValuedSpans[Any] = ValuedSpans()
    for each in choices:
        spans = spans.put(each.start, each.stop, each.value)
    layer = replace(view.layer, choices=spans)
    return ResolvedTrack(layer, view.video, view.data, view._results, view._imports)


def test_objects_that_are_apart_are_separate_the_best_first(documents: Any) -> None:
    view = documents.view("all the people", track(0.9, LEFT), track(0.8, RIGHT), track(0.6, BELOW))
    found = separate_objects(view, None)
    assert [each.rank for each in found] == [0, 1, 2]
    assert [round(each.score, 2) for each in found] == [0.9, 0.8, 0.6]
    assert [
        (each.picked.mask.to_array() == pixels).all()
        for each, pixels in zip(found, (LEFT, RIGHT, BELOW), strict=True)
    ] == [True] * 3


def test_no_more_are_taken_than_are_wanted(documents: Any) -> None:
    view = documents.view("two dogs", track(0.9, LEFT), track(0.8, RIGHT), track(0.6, BELOW))
    assert [each.rank for each in separate_objects(view, 2)] == [0, 1]


def test_what_is_far_less_likely_than_the_best_is_none_of_them(documents: Any) -> None:
    view = documents.view("the dogs", track(0.9, LEFT), track(0.6, RIGHT), track(0.2, BELOW))
    found = separate_objects(replace_threshold(view, 0.1), None)
    assert [each.rank for each in found] == [0, 1]


def test_things_of_another_kind_are_left_out_the_best_answer_too(documents: Any) -> None:
    view = documents.view("all the people", track(0.9, LEFT), track(0.8, RIGHT), track(0.6, BELOW))
    asked: list[float] = []

    def is_left(picked: Pick, score: float) -> bool:
        asked.append(round(score, 2))
        return bool((picked.mask.to_array() == LEFT).all())

    found = separate_objects(view, 1, is_left)
    assert [each.rank for each in found] == [1]
    assert asked == [0.9] * 3 + [0.8] * 3  # on three frames each, of as many as are needed
    seen = other_view(view, found[0].choices).mask(5)
    assert seen is not None
    assert (seen.to_array() == RIGHT).all()


def test_what_overlaps_or_is_a_part_or_too_unlikely_is_no_other_object(documents: Any) -> None:
    whole, part = mask_at(2, 2, 20, 20), mask_at(4, 4, 6, 6)
    again = mask_at(3, 3, 20, 20)
    view = documents.view("the dogs", track(0.9, whole), track(0.8, part), track(0.7, again))
    assert [each.rank for each in separate_objects(view, None)] == [0]
    view = documents.view("dogs", track(0.9, LEFT), track(0.4, RIGHT), name="b.soc")
    assert [each.rank for each in separate_objects(view, None)] == [0]


def test_what_shows_two_together_gives_way_to_each_of_them(documents: Any) -> None:
    view = documents.view("the cars", track(0.9, LEFT | RIGHT), track(0.8, LEFT), track(0.7, RIGHT))
    objects = separate_objects(view, None)
    assert [each.rank for each in objects] == [1, 2]
    project, (layer,) = documents.project("the cars")
    (_, after), given = edits.separate(project, layer, [each.choices for each in objects])
    for each, pixels in zip((layer, *given), (LEFT, RIGHT), strict=True):
        seen = other_view(view, after.layer(each).choices).mask(5)
        assert seen is not None
        assert (seen.to_array() == pixels).all()


def test_nothing_is_separate_where_nothing_was_found(documents: Any) -> None:
    view = documents.view("the dogs", track(0.3, LEFT))
    assert separate_objects(view, None) == ()
    assert list(joint_masks(view, ())) == []


def test_a_layer_that_takes_the_choices_shows_that_object_where_it_is_likely(
    documents: Any,
) -> None:
    second = track(0.8, RIGHT, range(12)) | track(0.2, RIGHT, range(12, 20))
    view = documents.view("two dogs", track(0.9, LEFT), second)
    first, other = separate_objects(view, 2)
    assert first.choices == ()
    seen = other_view(view, other.choices)
    assert (seen.states[:12] == State.PRESENT).all()
    assert (seen.states[12:20] == State.ABSENT).all()
    assert (seen.states[20:] == State.NOT_COMPUTED).all()
    shown = seen.mask(5)
    assert shown is not None
    assert (shown.to_array() == RIGHT).all()


def test_one_step_makes_a_layer_of_each_and_undo_takes_all_of_them_back(documents: Any) -> None:
    view = documents.view("two dogs", track(0.9, LEFT), track(0.8, RIGHT), track(0.7, BELOW))
    project, (layer, after) = documents.project("two dogs", "a cat")
    history = History(project)
    objects = separate_objects(view, None)
    edit, given = edits.separate(project, layer, [each.choices for each in objects])
    history.do(*edit)
    assert edit[0] == "Make 3 layers of 'two dogs'"
    assert [each.label for each in history.project.layers] == [
        "two dogs",
        "two dogs (2)",
        "two dogs (3)",
        "a cat",
    ]
    assert [each.id for each in history.project.layers] == [layer, *given, after]
    assert len({each.colour for each in history.project.layers}) == 4
    assert isinstance(history.project.layer(given[0]).choices.at(3), Pick)
    history.undo()
    assert history.project.layers == project.layers


def test_one_layer_can_have_all_of_them(documents: Any) -> None:
    first = track(0.9, LEFT) | track(0.1, LEFT, range(18, 20))
    view = documents.view("two dogs", first, track(0.8, RIGHT, range(5)))
    joint = dict(joint_masks(view, separate_objects(view, None)))
    assert list(joint) == list(range(20))
    assert (joint[7].height, joint[7].width) == (64, 96)
    assert joint[2].area == 2 * joint[7].area > 0
    assert joint[19].area == 0


def masks(*pairs: tuple[float, np.ndarray[Any, Any]]) -> list[tuple[float, Mask]]:
    return [(score, Mask.from_array(pixels)) for score, pixels in pairs]


@pytest.mark.parametrize(
    ("offered", "places"),
    [
        (masks((0.8, LEFT), (0.71, RIGHT)), [0, 1]),
        (masks((0.71, LEFT), (0.8, RIGHT)), [1, 0]),
        (masks((0.8, LEFT), (0.69, RIGHT)), []),
        (masks((0.8, LEFT), (0.75, mask_at(3, 2))), []),
        (masks((0.8, mask_at(0, 0, 20, 20)), (0.75, mask_at(4, 4, 5, 5))), []),  # a part of it
        (masks((0.75, mask_at(0, 0, 20, 20)), (0.8, mask_at(4, 4, 5, 5))), []),
        (masks((0.5, LEFT), (0.45, RIGHT)), []),
        (masks((0.8, LEFT), (0.7, np.zeros((32, 48), dtype=np.bool_))), []),
        (masks((0.8, LEFT), (0.79, RIGHT), (0.78, BELOW)), [0, 1, 2]),
        ([], []),
    ],
)
def test_answers_are_plausible_that_are_close_present_and_apart(
    offered: list[tuple[float, Mask]], places: list[int]
) -> None:
    assert [each.place for each in plausible_answers(offered, 0.5)] == places


def test_answers_that_are_hardly_likely_are_not_asked_about() -> None:
    close = masks((0.36, LEFT), (0.3, RIGHT))
    assert [each.place for each in plausible_answers(close, 0.14)] == [0, 1]
    assert plausible_answers(masks((0.34, LEFT), (0.3, RIGHT)), 0.14) == ()


def test_a_frame_on_which_a_person_chose_is_not_asked_about(documents: Any) -> None:
    view = documents.view("a dog", track(0.8, LEFT), track(0.72, RIGHT))
    asked = ambiguity_at(view, 5)
    assert asked is not None
    assert [each.score for each in asked.candidates] == pytest.approx([0.8, 0.72])
    assert ambiguity_at(view, 30) is None
    for choice in (Absent(), Pick(5, asked.candidates[1].mask)):
        spans: ValuedSpans[Any] = ValuedSpans().put(0, 40, choice)
        layer = replace(view.layer, choices=spans)
        chosen = ResolvedTrack(layer, view.video, view.data, view._results, view._imports)
        assert ambiguity_at(chosen, 5) is None


def test_the_nearest_answer_is_told_where_nothing_is_found(documents: Any) -> None:
    second = track(0.1, RIGHT) | {7: (0.4, RIGHT)}
    view = documents.view("a unicorn", track(0.3, LEFT), second)
    nearest = nearest_answer(view)
    assert nearest is not None
    assert (nearest.frame, nearest.looked_at) == (7, 20)
    assert nearest.score == pytest.approx(0.4)
    assert nearest.threshold == 0.5
    assert (nearest.mask.to_array() == RIGHT).all()


def test_nothing_is_nearest_where_something_is_found_or_no_mask_is_there(documents: Any) -> None:
    assert nearest_answer(documents.view("a dog", track(0.8, LEFT))) is None
    nothing = np.zeros((32, 48), dtype=np.bool_)
    assert nearest_answer(documents.view("a cat", track(0.3, nothing), name="b.soc")) is None


def test_ids_of_layers_are_not_used_twice(documents: Any) -> None:
    project, (layer,) = documents.project("dogs")
    (_, after), given = edits.separate(project, layer, [(), (), ()])
    assert given == [LayerId(layer + 1), LayerId(layer + 2)]
    assert after.next_id == layer + 3


def test_what_is_hardly_likely_is_not_found_until_a_person_says_so(documents: Any) -> None:
    hardly = documents.view("a bear", track(0.3, LEFT) | {7: (0.18, LEFT)})
    assert is_hardly_found(hardly)  # below the threshold of these answers
    low = replace_threshold(hardly, 0.1)
    assert not is_hardly_found(low)  # a person chose it


def test_the_nearest_things_are_each_named_once_and_by_a_layer_that_shows_them(
    documents: Any,
) -> None:
    view = documents.view("a unicorn", track(0.3, LEFT), track(0.1, RIGHT), track(0.2, LEFT))
    things = nearest_answers(view)
    assert [round(each.score, 1) for each in things] == [0.3, 0.1]
    dog = documents.view("the dog", track(0.9, RIGHT), name="b.soc")
    assert [known_as(each, [view, dog]) for each in things] == ["", "the dog"]
