"""Turns a network's answers for a window into the result to keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.candidates import WindowCandidate, WindowResult, distinct
from soc_rvos.inference.known_flow import KnownFlow
from soc_rvos.inference.predictor import Answers
from soc_rvos.inference.preprocess import iterate_masks
from soc_rvos.inference.windows import Window
from soc_rvos.masks import Mask


@dataclass(frozen=True, slots=True)
class PredictedWindow:
    """A window that was predicted, with what its results need of the frames.

    `answered` are the frames the results shall answer for: those of the window, or all frames of
    its block in a preview. `greys` holds all of them, as `flow.small_grey` gives them.
    """

    window: Window
    answered: tuple[int, ...]
    greys: Mapping[int, NDArray[np.uint8]]


@dataclass(frozen=True, slots=True)
class _Before:
    """The window before, as far as the next one is tied to it; `logits` [K, T, h, w]."""

    seen: PredictedWindow
    logits: Sequence[NDArray[np.float32]]  # one an expression


class WindowEncoder:
    """Makes the results of a run, window after window in the order of the run.

    `size` is the height and width masks are kept at, `count` how many candidates at most; `flow`
    moves masks between the frames of the video.
    """

    def __init__(
        self, size: tuple[int, int], count: int, preview: bool, flow: KnownFlow | None = None
    ) -> None:
        self._size = size
        self._count = count
        self._preview = preview
        self._flow = flow or KnownFlow()
        self._before: _Before | None = None

    def encode(
        self,
        seen: PredictedWindow,
        answers: Sequence[Answers],
        known: bool = False,
        joins: bool = False,
    ) -> list[WindowResult]:
        """Return the results of a window, one an expression, from the answers to each.

        Nothing is returned of a window that is `known` already: it is there to be tied to. One that
        `joins` is of the shot of the one before, whatever it is called.
        """
        self._flow.begin_window()
        before = self._before
        if before is not None and not joins and before.seen.window.shot != seen.window.shot:
            before = None
        results, kept = [], []
        for expression, answer in enumerate(answers):
            chosen = distinct(answer.logits, self._count)
            logits = answer.logits
            if chosen != list(range(len(logits))):
                logits = logits[chosen]
            kept.append(logits)
            if known:
                continue
            overlaps = None
            if before is not None:
                overlaps = window_overlap(
                    before.seen, before.logits[expression], seen, logits, self._flow
                )
            candidates = self._candidates(seen, answer, chosen, logits)
            results.append(
                WindowResult(
                    expression, seen.window, seen.answered, candidates, overlaps, self._preview
                )
            )
        self._before = _Before(seen, kept)
        return results

    def _candidates(
        self, seen: PredictedWindow, answer: Answers, chosen: list[int], logits: NDArray[np.float32]
    ) -> tuple[WindowCandidate, ...]:
        """Return the chosen answers for the frames of `seen.answered`.

        Between the frames of the window scores and boxes go along a line, and masks along the flow
        from the nearest frame of the window.
        """
        masks: list[list[Mask]] = [[] for _ in chosen]
        for frame in seen.answered:
            planes = self._planes_at(frame, seen, logits)
            for packed, pixels in zip(masks, iterate_masks(planes, self._size), strict=True):
                packed.append(Mask.from_array(pixels))
        return tuple(
            WindowCandidate(
                int(answer.queries[index]),
                tuple(_along(seen, answer.scores[index][:, None])[:, 0].tolist()),
                _along(seen, answer.boxes[index]),
                tuple(packed),
                answer.embeddings[index].copy(),  # a view would keep those of all queries
            )
            for index, packed in zip(chosen, masks, strict=True)
        )

    def _planes_at(
        self, frame: int, seen: PredictedWindow, logits: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return logits [K, h, w] of any frame of `seen`, moved where the network has not seen
        it."""
        frames = seen.window.frames
        nearest = min(range(len(frames)), key=lambda place: abs(frames[place] - frame))
        planes = logits[:, nearest]
        if frames[nearest] == frame:
            return planes
        return self._flow.move(planes, frames[nearest], frame, seen.greys, seen.greys)


def _along(seen: PredictedWindow, values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return `values` [T, C] of the window's frames for the answered frames, [frames, C]."""
    if seen.answered == seen.window.frames:
        return values.copy()
    columns = [np.interp(seen.answered, seen.window.frames, column) for column in values.T]
    return np.stack(columns, axis=1).astype(np.float32)


def window_overlap(
    before: PredictedWindow,
    earlier: NDArray[np.float32],
    seen: PredictedWindow,
    logits: NDArray[np.float32],
    flow: KnownFlow,
) -> NDArray[np.float32]:
    """Return float32 [A, B] in [0, 1]: how well A candidates continue in B of the next window.

    Args:
        before: the window before, of the same shot.
        earlier: float32 [A, T, h, w], mask logits of its candidates.
        seen: the window.
        logits: float32 [B, T, h, w], mask logits of its candidates.
        flow: what moves masks between frames.

    It is the overlap of the masks on the frames that are nearest to each other: the same ones, or
    else moved from one to the other along optical flow. Masks of no pixels continue in nothing.
    """
    both = np.zeros((len(earlier), len(logits)), dtype=np.float32)
    either = np.zeros_like(both)
    for place, frame, earlier_place, earlier_frame in _nearest(before.window, seen.window):
        planes = earlier[:, earlier_place]
        if earlier_frame != frame:
            planes = flow.move(planes, earlier_frame, frame, before.greys, seen.greys)
        then = (planes > 0).reshape(len(planes), -1).astype(np.float32)
        now = (logits[:, place] > 0).reshape(len(logits), -1).astype(np.float32)
        shared = then @ now.T
        both += shared
        either += then.sum(axis=1)[:, None] + now.sum(axis=1)[None, :] - shared
    return (both / np.maximum(either, 1)).astype(np.float32)


def _nearest(before: Window, window: Window) -> list[tuple[int, int, int, int]]:
    """Return place and frame of `window`, place and frame of `before`, of all nearest pairs."""
    pairs = []
    for place, frame in enumerate(window.frames):
        earlier = min(range(len(before.frames)), key=lambda at: abs(before.frames[at] - frame))
        pairs.append((place, frame, earlier, before.frames[earlier]))
    gap = min(abs(frame - earlier) for _, frame, _, earlier in pairs)
    return [pair for pair in pairs if abs(pair[1] - pair[3]) == gap]
