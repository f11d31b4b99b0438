"""One object through all windows, with its mask on every frame; and the alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from soc_rvos.inference.association import Link, Path, best_paths
from soc_rvos.inference.candidates import WindowCandidate, WindowResult
from soc_rvos.inference.windows import Window
from soc_rvos.masks import Mask


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
class AnsweredTrack:
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


def best_tracks(results: Sequence[WindowResult], count: int = 3) -> list[AnsweredTrack]:
    """Return at most `count` tracks through `results` of one expression, the best one first.

    The others are the next best that share no candidate with a better one. Results may come in any
    order and with gaps; where a preview and the full answer of a window are both there, the preview
    only speaks for frames that nothing else answers.
    """
    return [_track(results, path) for path in best_paths([Link.of(one) for one in results], count)]


def _track(results: Sequence[WindowResult], path: Path) -> AnsweredTrack:
    """Return the track of a path: each frame's answer from the window in which it is fresh."""
    frames: dict[int, FrameAnswer] = {}
    filled: dict[int, FrameAnswer] = {}
    for passed in path.passed:
        if passed.full is not None:
            full = results[passed.full[0]]
            frames.update(_answers(full, full.candidates[passed.full[1]], full.window.fresh))
        if passed.preview is not None:
            preview = results[passed.preview[0]]
            candidate = preview.candidates[passed.preview[1]]
            filled.update(_answers(preview, candidate, frozenset(preview.frames)))
    answered = {**filled, **frames}
    return AnsweredTrack({frame: answered[frame] for frame in sorted(answered)}, path.score)


def _answers(
    result: WindowResult, candidate: WindowCandidate, wanted: frozenset[int]
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
