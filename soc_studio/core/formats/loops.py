"""Writes each layer as a small moving picture that is see-through: GIF, APNG or WebP."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from soc_studio.core.formats.cutout_frames import (
    Levels,
    cutout_frames,
)
from soc_studio.core.formats.format import Writer
from soc_studio.core.formats.high_range import refuse_high_range
from soc_studio.core.formats.material import ExportSize, Material, some
from soc_studio.core.formats.picture_settings import smaller, written_size
from soc_studio.core.media.animation import APNG, GIF, SOLID, WEBP, AnimationKind, AnimationWriter
from soc_studio.core.system.messages import listed, message

LONGEST_SIDE = 480
LONGEST = 15
"""Seconds."""
FASTEST = 15
"""Frames a second."""
_SHORTEST = Fraction(1, 50)  # seconds; browsers show what is shorter in a GIF for a tenth
_SAMPLED = 8  # frames from which the colours of a GIF are chosen
_PIXELS = 20_000  # of each


@dataclass(frozen=True, slots=True)
class Loop:
    """A kind of loop.

    Attributes:
        suffix: of the file's name.
        kind: how it is stored.
    """

    suffix: str
    kind: AnimationKind

    @property
    def writer(self) -> Writer:
        """What writes such loops."""
        return Writer(
            re.compile(rf"[0-9]{{2,}}(?:-[^/]+)?-loop{re.escape(self.suffix)}"),
            partial(write_loops, self),
            lambda material: len(loop_frames(material)[0]),
            partial(_estimate, self),
            spare=True,
            ending=f"-loop{self.suffix}",
            combines=True,
            colours=True,
            resizes=True,
            usual_side=LONGEST_SIDE,
            depths=lambda source: (8,),
            notes=reductions,
        )


def loop_frames(material: Material) -> tuple[list[int], list[Fraction]]:
    """Return the frames that a loop shows, and when, from 0 on; at last when it ends.

    They are of the first `LONGEST` seconds of `Material.gapless`, at most `FASTEST` a second.
    """
    timing, span = material.reader.timing, material.gapless
    if not span:
        return [], []
    start = timing.time_of(span.start)
    end = timing.time_of(span.stop - 1) + timing.duration_of(span.stop - 1)
    end = min(end, start + LONGEST)
    numbers: list[int] = []
    for number in span:
        time = timing.time_of(number)
        if time >= end or (numbers and end - time < _SHORTEST):
            break
        # Rounded times may lie closer to each other than those of the rate.
        if not numbers or time - timing.time_of(numbers[-1]) > Fraction(95, 100 * FASTEST):
            numbers.append(number)
    return numbers, [*(timing.time_of(number) - start for number in numbers), end - start]


def loop_size(width: int, height: int, longest_side: int = 0) -> tuple[int, int]:
    """Return width and height of the loop of a video; `longest_side` is that of `Material`."""
    if longest_side:
        return written_size(width, height, longest_side)
    scale = min(1.0, LONGEST_SIDE / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def reductions(material: Material) -> list[str]:
    """Return a sentence on what a loop has less of than the video; none where it has all."""
    reader, span = material.reader, material.gapless
    numbers, times = loop_frames(material)
    if not numbers:
        return []
    less: list[str] = []
    width, height = loop_size(reader.width, reader.height, material.longest_side)
    if (width, height) != (reader.width, reader.height):
        less.append(message("{width}x{height} pixels", width=width, height=height))
    shown = span.stop if numbers[-1] == span.stop - 1 else numbers[-1] + 1
    if len(numbers) < shown - span.start:
        rate = float(len(numbers) / times[-1])
        less.append(message("{rate:.3g} frames a second", rate=rate))
    last = reader.timing.time_of(span.stop - 1) + reader.timing.duration_of(span.stop - 1)
    if last - reader.timing.time_of(span.start) > LONGEST:
        less.append(message("the first {seconds} seconds", seconds=LONGEST))
    return [message("The loop is reduced: {what}.", what=listed(less))] if less else []


def write_loops(loop: Loop, folder: Path, material: Material) -> Generator[int, None, None]:
    """Write a loop of each layer into `folder`; yield each frame when done.

    Where the object is absent, nothing is seen. It begins anew when it ends, without end.

    Raises:
        WriteError: a file cannot be written, or the video has a high dynamic range.
        VideoError: a frame cannot be read.
        DamageError: a mask cannot be read.
    """
    refuse_high_range(material.reader)
    numbers, times = loop_frames(material)
    if not numbers:
        return
    yield from _written(loop, folder, material, numbers, times)


def _written(
    loop: Loop,
    folder: Path,
    material: Material,
    numbers: Sequence[int],
    times: list[Fraction],
) -> Generator[int, None, None]:
    reader = material.reader
    size = loop_size(reader.width, reader.height, material.longest_side)
    palettes = _palettes(material, numbers, size) if loop.kind is GIF else {}
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(
                AnimationWriter(
                    folder / f"{name}-loop{loop.suffix}",
                    loop.kind,
                    size,
                    times,
                    palettes.get(name),
                )
            )
            for name in material.views
        }
        frames = stack.enter_context(closing(_cutouts(material, numbers)))
        for number, _, layers in frames:
            for name, picture in layers.items():
                writers[name].write(_seen(smaller(picture, size)))
            yield number


def _cutouts(
    material: Material, numbers: Sequence[int]
) -> Generator[tuple[int, Levels, dict[str, Levels]], None, None]:
    return cutout_frames(material, dict.fromkeys(material.views, numbers))


def _seen(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return `picture`, RGBA [H, W, 4], without colours that are not seen: they take room."""
    return np.where(picture[..., 3:] == 0, np.uint8(0), picture)


def _palettes(
    material: Material, numbers: Sequence[int], size: tuple[int, int]
) -> dict[str, Image.Image]:
    """Return a palette for each layer, of the colours it has in some frames; one for all frames,
    so that the colours do not flicker."""
    places = np.linspace(0, len(numbers) - 1, min(_SAMPLED, len(numbers))).astype(int)
    seen: dict[str, list[NDArray[np.uint8]]] = {name: [] for name in material.views}
    chosen = [numbers[place] for place in dict.fromkeys(places.tolist())]
    for _, _, layers in _cutouts(material, chosen):
        for name, picture in layers.items():
            small = _seen(smaller(picture, size))
            pixels = small[small[..., 3] >= SOLID][:, :3]
            seen[name].append(pixels[:: max(1, len(pixels) // _PIXELS)])
    palettes = {}
    for name, parts in seen.items():
        pixels = np.concatenate([*parts, np.zeros((1, 3), np.uint8)])
        palettes[name] = Image.fromarray(pixels[None]).quantize(255, Image.Quantize.MEDIANCUT)
    return palettes


def _estimate(loop: Loop, material: Material) -> ExportSize:
    refuse_high_range(material.reader)
    numbers, _ = loop_frames(material)
    if not numbers:
        return ExportSize(0, 0)
    chosen = some(numbers)
    times = [Fraction(each, FASTEST) for each in range(len(chosen) + 1)]
    with TemporaryDirectory(prefix="soc-studio-") as folder:
        for _ in _written(loop, Path(folder), material, chosen, times):
            pass
        size = sum(each.stat().st_size for each in Path(folder).iterdir())
    return ExportSize(len(material.views), round(size / len(chosen) * len(numbers)))


GIF_LOOP = Loop(".gif", GIF)
APNG_LOOP = Loop(".png", APNG)
WEBP_LOOP = Loop(".webp", WEBP)
