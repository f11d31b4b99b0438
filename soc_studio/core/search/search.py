"""Finds what expressions refer to in a video, and keeps the answers as they come."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Protocol, TypeAlias

from soc_rvos.inference.pipeline import run
from soc_rvos.inference.windows import default_stride
from soc_rvos.mask_size import kept_size
from soc_rvos.settings import FrameSource, RunSettings
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.project.project import MOST_FRAMES
from soc_studio.core.search.frame_tally import FrameTally
from soc_studio.core.search.result_replacement import ReplacementWriter
from soc_studio.core.storage.gaps import Gap
from soc_studio.core.storage.result_writer import ResultWriter
from soc_studio.core.storage.results import Results, Search
from soc_studio.core.system.progress import Progress, Stopwatch
from soc_studio.core.tracks.associated_tracks import keep


@dataclass(frozen=True, slots=True)
class Task:
    """The order for a search: `expressions` in a video whose fingerprint is `video`."""

    video: str
    expressions: tuple[str, ...]


class VideoFacts(Protocol):
    """What answers depend on of a video; a `FrameSource` says it, and a project's `Video`."""

    @property
    def height(self) -> int: ...
    @property
    def width(self) -> int: ...
    @property
    def rate(self) -> Fraction: ...


def searches(
    task: Task, source: VideoFacts, model: LoadedModel, settings: RunSettings
) -> dict[str, Search]:
    """Return the key under which `results` keeps the answers to each expression of a task."""
    height, width = kept_size(source.height, source.width)
    return {
        text: Search(
            video=task.video,
            expression=text,
            weights=model.sha256,
            network=model.name,
            settings=settings_text(settings, source),
            height=height,
            width=width,
            threshold=model.predictor.threshold,
        )
        for text in task.expressions
    }


def settings_text(settings: RunSettings, source: VideoFacts) -> str:
    """Return the settings on which every window's answer depends, as JSON."""
    return json.dumps(
        {
            "stride": settings.stride or default_stride(source.rate),
            "candidates": settings.candidates,
            "whole": settings.whole,
        }
    )


def search_outward(
    task: Task,
    source: FrameSource,
    model: LoadedModel,
    settings: RunSettings,
    results: Results,
    playhead: int | Callable[[], int],
) -> Generator[Progress, None, None]:
    """Find as `search` does, from the frame `playhead` to either side.

    The window with the playhead comes first, then its block of frames, then the nearest block to
    the right and the nearest to the left by turns. Where `playhead` is a function and returns an
    unanswered frame elsewhere, the search continues from there. Borders of blocks are counted from
    frame 0, so that searches from elsewhere meet them; cuts are borders, too.
    """
    at = playhead if callable(playhead) else partial(_same, playhead)
    yield from _Searching(task, source, model, settings, results).outward(at)


def search(
    task: Task, source: FrameSource, model: LoadedModel, settings: RunSettings, results: Results
) -> Generator[Progress, None, None]:
    """Search the unanswered frames, keep each window in `results`, and yield the progress.

    Frames are done when every expression that lacks them is answered on them, and the answers can
    be read from `results`. Kept windows stay when the generator closes or fails: the next
    search continues there, with the same results as a single search.

    Raises:
        StudioError: the video cannot be read, or the results not be written.
        RvosError: the network cannot be run.
    """
    yield from _Searching(task, source, model, settings, results).onward()


@dataclass(slots=True)
class _Far:
    """How far a search came to either side: the numbers of the outermost answered blocks."""

    left: int
    right: int


_Steps: TypeAlias = Generator[bool, None, None]
"""One step a window; True where its block is complete."""


class _Searching:
    """One search: what it is for, and how far it has come."""

    def __init__(
        self,
        task: Task,
        source: FrameSource,
        model: LoadedModel,
        settings: RunSettings,
        results: Results,
    ) -> None:
        found = searches(task, source, model, settings)
        self._numbers = {text: results.begin(each) for text, each in found.items()}
        self._source = source
        self._predictor = model.predictor
        self._settings = settings
        self._results = results
        end = source.frame_count
        self._span = range(
            settings.start, end if settings.stop is None else min(settings.stop, end)
        )
        stride = settings.stride or default_stride(source.rate)
        self._block = MOST_FRAMES if settings.whole else stride * model.predictor.window_length
        self._tally = FrameTally()
        for gap, texts in self._gaps(self._span):
            for text in texts:
                self._tally.lack(self._numbers[text], range(gap.start, gap.stop))

    def onward(self) -> Generator[Progress, None, None]:
        """Go through the frames in order."""
        if self._tally.total:
            yield from self._through(lambda writer: self._fill(self._span, writer))

    def outward(self, playhead: Callable[[], int]) -> Generator[Progress, None, None]:
        """Go through the frames from the block of the playhead on, to either side by turns."""
        self._tally.count(self._span)
        yield from self._through(lambda writer: self._follow(playhead, writer))

    def _through(self, begin: Callable[[ResultWriter], _Steps]) -> Generator[Progress, None, None]:
        """Take all steps, yield the progress after each and at the end, and link the results."""
        tally, nothing = self._tally, self._tally.done
        watch = Stopwatch(already=nothing)
        try:
            with ResultWriter(self._results) as writer:
                with closing(begin(writer)) as steps:
                    for _ in steps:
                        # Somebody waits for the first masks, and would wait for another window.
                        tally.take(writer.take_written(wait=tally.done == nothing))
                        yield tally.progress(watch)
                tally.take(writer.take_written(wait=True))
            yield tally.progress(watch)
        finally:
            for number in self._numbers.values():
                keep(self._results, number, self._source.frame_count)

    def _follow(self, playhead: Callable[[], int], writer: ResultWriter) -> _Steps:
        """Go outward from the playhead, and again from where it moved to."""
        start: int | None = self._nearest(playhead())
        while start is not None:
            start = yield from self._turns(start, playhead, writer)

    def _turns(
        self, start: int, playhead: Callable[[], int], writer: ResultWriter
    ) -> Generator[bool, None, int | None]:
        """Go outward from `start`; return the frame that the playhead moved to, None at the end."""
        span, block = self._span, self._block
        middle = max(span.start, start // block * block)
        far = _Far(middle // block, middle // block)
        with closing(self._fill(range(middle, span.stop), writer, start)) as right:
            for end in range(middle, span.start, -block):
                for complete in _one_block(right):
                    far.right += complete
                    yield complete
                if self._moved(playhead, far, writer):
                    return self._nearest(playhead())
                left = range(max(end - block, span.start), end)
                yield from self._fill(left, writer)
                far.left = left.start // block
                if self._moved(playhead, far, writer):
                    return self._nearest(playhead())
            for complete in right:
                far.right += complete
                yield complete
                if complete and self._moved(playhead, far, writer):
                    return self._nearest(playhead())
        return None

    def _nearest(self, frame: int) -> int:
        return max(self._span.start, min(frame, self._span.stop - 1))

    def _moved(self, playhead: Callable[[], int], far: _Far, writer: ResultWriter) -> bool:
        """Whether the playhead is on an unanswered frame that does not come next anyway."""
        frame = self._nearest(playhead())
        if far.left - 1 <= frame // self._block <= far.right + 1:
            return False
        writer.flush()
        return bool(self._gaps(range(frame, frame + 1)))

    def _gaps(self, span: range) -> list[tuple[Gap, list[str]]]:
        """Return the gaps in `span`, in order, each with its expressions."""
        together: dict[Gap, list[str]] = {}
        preview = self._settings.preview
        for text, number in self._numbers.items():
            for gap in self._results.missing(number, span.start, span.stop, preview, self._block):
                together.setdefault(gap, []).append(text)
        return sorted(together.items(), key=lambda each: each[0].start)

    def _fill(self, span: range, writer: ResultWriter, urgent: int | None = None) -> _Steps:
        """Answer the gaps in `span`, `urgent` first of its block.

        They are looked for before each: what was answered meanwhile, between two steps, counts.
        """
        tried: list[tuple[Gap, list[str]]] = []
        while True:
            writer.flush()  # the newest results count, too
            found = next((each for each in self._gaps(span) if each not in tried), None)
            if found is None:
                return
            tried.append(found)
            gap, texts = found
            settings = replace(
                self._settings,
                start=gap.start,
                stop=gap.stop,
                after=gap.after,
                then=gap.then,
                seen_from=min(self._span.start, gap.start),
                urgent=urgent,
            )
            yield from self._answer(gap, texts, settings, writer)

    def _answer(
        self, gap: Gap, texts: Sequence[str], settings: RunSettings, writer: ResultWriter
    ) -> _Steps:
        numbers = [self._numbers[text] for text in texts]
        replacing = ReplacementWriter(gap, numbers, settings.preview, self._block, writer)
        with closing(run(self._source, texts, self._predictor, settings)) as found:
            for result in found:
                complete = replacing.put(result)
                if result.expression == len(texts) - 1:
                    yield complete


def _one_block(steps: _Steps) -> _Steps:
    """Take steps up to the end of a block."""
    for complete in steps:
        yield complete
        if complete:
            return


def _same(playhead: int) -> int:
    return playhead
