"""What is seen of an expression, for every kind of decision and of result."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.masks import Mask
from soc_studio.core.project.history import History
from soc_studio.core.project.project import (
    Absent,
    Correction,
    MatteSettings,
    Origin,
    Pick,
    Project,
    Review,
)
from soc_studio.core.system.database import DamageError
from soc_studio.core.tracks.associated_tracks import AssociatedTrack, keep
from soc_studio.core.tracks.next_correction import best_correction, next_correction
from soc_studio.core.tracks.resolved_track import (
    REVIEW_FROM,
    LayerData,
    ResolvedTrack,
    SearchAnswers,
    Source,
    State,
    UncertaintyReason,
    layer_data_of,
    views,
)

Track: TypeAlias = dict[int, tuple[float, NDArray[np.bool_]]]

FRAMES = 40
HEIGHT, WIDTH = 64, 96  # of the video
KEPT = (32, 48)  # of networks' masks


def square(left: int, side: int = 12, size: tuple[int, int] = KEPT) -> NDArray[np.bool_]:
    pixels = np.zeros(size, dtype=np.bool_)
    pixels[4 : 4 + side, left : left + side] = True
    return pixels


def track(frames: Iterable[int], left: int = 2, score: float = 0.9, side: int = 12) -> Track:
    return {frame: (score, square(left, side)) for frame in frames}


FIRST, OTHER = Mask.from_array(square(2)), Mask.from_array(square(30))
BY_HAND = Mask.from_array(square(40, size=(HEIGHT, WIDTH)))


class Case:
    """A project with an expression, what is found of it, and what is seen."""

    def __init__(self, documents: Any) -> None:
        self.documents = documents
        self.file = documents.file()
        self.project: Project
        self.project, (self.car, self.dog) = documents.project("the car", "the dog")

    def find(
        self, *tracks: Track, text: str = "the car", preview: bool = False, **search: Any
    ) -> int:
        """Keep these tracks as answers to a search; searches with other values are others."""
        wanted = self.documents.search(text)
        number: int = self.file.results.begin(replace(wanted, **search))
        found = self.documents.answers(*tracks, preview=preview)
        self.file.results.add([(number, each) for each in found])
        return number

    def decide(self, edit: Callable[[Project], Project]) -> ResolvedTrack:
        self.project = edit(self.project)
        return self.view()

    def view(self, text: str = "the car") -> ResolvedTrack:
        video = self.project.videos[0]
        expressions = [each for each in self.project.layers if each.expression == text]
        (seen,) = views(expressions, video, self.file.results, self.file.imports)
        return seen


@pytest.fixture
def case(documents: Any) -> Case:
    return Case(documents)


def kinds(view: ResolvedTrack, frames: Iterable[int]) -> set[tuple[State, Source]]:
    """Return what `frames` have in common: one pair, where they do."""
    return {(State(view.states[frame]), Source(view.sources[frame])) for frame in frames}


def arrays(view: ResolvedTrack) -> list[NDArray[Any]]:
    return [view.states, view.sources, view.scores, view.areas, view.previews, view.uncertainty]


def same(view: ResolvedTrack, other: ResolvedTrack) -> bool:
    equal = [np.array_equal(*pair, equal_nan=True) for pair in zip(*map(arrays, (view, other)))]  # noqa: B905
    return all(equal) and all(view.mask(at) == other.mask(at) for at in range(FRAMES))


def returned_by(steps: Generator[int, None, int]) -> int:
    """Run a generator to its end and return what it returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            number: int = end.value
            return number


# Where frames come from


def test_before_a_search_nothing_is_known(case: Case) -> None:
    view = case.view()
    assert kinds(view, range(FRAMES)) == {(State.NOT_COMPUTED, Source.NONE)}
    assert np.isnan(view.scores).all()
    assert view.mask(0) is None
    assert view.alternatives(0) == []
    assert view.uncertain_spans() == []
    assert (view.computed(), view.used_answers(), view.score()) == ([], [], 0.0)


def test_what_the_network_found_is_present_from_its_threshold_on(case: Case) -> None:
    case.find(track(range(3, 9)) | track([5], score=0.1) | track([6], score=0.5))
    view = case.view()
    assert kinds(view, [3, 4, 6, 7, 8]) == {(State.PRESENT, Source.NETWORK)}
    assert kinds(view, [5]) == {(State.ABSENT, Source.NETWORK)}
    assert kinds(view, [2, 9]) == {(State.NOT_COMPUTED, Source.NONE)}
    assert view.mask(3) == FIRST
    assert view.mask(5) == Mask.empty(HEIGHT, WIDTH)
    assert view.mask(9) is None
    assert view.scores[3:7] == pytest.approx([0.9, 0.9, 0.1, 0.5])
    assert view.areas[4:6] == pytest.approx([144 / (32 * 48), 0])
    assert view.computed() == [(3, 9)]
    assert view.span(range(5, 20)) == [5, 6, 7, 8]
    assert view.score() == pytest.approx((4 * 0.9 + 0.1 + 0.5) / 6)
    assert [view.present(frame) for frame in (4, 5, 9)] == [True, False, False]


def test_a_certain_answer_of_no_pixels_is_absent(case: Case) -> None:
    case.find({0: (0.9, square(0, side=0))})
    assert kinds(case.view(), [0]) == {(State.ABSENT, Source.NETWORK)}


def test_a_threshold_that_was_decided_takes_the_place_of_the_networks(case: Case) -> None:
    case.find(track([0], score=0.3) | track([1], score=0.9))
    low = case.decide(lambda was: was.set_matte(case.car, MatteSettings(threshold=0.2)))
    assert low.threshold == 0.2
    assert low.states[:2].tolist() == [State.PRESENT, State.PRESENT]
    high = case.decide(lambda was: was.set_matte(case.car, MatteSettings(threshold=0.95)))
    assert high.states[:2].tolist() == [State.ABSENT, State.ABSENT]
    back = case.decide(lambda was: was.set_matte(case.car, MatteSettings()))
    assert back.threshold == 0.5
    assert back.states[:2].tolist() == [State.ABSENT, State.PRESENT]


def test_of_several_searches_the_latest_is_seen_and_older_ones_fill_its_gaps(case: Case) -> None:
    case.find(track(range(10), left=2))
    case.find(track(range(5), left=30, score=0.8), weights="other")
    view = case.view()
    assert [view.mask(frame) for frame in (4, 5)] == [OTHER, FIRST]
    assert view.scores[4:6] == pytest.approx([0.8, 0.9])
    assert [each.search.weights for each in view.used_answers()] == ["other", "w"]
    case.find()  # the first search again: it becomes the latest
    assert case.view().mask(4) == FIRST


def test_frames_that_older_answers_fill_are_judged_by_their_own_threshold(case: Case) -> None:
    case.find(track(range(10), score=0.4), threshold=0.5)
    case.find(weights="other", threshold=0.1)
    assert case.view().threshold == 0.5  # nothing of the other is seen yet
    assert kinds(case.view(), range(10)) == {(State.ABSENT, Source.NETWORK)}
    case.find(track(range(5), score=0.4), weights="other", threshold=0.1)
    view = case.view()
    assert view.threshold == 0.1
    assert kinds(view, range(5)) == {(State.PRESENT, Source.NETWORK)}
    assert kinds(view, range(5, 10)) == {(State.ABSENT, Source.NETWORK)}


def test_previews_are_seen_until_the_full_answer_is_there(case: Case) -> None:
    case.find(track(range(6), score=0.7), preview=True)
    view = case.view()
    assert view.previews.nonzero()[0].tolist() == [0, 1, 2, 3, 4, 5]
    assert kinds(view, range(6)) == {(State.PRESENT, Source.NETWORK)}
    case.find(track(range(4), left=4, score=0.8))
    view = case.view()
    assert view.previews.nonzero()[0].tolist() == [4, 5]
    assert view.mask(3) == Mask.from_array(square(4))
    assert view.mask(4) == FIRST
    assert view.scores[:6] == pytest.approx([0.8] * 4 + [0.7] * 2)


def test_a_later_preview_does_not_hide_an_older_full_answer(case: Case) -> None:
    case.find(track(range(4)))
    case.find(track(range(6), left=30), weights="other", preview=True)
    view = case.view()
    assert [view.mask(frame) for frame in (3, 4)] == [FIRST, OTHER]
    assert view.previews[3:5].tolist() == [False, True]


# Another object


def two_objects(case: Case, frames: Iterable[int] = range(10), **search: Any) -> None:
    """One object that is surely there and another one that may be meant."""
    frames = list(frames)
    case.find(track(frames), track(frames, left=30, score=0.6), **search)


def test_alternatives_of_a_frame_come_best_first(case: Case) -> None:
    two_objects(case)
    view = case.decide(lambda was: was.choose(case.car, 0, FRAMES, Pick(4, OTHER)))
    scores, masks = zip(*view.alternatives(4), strict=True)
    assert scores == pytest.approx((0.9, 0.6))
    assert masks == (FIRST, OTHER)
    assert view.alternative(1, 4) == (pytest.approx(0.6), OTHER)
    assert view.alternative(1, 20) is None


def test_an_alternative_is_seen_where_it_was_picked(case: Case) -> None:
    two_objects(case)
    view = case.decide(lambda was: was.choose(case.car, 3, 6, Pick(4, OTHER)))
    assert kinds(view, range(3, 6)) == {(State.PRESENT, Source.ALTERNATIVE)}
    assert kinds(view, [*range(3), *range(6, 10)]) == {(State.PRESENT, Source.NETWORK)}
    assert [view.mask(frame) for frame in (2, 3, 5, 6)] == [FIRST, OTHER, OTHER, FIRST]
    assert view.scores[2:4] == pytest.approx([0.9, 0.6])
    back = case.decide(lambda was: was.choose(case.car, 4, 6, None))
    assert [back.mask(frame) for frame in (4, 5)] == [FIRST, FIRST]


@pytest.mark.parametrize("threshold", [None, 0.95])
@pytest.mark.parametrize(
    ("picked", "source"), [(OTHER, Source.ALTERNATIVE), (FIRST, Source.NETWORK)]
)
def test_what_was_picked_is_seen_all_along_its_stretch_however_low_its_score(
    case: Case, threshold: float | None, picked: Mask, source: Source
) -> None:
    case.find(track(range(10), score=0.4), track(range(10), left=30, score=0.1))
    case.decide(lambda was: was.set_matte(case.car, MatteSettings(threshold=threshold)))
    view = case.decide(lambda was: was.choose(case.car, 3, 8, Pick(4, picked)))
    assert kinds(view, range(3, 8)) == {(State.PRESENT, source)}
    assert {view.mask(frame) for frame in range(3, 8)} == {picked}
    assert (view.areas[3:8] > 0).all()
    # What nobody picked is measured by the threshold still, and what was picked is no doubt.
    assert kinds(view, [*range(3), 8, 9]) == {(State.ABSENT, Source.NETWORK)}
    assert not view.uncertainty[4:7].any()
    # Absent, and a correction, are later decisions about the same frames.
    view = case.decide(lambda was: was.choose(case.car, 5, 6, Absent()))
    assert kinds(view, [5]) == {(State.ABSENT, Source.MANUAL)}
    view = case.decide(lambda was: was.correct(case.car, {6: Correction(BY_HAND)}))
    assert kinds(view, [6]) == {(State.PRESENT, Source.MANUAL)}
    assert view.mask(6) == BY_HAND


def test_what_was_picked_stays_when_more_windows_make_it_the_best(case: Case) -> None:
    begun = (track(range(10), score=0.62), track(range(10), left=30, score=0.6))
    case.find(*begun)
    assert case.view().mask(0) == FIRST
    case.decide(lambda was: was.choose(case.car, 0, FRAMES, Pick(4, OTHER)))
    assert {case.view().mask(frame) for frame in range(10)} == {OTHER}
    rest = range(10, FRAMES)
    case.find(begun[0] | track(rest, score=0.3), begun[1] | track(rest, left=30))
    view = case.view()
    assert view.alternatives(0)[0][1] == OTHER  # it is the network's own first choice now
    assert {view.mask(frame) for frame in range(FRAMES)} == {OTHER}


def test_where_it_was_seen_what_was_picked_stays_when_the_tracks_change_sides(case: Case) -> None:
    two_objects(case)
    case.decide(lambda was: was.choose(case.car, 0, FRAMES, Pick(4, OTHER)))
    rest = range(10, FRAMES)
    case.find(
        track(range(10)) | track(rest, score=0.3),
        track(range(10), left=30, score=0.6) | track(rest, left=30),
    )
    assert {case.view().mask(frame) for frame in range(10)} == {OTHER}


def test_what_was_picked_stays_when_another_network_answers(case: Case) -> None:
    two_objects(case)
    case.decide(lambda was: was.choose(case.car, 0, FRAMES, Pick(4, OTHER)))
    # The other search comes to the frame where the object was picked last.
    for count in range(1, 11):
        case.find(
            track(range(count), left=3), track(range(count), left=31, score=0.7), weights="other"
        )
        view = case.view()
        last = Mask.from_array(square(31)) if count > 4 else OTHER
        assert [view.mask(frame) for frame in (0, count - 1)] == [last, last]
        assert view.mask(9) == (last if count == 10 else OTHER)
        assert view.sources[0] == Source.ALTERNATIVE


def test_a_network_that_does_not_offer_what_was_picked_is_passed_over(case: Case) -> None:
    two_objects(case)
    case.decide(lambda was: was.choose(case.car, 0, FRAMES, Pick(4, OTHER)))
    case.find(track(range(10)), weights="other")
    assert {case.view().mask(frame) for frame in range(10)} == {OTHER}


def test_where_nothing_like_it_is_offered_the_choice_is_the_networks(case: Case) -> None:
    two_objects(case)
    elsewhere = Mask.from_array(square(18))
    view = case.decide(lambda was: was.choose(case.car, 0, 10, Pick(4, elsewhere)))
    assert kinds(view, range(10)) == {(State.PRESENT, Source.NETWORK)}
    assert view.mask(4) == FIRST
    view = case.decide(lambda was: was.choose(case.car, 0, 10, Pick(30, OTHER)))
    assert view.mask(4) == FIRST


def test_the_object_that_was_not_picked_is_not_seen_where_the_picked_one_is_missing(
    case: Case,
) -> None:
    case.find(track(range(10)), track([0, 1, 2, 3, 4, 7, 8, 9], left=30, score=0.6))
    view = case.decide(lambda was: was.choose(case.car, 0, FRAMES, Pick(4, OTHER)))
    assert kinds(view, [5, 6]) == {(State.ABSENT, Source.ALTERNATIVE)}
    assert view.mask(5) == Mask.empty(HEIGHT, WIDTH)
    assert np.isnan(view.scores[5:7]).all()
    assert kinds(view, [4, 7]) == {(State.PRESENT, Source.ALTERNATIVE)}
    # Older answers that have it speak there.
    case.find(track(range(10)), track([4], left=30, score=0.6), weights="other")
    assert [case.view().mask(frame) for frame in (4, 7)] == [OTHER, OTHER]


def test_a_mask_that_cannot_be_read_hides_no_other(case: Case) -> None:
    two_objects(case)
    case.decide(lambda was: was.choose(case.car, 0, FRAMES, Pick(4, OTHER)))
    with sqlite3.connect(case.file.path) as other:
        other.execute("UPDATE masks SET packed = x'00' WHERE window = 5")
    other.close()
    view = case.view()
    assert kinds(view, range(10)) == {(State.PRESENT, Source.NETWORK)}
    assert view.mask(3) == FIRST
    with pytest.raises(DamageError):
        view.mask(4)


# By hand


def test_a_stretch_that_was_marked_absent_is(case: Case) -> None:
    case.find(track(range(10)), preview=True)
    view = case.decide(lambda was: was.choose(case.car, 5, 15, Absent()))
    assert kinds(view, range(5, 15)) == {(State.ABSENT, Source.MANUAL)}
    assert kinds(view, range(5)) == {(State.PRESENT, Source.NETWORK)}
    assert [view.mask(frame) for frame in (5, 14)] == [Mask.empty(HEIGHT, WIDTH)] * 2
    assert view.mask(15) is None
    assert not view.areas[5:15].any()
    assert not view.previews[5:15].any()
    assert view.computed() == [(0, 15)]


@pytest.mark.parametrize(
    ("origin", "source"),
    [
        (Origin.MANUAL, Source.MANUAL),
        (Origin.PROPAGATED, Source.PROPAGATED),
        (Origin.IMPORTED, Source.IMPORTED),
    ],
)
def test_a_corrected_frame_shows_its_mask_and_where_it_is_from(
    case: Case, origin: Origin, source: Source
) -> None:
    case.find(track(range(10)), preview=True)
    nothing = Mask.empty(HEIGHT, WIDTH)
    corrections = {
        frame: Correction(mask, origin, 3)
        for frame, mask in ((4, BY_HAND), (5, nothing), (8, BY_HAND), (20, BY_HAND))
    }
    case.decide(lambda was: was.choose(case.car, 0, 6, Absent()))
    view = case.decide(lambda was: was.correct(case.car, corrections))
    assert kinds(view, [4, 20]) == {(State.PRESENT, source)}
    assert kinds(view, [5]) == {(State.ABSENT, source)}
    assert [view.mask(frame) for frame in (4, 5, 20)] == [BY_HAND, nothing, BY_HAND]
    assert view.areas[[4, 5]] == pytest.approx([144 / (HEIGHT * WIDTH), 0])
    assert view.previews[6:10].tolist() == [True, True, False, True]
    assert view.mask(6) == FIRST


def test_what_was_carried_is_to_be_checked_where_it_is_not_trusted_or_outdated(
    case: Case,
) -> None:
    case.decide(lambda was: was.correct(case.car, {4: Correction(BY_HAND)}))
    nothing = Mask.empty(HEIGHT, WIDTH)
    masks = {5: BY_HAND, 6: BY_HAND, 7: nothing, 8: BY_HAND, 9: BY_HAND}
    trust = {5: 0.9, 6: 0.1, 7: 0.1, 8: 0.2, 9: 0.3}
    view = case.decide(lambda was: was.propagate(case.car, 4, masks, trust))
    assert view.trusts[5:10] == pytest.approx([0.9, 0.1, 0.1, 0.2, 0.3])
    assert np.isnan(view.trusts[4])
    assert uncertain(view) == [(6, 7, UncertaintyReason.TRUST), (8, 10, UncertaintyReason.TRUST)]
    assert best_correction(view) == 8
    view = case.decide(lambda was: was.review(case.car, 8, 10, Review.ACCEPTED))
    assert uncertain(view) == [(6, 7, UncertaintyReason.TRUST)]
    view = case.decide(lambda was: was.correct(case.car, {7: Correction(BY_HAND)}))
    assert view.outdated.nonzero()[0].tolist() == [5, 6, 8, 9]
    assert uncertain(view) == [(5, 7, UncertaintyReason.OUTDATED)]  # the rest was reviewed


@pytest.mark.parametrize(
    ("trust", "corrected", "best"),
    [
        ([1.0] * 24, [], None),
        ([np.nan] * 24, [12], None),
        ([1.0] * 24, [0], 16),  # two thirds of the way: what lies before and behind gains
        ([1.0] * 25, [0, 24], 12),
        ([1.0] * 10 + [0.2] * 4 + [1.0] * 11, [0, 24], 12),
        ([1.0] * 3 + [0.0] * 4 + [1.0] * 18, [0, 24], 5),
        ([np.nan] * 12 + [0.5] * 12, [0], 18),
    ],
)
def test_the_frame_to_correct_next_is_far_from_corrections_and_little_trusted(
    trust: list[float], corrected: list[int], best: int | None
) -> None:
    assert next_correction(np.array(trust, dtype=np.float32), corrected) == best


def test_a_long_way_is_looked_at_in_steps() -> None:
    best = next_correction(np.ones(100_000, dtype=np.float32), [0])
    assert best is not None
    assert abs(best - 66_667) < 1100


def test_corrected_frames_stay_whatever_is_found_later(case: Case) -> None:
    two_objects(case)
    corrections = {
        4: Correction(BY_HAND),
        5: Correction(BY_HAND, Origin.PROPAGATED, 4),
        6: Correction(Mask.empty(HEIGHT, WIDTH)),
    }
    before = case.decide(lambda was: was.correct(case.car, corrections))
    assert not before.previews.any()
    for search in ({}, {"weights": "other"}):
        case.find(track(range(10), left=20, score=0.7), **search)
        view = case.view()
        assert view.mask(3) == Mask.from_array(square(20))
        for frame in corrections:
            assert view.mask(frame) == before.mask(frame)
            assert kinds(view, [frame]) == kinds(before, [frame])


def test_a_search_touches_its_own_expression_only(case: Case) -> None:
    case.find(track(range(10)))
    case.find(track(range(10), left=30, score=0.6), text="the dog")
    before = case.view("the dog")
    case.find(track(range(FRAMES), left=20))
    case.find(track(range(FRAMES), left=20), weights="other")
    case.decide(lambda was: was.choose(case.car, 0, 9, Absent()))
    assert same(case.view("the dog"), before)
    assert case.view().mask(20) == Mask.from_array(square(20))


def test_an_imported_layer_has_a_mask_where_one_was_imported(case: Case) -> None:
    masks = [(3, BY_HAND), (5, Mask.empty(HEIGHT, WIDTH)), (7, BY_HAND)]
    adding = case.file.imports.add("the bus", HEIGHT, WIDTH, masks)
    number = returned_by(adding)
    video = case.project.videos[0].id
    case.project, given = case.project.add_layer(video, "the bus", number)
    case.find(track(range(10)), text="the bus")  # of no concern to it
    view = case.view("the bus")
    assert kinds(view, [3, 7]) == {(State.PRESENT, Source.IMPORTED)}
    assert kinds(view, [5]) == {(State.ABSENT, Source.IMPORTED)}
    assert kinds(view, [4, 8]) == {(State.NOT_COMPUTED, Source.NONE)}
    assert [view.mask(frame) for frame in (3, 4, 5)] == [
        *(BY_HAND, None, Mask.empty(HEIGHT, WIDTH))
    ]
    assert view.areas[3] == pytest.approx(144 / (HEIGHT * WIDTH))
    assert np.isnan(view.scores).all()
    assert view.uncertain_spans() == []
    case.project = case.project.correct(given, {3: Correction(Mask.empty(HEIGHT, WIDTH))})
    case.project = case.project.choose(given, 7, 8, Absent())
    view = case.view("the bus")
    assert kinds(view, [3, 7]) == {(State.ABSENT, Source.MANUAL)}


def test_undo_takes_no_results_back(case: Case) -> None:
    history = History(case.project)
    history.do("Mark", history.project.choose(case.car, 0, 5, Absent()))
    two_objects(case)
    case.project = history.project
    marked = case.view()
    history.do("Pick", history.project.choose(case.car, 0, FRAMES, Pick(4, OTHER)))
    history.do("Remove", history.project.remove_layer(case.car))
    version = case.file.results.version(1)
    for _ in range(2):
        history.undo()
    case.project = history.project
    assert same(case.view(), marked)
    history.undo()
    case.project = history.project
    assert kinds(case.view(), range(10)) == {(State.PRESENT, Source.NETWORK)}
    for _ in range(2):
        history.redo()
    case.project = history.project
    assert case.view().mask(4) == OTHER
    assert case.file.results.version(1) == version


def test_kept_tracks_show_the_same(case: Case) -> None:
    two_objects(case)
    number = case.find(track(range(10, 20), left=5))
    before = case.view()
    keep(case.file.results, number, FRAMES)
    assert case.file.results.tracks(number, case.file.results.version(number)) is not None
    assert same(case.view(), before)


# Where to look


def uncertain(view: ResolvedTrack) -> list[tuple[int, int, UncertaintyReason]]:
    return [(each.start, each.stop, each.reason) for each in view.uncertain_spans()]


def test_a_steady_track_of_high_score_is_not_weak(case: Case) -> None:
    case.find(track(range(20)) | track(range(10, 15), score=0.01))
    view = case.view()
    assert uncertain(view) == []
    assert view.uncertainty.max() < REVIEW_FROM


def test_scores_near_the_threshold_are_weak_on_either_side(case: Case) -> None:
    case.find(track(range(20)) | track([4, 5, 6], score=0.55) | track([10, 11, 12], score=0.4))
    view = case.view()
    assert uncertain(view) == [(4, 7, UncertaintyReason.SCORE), (10, 13, UncertaintyReason.SCORE)]
    assert view.uncertainty[[4, 10]] == pytest.approx([0.9, 0.8])
    # Near to the threshold that was decided, not to the network's.
    moved = case.decide(lambda was: was.set_matte(case.car, MatteSettings(threshold=0.9)))
    assert moved.uncertainty[0] == pytest.approx(1)


def test_an_alternative_can_be_weak_too(case: Case) -> None:
    two_objects(case)
    view = case.decide(lambda was: was.choose(case.car, 3, 6, Pick(4, OTHER)))
    assert (3, 6, UncertaintyReason.SCORE) in uncertain(view)


def test_windows_that_do_not_agree_are_weak(case: Case) -> None:
    found = case.documents.answers(track(range(20)))
    overlaps = np.full((1, 1), 0.2, dtype=np.float32)
    found[8] = replace(found[8], overlaps=overlaps)
    number = case.file.results.begin(case.documents.search("the car"))
    case.file.results.add([(number, each) for each in found])
    view = case.view()
    assert uncertain(view) == [(8, 9, UncertaintyReason.AGREEMENT)]
    assert view.uncertainty[8] == pytest.approx(0.8)


def test_a_sudden_change_of_size_is_weak(case: Case) -> None:
    case.find(track(range(10)) | track(range(10, 20), side=24) | track([15], side=22))
    view = case.view()
    assert uncertain(view) == [(10, 11, UncertaintyReason.AREA)]
    assert view.uncertainty[10] == pytest.approx(1)
    assert 0 < view.uncertainty[15] < REVIEW_FROM


@pytest.mark.parametrize("length", [1, 2, 3])
def test_what_comes_or_goes_for_one_or_two_frames_is_weak(case: Case, length: int) -> None:
    seen = [*range(5), *range(5 + length, 20), *range(30, 30 + length)]
    gone = [*range(5, 5 + length), *range(20, 30), *range(30 + length, FRAMES)]
    case.find(track(seen) | track(gone, score=0.01))
    expected = [(5, 5 + length, UncertaintyReason.AREA), (30, 30 + length, UncertaintyReason.AREA)]
    assert uncertain(case.view()) == (expected if length <= 2 else [])


def test_next_to_frames_that_are_not_computed_nothing_is_sudden(case: Case) -> None:
    case.find(track([0, 5, 6, 10, 15, FRAMES - 1]) | track([11, 14], score=0.01))
    assert uncertain(case.view()) == []


def test_the_weakest_stretch_comes_first_and_names_its_weakest_frame(case: Case) -> None:
    case.find(
        track(range(30))
        | track([3, 4], score=0.7)
        | track([10, 11, 12], score=0.65)
        | track([11], score=0.52)
        | track([20], score=0.6)
    )
    found = case.view().uncertain_spans()
    assert [(each.start, each.stop, each.frame) for each in found] == [
        (10, 13, 11),
        (20, 21, 20),
        (3, 5, 3),
    ]
    assert [each.uncertainty for each in found] == pytest.approx([0.96, 0.8, 0.6])


def test_what_was_looked_at_is_not_listed(case: Case) -> None:
    case.find(track(range(20), score=0.55))
    assert uncertain(case.view()) == [(0, 20, UncertaintyReason.SCORE)]
    case.decide(lambda was: was.review(case.car, 0, 4, Review.ACCEPTED))
    case.decide(lambda was: was.review(case.car, 4, 6, Review.REJECTED))
    case.decide(lambda was: was.correct(case.car, {10: Correction(BY_HAND)}))
    case.decide(lambda was: was.choose(case.car, 15, 20, Absent()))
    view = case.view()
    assert sorted((start, stop) for start, stop, _ in uncertain(view)) == [(6, 10), (11, 15)]
    assert not view.uncertainty[[0, 3, 4, 5, 10, 15, 19]].any()
    view = case.decide(lambda was: was.review(case.car, 0, 6, None))
    assert (0, 10) in [(start, stop) for start, stop, _ in uncertain(view)]


def an_hour(case: Case) -> Callable[[], ResolvedTrack]:
    """Decide something twice in every forty seconds of an hour; return what sees all of it."""
    count = 108_000
    rng = np.random.default_rng(1)
    number = case.find(track([0]), track([0], left=30, score=0.6))
    window = next(case.file.results.windows(number)).id
    tracks = tuple(
        AssociatedTrack(
            0.5,
            np.full(count, window, dtype=np.int64),
            np.full(count, rank, dtype=np.uint32),
            rng.random(count, dtype=np.float32),
            rng.integers(0, 900, count).astype(np.uint32),
            rng.random(count, dtype=np.float32),
            np.zeros(count, dtype=np.bool_),
        )
        for rank in range(2)
    )
    data = LayerData((SearchAnswers(number, case.documents.search("the car"), tracks),))
    project, (given, _) = case.documents.project("the car", "the dog", frames=count)
    for start in range(0, count, 1000):
        project = project.choose(given, start, start + 500, Pick(start, OTHER))
    return partial(
        ResolvedTrack,
        *(project.layer(given), project.videos[0]),
        *(data, case.file.results, case.file.imports),
    )


def test_an_hour_is_seen_with_every_decision(case: Case) -> None:
    view = an_hour(case)()
    assert view.sources[499:501].tolist() == [Source.ALTERNATIVE, Source.NETWORK]


@pytest.mark.timed
def test_an_hour_is_seen_anew_fast_enough_to_follow_every_decision(case: Case) -> None:
    view, spent = an_hour(case), []
    for _ in range(5):
        began = time.perf_counter()
        view()
        spent.append(time.perf_counter() - began)
    assert min(spent) < 0.2  # some 12 ms where nothing else runs


def test_a_layer_is_known_once_and_seen_with_any_decisions(case: Case) -> None:
    two_objects(case)
    one, video = case.project.layer(case.car), case.project.videos[0]
    data = layer_data_of(one, video, case.file.results, case.file.imports)
    case.decide(lambda was: was.choose(case.car, 3, 6, Pick(4, OTHER)))
    case.decide(lambda was: was.choose(case.car, 7, 8, Pick(4, FIRST)))
    decided = case.project.layer(case.car)
    for _ in range(2):
        seen = ResolvedTrack(decided, video, data, case.file.results, case.file.imports)
        assert same(seen, case.view())
