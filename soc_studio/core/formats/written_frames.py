"""The times of written videos: those of the source, or a constant rate that a person chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.formats.material import Material
from soc_studio.core.media.colour import Levels
from soc_studio.core.media.sound_writer import Sound, sound_of
from soc_studio.core.media.steady_rate import SteadyFrames
from soc_studio.core.media.time_code import TimeCodes
from soc_studio.core.media.timing import Timing
from soc_studio.core.media.video_reader import VideoReader


@dataclass(frozen=True, slots=True)
class WrittenFrames:
    """The frames of a video that is written, in time.

    Attributes:
        span: the frames of the source.
        counts: how many written frames show each of them, 0 for one that is left out.
        timing: of the written frames, the first at 0.
        codes: of the whole video, in its own times or conformed.
        first: the number of the first written frame in the whole video, likewise.
        sound: what is heard beside them, None for silence.
    """

    span: range
    counts: tuple[int, ...]
    timing: Timing
    codes: TimeCodes
    first: int
    sound: Sound | None

    @property
    def first_code(self) -> str:
        """The time code of the first frame, empty where the rate has none."""
        return self.codes.code(self.first) if self.codes.counting is not None else ""

    def frames(
        self, reader: VideoReader
    ) -> Generator[tuple[int, NDArray[np.uint8], int], None, None]:
        """Yield each frame of the source: its number, its RGB uint8 [H, W, 3], and how often it is
        written.

        Raises:
            VideoError: a frame cannot be read.
        """
        with closing(reader.frames(self.span.start, self.span.stop)) as frames:
            yield from zip(self.span, frames, self.counts, strict=True)

    def deep_frames(self, reader: VideoReader) -> Generator[tuple[int, Levels, int], None, None]:
        """Yield what `frames` does, with uint16 where the source has more than 8 bits."""
        with closing(reader.deep_frames(self.span.start, self.span.stop)) as frames:
            yield from zip(self.span, frames, self.counts, strict=True)


def written_frames(material: Material) -> WrittenFrames:
    """Return the written frames of a video of `Material.gapless`, which has at least one frame.

    Raises:
        VideoError: the source cannot be opened.
    """
    return written_frames_in(material.reader, material.gapless, material.rate)


def written_frames_in(
    reader: VideoReader, span: range, rate: Fraction | None = None
) -> WrittenFrames:
    """Return the written frames of a video of the frames of `span`, at least one.

    Args:
        reader: reads the source.
        span: frames that follow each other.
        rate: frames a second that they are conformed to; None where they keep their times.

    Raises:
        VideoError: the source cannot be opened.
    """
    timing, code, path = reader.timing, reader.info.first_code, reader.path
    if rate is None:
        codes = TimeCodes(timing, code)
        part = timing.part(span.start, span.stop)
        sound = sound_of(path, timing, span)
        return WrittenFrames(span, (1,) * len(span), part, codes, span.start, sound)
    steady = SteadyFrames(timing, rate)
    shown, counted = steady.of(span), Counter(steady.sources(span))
    return WrittenFrames(
        span,
        tuple(counted[number] for number in span),
        steady.timing.part(shown.start, shown.stop),
        TimeCodes(steady.timing, code),
        shown.start,
        sound_of(path, steady.timing, shown),
    )
