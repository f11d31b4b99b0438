"""Searches one video of a run: from the rows about it to answers in a project."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from soc_rvos.errors import RvosError
from soc_rvos.settings import RunSettings
from soc_studio.core.media.fingerprint import fingerprint
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.project import edits
from soc_studio.core.project.project import EditError
from soc_studio.core.runs.additions import (
    PlacedClip,
    PlacedRow,
    add_clip,
    open_clip,
    placed_already,
)
from soc_studio.core.runs.clips import ListedClip
from soc_studio.core.runs.list_file import ListError
from soc_studio.core.runs.run_table import RowEnd, RowState, failed, sentence_of
from soc_studio.core.search.preparation import prepare_search
from soc_studio.core.search.search import Task, search, searches
from soc_studio.core.search.steadying import steady
from soc_studio.core.search.unlikely import leave_out_unlikely
from soc_studio.core.storage.document import Document
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress
from soc_studio.core.tracks.resolved_track import State, views


@dataclass(frozen=True, slots=True)
class Manner:
    """How the videos of a run are searched.

    Attributes:
        settings: of each search; the span is that of the rows.
        steadied: whether what is found is steadied along the motion.
    """

    settings: RunSettings = field(default_factory=RunSettings)
    steadied: bool = False


def search_clip(
    document: Document, clip: ListedClip, path: Path, model: LoadedModel, manner: Manner
) -> Generator[Progress, None, list[RowEnd]]:
    """Find what is said of the video at `path`, yield the progress, and return how each row ended.

    What is found already is not searched again. Windows that were kept stay when the generator
    closes or fails: the next search continues there.

    Raises:
        WriteError: the project cannot be written; every further clip would fail so.
        DamageError: the project cannot be read.
    """
    began = time.monotonic()
    try:
        known = _found_already(document, clip, path, model, manner)
        if known is not None:
            return _ends(document, known, 0.0)
        with open_clip(clip, path) as reader:
            placed = add_clip(document, clip, path, reader)
            for layer in {each.layer for each in placed.rows} if manner.steadied else ():
                if not document.project.layer(layer).steadied:
                    document.do(*edits.set_steadied(document.project, layer, True))
            yield from _search(document, placed, reader, model, manner)
            ends = _ends(document, placed, time.monotonic() - began)
            return _damaged(reader, ends)
    except (VideoError, ListError, EditError, RvosError) as error:
        return failed(clip, error, time.monotonic() - began)


def _search(
    document: Document, placed: PlacedClip, reader: VideoReader, model: LoadedModel, manner: Manner
) -> Generator[Progress, None, None]:
    together: dict[tuple[int, int], list[PlacedRow]] = {}
    for row in placed.rows:
        together.setdefault((row.span.start, row.span.stop), []).append(row)
    known = document.project.video(placed.video).fingerprint
    for (start, stop), rows in together.items():
        layers = [document.project.layer(each.layer) for each in rows]
        texts = tuple(dict.fromkeys(each.searched for each in layers))
        settings = replace(manner.settings, start=start, stop=stop)
        prepare_search(model, reader, settings, texts)
        task, results = Task(known, texts), document.file.results
        with closing(search(task, reader, model, settings, results)) as steps:
            yield from steps
        if manner.steadied:
            with closing(steady(task, reader, model, settings, results)) as steps:
                yield from steps


def _found_already(
    document: Document, clip: ListedClip, path: Path, model: LoadedModel, manner: Manner
) -> PlacedClip | None:
    """Return a clip that is in the project with all its answers; None where it has to be opened."""
    if manner.steadied:
        return None
    mark = fingerprint(path)
    video = next((v for v in document.project.videos if mark in v.fingerprints), None)
    placed = None if video is None else placed_already(document.project, video, clip)
    if video is None or placed is None:
        return None
    results = document.file.results
    for row in placed.rows:
        text = document.project.layer(row.layer).searched
        wanted = searches(Task(video.fingerprint, (text,)), video, model, manner.settings)[text]
        found = results.searches(video.fingerprint, text)
        number = next((at for at, each in found if each == wanted), None)
        preview = manner.settings.preview
        if number is None or results.missing(number, row.span.start, row.span.stop, preview):
            return None
    return placed


def _ends(document: Document, placed: PlacedClip, seconds: float) -> list[RowEnd]:
    """Return how the rows of a clip ended that was searched; leave out what is unlikely."""
    video = document.project.video(placed.video)
    found = [document.project.layer(each) for each in sorted({row.layer for row in placed.rows})]
    unlikely = {view.layer.id: nearest for view, nearest in leave_out_unlikely(document, found)}
    layers = {each.id: document.project.layer(each.id) for each in found}
    file = document.file
    seen = {
        each.layer.id: each for each in views([*layers.values()], video, file.results, file.imports)
    }
    ends = [
        RowEnd(each.line, RowState.FAILED, sentence_of(each.reason)) for each in placed.refusals
    ]
    for row in placed.rows:
        states = seen[row.layer].states[row.span.start : row.span.stop]
        said = message(
            "on {present} of {count} frames",
            present=int((states == State.PRESENT).sum()),
            count=len(row.span),
        )
        if nearest := unlikely.get(row.layer):
            said = message(
                "probably not in this video: the closest thing is on frame {frame}, with a score "
                "of {score}",
                frame=nearest.frame,
                score=f"{nearest.score:.2f}",
            )
        ends.append(RowEnd(row.row.line, RowState.DONE, said, seconds))
    return ends


def _damaged(reader: VideoReader, ends: list[RowEnd]) -> list[RowEnd]:
    """Return `ends` as failed where the video continues behind a damaged place."""
    broken = reader.info.broken
    if broken is None:
        return ends
    said = message(
        "'{path}' is damaged at frame {frame} ({reason}), and cannot be read from there on; what "
        "is before is found.",
        path=reader.path.name,
        frame=broken.frame,
        reason=broken.reason,
    )
    return [replace(each, state=RowState.FAILED, sentence=said) for each in ends]
