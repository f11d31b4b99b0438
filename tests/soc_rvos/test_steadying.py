"""ModelAnswers of a language model are steadied by the tracker, or stay as they were."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from soc_rvos.inference.steadying import (
    CONVINCED,
    LONGEST,
    ModelAnswers,
    Steadied,
    agreement,
    parts_of,
    regained,
    steadied,
    surest,
)
from soc_rvos.inference.tracker import MemoryTracker
from soc_rvos.inference.tracking import Corrections, Pictures
from soc_rvos.masks import Mask
from soc_rvos.tracking import load_tracker
from tests.soc_rvos.test_tracking import HEIGHT, WIDTH, Bools, film, overlap, scene

COUNT = 10
NOTHING = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)


def steady(*answers: ModelAnswers, count: int = COUNT) -> list[Steadied | None]:
    frames = film(count)
    steps = steadied(load_tracker(), frames.__getitem__, range(count), answers)
    seen = []
    while True:
        try:
            seen.append(next(steps))
        except StopIteration as end:
            assert seen == list(range(1, len(seen) + 1))
            became: list[Steadied | None] = end.value
            return became


def said(masks: list[Bools], scores: list[float]) -> ModelAnswers:
    return ModelAnswers(
        np.array(scores, dtype=np.float32), [Mask.from_array(each) for each in masks]
    )


def test_wavering_frames_are_mended_from_the_surest_ones() -> None:
    true = [scene(n)[1] for n in range(COUNT)]
    masks, scores = list(true), [0.9] * COUNT
    masks[4] = true[4] & (np.arange(WIDTH) < 48)  # half of it
    masks[6] = NOTHING
    scores[4], scores[6] = 0.5, 0.2
    same = said(masks, scores)
    first, second = steady(same, same)
    assert first is not None
    assert second is not None
    for number in range(COUNT):
        assert overlap(first.masks[number].to_array(), true[number]) > 0.8
        # Two sentences may mean one object: neither takes it from the other.
        assert overlap(second.masks[number].to_array(), true[number]) > 0.8
    assert first.trust[6] > 0.4
    assert first.trust[0] >= np.float32(0.9)


def test_each_of_the_surest_frames_is_followed_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Corrections] = []
    follow = MemoryTracker.track

    def noted(
        tracker: MemoryTracker, frames: Pictures, given: Corrections, *rest: Any, **more: Any
    ) -> Any:
        shown.append(given)
        return follow(tracker, frames, given, *rest, **more)

    monkeypatch.setattr(MemoryTracker, "track", noted)
    count = 20
    answers = said([scene(n)[1] for n in range(count)], [0.9] * count)
    steady(answers, answers, count=count)
    places = surest(np.ones(count, dtype=np.float32))
    ways = [(way, number) for number, given in shown[0].items() for way in given]
    assert [number for _, number in sorted(ways)] == places * 2


def test_one_frame_that_is_sure_and_wrong_spoils_no_other() -> None:
    count = 20
    true = [scene(n)[1] for n in range(count)]
    masks, scores = list(true), [0.8] * count
    masks[8:11] = [np.roll(mask, HEIGHT // 2, axis=0) for mask in true[8:11]]
    masks[14] = true[14] & (np.arange(WIDTH) < 70)
    scores[9], scores[14] = 1.0, 0.4
    own = said(masks, scores)
    (found,) = steady(own, count=count)
    assert found is not None
    for number in (*range(8), *range(11, 14), *range(15, count)):
        assert overlap(found.masks[number].to_array(), true[number]) > 0.8
    mended = overlap(found.masks[14].to_array(), true[14])
    assert mended > overlap(masks[14], true[14]) + 0.1


def test_a_frame_that_was_shown_follows_the_others_where_they_are_at_one() -> None:
    true = [scene(n)[1] for n in range(20)]
    masks = list(true)
    place = surest(np.ones(20, dtype=np.float32))[2]
    masks[place] = true[place] & (np.arange(WIDTH) < 51)  # a piece is missing
    scores = [0.9] * 20
    scores[place] = 1.0
    (found,) = steady(said(masks, scores), count=20)
    assert found is not None
    assert overlap(masks[place], true[place]) < 0.9
    assert overlap(found.masks[place].to_array(), true[place]) > 0.9


def test_agreement_is_the_mean_overlap_of_every_two() -> None:
    left, right = NOTHING.copy(), NOTHING.copy()
    left[:10, :10] = True
    right[:10, 5:10] = True
    assert agreement([left, left, right]) == pytest.approx((1 + 0.5 + 0.5) / 3)
    assert agreement([NOTHING, NOTHING, left]) == pytest.approx(1 / 3)
    assert agreement([left]) == 1


@pytest.mark.parametrize("convinced", [True, False])
def test_frames_left_empty_are_filled_where_the_model_was_sure(convinced: bool) -> None:
    true = [scene(n)[1] for n in range(COUNT)]
    masks = [*true[:4], *[NOTHING] * (COUNT - 4)]
    score = CONVINCED + (0.1 if convinced else -0.1)
    (found,) = steady(said(masks, [score] * 4 + [0.1] * (COUNT - 4)))
    assert found is not None
    assert found.masks[2].area
    for number in range(4, COUNT):
        if convinced:
            assert overlap(found.masks[number].to_array(), true[number]) > 0.6
        else:
            assert not found.masks[number].area
            assert found.trust[number] == np.float32(0.1)


def test_what_the_tracker_does_not_follow_stays_as_it_was() -> None:
    rng = np.random.default_rng(0)
    jumping = []
    for _ in range(COUNT):
        mask = NOTHING.copy()
        left, top = int(rng.integers(0, WIDTH - 20)), int(rng.integers(0, HEIGHT - 20))
        mask[top : top + 20, left : left + 20] = True
        jumping.append(mask)
    (found,) = steady(said(jumping, [0.6] * COUNT))
    assert found is None


def test_a_limb_that_one_frame_alone_has_lost_comes_back() -> None:
    body, leg, ring = (np.zeros((60, 80), dtype=np.bool_) for _ in range(3))
    body[10:30, 10:60] = True
    leg[30:50, 50:58] = True
    ring[9:31, 9:61] = True  # an outline that is a pixel wider
    assert (regained(body, body | leg, [body | leg, body]) == (body | leg)).all()
    assert (regained(body, body | leg, [body, body]) == body).all()
    assert (regained(body, ring | body, [ring | body]) == body).all()
    assert (regained(body, body, [body | leg]) == body).all()


def test_what_is_nowhere_stays_nowhere() -> None:
    assert steady(said([NOTHING] * COUNT, [0.1] * COUNT)) == [None]
    once = [scene(0)[1], *[NOTHING] * (COUNT - 1)]
    assert steady(said(once, [0.6, *[0.1] * (COUNT - 1)])) == [None]


@pytest.mark.parametrize(
    ("trust", "found"),
    [
        ([0.9, 0.8, 0.1, 0.7, 0.7, 0.2, 0.3, 0.3, 0.6, 0.5], [0, 3]),
        ([0.0, 0.0, 0.5], [2]),
        ([0.0], []),
    ],
)
def test_the_surest_frames_are_those_of_most_trust(trust: list[float], found: list[int]) -> None:
    assert surest(np.array(trust, dtype=np.float32)) == found


def test_the_surest_frames_of_many_are_spread() -> None:
    trust = np.linspace(0.5, 1, 100).astype(np.float32)
    places = surest(trust)
    assert len(places) == 5
    assert np.diff(places).min() >= 10


def test_long_shots_are_done_in_parts() -> None:
    parts = parts_of([range(5, 8), range(8, 8 + 2 * LONGEST + 1)])
    assert parts[0] == range(5, 8)
    assert [n for part in parts for n in part] == list(range(5, 9 + 2 * LONGEST))
    assert max(map(len, parts)) <= LONGEST
