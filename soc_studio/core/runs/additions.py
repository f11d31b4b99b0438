"""Puts the videos of a run list and what is said of them into a project."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from soc_studio.core.media.video_reader import VideoReader, open_video
from soc_studio.core.project.project import EditError, Layer, LayerId, Project, Video, VideoId
from soc_studio.core.runs.clips import ListedClip, place_of
from soc_studio.core.runs.list_file import ListError, in_line
from soc_studio.core.runs.run_list import Refusal, Row
from soc_studio.core.runs.run_table import at_row
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import put_video
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress, Stopwatch


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row of a list in a project: the layer that answers it, and which frames count."""

    row: Row
    layer: LayerId
    span: range


@dataclass(frozen=True, slots=True)
class PlacedClip:
    """A video of a list in a project, with its rows, and those that do not fit it."""

    video: VideoId
    rows: tuple[PlacedRow, ...]
    refusals: tuple[Refusal, ...] = ()


def open_clip(clip: ListedClip, path: Path) -> VideoReader:
    """Open the video of a clip, which is at `path`, at the rate that the list gives.

    Raises:
        VideoError: it cannot be read.
        ListError: it has a rate of its own, and another one.
    """
    said = next((each for each in clip.rows if each.rate is not None), None)
    reader = open_video(path, None if said is None else said.rate)
    if said is not None and said.rate != reader.rate:
        reader.close()
        raise ListError(
            in_line(
                clip.source,
                said.line,
                message(
                    "'{video}' has a rate of its own: {rate} frames a second",
                    video=path.name,
                    rate=reader.rate,
                ),
            ),
            message("Leave the rate out, which is for folders of frames."),
        )
    return reader


def add_clip(document: Document, clip: ListedClip, path: Path, reader: VideoReader) -> PlacedClip:
    """Put a video and a layer for each row into a project, as far as they are not there.

    Rows with one object number are sentences of one object: the first is searched for, and the
    others refer to it too. Where all rows are about the same frames these are the part of a new
    video that counts.

    Raises:
        VideoError: the video cannot be read.
        WriteError: the project cannot be changed.
        EditError: the video is too large for a project.
    """
    known = {each.id for each in document.project.videos}
    video = put_video(document, path, reader)
    after, placed, refusals = document.project, [], []
    for row in clip.rows:
        try:
            span = _span(row, clip, reader)
            after, layer = _with_row(after, video.id, row)
        except (ListError, EditError) as error:
            said = at_row(clip, row.line, error)
            refusals.append(Refusal(row.line, said, row.video, row.expression))
            continue
        placed.append(PlacedRow(row, layer, span))
    spans = {(each.span.start, each.span.stop) for each in placed}
    if video.id not in known and len(spans) == 1 and spans != {(0, reader.frame_count)}:
        ((start, stop),) = spans
        after = after.set_points(video.id, start, stop if stop < reader.frame_count else None)
    if after is not document.project:
        document.do(message("Add rows of '{list}'", list=clip.source), after)
    return PlacedClip(video.id, tuple(placed), tuple(refusals))


def put_into_project(
    document: Document, clips: list[ListedClip], root: Path
) -> Generator[Progress, None, list[Refusal]]:
    """Put the videos of a list and what is said of them into a project, without a search.

    The progress counts videos. Returns the rows that could not be taken.

    Raises:
        WriteError: the project cannot be written.
    """
    refusals: list[Refusal] = []
    watch = Stopwatch()
    for done, clip in enumerate(clips, start=1):
        try:
            path = place_of(clip, root)
            with open_clip(clip, path) as reader:
                refusals += add_clip(document, clip, path, reader).refusals
        except (ListError, VideoError, EditError) as error:
            refusals += [
                Refusal(each.line, at_row(clip, each.line, error), each.video, each.expression)
                for each in clip.rows
            ]
        yield watch.progress(done, len(clips))
    return sorted(refusals, key=lambda each: each.line)


def placed_already(project: Project, video: Video, clip: ListedClip) -> PlacedClip | None:
    """Return a clip as it is in a project; None where a row of it is not, or where only its video
    can tell which frames are meant."""
    placed = []
    for row in clip.rows:
        points = (row.start, row.stop)
        if any(each is not None and each.frame is None for each in points):
            return None
        layer = _layer_of(project.of_video(video.id), row)
        if layer is None:
            return None
        start = 0 if row.start is None else row.start.frame or 0
        stop = video.frame_count if row.stop is None else row.stop.frame or 0
        placed.append(PlacedRow(row, layer.id, range(start, min(stop, video.frame_count))))
    return PlacedClip(video.id, tuple(placed))


def _span(row: Row, clip: ListedClip, reader: VideoReader) -> range:
    count = reader.frame_count
    start = 0 if row.start is None else row.start.frame_number(reader.timing)
    stop = count if row.stop is None else min(count, row.stop.frame_number(reader.timing))
    if start >= stop:
        raise ListError(
            in_line(
                clip.source,
                row.line,
                message(
                    "there is no frame in its range: '{video}' has {count} frames",
                    video=reader.path.name,
                    count=count,
                ),
            )
        )
    return range(start, stop)


def _with_row(project: Project, video: VideoId, row: Row) -> tuple[Project, LayerId]:
    """Return the project with a layer for a row, and the layer; one that is there is taken."""
    of_video = project.of_video(video)
    known = _layer_of(of_video, row)
    if known is not None and row.expression == known.searched:
        return project, known.id
    if known is not None:  # another sentence of the same object
        said = [each.text for each in project.expressions_of(video) if known.id in each.layers]
        if row.expression not in said:
            project, _ = project.add_expression(video, row.expression, [known.id])
        return project, known.id
    project, given = project.add_layer(video, row.expression)
    if row.category:
        project = project.categorise(given, row.category)
    if row.object_id is not None:
        project = project.with_layer(replace(project.layer(given), object_id=row.object_id))
    return project, given


def _layer_of(of_video: Sequence[Layer], row: Row) -> Layer | None:
    """Return the layer that answers a row: that of its object, else that of its words."""
    searched = [each for each in of_video if each.imported is None]
    if row.object_id is not None:
        return next((each for each in searched if each.object_id == row.object_id), None)
    # Of several layers of an expression the first is meant: the others show its other objects.
    return next((each for each in searched if each.searched == row.expression), None)
