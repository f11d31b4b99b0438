"""From frames that arrive to blocks of windows, each with the frames that it needs."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.cuts import REACH, CutFinder
from soc_rvos.inference.features import BoundedCache, SmallFrame
from soc_rvos.inference.key_frames import KeyFrames, key_frames
from soc_rvos.inference.windows import Planner, Window, whole
from soc_rvos.settings import RunSettings


@dataclass(frozen=True, slots=True)
class Block:
    """Windows and the frames they need, key frames too, at network size and as flow reads them.

    An earlier run answered those that are `known`. It also answered those that `join`: they
    continue the shot of the windows before them, whatever it was called then.
    """

    windows: tuple[Window, ...]
    frames: Mapping[int, NDArray[np.uint8]]
    greys: Mapping[int, NDArray[np.uint8]]
    known: bool = False
    joins: bool = False
    _seen: dict[int, NDArray[np.float32]] = field(default_factory=dict, compare=False)

    def key_frames(
        self, window: Window, kept: BoundedCache[Any] | None, place: Hashable | None
    ) -> KeyFrames:
        """Return the key frames of `window`; what is seen in them is kept in `kept`, at `place`."""
        looked = key_frames(window)
        return KeyFrames(window.frames, looked, self.frames, self.greys, self._seen, kept, place)


class BlockBuilder:
    """Gathers frames into blocks, holding no more frames than a few blocks have.

    `first` and `stop` bound the frames that are needed: where a run goes on from another, or on to
    another, some more than it answers.
    """

    def __init__(self, length: int, stride: int, settings: RunSettings) -> None:
        self._settings = settings
        self._then = None if settings.preview or settings.whole else settings.then
        self._cuts = CutFinder()
        self._frames: dict[int, NDArray[np.uint8]] = {}
        self._greys: dict[int, NDArray[np.uint8]] = {}
        after, start = settings.after, settings.start
        block = length * stride
        self.first = start
        if after is not None:
            back = max(after.shot, start - block)
            self.first = max(0, min(after.frames[0], back, start - 2 * REACH))
        elif settings.seen_from is not None and not settings.whole:
            self.first = max(settings.seen_from, start - max(block, 2 * REACH))
        self.stop = 0
        if self._then is not None and settings.stop is not None:
            self.stop = max(settings.stop + REACH, self._then.frames[-1] + 1)
        self._planner = Planner(length, stride, start, self.first if after is None else after.shot)
        self._added = self._decided = self.first
        self._goes_on = False  # the shot, with `then`

    def add(self, frame: SmallFrame) -> Iterator[Block]:
        """Take the next frame; yield the blocks that are complete."""
        self._frames[self._added] = frame.pixels
        self._greys[self._added] = frame.grey
        self._added += 1
        after = self._settings.after
        if after is not None and self._added == self._settings.start:
            yield self._block([after], known=True)
        if not self._settings.whole:
            yield from self._decide(self._cuts.add_look(frame.look))
            if self._goes_on and self._then is not None and self._added > self._then.frames[-1]:
                yield from self._join(self._then)

    def finish(self) -> Iterator[Block]:
        """Yield the blocks of the frames that are left."""
        if not self._settings.whole:
            yield from self._decide(self._cuts.finish())
            yield from self._blocks(self._planner.end_shot())
        elif self._frames:
            yield from self._blocks([[whole(self._settings.start, self._added)]])

    def _decide(self, starts: list[bool]) -> Iterator[Block]:
        for starts_shot in starts:
            at = self._decided
            self._decided += 1
            if at < self._settings.start:
                if starts_shot and self._settings.after is None:
                    self._planner.shot_starts(at)
                continue
            if self._then is not None and at >= self._then.block:
                self._goes_on |= at == self._then.block and not starts_shot
                continue
            if starts_shot:
                yield from self._blocks(self._planner.end_shot())
            yield from self._blocks(self._planner.add())
            for frame in [at for at in self._frames if at < self._planner.needed_from]:
                del self._frames[frame], self._greys[frame]

    def _join(self, then: Window) -> Iterator[Block]:
        """Yield the remaining blocks before `then`, the window of another run that comes next."""
        self._goes_on = False
        if then.frames[0] in self._frames:
            yield from self._blocks(self._planner.end_shot(then.frames[-1] + 1 - then.block))
            yield self._block([then], joins=True)

    def _blocks(self, planned: list[list[Window]]) -> Iterator[Block]:
        for windows in planned:
            yield self._block(windows)

    def _block(self, windows: list[Window], known: bool = False, joins: bool = False) -> Block:
        needed = sorted({frame for each in windows for frame in (*each.frames, *key_frames(each))})
        return Block(
            tuple(windows),
            {frame: self._frames[frame] for frame in needed},
            {frame: self._greys[frame] for frame in needed},
            known,
            joins,
        )
