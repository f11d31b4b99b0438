"""One object is followed through all windows, and the others are offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from soc_rvos.inference.candidates import WindowCandidate, WindowResult
from soc_rvos.inference.tracks import AnsweredTrack, best_tracks
from soc_rvos.inference.windows import Window
from soc_rvos.masks import Mask

DOG, CAT, BALL = np.eye(3, dtype=np.float32)


def marked(width: int) -> Mask:
    pixels = np.zeros((4, 8), dtype=np.bool_)
    pixels[:, :width] = True
    return Mask.from_array(pixels)


def candidate(query: int, score: float, embedding: np.ndarray, frames: int, width: int = 3):
    boxes = np.full((frames, 4), 0.5, dtype=np.float32)
    return WindowCandidate(query, (score,) * frames, boxes, (marked(width),) * frames, embedding)


def window(block: int, shot: int = 0, overlap: int = 0) -> Window:
    frames = tuple(range(4 * block - overlap, 4 * block + 4 - overlap))
    return Window(frames, frozenset(frames[overlap:]), shot, block, phase=0)


def result(
    at: Window,
    candidates: Sequence[tuple[int, float, np.ndarray]],
    overlaps: Sequence[Sequence[float]] | None = None,
) -> WindowResult:
    made = tuple(candidate(*each, frames=len(at.frames)) for each in candidates)
    matrix = None if overlaps is None else np.array(overlaps, dtype=np.float32)
    return WindowResult(0, at, at.frames, made, matrix)


def queries(track: AnsweredTrack) -> list[int]:
    return [answer.query for answer in track.frames.values()]


def test_the_object_is_kept_when_another_scores_a_little_better_for_a_while() -> None:
    results = [
        result(window(0), [(1, 0.9, DOG), (2, 0.7, CAT)]),
        result(window(1), [(5, 0.8, CAT), (6, 0.7, DOG)], [[0.0, 0.9], [0.9, 0.0]]),
        result(window(2), [(3, 0.9, DOG), (4, 0.7, CAT)], [[0.0, 0.9], [0.9, 0.0]]),
    ]
    best, other = best_tracks(results)
    assert queries(best) == [1] * 4 + [6] * 4 + [3] * 4
    assert queries(other) == [2] * 4 + [5] * 4 + [4] * 4
    assert best.score == pytest.approx((0.9 + 0.7 + 0.9) / 3)


def test_the_track_changes_to_what_scores_far_better_where_the_tie_is_weak() -> None:
    results = [
        result(window(0), [(1, 0.9, DOG)]),
        result(window(1), [(2, 0.9, DOG), (3, 0.05, CAT)], [[0.0, 0.05]]),
    ]
    assert queries(best_tracks(results)[0]) == [1] * 4 + [2] * 4


def test_across_a_cut_the_embedding_tells_which_object_it_is() -> None:
    results = [
        result(window(0), [(1, 0.9, DOG)]),
        result(window(1, shot=1), [(2, 0.9, CAT), (3, 0.8, DOG)]),
    ]
    assert queries(best_tracks(results)[0]) == [1] * 4 + [3] * 4


def test_a_frame_is_answered_by_the_window_in_which_it_is_fresh() -> None:
    first = result(window(0), [(1, 0.9, DOG)])
    tail = result(window(1, overlap=2), [(7, 0.8, DOG)], [[1.0]])
    (track,) = best_tracks([first, tail])
    assert queries(track) == [1] * 4 + [7] * 2
    assert list(track.frames) == list(range(6))
    assert track.frames[5].score == pytest.approx(0.8)


def test_alternatives_share_no_candidate_and_are_no_more_than_there_are() -> None:
    results = [
        result(window(0), [(1, 0.9, DOG), (2, 0.5, CAT), (3, 0.3, BALL)]),
        result(window(1), [(1, 0.9, DOG)], [[1.0], [0.0], [0.0]]),
    ]
    tracks = best_tracks(results, count=9)
    assert [queries(track) for track in tracks] == [[1] * 8, [2] * 4, [3] * 4]
    assert tracks[1].score == pytest.approx(0.25)  # nothing in one of two windows
    assert len(best_tracks(results, count=2)) == 2


def test_frames_of_low_score_and_frames_without_a_mask_are_absent() -> None:
    shown = result(window(0), [(1, 0.9, DOG)])
    hidden = result(window(1), [(1, 0.2, DOG)], [[0.5]])
    at = window(2)
    empty = WindowCandidate(
        1,
        (0.9,) * 4,
        np.zeros((4, 4), np.float32),
        (marked(0), marked(0), marked(2), marked(0)),
        DOG,
    )
    (track,) = best_tracks(
        [shown, hidden, WindowResult(0, at, at.frames, (empty,), np.ones((1, 1), np.float32))]
    )
    assert sorted(track.frames) == list(range(12))
    assert sorted(track.present(0.5)) == [0, 1, 2, 3, 10]


def test_results_may_come_in_any_order_and_with_gaps() -> None:
    results = [
        result(window(0), [(1, 0.9, DOG), (2, 0.6, CAT)]),
        result(window(1), [(1, 0.9, DOG)], [[1.0], [0.0]]),
        result(window(2), [(2, 0.8, CAT), (1, 0.7, DOG)], [[0.0, 0.9]]),
    ]
    assert best_tracks(results[::-1]) == best_tracks(results)
    assert queries(best_tracks([results[2], results[0]])[0]) == [1] * 4 + [1] * 4


def test_without_results_there_is_no_track() -> None:
    assert best_tracks([]) == []
    assert best_tracks([result(window(0), [])]) == []


def test_the_full_answer_replaces_a_preview_where_it_is_there() -> None:
    sparse = Window((0, 2, 4, 6), frozenset((0, 2, 4, 6)), 0, 0, 0)
    full = result(sparse, [(4, 0.9, DOG)])
    preview = replace(
        full,
        frames=tuple(range(8)),
        candidates=(candidate(4, 0.6, DOG, frames=8),),
        preview=True,
    )
    between = Window((1, 3, 5, 7), frozenset((1, 3, 5, 7)), 0, 0, 1)
    (track,) = best_tracks([preview])
    assert all(answer.preview for answer in track.frames.values())
    (track,) = best_tracks([preview, full])
    assert [answer.preview for answer in track.frames.values()] == [False, True] * 4
    (track,) = best_tracks([preview, full, result(between, [(9, 0.8, DOG)], [[0.9]])])
    assert not any(answer.preview for answer in track.frames.values())
    assert queries(track) == [4, 9] * 4
