"""The video with its objects marked."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from soc_studio.core.masks.overlay import overlay
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.media.video_writer import VideoWriter
from soc_studio.core.tracks.rendering import HALF, rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack


def write_overlay(
    path: Path, reader: VideoReader, views: Sequence[ResolvedTrack], span: range
) -> Generator[int, None, None]:
    """Write the frames of `span` to `path` with the objects in their colours; yield each when done.

    Every frame of `span`, which follow each other and are at least one, becomes one frame of the
    new video and is shown for as long as in `reader`.

    Raises:
        WriteError: the video cannot be written.
        VideoError: a frame cannot be read.
        DamageError: a mask cannot be read.
    """
    timing = reader.timing.part(span.start, span.stop)
    with (
        VideoWriter(path, reader.width, reader.height, timing) as writer,
        closing(reader.frames(span.start, span.stop)) as frames,
    ):
        for number, frame in zip(span, frames, strict=True):
            masks = []
            for view in views:
                matte = rendered_matte(view, number, reader.height, reader.width)
                if matte is not None:
                    masks.append((np.asarray(matte >= HALF), view.layer.colour))
            writer.write(overlay(frame, masks))
            yield number
