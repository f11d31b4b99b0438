"""Writes the video with its layers highlighted."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.format import Writer
from soc_studio.core.formats.high_range import refuse_high_range
from soc_studio.core.formats.material import ExportSize, Material
from soc_studio.core.formats.picture_settings import smaller, written_size
from soc_studio.core.formats.written_frames import WrittenFrames, written_frames, written_frames_in
from soc_studio.core.masks.overlay import overlay
from soc_studio.core.media.colour_tags import tags_of
from soc_studio.core.media.encodings import Encoding
from soc_studio.core.media.video_reader import VideoReader
from soc_studio.core.media.video_writer import VideoWriter
from soc_studio.core.project.colours import Rgb
from soc_studio.core.project.layer import dashed_layers
from soc_studio.core.tracks.rendering import HALF, rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack

OVERLAY = "overlay.mp4"
"""What the file is called in a result."""
_BITS = 0.25  # for each pixel of a frame, of the encoding


def write_overlay(
    path: Path, reader: VideoReader, views: Sequence[ResolvedTrack], span: range
) -> Generator[int, None, None]:
    """Write the frames of `span` to `path` with the objects in their colours; yield each when done.

    Every frame of `span`, which follow each other and are at least one, becomes one frame of the
    new video and is shown for as long as in `reader`. It has the sound of these frames.

    Raises:
        WriteError: the video cannot be written, or the source has a high dynamic range.
        VideoError: a frame cannot be read.
        DamageError: a mask cannot be read.
    """
    return _write_at(written_frames_in(reader, span), path, reader, views)


def _write_at(
    written: WrittenFrames,
    path: Path,
    reader: VideoReader,
    views: Sequence[ResolvedTrack],
    longest_side: int = 0,
) -> Generator[int, None, None]:
    refuse_high_range(reader)
    size = written_size(reader.width, reader.height, longest_side)
    with (
        VideoWriter(
            path,
            *size,
            written.timing,
            sound=written.sound,
            first_code=written.first_code,
            tags=tags_of(reader.info),
        ) as writer,
        closing(written.frames(reader)) as frames,
    ):
        for number, frame, count in frames:
            laid = _highlighted(frame, number, views if count else ())
            laid = smaller(laid, size)
            for _ in range(count):
                writer.write(laid)
            yield number


def _highlighted(
    frame: NDArray[np.uint8], number: int, views: Sequence[ResolvedTrack]
) -> NDArray[np.uint8]:
    """Return frame `number`, RGB uint8 [H, W, 3], with the objects in their colours."""
    repeated = dashed_layers(view.layer for view in views)
    height, width = frame.shape[:2]
    masks: list[tuple[NDArray[np.bool_], Rgb]] = []
    dashed: list[int] = []
    for view in reversed(views):  # the uppermost is drawn last
        matte = rendered_matte(view, number, height, width, frame, plain=True)
        if matte is not None:
            if view.layer.id in repeated:
                dashed.append(len(masks))
            masks.append((np.asarray(matte >= HALF), view.layer.colour))
    return overlay(frame, masks, dashed=dashed)


def _write(folder: Path, material: Material) -> Generator[object, None, None]:
    if material.gapless:
        views = list(material.views.values())
        yield from _write_at(
            written_frames(material),
            folder / OVERLAY,
            material.reader,
            views,
            material.longest_side,
        )


def _picture(material: Material, number: int) -> NDArray[np.uint8]:
    return _highlighted(material.reader.frame(number), number, list(material.views.values()))


def _steps(material: Material) -> int:
    return len(material.gapless)


def _estimate(material: Material) -> ExportSize:
    shown, reader = material.gapless, material.reader
    refuse_high_range(reader)
    width, height = written_size(reader.width, reader.height, material.longest_side)
    pixels = width * height * len(shown)
    return ExportSize(1 if shown else 0, round(pixels * _BITS / 8))


WRITER = Writer(
    re.compile(re.escape(OVERLAY)),
    _write,
    _steps,
    _estimate,
    spare=True,
    file=OVERLAY,
    picture=_picture,
    sound=Encoding().sound_codec,
    colours=True,
    resizes=True,
    depths=lambda source: (8,),
)
