"""The best answers of a window are kept, repetitions are not."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.inference.candidates import WindowCandidate, distinct
from soc_rvos.masks import Mask


def logits_of(*spans: tuple[int, int], frames: int = 3) -> NDArray[np.float32]:
    """Return [N, T, 10, 100], an answer for each span of columns it marks on every frame."""
    logits = np.full((len(spans), frames, 10, 100), -4, dtype=np.float32)
    for plane, (start, stop) in zip(logits, spans, strict=True):
        plane[:, :, start:stop] = 4
    return logits


def test_an_answer_that_repeats_a_better_one_is_dropped() -> None:
    assert distinct(logits_of((0, 50), (0, 45), (60, 90)), count=5) == [0, 2]


def test_answers_that_share_less_than_that_are_both_kept() -> None:
    assert distinct(logits_of((0, 50), (0, 35)), count=5) == [0, 1]


def test_what_repeats_a_dropped_answer_only_is_kept() -> None:
    assert distinct(logits_of((0, 50), (5, 50), (15, 50)), count=5) == [0, 2]


def test_no_more_than_wanted_are_kept_and_the_best_come_first() -> None:
    assert distinct(logits_of((0, 10), (20, 30), (40, 50), (60, 70)), count=2) == [0, 1]


def test_of_answers_that_mark_nothing_one_is_kept() -> None:
    assert distinct(logits_of((0, 0), (20, 30), (0, 0)), count=5) == [0, 1]


def test_frames_that_neither_marks_say_nothing() -> None:
    logits = logits_of((0, 40), (50, 90))
    logits[:, 1:] = -4  # both mark the first frame only, in different places
    assert distinct(logits, count=5) == [0, 1]


def test_a_frame_marked_by_one_only_counts_against_sameness() -> None:
    logits = logits_of((0, 40), (0, 40))
    logits[1, 1:] = -4
    assert distinct(logits, count=5) == [0, 1]


def test_the_score_is_the_mean_over_frames() -> None:
    empty = Mask.empty(2, 2)
    candidate = WindowCandidate(
        3, (0.2, 0.4), np.zeros((2, 4), np.float32), (empty, empty), np.zeros(4, np.float32)
    )
    assert candidate.score == pytest.approx(0.3)
