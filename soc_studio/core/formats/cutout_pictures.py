"""Writes each layer, cut out of its background, as a PNG for every frame."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.format import Writer
from soc_studio.core.formats.material import ExportSize, Material, answered_frames, some
from soc_studio.core.formats.png_masks_export import mask_picture, picture_name
from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.tracks.resolved_track import ResolvedTrack

ENDING = "-cutout"
"""What follows the layer's name in that of the folder."""


def write_cutouts(folder: Path, material: Material) -> Generator[int, None, None]:
    """Write a folder with the cut-outs of each layer into `folder`; yield each when done.

    A picture is 8-bit RGBA at the size of the video, with straight opacity; empty where the object
    is absent. Frames without an answer have none. Their names are those of `picture_name`.

    Raises:
        OSError: a file cannot be written.
        VideoError: a frame cannot be read.
        DamageError: a mask cannot be read.
    """
    names = material.reader.frame_names
    wanted = {name: set(view.span(material.span)) for name, view in material.views.items()}
    for name in material.views:
        (folder / f"{name}{ENDING}").mkdir()
    numbers = sorted(set().union(*wanted.values()))
    with closing(material.reader.some_frames(numbers)) as frames:
        for number, frame in frames:
            for name, view in material.views.items():
                if number in wanted[name]:
                    path = folder / f"{name}{ENDING}" / picture_name(number, names)
                    path.write_bytes(_png(view, number, frame))
                    yield number


def _png(view: ResolvedTrack, number: int, frame: NDArray[np.uint8]) -> bytes:
    picture = cut_out(frame, mask_picture(view, number, frame))
    _, coded = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGBA2BGRA))
    return coded.tobytes()


def _estimate(material: Material) -> ExportSize:
    size = 0.0
    for view in material.views.values():
        answered = view.span(material.span)
        with closing(material.reader.some_frames(some(answered) if answered else [])) as frames:
            coded = [len(_png(view, number, frame)) for number, frame in frames]
        size += float(np.mean(coded)) * len(answered) if coded else 0.0
    return ExportSize(answered_frames(material), round(size))


WRITER = Writer(
    re.compile(
        rf"[0-9]{{2,}}(?:-[^/]+)?{re.escape(ENDING)}(?:/(?:[0-9]{{5,}}|(?P<frame>[^/]+))\.png)?"
    ),
    write_cutouts,
    answered_frames,
    _estimate,
    spare=True,
)
