"""Result files of a run: a project for each video, which are put together into one project."""

from __future__ import annotations

import hashlib
import json
import posixpath
import tempfile
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import msgspec

from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.project.project import Project, VideoId
from soc_studio.core.runs.clip_search import Manner, search_clip
from soc_studio.core.runs.clips import ListedClip, place_of
from soc_studio.core.runs.list_file import ListError
from soc_studio.core.runs.run_table import RowEnd, RowState, failed
from soc_studio.core.runs.storage_places import (
    ResultPlace,
    StoreError,
    address_of,
    is_address,
    video_of,
    without_password,
)
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.media_linker import relative_to_project
from soc_studio.core.storage.project_file import SUFFIX, ProjectFile
from soc_studio.core.storage.project_videos import allow
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.file_names import coded_name
from soc_studio.core.system.json_values import JsonError, text_of, value_of
from soc_studio.core.system.messages import message
from soc_studio.core.system.progress import Progress, Stopwatch

_LONGEST_STEM = 60


class _End(msgspec.Struct):
    """How a row ended, kept beside a result."""

    state: RowState
    sentence: Annotated[str, msgspec.Meta(max_length=20_000)]
    seconds: Annotated[float, msgspec.Meta(ge=0)] = 0.0


def result_name(clip: ListedClip, model: str, manner: Manner) -> str:
    """Return what the result file of a clip is called, without ending: another name for other rows,
    another model (the digest of its file) or another manner."""
    rows = [
        (
            each.expression,
            each.object_id,
            each.category,
            str(each.rate),
            str((each.start, each.stop)),
        )
        for each in clip.rows
    ]
    said = json.dumps([clip.address, rows, model, repr(manner)])
    digest = hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()[:16]
    stem = posixpath.splitext(posixpath.basename(clip.address.replace("\\", "/")))[0]
    plain = "".join(each if each.isalnum() or each in "-_" else "-" for each in coded_name(stem))
    return f"{plain[:_LONGEST_STEM]}-{digest}"


def ends_of(clip: ListedClip, name: str, place: ResultPlace) -> list[RowEnd] | None:
    """Return how the rows of a clip ended whose result is at `place`; None where it is not there,
    or not whole.

    Raises:
        StoreError: `place` cannot be reached.
    """
    content = place.read(f"{name}.json")
    if content is None:
        return None
    try:
        ends = value_of(content, list[_End])
    except JsonError:
        return None
    if len(ends) != len(clip.rows):
        return None
    return [
        RowEnd(row.line, end.state, end.sentence, end.seconds)
        for row, end in zip(clip.rows, ends, strict=True)
    ]


def search_into_file(
    clip: ListedClip, root: str, place: ResultPlace, model: LoadedModel, manner: Manner
) -> Generator[Progress, None, list[RowEnd]]:
    """Search a clip into a result file at `place`, and return how its rows ended.

    What is there already is not searched again. A clip that fails leaves no file. The file comes
    first and how it ended last: where that is, the result is whole.

    Raises:
        WriteError: the result cannot be written.
        StoreError: a store cannot be reached.
    """
    name = result_name(clip, model.sha256, manner)
    if (known := ends_of(clip, name, place)) is not None:
        return known
    with tempfile.TemporaryDirectory(prefix="soc-studio-", ignore_cleanup_errors=True) as folder:
        workplace = Path(folder)
        made = workplace / f"{name}{SUFFIX}"
        try:
            with (
                video_of(clip, root, workplace) as path,
                Document(ProjectFile.create(made)) as document,
            ):
                with closing(search_clip(document, clip, path, model, manner)) as steps:
                    ends = yield from steps
                _say_place(document, clip, root, place)
        except (ListError, VideoError) as error:
            return failed(clip, error)
        if not any(each.state is RowState.DONE for each in ends):
            return ends
        place.put(made, made.name)
        by_line = {each.line: each for each in ends}
        kept = [by_line[each.line] for each in clip.rows]
        said = workplace / f"{name}.json"
        said.write_text(text_of([_End(e.state, str(e.sentence), e.seconds) for e in kept]))
        place.put(said, said.name)
    return ends


def put_together(
    document: Document,
    clips: Iterable[ListedClip],
    root: str,
    place: ResultPlace,
    model: str,
    manner: Manner,
) -> Generator[Progress, None, int]:
    """Put the result files of clips into one project, as far as they are at `place`; return how
    many. What the project has already stays as it is. The progress counts clips.

    Raises:
        StudioError: a result cannot be read, or the project not be written.
    """
    todo = list(clips)
    watch, taken = Stopwatch(), 0
    with tempfile.TemporaryDirectory(prefix="soc-studio-", ignore_cleanup_errors=True) as folder:
        for done, clip in enumerate(todo, start=1):
            name = result_name(clip, model, manner)
            if ends_of(clip, name, place) is not None:
                with place.local(f"{name}{SUFFIX}", Path(folder)) as file:
                    _take(document, clip, root, file)
                taken += 1
            yield watch.progress(done, len(todo))
    document.save()
    return taken


def _take(document: Document, clip: ListedClip, root: str, file: Path) -> None:
    """Put the one video of a result file into a project, with its layers and results."""
    with closing(ProjectFile.glance(file)) as source:
        found = source.load()
        if len(found.videos) != 1:
            raise StoreError(
                message("'{path}' is not the result of one video.", path=file.name),
                message("Remove it and run the list again."),
            )
        video = found.videos[0]
        project, given = _with_video(document, clip, root, found)
        layers = found.of_video(video.id)
        for _ in document.file.take(source, {video.fingerprint: video.fingerprint}, ()):
            pass
    known = {(each.searched, each.object_id): each.id for each in project.of_video(given)}
    ids = {}
    for layer in layers:
        own = known.get((layer.searched, layer.object_id))
        if own is None:
            project, own = project.add_layer(given, layer.expression)
            colour = project.layer(own).colour
            project = project.with_layer(replace(layer, id=own, video=given, colour=colour))
        ids[layer.id] = own
    said = {(each.text, each.layers) for each in project.expressions_of(given)}
    for each in found.expressions:
        meant = tuple(ids[one] for one in each.layers)
        if (each.text, meant) not in said:
            project, _ = project.add_expression(given, each.text, meant)
    if project is not document.project:
        document.do(message("Add rows of '{list}'", list=clip.source), project)


def _with_video(
    document: Document, clip: ListedClip, root: str, found: Project
) -> tuple[Project, VideoId]:
    """Return the project with the video of a result file, added if it is not there, and its id."""
    (video,) = found.videos
    project = document.project
    known = next((v for v in project.videos if video.fingerprint in v.fingerprints), None)
    if known is not None:
        return project, known.id
    if is_address(root):
        address = without_password(address_of(clip, root))
        here = replace(video, relative=None, absolute=address)
        return project.add_video(here)
    path = place_of(clip, Path(root))
    allow(document, path)
    relative = relative_to_project(path, document.file.path)
    return project.add_video(replace(video, relative=relative, absolute=str(path)))


def _say_place(document: Document, clip: ListedClip, root: str, place: ResultPlace) -> None:
    """Let a result file say where its video is from where the file will be."""
    for video in document.project.videos:
        relative, absolute = None, video.absolute
        if is_address(root):
            absolute = without_password(address_of(clip, root))
        elif not is_address(place.place):
            file = Path(place.place) / document.file.path.name
            relative = relative_to_project(Path(absolute), file)
        here = replace(video, relative=relative, absolute=absolute)
        document.do(message("Move"), document.project.with_video(here))
