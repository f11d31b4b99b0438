"""Masks as pictures, one a frame."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import cv2
import numpy as np

from soc_studio.core.matte import matte
from soc_studio.core.track_view import TrackView


def picture_name(frame: int) -> str:
    """Return the file name of the mask of `frame`: its number in at least five digits."""
    return f"{frame:05d}.png"


def write_masks(folder: Path, view: TrackView, span: range) -> Generator[int, None, None]:
    """Write the masks of the frames of `span` into the new folder `folder`; yield each when done.

    A picture is 8-bit grey at the size of the video: 255 on the object, 0 elsewhere, between them
    on a softened edge; all 0 where the object is absent. Frames without an answer have none.

    Raises:
        OSError: a file cannot be written.
        DamageError: a mask cannot be read.
    """
    folder.mkdir()
    height, width = view.video.height, view.video.width
    settings = view.expression.matte
    for frame in view.span(span):
        picture = np.zeros((height, width), dtype=np.uint8)
        mask = view.mask(frame)
        if mask is not None and mask.area:
            picture = matte(mask, settings, height, width)
        _, coded = cv2.imencode(".png", picture)
        (folder / picture_name(frame)).write_bytes(coded.tobytes())
        yield frame
