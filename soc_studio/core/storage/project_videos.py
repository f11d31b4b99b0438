"""Adds videos and expressions to a project, and opens its videos."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from pathlib import Path, PureWindowsPath

import cv2

from soc_studio.core.media.fingerprint import fingerprint
from soc_studio.core.media.frame_files import frame_files
from soc_studio.core.media.given_rate import open_at
from soc_studio.core.media.resize import fit_within
from soc_studio.core.media.video_reader import VideoReader, open_video
from soc_studio.core.project import edits
from soc_studio.core.project.project import Layer, Video, VideoId
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.file_permissions import FilePermissions
from soc_studio.core.storage.media_linker import (
    VIDEO_SUFFIXES,
    VideoChanged,
    changed,
    find_video,
    relative_to_project,
    said_paths,
)
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message

PICTURE_HEIGHT = 120
"""Pixels of the picture by which a project is known (`Draft.picture`), at most."""


def put_video(document: Document, path: Path, reader: VideoReader, name: str = "") -> Video:
    """Return the video at `path` as part of the project; one that is added cannot be undone.

    A video of the same content is the same one, wherever it is: it is then known to be here. The
    person who names a file agrees to its being read. It is called `name`, without one as its file.

    Raises:
        VideoError: the file cannot be read.
        WriteError: the project is open for reading only.
    """
    project = document.project
    mark = fingerprint(path)
    for known in project.videos:
        if mark in known.fingerprints:
            return locate(document, known, path)
    video = new_video(path, reader, document.file.path, mark, name)
    added, given = project.add_video(video)
    document.do(message("Add '{name}'", name=video.name), added)
    allow(document, path)
    if not project.videos and (picture := picture_of(reader)) is not None:
        document.file.put_picture(picture)
    return document.project.video(given)


def new_video(path: Path, reader: VideoReader, project: Path, mark: str, name: str = "") -> Video:
    """Return the video at `path`, whose fingerprint is `mark`, for the project at `project`.

    It is called `name`, without one as its file.
    """
    return Video(
        VideoId(0),
        name or path.name or path.resolve().name,
        relative_to_project(path, project),
        str(path.resolve()),
        mark,
        reader.width,
        reader.height,
        reader.frame_count,
        reader.rate,
    )


def allow(document: Document, path: Path) -> None:
    """Let the project read `path`, where one of its videos is, from now on.

    Raises:
        WriteError: that cannot be kept.
    """
    FilePermissions().give(document.file.id, path)


def allow_folder(document: Document, path: Path) -> None:
    """Let the project read `path`, and whichever of its other videos it has in the same folder, or
    under the same name in folders beside that.

    No other file of these folders can be read.

    Raises:
        WriteError: that cannot be kept.
    """
    place = document.file.path
    others = (said for video in document.project.videos for said in said_paths(video, place))
    alike = [said for said in others if said.parent == path.parent or _is_beside(said, path)]
    FilePermissions().give(document.file.id, path, *alike)


def _is_beside(said: Path, path: Path) -> bool:
    """Whether two paths are as `goat/frames` and `bus/frames` of one folder."""
    return said.name == path.name and said.parent.parent == path.parent.parent


def locate(document: Document, video: Video, path: Path, anyway: bool = False) -> Video:
    """Relink a video of the project to `path`, and return the changed video.

    The person who names a file agrees to its being read. That a video was found elsewhere is no
    step to undo; in a project that is open for reading only it is not kept.

    Args:
        anyway: take another file, too, if its frames are as many and as large: what was decided
            and found stays, and the file counts as the video from now on.

    Raises:
        VideoChanged: it is another video; `fits` tells whether it could be taken anyway.
        VideoError: the file cannot be read.
        WriteError: that it may be read cannot be kept.
    """
    video = document.project.video(video.id)
    mark = fingerprint(path)
    here = replace(
        video,
        relative=relative_to_project(path, document.file.path),
        absolute=str(path.resolve()),
    )
    if mark not in video.fingerprints:
        with open_video(path, video.rate) as reader:
            fits, count = _fits(reader, video), reader.frame_count
        if not (fits and anyway):
            raise changed(video, path, fits, count)
        here = replace(here, stand_in=mark)
    allow(document, path)
    if document.read_only is None:
        document.do(message("Locate '{name}'", name=video.name), document.project.with_video(here))
    return here


def locate_others(document: Document, former: str, path: Path) -> list[Video]:
    """Relink the videos that moved along with one that was at `former` and is at `path` now, and
    return them: those of the same content that are there now in the same way.

    Raises:
        WriteError: that they may be read cannot be kept.
    """
    kind = type(path) if Path(former).is_absolute() else PureWindowsPath
    was, now = kind(former), path.resolve()
    from_, to = was.parent, now.parent
    while was.name == now.name and from_ != from_.parent and to != to.parent:
        was, now, from_, to = was.parent, now.parent, was.parent, now.parent
    moved = []
    for video in document.project.videos:
        said = kind(video.absolute)
        if video.absolute == former or not said.is_relative_to(from_) or ".." in said.parts:
            continue
        place = to.joinpath(*said.relative_to(from_).parts)
        with suppress(VideoError, OSError, ValueError):
            if place.exists() and fingerprint(place) in video.fingerprints:
                relative = relative_to_project(place, document.file.path)
                moved.append(replace(video, relative=relative, absolute=str(place)))
    FilePermissions().give(document.file.id, *(Path(each.absolute) for each in moved))
    if moved and document.read_only is None:
        project = document.project
        for each in moved:
            project = project.with_video(each)
        document.do(message("Locate '{name}'", name=moved[0].name), project)
    return moved


def put_layers(document: Document, video: Video, texts: Sequence[str]) -> list[Layer]:
    """Return the expressions of `video` with these texts; those that are not there are added."""
    words = [" ".join(text.split()) for text in texts]
    # Of several layers of an expression the first is meant: the others show its other objects.
    of_video = reversed(document.project.of_video(video.id))
    known = {each.searched: each.id for each in of_video}
    new = list(dict.fromkeys(text for text in words if text not in known))
    if new:
        edit, given = edits.add_layers(document.project, video.id, new)
        document.do(*edit)
        known |= dict(zip(new, given, strict=True))
    return [document.project.layer(known[text]) for text in words]


def set_rate(document: Document, video: Video, rate: Fraction) -> Video:
    """Set the rate of a video that states none, and return the changed video.

    Raises:
        VideoError: it cannot be found or read, or says another rate itself.
        WriteError: the rate cannot be kept.
    """
    place = find_video(video, document.file.path, document.file.id, FilePermissions())
    open_at(place.path, rate).close()
    return _with_rate(document, video, rate)


def _with_rate(document: Document, video: Video, rate: Fraction) -> Video:
    here = replace(video, rate=rate)
    if document.read_only is None and rate != video.rate:
        document.do(
            message("Set the frame rate of '{name}'", name=video.name),
            document.project.with_video(here),
        )
    return here


def open_project_video(document: Document, video: Video) -> VideoReader:
    """Open a video of the project, wherever it is now; at its rate, where it cannot say it itself.

    Raises:
        PermissionNeeded: it may not be read without asking (`allow`).
        VideoMissing: it cannot be found (`locate`).
        VideoChanged: only another one is found (`locate`).
        VideoError: it cannot be read.
    """
    file = document.file
    place = find_video(video, file.path, file.id, FilePermissions())
    reader = open_video(place.path, video.rate)
    if not _fits(reader, video):
        count = reader.frame_count
        reader.close()
        raise VideoChanged(
            message(
                "'{path}' has changed: its size, rate or number of frames differs from the "
                "project.",
                path=place.path,
            ),
            message("Locate the original video; the project was not changed."),
            *(video, place.path, False, count),
        )
    return reader


def frame_names(document: Document, video: Video) -> list[str] | None:
    """Return what the frames of a video of the project are called where it is a folder of pictures.

    They are names of files without suffix; None where the video is a file, whose frames have
    numbers only.

    Raises:
        VideoError: it may be a folder, and cannot be found or read.
    """
    try:
        place = find_video(video, document.file.path, document.file.id, FilePermissions())
    except VideoError:
        if PureWindowsPath(video.absolute).suffix.lower() in VIDEO_SUFFIXES:
            return None
        raise
    try:
        return [file.stem for file in frame_files(place.path)] if place.path.is_dir() else None
    except OSError as error:
        raise VideoError(
            message(
                "'{path}' cannot be read: {reason}.",
                path=place.path,
                reason=error.strerror or error,
            ),
            message("Check the name and the folder."),
        ) from error


def _fits(reader: VideoReader, video: Video) -> bool:
    """Return whether the decisions about `video` fit the frames of `reader`."""
    return (reader.width, reader.height, reader.frame_count) == (
        video.width,
        video.height,
        video.frame_count,
    )


def picture_of(reader: VideoReader) -> bytes | None:
    """Return a small JPEG of a frame that is read at little cost; None where none can be."""
    try:
        frame = reader.frame(reader.entry_before(reader.frame_count // 3))
    except VideoError:  # told where the frame itself is looked at
        return None
    small = fit_within(frame, PICTURE_HEIGHT, 2 * PICTURE_HEIGHT)
    return cv2.imencode(".jpg", cv2.cvtColor(small, cv2.COLOR_RGB2BGR))[1].tobytes()
