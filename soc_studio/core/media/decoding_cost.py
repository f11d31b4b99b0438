"""What decoding is expected to take: the same on every machine, so that choices are too."""

from __future__ import annotations

from soc_studio.core.media.video_reader import VideoReader

_SECONDS = 0.002  # for a million pixels of a video, about


def seconds_for(reader: VideoReader, frames: float) -> float:
    """Return about how long a common machine takes to decode so many frames, in seconds."""
    return frames * reader.width * reader.height / 1e6 * _SECONDS
