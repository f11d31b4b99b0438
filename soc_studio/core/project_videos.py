"""Videos and expressions put into a project, and its videos opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2

from soc_studio.core import edits
from soc_studio.core.consent import Consents
from soc_studio.core.document import Document
from soc_studio.core.errors import VideoError
from soc_studio.core.fingerprint import fingerprint
from soc_studio.core.project import Expression, Video, VideoId
from soc_studio.core.video_link import find_video, relative_to_project
from soc_studio.core.video_reader import VideoReader, open_video
from soc_studio.core.viewing import smaller

PICTURE_HEIGHT = 120
"""Pixels of the picture by which a project is known (`Draft.picture`), at most."""


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
    if not project.videos and (picture := _picture(reader)) is not None:
        document.file.put_picture(picture)
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


def _picture(reader: VideoReader) -> bytes | None:
    """Return a small JPEG of a frame that is read at little cost; None where none can be."""
    try:
        frame = reader.frame(reader.entry_before(reader.frame_count // 3))
    except VideoError:  # told where the frame itself is looked at
        return None
    small = smaller(frame, PICTURE_HEIGHT, 2 * PICTURE_HEIGHT)
    return cv2.imencode(".jpg", cv2.cvtColor(small, cv2.COLOR_RGB2BGR))[1].tobytes()
