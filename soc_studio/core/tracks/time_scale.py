"""Maps frames to horizontal positions."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

_NEAREST = 8.0  # frames that are seen at least


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

    @property
    def nearness(self) -> float:
        """How near it is, from 0 for the whole video to 1 for the fewest frames, by ratios."""
        return math.log(self.count / self.seen) / self._range if self._range else 0.0

    def at_nearness(self, nearness: float, x: float) -> TimeScale:
        """Return a scale so near, with the frame at a pixel where it is."""
        seen = self.count / math.exp(nearness * self._range)
        return self.zoomed(seen / self.seen, x)

    @property
    def _range(self) -> float:
        return math.log(self.count / min(_NEAREST, self.count))

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
