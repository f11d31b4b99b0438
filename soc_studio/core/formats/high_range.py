"""Refuses videos of high dynamic range where a format has too few levels for them."""

from __future__ import annotations

from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message


def refuse_high_range(reader: VideoReader) -> None:
    """Raise where pictures of 8 bits cannot hold the colours of a video.

    Raises:
        WriteError: the video has a high dynamic range.
    """
    tone = reader.info.tone
    if tone is not None:
        raise WriteError(
            message(
                "'{video}' has a high dynamic range ({tone}), which pictures of 8 bits cannot "
                "hold.",
                video=reader.path.name,
                tone=tone,
            ),
            message("Choose a cut-out as ProRes 4444 or FFV1, or a matte."),
        )
