"""Writes masks as PNG files, one per frame."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.masks.matte import matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.smoothing import shown_mask


def picture_name(frame: int, names: Sequence[str] | None = None) -> str:
    """Return the file name of the mask of `frame`.

    It is the frame's own of `names`, what frames of a folder of pictures are called without suffix;
    without these, its number in at least five digits.
    """
    return f"{frame:05d}.png" if names is None else f"{names[frame]}.png"


def write_masks(
    folder: Path, view: ResolvedTrack, span: range, names: Sequence[str] | None = None
) -> Generator[int, None, None]:
    """Write the masks of the frames of `span` into the new folder `folder`; yield each when done.

    `names` are what `picture_name` takes.

    A picture is 8-bit grey at the size of the video: 255 on the object, 0 elsewhere, between them
    on a softened edge; all 0 where the object is absent. Frames without an answer have none.

    Raises:
        OSError: a file cannot be written.
        DamageError: a mask cannot be read.
    """
    folder.mkdir()
    for frame in view.span(span):
        _, coded = cv2.imencode(".png", mask_picture(view, frame))
        (folder / picture_name(frame, names)).write_bytes(coded.tobytes())
        yield frame


def mask_picture(view: ResolvedTrack, frame: int) -> NDArray[np.uint8]:
    """Return the picture of the mask of a frame that has an answer, uint8 [H, W]; see
    `write_masks`."""
    height, width = view.video.height, view.video.width
    mask = shown_mask(view, frame)
    if mask is None or not mask.area:
        return np.zeros((height, width), dtype=np.uint8)
    return matte(mask, view.layer.matte, height, width)
