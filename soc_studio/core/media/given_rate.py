"""Opens videos at a frame rate that the user gives."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from soc_studio.core.media.decoding.display import FirstPicture
from soc_studio.core.media.frame_rates import remember
from soc_studio.core.media.video_reader import VideoReader, open_video
from soc_studio.core.system.errors import VideoError
from soc_studio.core.system.messages import message


def open_at(path: Path, rate: Fraction | None, on_first: FirstPicture | None = None) -> VideoReader:
    """Open the video at `path` as `open_video` does; a `rate` that is given is remembered for it.

    Raises:
        VideoError: it cannot be read, or says its rate itself, and another one.
        WriteError: the rate cannot be remembered.
    """
    reader = open_video(path, rate, on_first)
    if rate is None:
        return reader
    try:
        if reader.rate != rate:
            raise VideoError(
                message(
                    "'{path}' has a frame rate of its own: {rate} frames per second.",
                    path=path.name,
                    rate=reader.rate,
                ),
                message(
                    "Leave out --rate, which is for folders of frames and streams without times."
                ),
            )
        remember(path, rate)
    except BaseException:
        reader.close()
        raise
    return reader
