"""Writes each layer as a video of its own, cut out of its background, for editing programs."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import ExitStack, closing
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.format import Writer
from soc_studio.core.formats.material import ExportSize, Material, some
from soc_studio.core.masks.cutout import cut_out
from soc_studio.core.media.encodings import PRORES_4444
from soc_studio.core.media.sound_writer import sound_of
from soc_studio.core.media.time_code import TimeCodes
from soc_studio.core.media.video_writer import VideoWriter
from soc_studio.core.system.errors import WriteError
from soc_studio.core.system.messages import message
from soc_studio.core.tracks.rendering import rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack

SUFFIX = ".mov"


def write_cutouts(folder: Path, material: Material) -> Generator[int, None, None]:
    """Write a ProRes 4444 for each layer into `folder`; yield each frame when done.

    The frames are those of `Material.gapless`, each shown as long as in the source; where an object
    is absent, its video is empty. Opacity is straight: colours are not multiplied by it. Sound and
    time code are those of the source.

    Raises:
        WriteError: a video cannot be written, or the source has a high dynamic range, which 8 bits
            cannot hold.
        VideoError: a frame cannot be read.
        DamageError: a mask cannot be read.
    """
    span, reader = material.gapless, material.reader
    if not span:
        return
    if reader.info.tone is not None:
        raise WriteError(
            message(
                "'{video}' has a high dynamic range ({tone}), which a cut-out cannot hold yet.",
                video=reader.path.name,
                tone=reader.info.tone,
            ),
            message("Export mask pictures and use them as mattes."),
        )
    timing = reader.timing.part(span.start, span.stop)
    sound = sound_of(reader.path, reader.timing, span)
    codes = TimeCodes(reader.timing, reader.info.first_code)
    first_code = codes.code(span.start) if codes.counting is not None else ""
    with ExitStack() as stack:
        writers = [
            stack.enter_context(
                VideoWriter(
                    folder / f"{name}{SUFFIX}",
                    reader.width,
                    reader.height,
                    timing,
                    PRORES_4444,
                    sound,
                    first_code,
                )
            )
            for name in material.views
        ]
        frames = stack.enter_context(closing(reader.frames(span.start, span.stop)))
        for number, frame in zip(span, frames, strict=True):
            for writer, view in zip(writers, material.views.values(), strict=True):
                writer.write(_cut_out(view, number, frame))
            yield number


def _cut_out(view: ResolvedTrack, number: int, frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = frame.shape[:2]
    matte = rendered_matte(view, number, height, width)
    return cut_out(frame, np.zeros((height, width), np.uint8) if matte is None else matte)


def _steps(material: Material) -> int:
    return len(material.gapless)


def _estimate(material: Material) -> ExportSize:
    shown, reader = material.gapless, material.reader
    if not shown:
        return ExportSize(0, 0)
    size = 0.0
    with TemporaryDirectory(prefix="soc-studio-") as folder:
        path = Path(folder) / f"sample{SUFFIX}"
        numbers = some(shown)
        with VideoWriter(path, reader.width, reader.height, Fraction(25), PRORES_4444) as writer:
            for number, frame in reader.some_frames(numbers):
                for view in material.views.values():
                    writer.write(_cut_out(view, number, frame))
        size = path.stat().st_size / len(numbers) * len(shown)
    return ExportSize(len(material.views), round(size))


WRITER = Writer(
    re.compile(rf"[0-9]{{2,}}(?:-[^/]+)?{re.escape(SUFFIX)}"),
    write_cutouts,
    _steps,
    _estimate,
    spare=True,
)
