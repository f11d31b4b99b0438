"""Finds what expressions refer to in a video, and keeps the answers as they come."""

from __future__ import annotations

import json
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from soc_rvos.inference.pipeline import FrameSource, RunSettings, run
from soc_rvos.inference.preprocess import kept_size
from soc_rvos.inference.windows import default_stride
from soc_studio.core.linked_tracks import keep
from soc_studio.core.progress import Progress
from soc_studio.core.result_writer import ResultWriter
from soc_studio.core.results import Gap, Results, Search
from soc_studio.core.weights import Model

_BLOCKS = 4  # that are searched on one side before the other has its turn


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be found: `expressions` in a video whose fingerprint is `video`."""

    video: str
    expressions: tuple[str, ...]


def searches(
    task: Task, source: FrameSource, model: Model, settings: RunSettings
) -> dict[str, Search]:
    """Return what the answers to each expression of a task will be kept under."""
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


def settings_text(settings: RunSettings, source: FrameSource) -> str:
    """Return the settings on which every window's answer depends, as JSON."""
    return json.dumps(
        {
            "stride": settings.stride or default_stride(source.rate),
            "candidates": settings.candidates,
            "whole": settings.whole,
        }
    )


def outward(span: range, playhead: int, block: int) -> Iterator[range]:
    """Yield the parts of `span` in the order in which a person at `playhead` wants them.

    The first is a block of frames, as many as are seen together, with the playhead in it; the
    others are of several blocks, on either side in turn. Their borders are those of blocks counted
    from frame 0, so that searches from elsewhere meet them.
    """
    playhead = max(span.start, min(playhead, span.stop - 1))
    first = playhead // block * block
    right, left = min(first + block, span.stop), max(first, span.start)
    yield range(left, right)
    while right < span.stop or left > span.start:
        if right < span.stop:
            yield range(right, min(right + _BLOCKS * block, span.stop))
            right += _BLOCKS * block
        if left > span.start:
            yield range(max(left - _BLOCKS * block, span.start), left)
            left -= _BLOCKS * block


def search_outward(
    task: Task,
    source: FrameSource,
    model: Model,
    settings: RunSettings,
    results: Results,
    playhead: int,
) -> Generator[Progress, None, None]:
    """Find as `search` does, beginning at the frame `playhead` and going on to either side."""
    stop = source.frame_count if settings.stop is None else min(settings.stop, source.frame_count)
    stride = settings.stride or default_stride(source.rate)
    numbers = _begin(task, source, model, settings, results)
    began = time.monotonic()
    done = 0
    span = range(settings.start, stop)
    try:
        for part in outward(span, playhead, stride * model.predictor.window_length):
            own = replace(settings, start=part.start, stop=part.stop)
            with closing(_search(numbers, source, model, own, results)) as steps:
                for step in steps:
                    known = len(part) - step.total
                    yield Progress(done + known + step.done, len(span), time.monotonic() - began)
            done += len(part)
            yield Progress(done, len(span), time.monotonic() - began)
    finally:
        _keep(numbers, source, results)


def search(
    task: Task, source: FrameSource, model: Model, settings: RunSettings, results: Results
) -> Generator[Progress, None, None]:
    """Find what is not found yet, keep it in `results` window by window, and yield the progress.

    Frames are done when every expression that lacks them is answered on them. What is kept stays
    when the generator is closed or fails: the next search goes on there.

    Raises:
        StudioError: the video cannot be read, or the results not be written.
        RvosError: the network cannot be run.
    """
    numbers = _begin(task, source, model, settings, results)
    try:
        yield from _search(numbers, source, model, settings, results)
    finally:
        _keep(numbers, source, results)


def _begin(
    task: Task, source: FrameSource, model: Model, settings: RunSettings, results: Results
) -> dict[str, int]:
    """Return the number of the answers to each expression."""
    found = searches(task, source, model, settings)
    return {text: results.begin(search) for text, search in found.items()}


def _keep(numbers: Mapping[str, int], source: FrameSource, results: Results) -> None:
    for number in numbers.values():
        keep(results, number, source.frame_count)


def _search(
    numbers: Mapping[str, int],
    source: FrameSource,
    model: Model,
    settings: RunSettings,
    results: Results,
) -> Generator[Progress, None, None]:
    stop = source.frame_count if settings.stop is None else min(settings.stop, source.frame_count)
    together: dict[Gap, list[str]] = {}
    for text, number in numbers.items():
        for gap in results.missing(number, settings.start, stop, settings.preview):
            together.setdefault(gap, []).append(text)
    total = sum(gap.stop - gap.start for gap in together)
    began = time.monotonic()
    done = 0
    with ResultWriter(results) as writer:
        for gap, texts in sorted(together.items(), key=lambda each: each[0].start):
            for answered in _fill(gap, texts, source, model, settings, numbers, writer):
                yield Progress(done + answered, total, time.monotonic() - began)
            done += gap.stop - gap.start


def _fill(
    gap: Gap,
    texts: Sequence[str],
    source: FrameSource,
    model: Model,
    settings: RunSettings,
    numbers: Mapping[str, int],
    writer: ResultWriter,
) -> Generator[int, None, None]:
    """Answer the frames of a gap; yield how many are answered for all expressions."""
    own = replace(settings, start=gap.start, stop=gap.stop, after=gap.after)
    answered: list[set[int]] = [set() for _ in texts]
    with closing(run(source, texts, model.predictor, own)) as found:
        for result in found:
            writer.put(numbers[texts[result.expression]], result)
            answered[result.expression].update(
                frame for frame in result.frames if frame >= gap.start
            )
            if result.expression == len(texts) - 1:
                yield min(len(frames) for frames in answered)
