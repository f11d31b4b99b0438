"""One frame with its objects cut out: a transparent picture for a file or the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.system.atomic_file import replacing_file
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message
from soc_studio.core.tracks.rendering import rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack


def frame_cutout(
    reader: VideoReader, views: Sequence[ResolvedTrack], frame: int
) -> NDArray[np.uint8]:
    """Return frame number `frame` with the objects of `views` alone: RGBA uint8 [H, W, 4].

    Opacity is straight; colours are those of `cut_out`.

    Raises:
        WriteError: none of the objects is on the frame.
        VideoError: the frame cannot be read.
        DamageError: a mask cannot be read.
    """
    picture = reader.frame(frame)
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
    return cut_out(picture, alpha)


def write_picture(path: Path, picture: NDArray[np.uint8]) -> None:
    """Write `picture`, RGBA uint8 [H, W, 4], as a PNG, in place of what is at `path`.

    Raises:
        WriteError: it cannot be written.
    """
    _, coded = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGBA2BGRA))
    with replacing_file(path) as unfinished:
        unfinished.write_bytes(coded.tobytes())
