"""Masks as pictures, one a frame."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import cv2
import numpy as np

from soc_rvos.inference.tracks import Track
from soc_studio.core.matte import full_size


def picture_name(frame: int) -> str:
    """Return the file name of the mask of `frame`: its number in at least five digits."""
    return f"{frame:05d}.png"


def write_masks(
    folder: Path, track: Track, threshold: float, height: int, width: int
) -> Generator[int, None, None]:
    """Write the masks of `track` into the new folder `folder`; yield each frame when it is done.

    A picture is 8-bit grey of `height` x `width` pixels, 255 on the object, 0 elsewhere: all 0
    where the object is absent, which is where its score is below `threshold`.

    Raises:
        OSError: a file cannot be written.
    """
    folder.mkdir()
    present = track.present(threshold)
    for frame, answer in sorted(track.frames.items()):
        picture = np.zeros((height, width), dtype=np.uint8)
        if frame in present:
            picture[full_size(answer.mask, height, width)] = 255
        _, coded = cv2.imencode(".png", picture)
        (folder / picture_name(frame)).write_bytes(coded.tobytes())
        yield frame
