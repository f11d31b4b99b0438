"""From a video and expressions to tracks, in memory alone."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.association import Link
from soc_rvos.inference.candidates import WindowResult
from soc_rvos.inference.frame_tracks import link
from soc_rvos.inference.pipeline import run
from soc_rvos.inference.predictor import Predictor
from soc_rvos.inference.windows import Window
from soc_rvos.mask_size import kept_size
from soc_rvos.masks import Mask
from soc_rvos.object_track import Track
from soc_rvos.settings import FrameSource, RunSettings

if TYPE_CHECKING:
    from soc_rvos.inference.tracker import MemoryTracker


def find_tracks(
    source: FrameSource,
    expressions: Sequence[str],
    predictor: Predictor,
    settings: RunSettings,
    threshold: float,
    tracker: MemoryTracker | None = None,
) -> list[Track]:
    """Return the best track of each of `expressions` in `source`, as the program finds it.

    Args:
        source: the video.
        expressions: what to find.
        predictor: answers windows of frames.
        settings: how to go through the video.
        threshold: score in [0, 1] from which an object counts as present; 0 where it always is.
        tracker: steadies what was found, see `inference.steadying`; None leaves it as it was.
    """
    windows: list[list[WindowInMemory]] = [[] for _ in expressions]
    with closing(run(source, expressions, predictor, settings)) as results:
        for result in results:
            own = windows[result.expression]
            own.append(WindowInMemory.of(len(own) + 1, result))
    tracks = [
        _track(text, own, source, threshold) for text, own in zip(expressions, windows, strict=True)
    ]
    if tracker is None or settings.preview:
        return tracks
    starts = sorted({each.window.shot for own in windows for each in own})
    stop = source.frame_count if settings.stop is None else settings.stop
    ends = [*starts[1:], min(stop, source.frame_count)]
    shots = [range(*each) for each in zip(starts, ends, strict=True)]
    from soc_rvos.steadied_tracks import steadied_tracks  # late: a model loads sooner without it

    return steadied_tracks(tracks, shots, source, threshold, tracker)


@dataclass(frozen=True, slots=True, eq=False)
class AnswersInMemory:
    """What the K candidates of a window say of its T frames; `masks` has K * T of them."""

    link: Link
    frames: tuple[int, ...]
    scores: NDArray[np.float32]
    areas: NDArray[np.int64]
    masks: tuple[Mask, ...]

    @classmethod
    def of(cls, result: WindowResult) -> AnswersInMemory:
        candidates, frames = result.candidates, result.frames
        masks = tuple(mask for each in candidates for mask in each.masks)
        shape = (len(candidates), len(frames))
        return cls(
            Link.of(result),
            frames,
            np.array([each.scores for each in candidates], dtype=np.float32).reshape(shape),
            np.array([mask.area for mask in masks], dtype=np.int64).reshape(shape),
            masks,
        )


@dataclass(frozen=True, slots=True, eq=False)
class WindowInMemory:
    """A window that was answered and is kept nowhere else; see `frame_tracks.link`."""

    id: int
    answered: AnswersInMemory

    @classmethod
    def of(cls, number: int, result: WindowResult) -> WindowInMemory:
        """Return window `number`, counted from 1."""
        return cls(number, AnswersInMemory.of(result))

    @property
    def window(self) -> Window:
        return self.answered.link.window


def _track(
    expression: str, windows: Sequence[WindowInMemory], source: FrameSource, threshold: float
) -> Track:
    frames = source.frame_count
    empty = Mask.empty(*kept_size(source.height, source.width))
    size = (source.height, source.width)
    linked = link(windows, frames, count=1)
    if not linked:
        nothing = np.zeros(frames, dtype=np.float32)
        return Track(expression, 0.0, nothing, nothing > 0, (empty,) * frames, size)
    (best,) = linked
    present = best.present(threshold)
    coded = tuple(
        windows[best.windows[frame] - 1].answered.masks[best.places[frame]] if there else empty
        for frame, there in enumerate(present.tolist())
    )
    cuts = tuple(sorted({each.window.shot for each in windows})[1:])
    return Track(expression, best.score, best.scores, present, coded, size, cuts)
