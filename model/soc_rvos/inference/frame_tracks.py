"""The best path through answered windows, laid out over the frames: what program and API show.

Arrays over all frames of a video, so that an hour is at hand at once; masks stay where they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.association import Link, best_paths
from soc_rvos.inference.windows import Window

COUNT = 5
"""Tracks of an expression, at most: as many as answers are kept of a window."""
OFFERED = 3
"""Tracks that are offered for one object: the best one and two alternatives."""
KINDS = {
    "windows": "<i8",
    "places": "<u4",
    "scores": "<f4",
    "areas": "<u4",
    "overlaps": "<f4",
    "previews": "|b1",
}
_CANDIDATES = 20  # that a window may have, however few the others have


class WindowAnswers(Protocol):
    """What the K candidates of a window say of its T frames, without their masks.

    `scores` float32 [K, T] in [0, 1]; `areas` int64 [K, T], pixels of the masks.
    """

    @property
    def link(self) -> Link: ...
    @property
    def frames(self) -> tuple[int, ...]: ...
    @property
    def scores(self) -> NDArray[np.float32]: ...
    @property
    def areas(self) -> NDArray[np.int64]: ...


class AnsweredWindow(Protocol):
    """A window that was answered; `id`, from 1 on, leads to its masks."""

    @property
    def id(self) -> int: ...
    @property
    def window(self) -> Window: ...
    @property
    def answered(self) -> WindowAnswers: ...


_Answered = TypeVar("_Answered", bound=AnsweredWindow)


@dataclass(frozen=True, slots=True, eq=False)
class AssociatedTrack:
    """One object through a video of F frames.

    Attributes:
        score: mean of the windows' scores.
        windows: int64 [F], the window that answers, by its id; 0 where none does.
        places: uint32 [F], which of its masks.
        scores: float32 [F], 0 to 1; where windows are interleaved, of all that see the moment.
        areas: uint32 [F], pixels of the mask.
        overlaps: float32 [F], overlap in [0, 1] with the window before; NaN where nothing overlaps.
        previews: bool [F], whether the mask was moved there from a neighbour.
    """

    score: float
    windows: NDArray[np.int64]
    places: NDArray[np.uint32]
    scores: NDArray[np.float32]
    areas: NDArray[np.uint32]
    overlaps: NDArray[np.float32]
    previews: NDArray[np.bool_]

    def present(self, threshold: float) -> NDArray[np.bool_]:
        """Return bool [F]: where the object is, scored `threshold` or more, its mask not empty."""
        return (self.scores >= threshold) & (self.areas > 0)


def link(
    answered: Sequence[AnsweredWindow], frame_count: int, count: int = COUNT
) -> list[AssociatedTrack]:
    """Return the tracks through windows of a video of `frame_count` frames, the best one first.

    There are `count` of them at most, and none share a candidate.
    """
    windows = _needed(_alike(answered))
    tracks = []
    for path in best_paths([each.answered.link for each in windows], count):
        track = _empty(path.score, frame_count)
        # Previews first: they only speak where nothing else does.
        for passed in path.passed:
            if passed.preview is not None:
                _put(track, windows[passed.preview[0]], passed.preview[1], passed.overlap)
        steps = np.zeros(frame_count, dtype=np.int64)
        blocks = np.full(frame_count, -1, dtype=np.int64)
        for passed in path.passed:
            if passed.full is not None:
                window = windows[passed.full[0]]
                at = _put(track, window, passed.full[1], passed.overlap)
                frames = window.answered.frames
                steps[at] = frames[1] - frames[0] if len(frames) > 1 else 1
                blocks[at] = window.window.block
        tracks.append(replace(track, scores=_evened(track.scores, steps, blocks)))
    return tracks


def _alike(windows: Sequence[_Answered]) -> list[_Answered]:
    """Return the windows that one network can have answered: linking takes as much memory for every
    window as for the largest, which a file that was made to deceive would use."""
    counts = np.array([len(each.answered.scores) for each in windows], dtype=np.int64)
    if not counts.any():
        return list(windows)
    channels = np.array([each.answered.link.embeddings.shape[1] for each in windows])
    usual = np.bincount(channels[counts > 0]).argmax()
    most = max(_CANDIDATES, 2 * int(np.median(counts)))
    fit = (counts == 0) | ((channels == usual) & (counts <= most))
    return [each for each, fits in zip(windows, fit.tolist(), strict=True) if fits]


def _needed(windows: Sequence[_Answered]) -> list[_Answered]:
    """Leave out previews of which full answers have every frame, and no window is the same: they
    show nothing, and windows on either side of one are not tied to each other."""
    full = [each for each in windows if not each.answered.link.preview]
    answered = {frame for each in full for frame in each.window.fresh}
    places = {(each.window.block, each.window.phase) for each in full}
    return [
        each
        for each in windows
        if not each.answered.link.preview
        or (each.window.block, each.window.phase) in places
        or not answered.issuperset(each.answered.frames)
    ]


def _empty(score: float, frame_count: int) -> AssociatedTrack:
    arrays: dict[str, NDArray[Any]] = {
        name: np.zeros(frame_count, dtype=kind) for name, kind in KINDS.items()
    }
    arrays["overlaps"][:] = np.nan
    return AssociatedTrack(score, **arrays)


def _evened(
    scores: NDArray[np.float32], steps: NDArray[np.int64], blocks: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return `scores` [F], each the mean of those up to a step before and after it in its block.

    Frames beside each other are of interleaved windows, which see the same moment but score it each
    by itself: near the threshold the object would come and go from frame to frame. `steps` [F] are
    from a frame of the window to its next, `blocks` [F] as windows have them, less than 0 where
    there is no answer. Where windows are not interleaved the scores stay as they are.
    """
    count = len(scores)
    edges = np.flatnonzero(np.diff(blocks)) + 1
    place = np.searchsorted(edges, np.arange(count), side="right")
    starts, stops = np.append(0, edges)[place], np.append(edges, count)[place]
    first = np.maximum(np.arange(count) - steps, starts)
    last = np.minimum(np.arange(count) + steps + 1, stops)
    sums = np.append(0.0, scores.cumsum(dtype=np.float64))
    means = (sums[last] - sums[first]) / (last - first)
    evened = np.where((steps > 1) & (blocks >= 0), means, scores)
    return np.asarray(evened.clip(0, 1), dtype=np.float32)


def _put(
    track: AssociatedTrack, window: AnsweredWindow, candidate: int, overlap: float | None
) -> NDArray[np.int64]:
    """Let a candidate of a window answer the frames that are fresh in it; return which."""
    answered = window.answered
    preview = answered.link.preview
    fresh = window.window.fresh
    frames = np.array(answered.frames)
    wanted = np.array([preview or frame in fresh for frame in answered.frames])
    wanted &= frames < len(track.windows)
    at = frames[wanted]
    track.windows[at] = window.id
    track.places[at] = (candidate * len(frames) + np.arange(len(frames)))[wanted]
    track.scores[at] = answered.scores[candidate][wanted]
    track.areas[at] = answered.areas[candidate][wanted]
    track.overlaps[at] = np.nan if overlap is None else overlap
    track.previews[at] = preview
    return np.asarray(at, dtype=np.int64)
