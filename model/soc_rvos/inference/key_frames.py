"""Frames that are looked at more closely, once for all the windows of a block."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.features import BoundedCache
from soc_rvos.inference.flow import small_grey
from soc_rvos.inference.windows import Window

EVERY = 4
"""Frames of a window for one that is looked at; what is seen there is carried to the others."""

Planes = NDArray[np.uint8]


def key_frames(window: Window) -> tuple[int, ...]:
    """Return the frames to look at for `window`, ascending: the same for all of its block.

    They are frames of the block's first window, each in the middle of those it stands for.
    """
    first = [frame - window.phase for frame in window.frames]
    return tuple(
        first[min(len(first) - 1, place + EVERY // 2)] for place in range(0, len(first), EVERY)
    )


@dataclass(frozen=True, slots=True)
class KeyFrames:
    """A clip's frames by number, the key frames that stand for them, and what was seen there.

    Attributes:
        numbers: the frames of the clip.
        looked: the key frames.
        frames: these at least, RGB uint8 [h, w, 3] at network size.
        greys: both at least, as `flow.small_grey` gives them.
        seen: what was seen in key frames by number; windows of a block share it.
        kept, place: where to keep what is known of the clip for the next sentence, and under what.
    """

    numbers: tuple[int, ...]
    looked: tuple[int, ...]
    frames: Mapping[int, NDArray[np.uint8]]
    greys: Mapping[int, NDArray[np.uint8]]
    seen: dict[int, NDArray[np.float32]] = field(default_factory=dict)
    kept: BoundedCache[Any] | None = None
    place: Hashable | None = None
    _made: list[Planes] = field(default_factory=list, compare=False)

    @classmethod
    def of_clip(cls, clip: NDArray[np.uint8]) -> KeyFrames:
        """Return those of a clip by itself, RGB uint8 [T, h, w, 3]."""
        count = len(clip)
        looked = {min(count - 1, first + EVERY // 2) for first in range(0, count, EVERY)}
        greys = {number: small_grey(frame) for number, frame in enumerate(clip)}
        return cls(tuple(range(count)), tuple(sorted(looked)), dict(enumerate(clip)), greys)

    def known(self, make: Callable[[], Planes]) -> Planes:
        """Return what `make` gives for the clip, made once for all expressions asked together, and
        for later ones where there is room to keep it."""
        if not self._made:
            self._made.append(self._known(make))
        return self._made[0]

    def _known(self, make: Callable[[], Planes]) -> Planes:
        if self.kept is None or self.place is None:
            return make()
        planes = self.kept.get(("key frames", self.place))
        if planes is None:
            planes = make()
            self.kept.put(("key frames", self.place), planes, planes.nbytes)
        return planes
