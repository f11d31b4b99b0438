"""Writes a video in a look: the layers on a colour, on another picture or video, before a blurred,
dark or grey background, everything but the layers, beside the source, and so on.

One format with settings, not a format for each look: they are the same file (H.264 that every
program plays, with sound), a person wants one of them at a time, and two switches (inverse, beside
the source) go with nearly every look. Names on the command line and rows of the window stay few,
and a new look is a line in `masks.looks`. Whatever needs an opacity is a format of its own, since
another container holds it: see `layer_videos.INVERSE_CUTOUT`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.format import Writer
from soc_studio.core.formats.high_range import refuse_high_range
from soc_studio.core.formats.material import ExportSize, Material
from soc_studio.core.formats.picture_settings import smaller, written_size
from soc_studio.core.formats.written_frames import WrittenFrames, written_frames
from soc_studio.core.masks.backdrop import backdrops, check_background
from soc_studio.core.masks.compositing import Shown
from soc_studio.core.masks.effects import Backdrop
from soc_studio.core.masks.looks import Look, LookSettings, picture_of
from soc_studio.core.media.colour_tags import tags_of
from soc_studio.core.media.encodings import Encoding
from soc_studio.core.media.video_writer import VideoWriter
from soc_studio.core.project.layer import dashed_layers
from soc_studio.core.tracks.rendering import rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack
from soc_studio.core.tracks.steady_mattes import FrameInARow, made_in_a_row

LOOK = "look.mp4"
"""What the file with all layers is called in a result."""
ENDING = "-look.mp4"
"""What follows a layer's name in that of a file of its own."""
_BITS = 0.25  # for each pixel of a frame, of the encoding


def write_look(folder: Path, material: Material) -> Generator[int, None, None]:
    """Write the video of `Material.look` into `folder`, or one for each layer where the look asks
    for that; yield each frame when done.

    The frames are those of `Material.gapless`, with the source's times, or at the rate that it is
    conformed to, its sound and its time code. A background video begins with the clip, so that
    handles do not shift it.

    Raises:
        WriteError: a video cannot be written, or the source has a high dynamic range.
        VideoError: a frame of the source or the background cannot be read.
        DamageError: a mask cannot be read.
    """
    if not material.gapless:
        return
    reader, look = material.reader, material.look
    refuse_high_range(reader)
    written = written_frames(material)
    files = _files(material)
    width, height = _size(material)
    with ExitStack() as stack:
        behind = stack.enter_context(closing(_backdrops(look, written, material.shown.start)))
        writers = [
            stack.enter_context(
                VideoWriter(
                    folder / name,
                    width,
                    height,
                    written.timing,
                    sound=written.sound,
                    first_code=written.first_code,
                    tags=tags_of(reader.info),
                )
            )
            for name in files
        ]
        frames = stack.enter_context(closing(written.frames(reader)))
        numbered = ((number, frame) for number, frame, _ in frames)

        def made(row: FrameInARow) -> tuple[NDArray[np.uint8], list[list[Shown]]]:
            objects = [_shown(views, row.matte) for views in files.values()]
            return np.asarray(row.picture, np.uint8), objects

        layers = len(material.views)
        row = stack.enter_context(closing(made_in_a_row(numbered, made, layers)))
        for number, (frame, shown), count in zip(written.span, row, written.counts, strict=True):
            for backdrop, same in itertools.groupby(itertools.islice(behind, count)):
                times = len(list(same))
                for writer, objects in zip(writers, shown, strict=True):
                    picture = smaller(picture_of(frame, objects, look, backdrop), (width, height))
                    for _ in range(times):
                        writer.write(picture)
            yield number


def _files(material: Material) -> dict[str, list[ResolvedTrack]]:
    """Return the layers of each file by its name, the uppermost first."""
    if material.look.each_layer:
        return {f"{name}{ENDING}": [view] for name, view in material.views.items()}
    return {LOOK: list(material.views.values())}


def _size(material: Material) -> tuple[int, int]:
    """Return width and height of the written pictures."""
    reader = material.reader
    width, height = written_size(reader.width, reader.height, material.longest_side)
    return width * (2 if material.look.beside_source else 1), height


def _shown(
    views: list[ResolvedTrack], matte_of: Callable[[ResolvedTrack], NDArray[np.uint8] | None]
) -> list[Shown]:
    """Return the layers that are present on a frame, the lowest first."""
    repeated = dashed_layers(view.layer for view in views)
    found = []
    for view in reversed(views):
        matte = matte_of(view)
        if matte is not None:
            found.append(Shown(matte, view.layer.colour, view.layer.id in repeated))
    return found


def _backdrops(
    look: LookSettings, written: WrittenFrames, first: int
) -> Generator[Backdrop | None, None, None]:
    """Yield the background of every written frame; None where the look has none. `first` is the
    frame of the source with which the background begins."""
    if look.look is not Look.BACKGROUND:
        yield from itertools.repeat(None)
    before = sum(written.counts[: first - written.span.start])
    start = written.timing.time_of(min(before, written.timing.frame_count - 1))
    times = (written.timing.time_of(at) - start for at in range(written.timing.frame_count))
    with closing(backdrops(Path(look.background), times, look.loops)) as found:
        yield from found


def _picture(material: Material, number: int) -> NDArray[np.uint8]:
    reader, look = material.reader, material.look
    frame = reader.frame(number)
    backdrop = None
    if look.look is Look.BACKGROUND:
        start = reader.timing.time_of(material.shown.start)
        time = max(Fraction(0), reader.timing.time_of(number) - start)
        with closing(backdrops(Path(look.background), iter([time]), look.loops)) as found:
            backdrop = next(found)
    height, width = frame.shape[:2]
    shown = _shown(
        list(material.views.values()),
        lambda view: rendered_matte(view, number, height, width, frame),
    )
    return picture_of(frame, shown, look, backdrop)


def _steps(material: Material) -> int:
    return len(material.gapless)


def _estimate(material: Material) -> ExportSize:
    look, reader, shown = material.look, material.reader, material.gapless
    if not shown:
        return ExportSize(0, 0)
    refuse_high_range(reader)
    if look.look is Look.BACKGROUND:
        check_background(Path(look.background))
    files = len(_files(material))
    width, height = _size(material)
    pixels = width * height * len(shown)
    return ExportSize(files, round(files * pixels * _BITS / 8))


WRITER = Writer(
    re.compile(rf"{re.escape(LOOK)}|[0-9]{{2,}}(?:-[^/]+)?{re.escape(ENDING)}"),
    write_look,
    _steps,
    _estimate,
    spare=True,
    file=LOOK,
    picture=_picture,
    sound=Encoding().sound_codec,
    colours=True,
    resizes=True,
    depths=lambda source: (8,),
    entries=_files,
)
