"""One frame with its objects cut out: a transparent picture for a file or the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.png_cutout import png_bytes
from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.media.colour import Levels
from soc_studio.core.media.colour_tags import BT709, ColourTags, tags_of
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.system.atomic_file import replacing_file
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message
from soc_studio.core.tracks.rendering import rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack


def frame_cutout(
    reader: VideoReader, views: Sequence[ResolvedTrack], frame: int
) -> NDArray[np.uint8]:
    """Return frame number `frame` with the objects of `views` alone: RGBA uint8 [H, W, 4], as a
    clipboard takes it.

    Opacity is straight; colours are those of `cut_out`.

    Raises:
        WriteError: none of the objects is on the frame.
        VideoError: the frame cannot be read.
        DamageError: a mask cannot be read.
    """
    picture = reader.frame(frame)
    return cut_out(picture, _alpha(reader, views, frame, picture))


def deep_frame_cutout(reader: VideoReader, views: Sequence[ResolvedTrack], frame: int) -> Levels:
    """Return what `frame_cutout` does as deep as the video is: uint16 where it has more than 8
    bits.

    Raises:
        WriteError: none of the objects is on the frame.
        VideoError: the frame cannot be read.
        DamageError: a mask cannot be read.
    """
    with closing(reader.some_deep_frames([frame])) as frames:
        _, picture = next(frames)
    return cut_out(picture, _alpha(reader, views, frame, picture))


def _alpha(
    reader: VideoReader, views: Sequence[ResolvedTrack], frame: int, picture: Levels
) -> NDArray[np.uint8]:
    alpha = np.zeros((reader.height, reader.width), dtype=np.uint8)
    for view in views:
        matte = rendered_matte(view, frame, reader.height, reader.width, picture)
        if matte is not None:
            alpha = np.maximum(alpha, matte)
    if not alpha.any():
        raise WriteError(
            message("Nothing is found on frame {frame}.", frame=frame),
            message("Go to a frame on which an object is found, or show its layer."),
        )
    return alpha


def write_picture(path: Path, picture: Levels, tags: ColourTags = BT709) -> None:
    """Write `picture`, RGBA uint8 or uint16 [H, W, 4], as a PNG, in place of what is at `path`;
    `tags` say what its colours mean.

    Raises:
        WriteError: it cannot be written.
    """
    with replacing_file(path) as unfinished:
        unfinished.write_bytes(png_bytes(picture, tags))


def save_frame_cutout(
    path: Path, reader: VideoReader, views: Sequence[ResolvedTrack], frame: int
) -> None:
    """Write what `deep_frame_cutout` returns as a PNG, in place of what is at `path`.

    Raises:
        StudioError: see `deep_frame_cutout` and `write_picture`.
    """
    picture = deep_frame_cutout(reader, views, frame)
    write_picture(path, picture, tags_of(reader.info))
