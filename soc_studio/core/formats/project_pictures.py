"""The frames of a project's videos as files of a dataset: those of folders, or decoded ones."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path, PureWindowsPath

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.datasets.dataset import FramePictures
from soc_studio.core.media.frame_files import frame_files
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.project.project import Video, VideoId
from soc_studio.core.storage.document import Document
from soc_studio.core.storage.file_permissions import FilePermissions
from soc_studio.core.storage.media_linker import VIDEO_SUFFIXES, find_video
from soc_studio.core.storage.project_videos import open_project_video
from soc_studio.core.system.closeable import Closeable
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message

_QUALITY = 95


class ProjectPictures(Closeable):
    """Finds and reads the frames of a project's videos; the last video stays open."""

    def __init__(self, document: Document, wanted: bool) -> None:
        """Read the videos of `document`; `wanted` says whether their frames become files."""
        self._document = document
        self._wanted = wanted
        self._lock = threading.Lock()
        self._open: tuple[VideoId, VideoReader] | None = None
        self._folders: dict[VideoId, Path | None] = {}

    def names(self, video: Video) -> list[str] | None:
        """Return what the frames of a folder are called, without suffix; None for a file.

        Raises:
            VideoError: it may be a folder, and cannot be found or read.
        """
        folder = self._folder(video)
        return None if folder is None else [each.stem for each in frame_files(folder)]

    def of_frames(self, video: Video, taken: range) -> FramePictures | None:
        """Return the frames `taken` of a video, those of a file decoded when they are read.

        Raises:
            VideoError: the video cannot be found or read.
        """
        if not self._wanted:
            return None
        folder = self._folder(video)
        if folder is not None:
            files = [each.name for each in frame_files(folder)]
            chosen = tuple(files[frame] for frame in taken)
            return FramePictures(chosen, partial(_bytes, folder), folder)
        return FramePictures(
            tuple(f"{frame}.jpg" for frame in taken), partial(self._encoded, video)
        )

    def _folder(self, video: Video) -> Path | None:
        """Return the folder of a video's frames, None where it is a file; looked for once."""
        if video.id not in self._folders:
            file = self._document.file
            try:
                path = find_video(video, file.path, file.id, FilePermissions()).path
                self._folders[video.id] = path if path.is_dir() else None
            except VideoError:
                suffix = PureWindowsPath(video.absolute).suffix.lower()
                if self._wanted or suffix not in VIDEO_SUFFIXES:
                    raise
                self._folders[video.id] = None  # a file, of which nothing is needed
        return self._folders[video.id]

    def frame(self, video: Video, number: int) -> NDArray[np.uint8]:
        """Return a frame of a video, RGB uint8 [H, W, 3]; raises VideoError."""
        with self._lock:
            if self._open is None or self._open[0] != video.id:
                self._shut()
                self._open = video.id, open_project_video(self._document, video)
            return self._open[1].frame(number)

    def close(self) -> None:
        """Close the video that is open."""
        with self._lock:
            self._shut()

    def _shut(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def _encoded(self, video: Video, name: str) -> bytes:
        frame = self.frame(video, int(name.removesuffix(".jpg")))
        picture = cv2.cvtColor(frame, cv2.COLOR_RGB2BGR)
        return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes()


def _bytes(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise VideoError(
            message(
                "'{path}' cannot be read: {reason}.", path=name, reason=error.strerror or error
            ),
            message("Check the name and the folder."),
        ) from error
