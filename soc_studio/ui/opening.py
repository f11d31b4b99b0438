"""Opens whatever the user names, a video, a folder of frames or a project, off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from soc_studio.core.document import Document
from soc_studio.core.project import VideoId
from soc_studio.core.project_file import SUFFIX
from soc_studio.core.project_videos import open_project_video, put_video
from soc_studio.core.video_reader import VideoReader, open_video


@dataclass(frozen=True, slots=True)
class Opened:
    """A document, and the video of it that is looked at first."""

    document: Document
    reader: VideoReader | None
    video: VideoId | None

    def close(self) -> None:
        """Close both; a new document is not kept."""
        if self.reader is not None:
            self.reader.close()
        self.document.close()


def open_anything(path: Path) -> Opened:
    """Open the project at `path`, or a new one with the video at `path`.

    Raises:
        StudioError: it can be read as neither.
    """
    if path.suffix == SUFFIX:
        document = Document.open(path)
        try:
            videos = document.project.videos
            if not videos:
                return Opened(document, None, None)
            return Opened(document, open_project_video(document, videos[0]), videos[0].id)
        except BaseException:
            document.close()
            raise
    reader = open_video(path)
    try:
        document = Document.new()
        try:
            video = put_video(document, path, reader)
        except BaseException:
            document.close()
            raise
    except BaseException:
        reader.close()
        raise
    return Opened(document, reader, video.id)
