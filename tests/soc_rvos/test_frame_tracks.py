"""Tracks laid out over the frames of a video: what interleaved windows say of one moment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from soc_rvos.inference.association import Link
from soc_rvos.inference.frame_tracks import link
from soc_rvos.inference.windows import Window, plan


@dataclass(frozen=True)
class Answered:
    """One candidate of a window, of the same score on all its frames."""

    window: Window
    id: int
    score: float
    preview: bool = False

    @property
    def answered(self) -> Answered:
        return self

    @property
    def frames(self) -> tuple[int, ...]:
        return self.window.frames

    @property
    def scores(self) -> NDArray[np.float32]:
        return np.full((1, len(self.frames)), self.score, dtype=np.float32)

    @property
    def areas(self) -> NDArray[np.int64]:
        return np.full((1, len(self.frames)), 9, dtype=np.int64)

    @property
    def link(self) -> Link:
        one = np.ones((1, 1), dtype=np.float32)
        starts = self.window.block == self.window.shot and self.window.phase == 0
        return Link(
            self.window,
            self.preview,
            np.array([self.score]),
            one,
            np.zeros(1, dtype=np.int64),
            None if starts else one,
        )


def scores_of(
    shots: list[tuple[int, int]], stride: int, said: list[float], preview: bool = False
) -> NDArray[np.float32]:
    """The scores of the track through windows of 4 frames that say `said` in turn."""
    windows = [each for block in plan(shots, 4, stride) for each in block]
    answered = [
        Answered(window, number, said[(number - 1) % len(said)], preview)
        for number, window in enumerate(windows, 1)
    ]
    (track,) = link(answered, shots[-1][1])
    return track.scores


def test_an_object_does_not_come_and_go_with_the_windows_of_one_moment() -> None:
    scores = scores_of([(0, 16)], 2, [0.3, 0.16])
    # Three frames of its own window, and two of the other.
    assert scores[2:6].tolist() == pytest.approx([1.22 / 5, 1.08 / 5] * 2)
    assert (scores >= 0.2).all()


def test_scores_are_not_evened_across_a_cut() -> None:
    scores = scores_of([(0, 8), (8, 16)], 2, [0.9, 0.9, 0.1, 0.1])
    assert scores.tolist() == pytest.approx([0.9] * 8 + [0.1] * 8)


@pytest.mark.parametrize(("stride", "preview"), [(1, False), (2, True)])
def test_windows_that_are_alone_keep_their_scores(stride: int, preview: bool) -> None:
    scores = scores_of([(0, 8)], stride, [0.9, 0.1], preview)
    assert set(scores.round(3).tolist()) == {np.float32(0.9).round(3), np.float32(0.1).round(3)}
