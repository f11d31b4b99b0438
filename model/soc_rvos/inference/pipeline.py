"""From a video and expressions to window results, through bounded queues."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Hashable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.belt import Belt
from soc_rvos.inference.candidates import WindowResult
from soc_rvos.inference.coding import Coder, Seen
from soc_rvos.inference.cuts import REACH, CutFinder
from soc_rvos.inference.flow import small_grey
from soc_rvos.inference.predictor import Predictor
from soc_rvos.inference.preprocess import kept_size, resize
from soc_rvos.inference.windows import Planner, Window, default_stride, whole

AHEAD = 1
"""Blocks that may wait for the network, besides the one under way and the one being decoded."""
UNCODED = 4
"""Windows that may wait for their masks to be packed."""
ASKED_PER_KEPT = 2
"""Answers asked of the network for each candidate that is kept: about half repeat a better one."""


class FrameSource(Protocol):
    """A video whose frames can be read in order.

    `height` and `width` are those of frames as displayed, `rate` is the mean of frames a second. A
    source may also have a `key`, hashable, that is equal for the same frames only: what the network
    computed for them is then kept for the next run.
    """

    @property
    def height(self) -> int: ...
    @property
    def width(self) -> int: ...
    @property
    def frame_count(self) -> int: ...
    @property
    def rate(self) -> Fraction: ...

    def frames(self, start: int, stop: int) -> Iterator[NDArray[np.uint8]]:
        """Yield the frames from `start` to before `stop`, RGB uint8 [H, W, 3]."""
        ...


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How a video is gone through.

    Attributes:
        stride: frames from one frame of a window to the next; None fits it to the frame rate.
        start: first frame.
        stop: frame before which to stop; None is the end of the video.
        candidates: how many answers are kept of a window, at least 1.
        preview: one window a block only, the frames between filled along optical flow.
        whole: all frames in one window, as the published benchmark numbers were made; memory grows
            with the length.
        after: the window that an earlier run ended with, just before `start`: the shot goes on, and
            the first new window is tied to it. It is looked at again, but not answered.
    """

    stride: int | None = None
    start: int = 0
    stop: int | None = None
    candidates: int = 5
    preview: bool = False
    whole: bool = False
    after: Window | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """Windows and the frames they need, at network size and as flow reads them.

    `known` are windows that were answered by an earlier run.
    """

    windows: tuple[Window, ...]
    frames: Mapping[int, NDArray[np.uint8]]
    greys: Mapping[int, NDArray[np.uint8]]
    known: bool = False


def run(
    source: FrameSource, expressions: Sequence[str], predictor: Predictor, settings: RunSettings
) -> Generator[WindowResult, None, None]:
    """Yield what `predictor` finds of `expressions` in `source`, window by window.

    Every window gives one result an expression, in the order of the video. Frames are decoded by
    one thread and masks packed by another, the network runs on the caller's; both end with the
    generator, at the latest when it is closed. Memory does not grow with the length of the video.

    Raises:
        Exception: whatever reading the source raises, after the results of the frames before.
    """
    if not expressions:
        return
    belt: Belt[_Block] = Belt(AHEAD)
    coder = Coder(kept_size(source.height, source.width), settings.candidates, settings.preview)
    size = predictor.frame_size(source.height, source.width)
    source_key: Hashable | None = getattr(source, "key", None)
    uncoded: deque[Future[list[WindowResult]]] = deque()
    decoding = threading.Thread(
        target=_decode, args=(source, size, predictor.window_length, settings, belt), name="decode"
    )
    with ThreadPoolExecutor(1, thread_name_prefix="masks") as packer:
        try:
            decoding.start()
            for block in belt:
                for windows in _batches(_wanted(block.windows, settings), predictor.batch):
                    found = predictor.predict(
                        [np.stack([block.frames[at] for at in each.frames]) for each in windows],
                        expressions,
                        settings.candidates * ASKED_PER_KEPT,
                        [_key(source_key, each, size) for each in windows],
                    )
                    for window, answers in zip(windows, found, strict=True):
                        seen = Seen(window, _answered(window, block, settings), block.greys)
                        uncoded.append(packer.submit(coder.code, seen, answers, block.known))
                    while uncoded and (uncoded[0].done() or len(uncoded) > UNCODED):
                        yield from uncoded.popleft().result()
            while uncoded:
                yield from uncoded.popleft().result()
            belt.check()
        finally:
            belt.close()
            for coding in uncoded:
                coding.cancel()
            decoding.join()


def _decode(
    source: FrameSource,
    size: tuple[int, int],
    length: int,
    settings: RunSettings,
    belt: Belt[_Block],
) -> None:
    """Put the blocks of the video on the belt; an error comes after the frames before it."""
    stop = source.frame_count if settings.stop is None else settings.stop
    builder = _Builder(length, settings.stride or default_stride(source.rate), settings)
    with belt:
        pictures = source.frames(builder.first, stop)
        try:
            for frame in pictures:
                for block in builder.add(resize(frame, size)):
                    if not belt.put(block):
                        return
                if belt.closed:
                    return
        finally:
            for block in builder.finish():
                belt.put(block)
            if isinstance(pictures, Generator):
                pictures.close()


class _Builder:
    """Gathers frames into blocks, holding no more frames than a block has."""

    def __init__(self, length: int, stride: int, settings: RunSettings) -> None:
        self._settings = settings
        after = settings.after
        shot_start = settings.start if after is None else after.shot
        self._planner = Planner(length, stride, settings.start, shot_start)
        self._cuts = CutFinder()
        self._frames: dict[int, NDArray[np.uint8]] = {}
        self._greys: dict[int, NDArray[np.uint8]] = {}
        self.first = settings.start
        """The first frame that is needed: a run that goes on from another needs some before it."""
        if after is not None:
            span = max(length * stride, 2 * REACH)
            self.first = min(after.frames[0], max(after.shot, settings.start - span))
        self._added = self._decided = self.first

    def add(self, frame: NDArray[np.uint8]) -> Iterator[_Block]:
        """Take the next frame, uint8 [h, w, 3]; yield the blocks that are complete."""
        self._frames[self._added] = frame
        self._greys[self._added] = small_grey(frame)
        self._added += 1
        after = self._settings.after
        if after is not None and self._added == self._settings.start:
            yield self._block([after], known=True)
        if not self._settings.whole:
            yield from self._decide(self._cuts.add(frame))

    def finish(self) -> Iterator[_Block]:
        """Yield the blocks of the frames that are left."""
        if not self._settings.whole:
            yield from self._decide(self._cuts.finish())
            yield from self._blocks(self._planner.end_shot())
        elif self._frames:
            yield from self._blocks([[whole(self._settings.start, self._added)]])

    def _decide(self, starts: list[bool]) -> Iterator[_Block]:
        for starts_shot in starts:
            self._decided += 1
            if self._decided <= self._settings.start:
                continue  # an earlier run planned it
            if starts_shot:
                yield from self._blocks(self._planner.end_shot())
            yield from self._blocks(self._planner.add())
            for frame in [at for at in self._frames if at < self._planner.needed_from]:
                del self._frames[frame], self._greys[frame]

    def _blocks(self, planned: list[list[Window]]) -> Iterator[_Block]:
        for windows in planned:
            yield self._block(windows)

    def _block(self, windows: list[Window], known: bool = False) -> _Block:
        needed = sorted({frame for window in windows for frame in window.frames})
        return _Block(
            tuple(windows),
            {frame: self._frames[frame] for frame in needed},
            {frame: self._greys[frame] for frame in needed},
            known,
        )


def _wanted(windows: tuple[Window, ...], settings: RunSettings) -> tuple[Window, ...]:
    """Return the windows of a block to predict: all, or for a preview the one that tells most."""
    if not settings.preview:
        return windows
    # The first phase; in an overlapping block the last one, which ends with the newest frame.
    return windows[:1] if windows[0].phase == 0 and _is_all_fresh(windows[0]) else windows[-1:]


def _is_all_fresh(window: Window) -> bool:
    return len(window.fresh) == len(window.frames)


def _answered(window: Window, block: _Block, settings: RunSettings) -> tuple[int, ...]:
    """Return the frames that the results of `window` answer for."""
    if not settings.preview:
        return window.frames
    return tuple(sorted({frame for each in block.windows for frame in each.fresh}))


def _batches(windows: tuple[Window, ...], batch: int) -> Iterator[tuple[Window, ...]]:
    """Yield `windows` in runs of at most `batch`."""
    for first in range(0, len(windows), batch):
        yield windows[first : first + batch]


def _key(source_key: Hashable | None, window: Window, size: tuple[int, int]) -> Hashable | None:
    """Return what identifies the pixels of a window, None where the source does not say."""
    return None if source_key is None else (source_key, window.frames, size)
