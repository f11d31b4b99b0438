"""Writes masks as PNG files, one per frame."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.format import Times, Writer
from soc_studio.core.formats.material import ExportSize, Material, answered_frames, some
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.tracks.rendering import follows_picture, matte_of_tracks, rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack


def picture_name(frame: int, names: Sequence[str] | None = None, suffix: str = ".png") -> str:
    """Return the file name of a picture of `frame`.

    It is the frame's own of `names`, what frames of a folder of pictures are called without suffix;
    without these, its number in at least five digits.
    """
    return f"{frame:05d}{suffix}" if names is None else f"{names[frame]}{suffix}"


def write_masks(
    folder: Path,
    view: ResolvedTrack,
    span: range,
    names: Sequence[str] | None = None,
    reader: VideoReader | None = None,
) -> Generator[int, None, None]:
    """Write the masks of the frames of `span` into the new folder `folder`; yield each when done.

    `names` are what `picture_name` takes; `reader` reads the video, whose pictures an
    edge band follows.

    A picture is 8-bit grey at the size of the video: 255 on the object, 0 elsewhere, between them
    on a softened edge; all 0 where the object is absent. Frames without an answer have none.

    Raises:
        OSError: a file cannot be written.
        VideoError: a frame cannot be read.
        DamageError: a mask cannot be read.
    """
    folder.mkdir()
    for frame in view.span(span):
        _, coded = cv2.imencode(
            ".png", mask_picture(view, frame, _picture(reader, view, frame), plain=True)
        )
        (folder / picture_name(frame, names)).write_bytes(coded.tobytes())
        yield frame


def mask_picture(
    view: ResolvedTrack,
    frame: int,
    picture: NDArray[np.uint8] | None = None,
    plain: bool = False,
) -> NDArray[np.uint8]:
    """Return the picture of the mask of a frame that has an answer, uint8 [H, W]; see
    `write_masks`. `picture` is the frame itself, as `rendered_matte` takes it, and `plain` too."""
    height, width = view.video.height, view.video.width
    matte = rendered_matte(view, frame, height, width, picture, plain)
    return np.zeros((height, width), dtype=np.uint8) if matte is None else matte


def _together(material: Material, number: int) -> NDArray[np.uint8]:
    alpha = matte_of_tracks(
        material.views.values(), number, material.reader.frame(number), plain=True
    )
    return np.repeat(alpha[:, :, None], 3, axis=2)


def _picture(
    reader: VideoReader | None, view: ResolvedTrack, frame: int
) -> NDArray[np.uint8] | None:
    """Return the frame, if the mattes of the layer depend on it."""
    return reader.frame(frame) if reader is not None and follows_picture(view) else None


def _write(folder: Path, material: Material) -> Generator[object, None, None]:
    for name, view in material.views.items():
        reader = material.reader
        yield from write_masks(folder / name, view, material.span, reader.frame_names, reader)


def _estimate(material: Material) -> ExportSize:
    size = 0.0
    for view in material.views.values():
        frames = view.span(material.span)
        reader = material.reader
        pictures = (
            mask_picture(view, at, _picture(reader, view, at), plain=True) for at in some(frames)
        )
        coded = [len(cv2.imencode(".png", each)[1]) for each in pictures]
        size += float(np.mean(coded)) * len(frames) if coded else 0.0
    return ExportSize(answered_frames(material), round(size))


WRITER = Writer(
    re.compile(r"[0-9]{2,}(?:-[^/]+)?(?:/(?:[0-9]{5,}|(?P<frame>[^/]+))\.png)?"),
    _write,
    answered_frames,
    _estimate,
    picture=_together,
    depths=lambda source: (8,),
    ending="",
    combines=True,
    times=Times.NONE,
)
