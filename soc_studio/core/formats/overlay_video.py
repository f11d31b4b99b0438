"""Writes the video with its layers highlighted."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from soc_studio.core.masks.matte import matte
from soc_studio.core.masks.overlay import overlay
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.media.video_writer import VideoWriter
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.smoothing import shown_mask


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
                mask = shown_mask(view, number)
                if mask is not None and mask.area:
                    shown = matte(mask, view.layer.matte, reader.height, reader.width)
                    masks.append((np.asarray(shown >= 128), view.layer.colour))
            writer.write(overlay(frame, masks))
            yield number
