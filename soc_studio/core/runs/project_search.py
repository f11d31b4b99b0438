"""Searches all videos of a project for what is not found in them yet; decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass

from soc_rvos.settings import RunSettings
from soc_studio.core.models.loading import LoadedModel
from soc_studio.core.project.project import Layer, Video
from soc_studio.core.search.preparation import prepare_search
from soc_studio.core.search.search import Task, search
from soc_studio.core.search.steadying import PAYS_FOR, steady
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.project_videos import open_project_video
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.progress import Progress, Stopwatch
from soc_studio.core.tracks.frame_states import State
from soc_studio.core.tracks.resolved_track import views


@dataclass(frozen=True, slots=True)
class VideoFailure:
    """A video of a project that could not be searched, and why."""

    video: Video
    reason: VideoError


def unsearched(document: Document) -> list[tuple[Video, list[Layer]]]:
    """Return the videos of a project with layers that lack answers in full quality or in a preview,
    between the in and the out point, each with these layers.

    Raises:
        DamageError: the project cannot be read.
    """
    project, file = document.project, document.file
    found = []
    for video in project.videos:
        wanted = [
            each for each in project.of_video(video.id) if each.imported is None and not each.absent
        ]
        span = slice(video.span.start, video.span.stop)
        lacking = [
            view.layer
            for view in views(wanted, video, file.results, file.imports)
            if (view.states[span] == State.NOT_COMPUTED).any()
        ]
        if lacking:
            found.append((video, lacking))
    return found


def search_project(
    document: Document,
    model: LoadedModel,
    preview: bool = False,
    tell: Callable[[Sequence[Layer], float], None] = lambda layers, share: None,
) -> Generator[Progress, None, list[VideoFailure]]:
    """Search what `unsearched` returns, video by video, and yield the progress over all frames.

    `tell` is called with the layers of a video and the share of its frames, 0 to 1, that has their
    answers. A video that cannot be read is no reason to stop: it is returned. What was found stays
    when the generator closes or fails, and is not searched again.

    Raises:
        WriteError: the results cannot be written.
        RvosError: the network cannot be run.
    """
    todo = unsearched(document)
    total = sum(len(video.span) for video, _ in todo)
    failures: list[VideoFailure] = []
    watch, done = Stopwatch(), 0
    for video, layers in todo:
        texts = tuple(dict.fromkeys(each.searched for each in layers))
        task, results = Task(video.fingerprint, texts), document.file.results
        settings = RunSettings(start=video.span.start, stop=video.span.stop, preview=preview)
        try:
            with open_project_video(document, video) as reader:
                prepare_search(model, reader, settings, texts)
                with closing(search(task, reader, model, settings, results)) as steps:
                    for step in steps:
                        tell(layers, min(step.done / len(video.span), 1.0))
                        yield watch.progress(done + min(step.done, len(video.span)), total)
                if not preview and model.name in PAYS_FOR:
                    even = tuple(dict.fromkeys(each.searched for each in layers if each.steadied))
                    task = Task(video.fingerprint, even)
                    with closing(steady(task, reader, model, settings, results)) as steps:
                        for _ in steps:
                            yield watch.progress(done + len(video.span), total)
        except VideoError as error:
            tell(layers, 0.0)
            failures.append(VideoFailure(video, error))
        done += len(video.span)
        yield watch.progress(done, total)
    return failures
