"""Finds what expressions refer to in a video, and keeps the answers as they come."""

from __future__ import annotations

import json
import time
from collections.abc import Generator, Sequence
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
    stop = source.frame_count if settings.stop is None else min(settings.stop, source.frame_count)
    numbers = {
        text: results.begin(search)
        for text, search in searches(task, source, model, settings).items()
    }
    together: dict[Gap, list[str]] = {}
    for text, number in numbers.items():
        for gap in results.missing(number, settings.start, stop, settings.preview):
            together.setdefault(gap, []).append(text)
    total = sum(gap.stop - gap.start for gap in together)
    began = time.monotonic()
    done = 0
    try:
        with ResultWriter(results) as writer:
            for gap, texts in sorted(together.items(), key=lambda each: each[0].start):
                for answered in _fill(gap, texts, source, model, settings, numbers, writer):
                    yield Progress(done + answered, total, time.monotonic() - began)
                done += gap.stop - gap.start
    finally:
        for number in numbers.values():
            keep(results, number, source.frame_count)


def _fill(
    gap: Gap,
    texts: Sequence[str],
    source: FrameSource,
    model: Model,
    settings: RunSettings,
    numbers: dict[str, int],
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
