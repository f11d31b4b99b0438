"""What a card on the start page says of a piece of work: a project, unsaved work, or a video.

Nothing is opened for writing, and nothing in a file is trusted: what cannot be read is left out.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from soc_studio.core.media.video_reader import open_video
from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.project import Layer, Project, Video
from soc_studio.core.storage.project_file import SUFFIX, ProjectFile
from soc_studio.core.storage.project_summary import ProjectSummary, summarise_project
from soc_studio.core.storage.unsaved import drafts, is_draft
from soc_studio.core.storage.work_pictures import known_picture
from soc_studio.core.system.errors import StudioError
from soc_studio.core.tracks.layer_facts import facts_of
from soc_studio.core.tracks.resolved_track import ResolvedTrack, views
from soc_studio.core.tracks.work_picture import make_picture, make_video_picture

_MOST_LAYERS = 24  # of a project, whose tracks are read


@dataclass(frozen=True, slots=True)
class WorkLayer:
    """A layer of a piece of work, and how far it is.

    Attributes:
        label: what it is called.
        expression: what it was searched by.
        colour: its colour.
        frames: how many frames there are to find it on; 0 where that is not known.
        computed: how many of them have an answer.
        is_quick: whether some of the answers are of a preview.
        is_imported: whether its masks come from elsewhere.
        spots: stretches that a person should look at.
        is_reviewed: whether a person reviewed all its frames.
        is_read: whether what was found of it is known. Of a project with very many layers only the
            first ones are read.
    """

    label: str
    expression: str
    colour: Rgb
    frames: int = 0
    computed: int = 0
    is_quick: bool = False
    is_imported: bool = False
    spots: int = 0
    is_reviewed: bool = False
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class RecentWork:
    """A piece of work that can be opened again.

    Attributes:
        path: what to open: a project file, or a video without a project.
        changed: when it was changed last, in local time.
        is_draft: whether it was never saved under a name.
        is_project: False for a video that nothing was decided about.
        is_open: whether it is open in the window now.
        is_missing: whether there is nothing at `path` any more.
        is_whole: False where it is damaged, so that there may be more in it.
        videos: the names of its videos.
        video_path: the path of the first one, as the project says; empty for none.
        seconds: how long the first one is; None where that is not known.
        layers: its layers in their order.
        corrected: how many frames of layers are corrected.
        picture: a JPEG of a frame with its masks; None where there is none (yet).
    """

    path: Path
    changed: datetime
    is_draft: bool = False
    is_project: bool = True
    is_open: bool = False
    is_missing: bool = False
    is_whole: bool = True
    videos: tuple[str, ...] = ()
    video_path: str = ""
    seconds: float | None = None
    layers: tuple[WorkLayer, ...] = ()
    corrected: int = 0
    picture: Path | None = None

    @property
    def name(self) -> str:
        """What it is called: the name of its file, or of the video that unsaved work is on."""
        if self.is_draft:
            return self.videos[0] if self.videos else ""
        return self.path.stem if self.is_project else self.path.name

    def matches(self, words: str) -> bool:
        """Return whether every one of `words` is in its name, its videos or its sentences."""
        texts = [self.name, *self.videos]
        texts += [text for each in self.layers for text in (each.label, each.expression)]
        everything = " ".join(texts).casefold()
        return all(word in everything for word in words.casefold().split())


def recent_work(
    recent: Sequence[str], open_now: Path | None = None
) -> Generator[RecentWork | None, None, list[RecentWork]]:
    """Read the unsaved work there is and the files of `recent`, the newest first.

    Yields each piece of work as soon as it is read, and again when its picture is made; None
    between. What is open in the window now, at `open_now`, comes first. Returns all of it.
    """
    found: list[RecentWork] = []
    for path in _places(recent, open_now):
        known = read_work(path)
        if known is None:
            continue
        if any(_is_of(known, other) for other in found):
            continue
        known = replace(known, is_open=path == open_now)
        found.append(known)
        yield known
    for place, known in enumerate(found):
        if known.picture is None and not known.is_missing:
            found[place] = replace(known, picture=picture_of(known.path))
            yield found[place]
        yield None
    return found


def read_work(path: Path) -> RecentWork | None:
    """Return what is known of the work at `path`; None for unsaved work that is gone.

    Of a damaged project there is as much as can be read.
    """
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime)
    except (OSError, ValueError, OverflowError):
        if is_draft(path):
            return None
        return RecentWork(
            path, datetime.fromtimestamp(0), is_project=path.suffix == SUFFIX, is_missing=True
        )
    work = RecentWork(path, changed, is_draft(path), picture=known_picture(path))
    if path.suffix != SUFFIX:
        return _video_work(work)
    with suppress(StudioError), ProjectFile.glance(path) as file:
        return _filled(work, file)
    with suppress(StudioError):
        return _summarised(work, summarise_project(path))
    return replace(work, is_whole=False)


def picture_of(path: Path) -> Path | None:
    """Return the picture of the work at `path`, made now where there is none of it yet.

    None where none can be made: its video is away, may not be read, or is damaged.
    """
    known = known_picture(path)
    if known is not None:
        return known
    with suppress(StudioError, OSError):
        if path.suffix != SUFFIX:
            return make_video_picture(path)
        with ProjectFile.glance(path) as file:
            project, _ = file.salvage()
            if project.videos:
                shown = list(_views(project, file))
                return make_picture(file, project.videos[0], shown)
    return None


def _places(recent: Sequence[str], open_now: Path | None) -> list[Path]:
    """Return where all work is, the newest first."""
    unsaved = drafts()
    aged = [(each.changed.timestamp(), each.path) for each in unsaved]
    worked_on = {each.video_path for each in unsaved}
    newest = time.time()
    for each in recent:  # the one opened last comes first
        path = Path(each)
        if each in worked_on:
            continue
        try:
            changed = path.stat().st_mtime
        except (OSError, ValueError):  # it is gone: last of all
            aged.append((0.0, path))
            continue
        if path.suffix == SUFFIX:
            newest = changed
        # A video's own time says nothing of when it was opened: it is as old as what is before it.
        aged.append((newest, path))
    ordered = [path for _, path in sorted(aged, key=lambda each: -each[0])]
    first = [] if open_now is None else [open_now]
    return list(dict.fromkeys([*first, *ordered]))


def _is_of(video: RecentWork, other: RecentWork) -> bool:
    """Return whether `video` is a video alone whose unsaved work is `other`."""
    return not video.is_project and other.is_draft and other.video_path == str(video.path)


def _video_work(work: RecentWork) -> RecentWork:
    work = replace(work, is_project=False, videos=(work.path.name,), video_path=str(work.path))
    with suppress(StudioError), open_video(work.path) as reader:
        return replace(work, seconds=float(reader.frame_count / reader.rate))
    return replace(work, is_whole=False)


def _filled(work: RecentWork, file: ProjectFile) -> RecentWork:
    project, broken = file.salvage()
    work = _decided(work, project, sum(len(each.corrections) for each in project.layers))
    work = replace(work, is_whole=not broken)
    read: dict[int, ResolvedTrack] = {}
    with suppress(StudioError):  # then it is said what was decided
        for video in project.videos:
            own = [each for each in project.layers[:_MOST_LAYERS] if each.video == video.id]
            for view in views(own, video, file.results, file.imports) if own else ():
                read[view.layer.id] = view
    layers = [
        _resolved(one, read[one.id], each) if one.id in read else each
        for one, each in zip(project.layers, work.layers, strict=True)
    ]
    return replace(work, layers=tuple(layers))


def _summarised(work: RecentWork, seen: ProjectSummary) -> RecentWork:
    return replace(_decided(work, seen.project, seen.corrected), is_whole=False)


def _decided(work: RecentWork, project: Project, corrected: int) -> RecentWork:
    """Return `work` with what the decisions alone say."""
    videos = {each.id: each for each in project.videos}
    first = project.videos[0] if project.videos else None
    return replace(
        work,
        videos=tuple(each.name for each in project.videos),
        video_path="" if first is None else first.absolute,
        seconds=None if first is None else float(first.frame_count / first.rate),
        layers=tuple(_layer(each, videos.get(each.video)) for each in project.layers),
        corrected=corrected,
    )


def _layer(layer: Layer, video: Video | None) -> WorkLayer:
    frames = 0 if video is None else len(video.span)
    reviewed = sum(each.stop - each.start for each in layer.reviews)
    return WorkLayer(
        layer.label,
        layer.expression,
        layer.colour,
        frames,
        is_reviewed=0 < frames <= reviewed,
        is_read=False,
    )


def _resolved(layer: Layer, view: ResolvedTrack, known: WorkLayer) -> WorkLayer:
    span = view.video.span
    facts = facts_of(view, span)
    return replace(
        known,
        computed=facts.computed,
        is_quick=facts.previews > 0,
        is_imported=layer.imported is not None,
        spots=sum(1 for each in view.uncertain_spans() if each.frame in span),
        is_read=True,
    )


def _views(project: Project, file: ProjectFile) -> Generator[ResolvedTrack, None, None]:
    """Yield the tracks of the first video's layers."""
    if project.videos:
        first = project.videos[0]
        layers = project.of_video(first.id)[:_MOST_LAYERS]
        yield from views(layers, first, file.results, file.imports)
