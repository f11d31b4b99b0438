"""Makes the picture of a piece of work: a frame of its video with the masks on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.masks.compositing import Shown, ViewMode, look_at
from soc_studio.core.media.resize import fit_within
from soc_studio.core.media.video_reader import VideoReader, open_video
from soc_studio.core.project.layer import dashed_layers
from soc_studio.core.project.project import Video
from soc_studio.core.storage.file_permissions import FilePermissions
from soc_studio.core.storage.media_linker import find_video
from soc_studio.core.storage.project_file import ProjectFile
from soc_studio.core.storage.work_pictures import keep_picture, picture_place
from soc_studio.core.tracks.rendering import rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack, State

_HEIGHT, _WIDTH = 360, 640  # pixels of a picture, at most
_QUALITY = 88  # of the JPEG, of 100


def make_picture(file: ProjectFile, video: Video, views: Sequence[ResolvedTrack]) -> Path | None:
    """Keep a picture of a project's `video` with the masks of `views`, and return where it is.

    None where another video is in its place, or the project was removed meanwhile.

    Raises:
        OSError: the project is gone.
        VideoError: the video is away, may not be read without asking, or is damaged.
        DamageError: a mask cannot be read.
        WriteError: the picture cannot be kept.
    """
    place = picture_place(file.path)
    found = find_video(video, file.path, file.id, FilePermissions())
    with open_video(found.path, video.rate) as reader:
        size = (reader.width, reader.height, reader.frame_count)
        if size != (video.width, video.height, video.frame_count):
            return None
        number = _telling_frame(video, views, reader)
        frame = fit_within(reader.frame(number), _HEIGHT, _WIDTH)
    height, width = frame.shape[:2]
    dashed = dashed_layers(view.layer for view in views)
    shown = []
    for view in reversed(views):  # the lowest layer first
        if not view.layer.visible:
            continue
        matte = rendered_matte(view, number, height, width, frame, plain=True)
        if matte is not None:
            shown.append(Shown(matte, view.layer.colour, view.layer.id in dashed))
    return keep_picture(file.path, place, _jpeg(look_at(frame, shown, ViewMode.OVERLAY)))


def make_video_picture(path: Path) -> Path | None:
    """Keep a picture of a video without a project, and return where it is; None if it is gone.

    Raises:
        OSError: the video is gone.
        VideoError: it cannot be read.
        WriteError: the picture cannot be kept.
    """
    place = picture_place(path)
    with open_video(path) as reader:
        number = reader.entry_before(reader.frame_count // 3)
        frame = fit_within(reader.frame(number), _HEIGHT, _WIDTH)
    return keep_picture(path, place, _jpeg(frame))


def _telling_frame(video: Video, views: Sequence[ResolvedTrack], reader: VideoReader) -> int:
    """Return a frame with as many objects as are ever seen together, near the middle."""
    span = video.span
    middle = (span.start + span.stop) // 2
    counts = np.zeros(video.frame_count, dtype=np.int64)
    for view in views:
        if view.layer.visible:
            counts += view.states == State.PRESENT
    most = counts[span.start : span.stop].max()
    best = np.flatnonzero(counts[span.start : span.stop] == most) + span.start
    number = int(best[np.abs(best - middle).argmin()])
    entry = reader.entry_before(number)  # read at little cost
    return entry if entry in span and counts[entry] == most else number


def _jpeg(picture: NDArray[np.uint8]) -> bytes:
    bgr = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
    return cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes()
