"""Maps frames to horizontal positions, and places the ruler's marks."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.media.timing import Timing

_NEAREST = 8.0  # frames that are seen at least
_SECONDS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
_FRAMES = (1, 2, 5, 10, 15, 20, 30)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """A view of a video: of its `count` frames, `seen` from `first` on, in `width` pixels.

    Both may be parts of a frame. Edits return another scale that shows no place without frames.
    """

    count: int = 1
    width: int = 1
    first: float = 0.0
    seen: float = 1.0

    @property
    def pixels(self) -> float:
        """Pixels of a frame."""
        return self.width / self.seen

    @property
    def is_whole(self) -> bool:
        """Whether all frames are visible."""
        return self.seen >= self.count

    def to_x(self, frame: float) -> float:
        """Return the pixel where a frame begins."""
        return (frame - self.first) * self.pixels

    def to_frame(self, x: float) -> float:
        """Return the frame, with its share, at a pixel."""
        return self.first + x / self.pixels

    def frame_at(self, x: float) -> int:
        """Return the number of the frame at a pixel, the nearest one outside the video."""
        return max(0, min(math.floor(self.to_frame(x)), self.count - 1))

    def border_at(self, x: float) -> int:
        """Return the border between frames nearest to a pixel: the frame that begins there."""
        return max(0, min(round(self.to_frame(x)), self.count))

    def edges(self, columns: int) -> NDArray[np.float64]:
        """Return the edges of as many columns, float64 [columns + 1], in frames."""
        places = np.arange(columns + 1, dtype=np.float64)
        return np.asarray(self.first + places * (self.seen / columns), dtype=np.float64)

    def resized(self, width: int) -> TimeScale:
        """Return the same frames in another width."""
        return replace(self, width=max(1, width))

    def scrolled(self, first: float) -> TimeScale:
        """Return as many frames from another one on."""
        return replace(self, first=max(0.0, min(first, self.count - self.seen)))

    def zoomed(self, factor: float, at: float) -> TimeScale:
        """Return `factor` times as many frames; the frame at the pixel `at` stays there."""
        place = self.to_frame(at)
        least = min(_NEAREST, float(self.count))
        seen = max(least, min(self.seen * factor, float(self.count)))
        scale = replace(self, seen=seen)
        return scale.scrolled(place - at / self.width * seen)

    def showing(self, start: int, stop: int) -> TimeScale:
        """Return the scale with the frames from `start` until before `stop` in it, and little
        else."""
        least = min(_NEAREST, float(self.count))
        seen = min(max(least, (stop - start) * 1.1), float(self.count))
        return replace(self, seen=seen).scrolled((start + stop - seen) / 2)

    def whole(self) -> TimeScale:
        """Return all frames."""
        return replace(self, first=0.0, seen=float(self.count))

    def followed(self, frame: int) -> TimeScale:
        """Return the scale turned on so far that `frame` is seen, as one turns a page."""
        if self.first <= frame < self.first + self.seen:
            return self
        return self.scrolled(frame - self.seen * 0.1)

    def reaching(self, frame: int) -> TimeScale:
        """Return the scale moved no more than is needed to see all of `frame`."""
        if frame < self.first:
            return self.scrolled(frame)
        return self.scrolled(max(self.first, frame + 1 - self.seen))


def marks(timing: Timing, scale: TimeScale, least: float) -> list[int]:
    """Return the frames at which a ruler has marks: round times, `least` pixels apart or more."""
    rate = float(timing.rate)
    apart = least / scale.pixels  # frames
    stop = min(math.ceil(scale.first + scale.seen), timing.frame_count)
    if apart > rate / 2:
        step = next((each for each in _SECONDS if each * rate >= apart), 0)
        return _of_seconds(timing, scale, step or math.ceil(apart / rate / 3600) * 3600, stop)
    step = next((each for each in _FRAMES if each >= apart), math.ceil(apart))
    found = []
    seconds = _of_seconds(timing, scale, 1, stop)
    for second, after in zip(seconds, [*seconds[1:], timing.frame_count], strict=True):
        inside = [at for at in range(second, after, step) if after - at >= 0.6 * step]
        found += [at for at in inside or [second] if math.floor(scale.first) <= at < stop]
    return found


def _of_seconds(timing: Timing, scale: TimeScale, step: int, stop: int) -> list[int]:
    """Return the first frames of every `step` seconds visible, and of those just before."""
    first = int(timing.time_of(int(scale.first)) // step) * step
    last = math.ceil(timing.time_of(max(0, stop - 1)))
    base = timing.time_base
    ticks = [-(-at * base.denominator // base.numerator) for at in range(first, last + 1, step)]
    found = np.searchsorted(timing.ticks, np.array(ticks, dtype=np.int64))
    return sorted({int(frame) for frame in found if frame < stop})
