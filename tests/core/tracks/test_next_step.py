"""Which step is next, of real projects in every state between a first result and a file."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_studio.core.project.project import LayerId, Project, Review
from soc_studio.core.tracks.next_step import NextStep, WorkStage, next_step
from soc_studio.core.tracks.resolved_track import views

FRAMES = 40
SIZE = (32, 48)


def track(
    frames: range, score: float = 0.9, unsure: range = range(0)
) -> dict[int, tuple[float, NDArray[np.bool_]]]:
    """Return a square at one place; close to the threshold on the frames of `unsure`."""
    pixels = np.zeros(SIZE, dtype=np.bool_)
    pixels[4:16, 2:14] = True
    return {at: (0.51 if at in unsure else score, pixels) for at in frames}


class Case:
    """A project with two layers, and what is found of them."""

    def __init__(self, documents: Any) -> None:
        self.documents = documents
        self.file = documents.file()
        self.project: Project
        self.project, (self.car, self.dog) = documents.project("the car", "the dog")

    def find(self, text: str, preview: bool = True, **how: Any) -> None:
        """Keep a result for `text`."""
        frames = how.pop("frames", range(FRAMES))
        number = self.file.results.begin(self.documents.search(text))
        answers = self.documents.answers(track(frames, **how), preview=preview)
        self.file.results.add([(number, each) for each in answers])

    def next(self, latest: LayerId | None = None, span: range = range(FRAMES)) -> NextStep | None:
        seen = views(
            self.project.layers, self.project.videos[0], self.file.results, self.file.imports
        )
        return next_step(list(seen), latest, span)


@pytest.fixture
def case(documents: Any) -> Case:
    return Case(documents)


def test_nothing_is_next_before_anything_is_found(case: Case) -> None:
    assert case.next() is None
    case.find("the car", score=0.1)
    assert case.next() is None


def test_uncertain_spots_come_first(case: Case) -> None:
    case.find("the car", unsure=range(10, 14))
    step = case.next()
    assert step is not None
    assert (step.step, step.spots, step.found, step.frames) == (WorkStage.CHECK, 1, 40, 40)
    assert step.quick == (case.car,)
    assert not step.reviewed


def test_what_is_uncertain_on_most_frames_is_doubtful(case: Case) -> None:
    case.find("the car", unsure=range(18))
    case.find("the dog", unsure=range(22))
    told = [case.next(latest) for latest in (case.car, case.dog)]
    assert [step is not None and step.doubtful for step in told] == [False, True]
    step = case.next(case.dog, range(20, 40))
    assert step is not None
    assert not step.doubtful


def test_after_the_spots_comes_full_quality(case: Case) -> None:
    case.find("the car", unsure=range(10, 14))
    case.project = case.project.review(case.car, 10, 14, Review.ACCEPTED)
    step = case.next()
    assert step is not None
    assert (step.step, step.spots, step.reviewed) == (WorkStage.FINISH, 0, True)


def test_after_full_quality_comes_the_export(case: Case) -> None:
    case.find("the car", preview=False)
    step = case.next()
    assert step is not None
    assert (step.step, step.quick) == (WorkStage.EXPORT, ())


def test_every_layer_counts_but_what_was_found_is_of_the_latest(case: Case) -> None:
    case.find("the car", preview=False)
    case.find("the dog", frames=range(12), unsure=range(4, 6))
    step = case.next(case.dog)
    assert step is not None
    assert (step.step, step.found, step.quick) == (WorkStage.CHECK, 12, (case.dog,))
    other = case.next(case.car)
    assert other is not None
    assert (other.step, other.found) == (WorkStage.CHECK, 40)


def test_frames_outside_of_the_span_do_not_count(case: Case) -> None:
    case.find("the car", unsure=range(10, 14))
    step = case.next(span=range(20, 30))
    assert step is not None
    assert (step.step, step.spots, step.found, step.frames) == (WorkStage.FINISH, 0, 10, 10)
    assert case.next(span=range(0)) is None


def test_a_layer_that_was_not_searched_is_not_spoken_of_in_the_words_of_another(case: Case) -> None:
    case.find("the car")
    step = case.next(latest=case.dog)
    assert step is not None
    assert step.of_others
    step = case.next(latest=case.car)
    assert step is not None
    assert not step.of_others
