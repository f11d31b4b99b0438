"""One object through all windows: the best path, and the alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.candidates import Candidate, WindowResult
from soc_rvos.inference.windows import Window
from soc_rvos.masks import Mask

MASK_TIE = 0.5
"""What continuing in the same place is worth, beside a score of at most 1 for each window.

This, and what follows, counts in proportion to the scores on both sides: else a thing that stays
where it is, and hardly is what was described, would win over the right one that moves."""
EMBEDDING_TIE = 0.25
"""What an equal embedding is worth: less than masks, since embeddings of lookalikes are close."""
EMBEDDING_TIE_AT_CUT = 1.0
"""The same across a cut, where nothing else tells one object from another."""
SWITCHING_COST = 0.5
"""What going on with an object in another place costs: half of a certain answer."""
SWITCH_BELOW = 0.1
"""Mask overlap below which a candidate counts as another object, not as one that moved."""


@dataclass(frozen=True, slots=True)
class FrameAnswer:
    """What a track says of one frame.

    `score` is the probability in [0, 1] that the object is there, `box` its centre x, centre y,
    width and height in [0, 1] of the frame, `query` the object query of `window` that answered.
    """

    score: float
    box: tuple[float, float, float, float]
    mask: Mask
    window: Window
    query: int
    preview: bool


@dataclass(frozen=True, slots=True)
class Track:
    """One object through the video: every frame that was answered, absent or not.

    `score` is the mean of the windows' scores, those without an answer counting as zero.
    """

    frames: Mapping[int, FrameAnswer]
    score: float

    def present(self, threshold: float) -> dict[int, FrameAnswer]:
        """Return the frames where the object is: scored `threshold` or more, mask not empty."""
        return {
            frame: answer
            for frame, answer in self.frames.items()
            if answer.score >= threshold and answer.mask.area > 0
        }


def best_tracks(results: Sequence[WindowResult], count: int = 3) -> list[Track]:
    """Return at most `count` tracks through `results` of one expression, the best one first.

    The others are the next best that share no candidate with a better one. Results may come in any
    order and with gaps; where a preview and the full answer of a window are both there, the preview
    only speaks for frames that nothing else answers.
    """
    steps = _steps(results)
    links = [_link(before, step) for before, step in pairwise(steps)]
    free = [np.ones(len(step.candidates), dtype=np.bool_) for step in steps]
    tracks: list[Track] = []
    while len(tracks) < count and any(places.any() for places in free):
        path = _best_path(steps, links, free)
        tracks.append(_track(steps, path))
        for places, place in zip(free, path, strict=True):
            if place is not None:
                places[place] = False
    return tracks


@dataclass(slots=True)
class _Step:
    """A window of the path: its full result where there is one, its preview where there is one."""

    full: WindowResult | None = None
    preview: WindowResult | None = None
    scores: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))

    @property
    def result(self) -> WindowResult:
        result = self.full or self.preview
        assert result is not None
        return result

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return self.result.candidates


def _steps(results: Sequence[WindowResult]) -> list[_Step]:
    """Return `results` in the order of the video, the two of one window together."""
    steps: dict[tuple[int, int, int], _Step] = {}
    for result in results:
        place = (result.window.shot, result.window.block, result.window.phase)
        step = steps.setdefault(place, _Step())
        if result.preview:
            step.preview = result
        else:
            step.full = result
    ordered = [steps[place] for place in sorted(steps)]
    for step in ordered:
        step.scores = np.array([candidate.score for candidate in step.candidates])
    return ordered


def _link(before: _Step, step: _Step) -> NDArray[np.float64]:
    """Return [A, B], what going from each candidate of `before` to each of `step` adds."""
    alike = _cosines(before.candidates, step.candidates)
    belief = np.sqrt(np.outer(before.scores, step.scores))
    if before.result.window.shot != step.result.window.shot:
        return belief * EMBEDDING_TIE_AT_CUT * alike
    ties = _ties(before, step)
    if ties is None or ties.shape != alike.shape:
        return belief * EMBEDDING_TIE_AT_CUT * alike
    switched = SWITCHING_COST * (ties < SWITCH_BELOW)
    return belief * (MASK_TIE * ties.astype(np.float64) + EMBEDDING_TIE * alike - switched)


def _ties(before: _Step, step: _Step) -> NDArray[np.float32] | None:
    """Return the mask ties that were made between these two steps, None where there are none."""
    if before.full is None:
        return step.preview.ties if step.preview is not None else None
    return step.full.ties if step.full is not None else None


def _cosines(before: Sequence[Candidate], after: Sequence[Candidate]) -> NDArray[np.float64]:
    """Return [A, B], cosines of the embeddings, those below zero as zero."""
    if not before or not after:
        return np.zeros((len(before), len(after)))
    first, second = (
        np.stack([candidate.embedding for candidate in candidates]).astype(np.float64)
        for candidates in (before, after)
    )
    lengths = np.linalg.norm(first, axis=1)[:, None] * np.linalg.norm(second, axis=1)[None, :]
    cosines: NDArray[np.float64] = first @ second.T / np.maximum(lengths, 1e-12)
    return cosines.clip(0, 1)


def _best_path(
    steps: Sequence[_Step],
    links: Sequence[NDArray[np.float64]],
    free: Sequence[NDArray[np.bool_]],
) -> list[int | None]:
    """Return the place of the best path in each step, among `free` ones; None passes over a step.

    Passing over is for steps without a free candidate: it scores nothing, and costs as much as a
    switch on either side, so that it never pays to leave out an answer.
    """
    totals = _values(steps[0], free[0])
    origins: list[NDArray[np.int64]] = []
    for step, link, places in zip(steps[1:], links, free[1:], strict=True):
        gains = np.full((link.shape[0] + 1, link.shape[1] + 1), -SWITCHING_COST)
        gains[:-1, :-1] = link
        sums = totals[:, None] + gains
        origins.append(sums.argmax(axis=0))
        totals = sums.max(axis=0) + _values(step, places)
    path = [int(totals.argmax())]
    for origin in reversed(origins):
        path.append(int(origin[path[-1]]))
    path.reverse()
    return [
        None if place == len(step.candidates) else place
        for place, step in zip(path, steps, strict=True)
    ]


def _values(step: _Step, places: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return scores [K + 1], nothing for passing over and never for candidates that are taken."""
    return np.append(np.where(places, step.scores, -np.inf), 0.0)


def _track(steps: Sequence[_Step], path: Sequence[int | None]) -> Track:
    """Return the track of a path: each frame's answer from the window in which it is fresh."""
    frames: dict[int, FrameAnswer] = {}
    filled: dict[int, FrameAnswer] = {}
    total = 0.0
    for step, place in zip(steps, path, strict=True):
        if place is None:
            continue
        chosen = step.candidates[place]
        total += chosen.score
        if step.full is not None:
            frames.update(_answers(step.full, chosen, step.full.window.fresh))
        if step.preview is not None:
            twin = [each for each in step.preview.candidates if each.query == chosen.query]
            for candidate in twin[:1]:
                filled.update(_answers(step.preview, candidate, frozenset(step.preview.frames)))
    answered = {**filled, **frames}
    return Track({frame: answered[frame] for frame in sorted(answered)}, total / len(steps))


def _answers(
    result: WindowResult, candidate: Candidate, wanted: frozenset[int]
) -> Iterator[tuple[int, FrameAnswer]]:
    """Yield the `wanted` frames of `result` with what `candidate` says of them."""
    for frame, score, box, mask in zip(
        result.frames, candidate.scores, candidate.boxes.tolist(), candidate.masks, strict=True
    ):
        if frame in wanted:
            yield (
                frame,
                FrameAnswer(
                    score, tuple(box), mask, result.window, candidate.query, result.preview
                ),
            )
