"""The time codes that a video is shown with."""

from __future__ import annotations

from soc_studio.core.media.time_code import TimeCodes
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.system.settings import Settings


def video_codes(reader: VideoReader, settings: Settings) -> TimeCodes:
    """Return the time codes of a video: from its own first one on if that is preferred, else from
    zero."""
    return TimeCodes(reader.timing, reader.info.first_code if settings.file_time_code else "")
