"""One object through all windows: the best path over their candidates, and the next best.

Masks are not needed here, so that hours of results can be linked in little memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.candidates import WindowResult
from soc_rvos.inference.windows import Window

MASK_OVERLAP_WEIGHT = 0.5
"""What continuing in the same place is worth, beside a score of at most 1 for each window.

This, and what follows, counts in proportion to the scores on both sides: else a thing that stays
where it is, and hardly is what was described, would win over the right one that moves."""
EMBEDDING_WEIGHT = 0.25
"""What an equal embedding is worth: less than masks, since embeddings of lookalikes are close."""
EMBEDDING_WEIGHT_AT_CUT = 1.0
"""The same across a cut, where nothing else tells one object from another."""
SWITCHING_COST = 0.5
"""Cost of continuing with an object in another place: half of a certain answer."""
SWITCH_BELOW = 0.1
"""Mask overlap below which a candidate counts as another object, not as one that moved."""
_TAKEN = -1e9  # the value of a candidate that another path has


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """What linking needs of a window's result with K candidates.

    Attributes:
        scores: float [K], as `WindowCandidate.score`.
        embeddings: float [K, C].
        queries: int [K].
        overlaps: float [K of the window before, K], or None; see `WindowResult`.
    """

    window: Window
    preview: bool
    scores: NDArray[np.float64]
    embeddings: NDArray[Any]
    queries: NDArray[np.int64]
    overlaps: NDArray[np.float32] | None

    @classmethod
    def of(cls, result: WindowResult) -> Link:
        """Return the link of a result."""
        candidates = result.candidates
        return cls(
            result.window,
            result.preview,
            np.array([candidate.score for candidate in candidates], dtype=np.float64),
            np.stack([candidate.embedding for candidate in candidates])
            if candidates
            else np.zeros((0, 1), dtype=np.float32),
            np.array([candidate.query for candidate in candidates], dtype=np.int64),
            result.overlaps,
        )


@dataclass(frozen=True, slots=True)
class Passed:
    """Where a path passes through a window: `full` and `preview` are pairs of the place of a link
    and of one of its candidates, at least one of them there; `score` is that candidate's, `overlap`
    the one in [0, 1] with the candidate before, None where there is nothing to overlap with."""

    full: tuple[int, int] | None
    preview: tuple[int, int] | None
    score: float
    overlap: float | None


@dataclass(frozen=True, slots=True)
class Path:
    """A path through the windows, in the order of the video; some may be passed over.

    `score` is the mean of the windows' scores, those passed over counting as zero.
    """

    passed: tuple[Passed, ...]
    score: float


@dataclass(slots=True)
class _Step:
    """A window: the place of its full result where there is one, and of its preview."""

    full: int | None = None
    preview: int | None = None

    @property
    def spoken(self) -> int:
        """The place of the result that speaks for the window."""
        place = self.preview if self.full is None else self.full
        assert place is not None
        return place


def best_paths(links: Sequence[Link], count: int = 3) -> list[Path]:
    """Return at most `count` paths through the windows of one expression, the best one first.

    The others are the next best that share no candidate with a better one. Links may come in any
    order and with gaps; where a preview and the full answer of a window are both there, the full
    one is linked.
    """
    steps = _steps(links)
    if not steps:
        return []
    scores, present = _scores(links, steps)
    overlaps, gains = _gains(links, steps, scores, present)
    free = present.copy()
    paths: list[Path] = []
    while len(paths) < count and free.any():
        places = _best_places(scores, free, gains)
        paths.append(_path(links, steps, places, scores, overlaps))
        taken = places < scores.shape[1]
        free[np.flatnonzero(taken), places[taken]] = False
    return paths


def _steps(links: Sequence[Link]) -> list[_Step]:
    """Return the windows in the order of the video, the two results of one together."""
    steps: dict[tuple[int, int], _Step] = {}
    for place, link in enumerate(links):
        step = steps.setdefault((link.window.block, link.window.phase), _Step())
        if link.preview:
            step.preview = place
        else:
            step.full = place
    return [steps[at] for at in sorted(steps)]


def _scores(
    links: Sequence[Link], steps: Sequence[_Step]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return scores [N, K], and where there is a candidate."""
    most = max(len(links[step.spoken].scores) for step in steps)
    scores = np.zeros((len(steps), most))
    present = np.zeros((len(steps), most), dtype=np.bool_)
    for row, step in enumerate(steps):
        own = links[step.spoken].scores
        scores[row, : len(own)] = own
        present[row, : len(own)] = True
    return scores, present


def _gains(
    links: Sequence[Link],
    steps: Sequence[_Step],
    scores: NDArray[np.float64],
    present: NDArray[np.bool_],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return mask overlaps [N - 1, K, K], NaN where there are none, and what going from each
    candidate to each of the next window adds, [N - 1, K + 1, K + 1]; the last ones stand for
    passing over.

    Passing over is for windows without a free candidate: it costs as much as a switch on either
    side, so that it never pays to leave out an answer.
    """
    count, most = scores.shape
    overlaps = np.full((count - 1, most, most), np.nan)
    for row in range(count - 1):
        own = _overlaps(links, steps[row], steps[row + 1])
        if own is not None:
            overlaps[row, : own.shape[0], : own.shape[1]] = own
    alike = _cosines(links, steps, most)
    belief = np.sqrt(scores[:-1, :, None] * scores[1:, None, :])
    switched = SWITCHING_COST * (overlaps < SWITCH_BELOW)
    gains = np.full((count - 1, most + 1, most + 1), -SWITCHING_COST)
    gains[:, :-1, :-1] = belief * np.where(
        np.isnan(overlaps),
        EMBEDDING_WEIGHT_AT_CUT * alike,
        MASK_OVERLAP_WEIGHT * overlaps + EMBEDDING_WEIGHT * alike - switched,
    )
    return overlaps, gains


def _overlaps(links: Sequence[Link], before: _Step, step: _Step) -> NDArray[np.float32] | None:
    """Return the mask overlaps between these two windows, None where there are none."""
    place = step.preview if before.full is None else step.full
    if place is None:
        return None
    overlaps = links[place].overlaps
    expected = (len(links[before.spoken].scores), len(links[step.spoken].scores))
    return overlaps if overlaps is not None and overlaps.shape == expected else None


def _cosines(links: Sequence[Link], steps: Sequence[_Step], most: int) -> NDArray[np.float64]:
    """Return [N - 1, K, K], cosines of the embeddings, those below zero as zero."""
    width = max(links[step.spoken].embeddings.shape[1] for step in steps)
    embeddings = np.zeros((len(steps), most, width), dtype=np.float32)
    for row, step in enumerate(steps):
        own = links[step.spoken].embeddings
        embeddings[row, : own.shape[0], : own.shape[1]] = own
    embeddings /= np.maximum(np.linalg.norm(embeddings, axis=2, keepdims=True), 1e-12)
    alike = embeddings[:-1] @ embeddings[1:].swapaxes(1, 2)
    return np.asarray(alike.clip(0, 1), dtype=np.float64)


def _best_places(
    scores: NDArray[np.float64], free: NDArray[np.bool_], gains: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the place of the best path in each window; K passes over it."""
    count, most = scores.shape
    values = np.zeros((count, most + 1))
    values[:, :-1] = np.where(free, scores, _TAKEN)
    origins = np.empty((count - 1, most + 1), dtype=np.int64)
    totals = values[0]
    columns = np.arange(most + 1)
    for row in range(count - 1):
        sums = totals[:, None] + gains[row]
        origins[row] = sums.argmax(axis=0)
        totals = sums[origins[row], columns] + values[row + 1]
    places = np.empty(count, dtype=np.int64)
    places[-1] = totals.argmax()
    for row in range(count - 2, -1, -1):
        places[row] = origins[row, places[row + 1]]
    return places


def _path(
    links: Sequence[Link],
    steps: Sequence[_Step],
    places: NDArray[np.int64],
    scores: NDArray[np.float64],
    overlaps: NDArray[np.float64],
) -> Path:
    passed: list[Passed] = []
    most = scores.shape[1]
    for row, (step, place) in enumerate(zip(steps, places.tolist(), strict=True)):
        if place == most:
            continue
        overlap = None
        if row and places[row - 1] < most:
            own = float(overlaps[row - 1, places[row - 1], place])
            overlap = None if np.isnan(own) else own
        full = None if step.full is None else (step.full, place)
        preview = None if step.preview is None else _twin(links, step, place)
        passed.append(Passed(full, preview, float(scores[row, place]), overlap))
    return Path(tuple(passed), sum(each.score for each in passed) / len(steps))


def _twin(links: Sequence[Link], step: _Step, place: int) -> tuple[int, int] | None:
    """Return the preview's candidate of the query that the path takes."""
    assert step.preview is not None
    query = links[step.spoken].queries[place]
    same = np.flatnonzero(links[step.preview].queries == query)
    return (step.preview, int(same[0])) if len(same) else None
