"""Finds what expressions refer to in a video."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass

from soc_rvos.inference.candidates import WindowResult
from soc_rvos.inference.pipeline import FrameSource, RunSettings, run
from soc_rvos.inference.predictor import Predictor
from soc_rvos.inference.tracks import Track, best_tracks
from soc_studio.core.progress import Progress

TRACKS = 3  # the best one and two alternatives


@dataclass(frozen=True, slots=True)
class Found:
    """What an expression refers to: `tracks`, the best one first, then the alternatives."""

    expression: str
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found in the frames from `start` until before `stop`.

    `threshold` is the score from which an object counts as present. `complete` is False where the
    run was stopped, so that tracks may not hold all of these frames.
    """

    found: tuple[Found, ...]
    start: int
    stop: int
    threshold: float
    complete: bool

    @property
    def frames(self) -> tuple[int, ...]:
        """The frames that have an answer for every expression, ascending."""
        answered = [set(found.tracks[0].frames) if found.tracks else set() for found in self.found]
        return tuple(sorted(set.intersection(*answered)))


def search(
    source: FrameSource, expressions: Sequence[str], predictor: Predictor, settings: RunSettings
) -> Generator[WindowResult | Progress, None, None]:
    """Yield the result of every window and expression, and the progress whenever there is some.

    Frames are done when every expression is answered on them. Raises what reading `source` and
    `predictor` raise.
    """
    stop = source.frame_count if settings.stop is None else min(settings.stop, source.frame_count)
    total = stop - settings.start
    answered: list[set[int]] = [set() for _ in expressions]
    began = time.monotonic()
    done = 0
    with closing(run(source, expressions, predictor, settings)) as results:
        for result in results:
            yield result
            answered[result.expression].update(result.frames)
            now_done = min(len(frames) for frames in answered)
            if now_done > done:
                done = now_done
                yield Progress(done, total, time.monotonic() - began)


def link(results: Sequence[WindowResult], expressions: Sequence[str]) -> tuple[Found, ...]:
    """Return the tracks of every expression through the windows seen so far, in their order."""
    return tuple(
        Found(text, tuple(best_tracks([r for r in results if r.expression == place], TRACKS)))
        for place, text in enumerate(expressions)
    )
