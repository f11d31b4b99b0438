"""Steadies what a search has found, by the tracker; the model's own answers stay beside it."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.candidates import WindowCandidate, WindowResult
from soc_rvos.inference.numbered_pictures import NumberedPictures
from soc_rvos.inference.steadying import LONGEST, ModelAnswers, Steadied, steadied
from soc_rvos.inference.tracker import MemoryTracker
from soc_rvos.masks import Mask
from soc_rvos.settings import FrameSource, RunSettings
from soc_rvos.tracking import load_tracker
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.search.search import Task, searches
from soc_studio.core.storage.results import Results, Search, StoredWindow
from soc_studio.core.system.progress import Progress, Stopwatch
from soc_studio.core.tracks.associated_tracks import AssociatedTrack, keep, tracks_of
from soc_studio.core.tracks.steadied_answers import MARK

PAYS_FOR = ("soc-mini",)
"""Models whose answers gain by it, as far as was measured: these are steadied without being asked,
in full quality."""


def steady(
    task: Task,
    source: FrameSource,
    model: LoadedModel,
    settings: RunSettings,
    results: Results,
    tracker: MemoryTracker | None = None,
) -> Generator[Progress, None, None]:
    """Steady what was found for `task`, shot by shot, and yield the progress.

    Only full answers are steadied. What is steadied already is not steadied again. Shots that are
    done stay when the generator closes or fails.

    Args:
        task: what was searched for.
        source: the video.
        model: it searched, with `settings`.
        settings: of the search; frames outside of its span are left alone.
        results: where the answers are, and what comes of them goes.
        tracker: what steadies; None is the tracker that ships.

    Raises:
        StudioError: the video cannot be read, or the results not be written.
        CheckpointError: the tracker's files are missing or damaged.
    """
    count = source.frame_count
    span = range(settings.start, count if settings.stop is None else min(settings.stop, count))
    together: dict[range, list[_Found]] = {}
    numbers: set[int] = set()
    for own in searches(task, source, model, settings).values():
        found = _Found.of(results, own, count)
        for part in found.lacking(results, span) if found is not None else ():
            assert found is not None
            together.setdefault(part, []).append(found)
            numbers.add(found.number)
    watch, done, total = Stopwatch(), 0, sum(map(len, together))
    if not together:
        return
    tracker = tracker or load_tracker()
    try:
        with closing(NumberedPictures(source)) as pictures:
            for part, these in sorted(together.items(), key=lambda each: each[0].start):
                answers = [each.answers(results, part) for each in these]
                steps = steadied(tracker, pictures, part, answers)
                became: list[Steadied | None] = [None] * len(these)
                with closing(steps):
                    while True:
                        try:
                            step = next(steps)
                        except StopIteration as end:
                            became = end.value
                            break
                        yield watch.progress(done + min(step, len(part) - 1), total)
                for each, what in zip(these, became, strict=True):
                    each.write(results, part, what)
                done += len(part)
                yield watch.progress(done, total)
    finally:
        for number in numbers:
            keep(results, number, count)


def steadied_search(search: Search) -> Search:
    """Return the key under which the steadied answers of a search are kept."""
    settings = {**json.loads(search.settings), MARK: True}
    return replace(search, settings=json.dumps(settings))


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What a search has found: its windows, and the best track through them.

    `number` is that of the steadied answers; `shots` int64 [F] has the first frame of each frame's
    shot, -1 where there is no full answer.
    """

    number: int
    search: Search
    windows: dict[int, StoredWindow]
    track: AssociatedTrack
    shots: NDArray[np.int64]

    @classmethod
    def of(cls, results: Results, search: Search, count: int) -> _Found | None:
        """Return it; None where nothing was found."""
        own = next(
            (n for n, each in results.searches(search.video, search.expression) if each == search),
            None,
        )
        if own is None:
            return None
        tracks = tracks_of(results, own, count)
        if not tracks:
            return None
        windows = {each.id: each for each in results.windows(own)}
        track = tracks[0]
        shots = np.full(count, -1, dtype=np.int64)
        for frame in np.flatnonzero((track.windows > 0) & ~track.previews).tolist():
            shots[frame] = windows[int(track.windows[frame])].window.shot
        number = results.begin(steadied_search(search))
        return cls(number, search, windows, track, shots)

    def lacking(self, results: Results, span: range) -> list[range]:
        """Return the stretches of `span` that are not steadied yet."""
        made = np.zeros(len(self.shots), dtype=np.int64)
        for each in results.windows(self.number):
            made[[n for n in each.window.fresh if n < len(made)]] = each.id
        # What was found after it was steadied has to be steadied again.
        return [
            part
            for part in self._parts(span)
            if (made[part.start : part.stop] < self.track.windows[part.start : part.stop]).any()
        ]

    def _parts(self, span: range) -> Iterator[range]:
        """Yield stretches of `span`: whole blocks of windows of a shot, about `LONGEST` frames."""
        for shot, frames in groupby(span, key=lambda n: int(self.shots[n])):
            if shot < 0:
                continue
            first = stop = -1
            for _, block in groupby(frames, key=self._block):
                these = list(block)
                if first < 0 or these[-1] + 1 - first > LONGEST:
                    if first >= 0:
                        yield range(first, stop)
                    first = these[0]
                stop = these[-1] + 1
            yield range(first, stop)

    def _block(self, frame: int) -> int:
        return self.windows[int(self.track.windows[frame])].window.block

    def answers(self, results: Results, part: range) -> ModelAnswers:
        """Return what the model says of the frames of `part`."""
        size = self.search.height, self.search.width
        present = self.track.present(self.search.threshold)
        masks = [
            results.mask(int(self.track.windows[n]), int(self.track.places[n]), *size)
            if present[n]
            else Mask.empty(*size)
            for n in part
        ]
        return ModelAnswers(self.track.scores[part.start : part.stop], masks)

    def write(self, results: Results, part: range, became: Steadied | None) -> None:
        """Keep the windows that answer in `part`, with the masks that the object has become."""
        own = sorted(set(self.track.windows[part.start : part.stop].tolist()))
        made = [(self.number, self._window(results, self.windows[n], part, became)) for n in own]
        results.add(made, self._dropped(results, part), retire=True)

    def _dropped(self, results: Results, part: range) -> Sequence[tuple[int, bool, int, int]]:
        blocks = {
            each.window.block
            for each in results.windows(self.number)
            if any(n in part for n in each.window.fresh)
        }
        return [(self.number, False, block, block) for block in sorted(blocks)]

    def _window(
        self, results: Results, stored: StoredWindow, part: range, became: Steadied | None
    ) -> WindowResult:
        answered, size = stored.answered, (self.search.height, self.search.width)
        count = len(answered.frames)
        candidates = []
        for place in range(len(answered.scores)):
            numbers = range(place * count, (place + 1) * count)
            masks = [results.mask(stored.id, n, *size) for n in numbers]
            scores, boxes = answered.scores[place].tolist(), answered.boxes[place].copy()
            for at, what, trust in self._replaced(
                stored.id, numbers, answered.frames, part, became
            ):
                masks[at], scores[at] = what, trust
                boxes[at] = _box(what)
            link = answered.link
            candidates.append(
                WindowCandidate(
                    int(link.queries[place]),
                    tuple(scores),
                    boxes,
                    tuple(masks),
                    link.embeddings[place],
                )
            )
        overlaps = answered.link.overlaps
        return WindowResult(
            0, stored.window, answered.frames, tuple(candidates), overlaps, preview=False
        )

    def _replaced(
        self,
        window: int,
        numbers: range,
        frames: Sequence[int],
        part: range,
        became: Steadied | None,
    ) -> Iterator[tuple[int, Mask, float]]:
        """Yield place, mask and score of the frames of a candidate that were steadied."""
        if became is None:
            return
        for at, (number, frame) in enumerate(zip(numbers, frames, strict=True)):
            if frame not in part or self.track.windows[frame] != window:
                continue
            if self.track.places[frame] != number:
                continue
            mask = became.masks[frame - part.start]
            present = self.track.scores[frame] >= self.search.threshold
            if mask.area or present:  # else the model's own is kept, for another threshold
                yield at, mask, float(became.trust[frame - part.start])


def _box(mask: Mask) -> NDArray[np.float32]:
    """Return the box of a mask as candidates have it: float32 [4], middle and size, in [0, 1]."""
    left, top, width, height = mask.box
    middle = (left + width / 2) / mask.width, (top + height / 2) / mask.height
    return np.array((*middle, width / mask.width, height / mask.height), dtype=np.float32)
