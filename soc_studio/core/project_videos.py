"""Videos and expressions put into a project, and its videos opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PureWindowsPath

from soc_studio.core import edits
from soc_studio.core.consent import Consents
from soc_studio.core.document import Document
from soc_studio.core.errors import VideoError
from soc_studio.core.fingerprint import fingerprint
from soc_studio.core.frame_files import frame_files
from soc_studio.core.project import Expression, Video, VideoId
from soc_studio.core.video_link import VIDEO_SUFFIXES, find_video, relative_to_project
from soc_studio.core.video_reader import VideoReader, open_video


def put_video(document: Document, path: Path, reader: VideoReader) -> Video:
    """Return the video at `path` as part of the project, where it is one edit to add it.

    A video of the same content is the same one, wherever it is: it is then known to be here. The
    person who names a file agrees to its being read.

    Raises:
        VideoError: the file cannot be read.
        WriteError: the project is open for reading only.
    """
    project = document.project
    video = _described(path, reader, document.file.path)
    Consents().give(document.file.id, path)
    for known in project.videos:
        if known.fingerprint == video.fingerprint:
            here = replace(known, relative=video.relative, absolute=video.absolute)
            if document.read_only is None:
                document.do(f"Find '{known.name}'", project.with_video(here))
            return here
    added, given = project.add_video(video)
    document.do(f"Add '{video.name}'", added)
    return document.project.video(given)


def put_expressions(document: Document, video: Video, texts: Sequence[str]) -> list[Expression]:
    """Return the expressions of `video` with these texts; those that are not there are added."""
    words = [" ".join(text.split()) for text in texts]
    known = {each.text: each.id for each in document.project.of_video(video.id)}
    new = list(dict.fromkeys(text for text in words if text not in known))
    if new:
        edit, given = edits.add_expressions(document.project, video.id, new)
        document.do(*edit)
        known |= dict(zip(new, given, strict=True))
    return [document.project.expression(known[text]) for text in words]


def open_project_video(document: Document, video: Video) -> VideoReader:
    """Open a video of the project, wherever it is now.

    Raises:
        VideoError: it cannot be found, is another one, or may not be read without asking.
    """
    file = document.file
    place = find_video(video, file.path, file.id, Consents())
    reader = open_video(place.path, video.rate if place.path.is_dir() else None)
    if (reader.width, reader.height, reader.frame_count) != (
        video.width,
        video.height,
        video.frame_count,
    ):
        reader.close()
        raise VideoError(
            f"'{place.path}' reads differently from when it was put into the project.",
            "Give the original video; the project was left as it is.",
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
        place = find_video(video, document.file.path, document.file.id, Consents())
    except VideoError:
        if PureWindowsPath(video.absolute).suffix.lower() in VIDEO_SUFFIXES:
            return None
        raise
    try:
        return [file.stem for file in frame_files(place.path)] if place.path.is_dir() else None
    except OSError as error:
        raise VideoError(
            f"'{place.path}' cannot be read: {error.strerror or error}.",
            "Check the name and the folder.",
        ) from error


def _described(path: Path, reader: VideoReader, project: Path) -> Video:
    return Video(
        VideoId(0),
        path.name,
        relative_to_project(path, project),
        str(path.resolve()),
        fingerprint(path),
        reader.width,
        reader.height,
        reader.frame_count,
        reader.rate,
    )
