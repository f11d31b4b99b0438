"""From a video and expressions to window results, through bounded queues."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Hashable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np

from soc_rvos.inference.blocks import Block, BlockBuilder
from soc_rvos.inference.candidates import WindowResult
from soc_rvos.inference.features import BoundedCache, small_frames
from soc_rvos.inference.handoff import BoundedChannel
from soc_rvos.inference.key_frames import KeyFrames
from soc_rvos.inference.known_flow import KnownFlow
from soc_rvos.inference.postprocess import PredictedWindow, WindowEncoder
from soc_rvos.inference.predictor import Answers, Predictor, in_quality
from soc_rvos.inference.windows import Window, default_stride
from soc_rvos.mask_size import kept_size
from soc_rvos.settings import FrameSource, RunSettings

__all__ = ["FrameSource", "RunSettings", "run"]

AHEAD = 1
"""Blocks that may wait for the network, besides the one under way and the one being decoded."""
UNENCODED = 4
"""Windows that may wait for their masks to be packed."""
ASKED_PER_KEPT = 2
"""Answers asked of the network for each candidate that is kept: about half repeat a better one."""


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
    predictor = in_quality(predictor, settings)
    channel: BoundedChannel[Block] = BoundedChannel(AHEAD)
    asking = _Asking(source, expressions, predictor, settings)
    encoder = asking.encoder()
    unencoded: deque[Future[list[WindowResult]]] = deque()
    decoding = threading.Thread(
        target=_decode,
        args=(source, asking.size, predictor, settings, channel),
        name="decode",
    )
    with ThreadPoolExecutor(1, thread_name_prefix="masks") as packer:
        waited_for = True  # somebody waits for the first masks
        try:
            decoding.start()
            for block in channel:
                urgent = asking.urgent(block)
                if urgent is not None:
                    yield from asking.early(block, urgent)
                    waited_for = False
                for windows in _batches(_wanted(block.windows, settings), predictor.batch):
                    found = asking.answers(block, windows)
                    for window, answers in zip(windows, found, strict=True):
                        seen = asking.seen(block, window)
                        unencoded.append(
                            packer.submit(encoder.encode, seen, answers, block.known, block.joins)
                        )
                    while unencoded and (
                        waited_for or unencoded[0].done() or len(unencoded) > UNENCODED
                    ):
                        results = unencoded.popleft().result()
                        waited_for = waited_for and not results
                        yield from results
            while unencoded:
                yield from unencoded.popleft().result()
            channel.check()
        finally:
            channel.close()
            for encoding in unencoded:
                encoding.cancel()
            decoding.join()


class _Asking:
    """Asks the predictor for windows, each only once."""

    def __init__(
        self,
        source: FrameSource,
        expressions: Sequence[str],
        predictor: Predictor,
        settings: RunSettings,
    ) -> None:
        self.size = predictor.frame_size(source.height, source.width)
        self._kept_size = kept_size(source.height, source.width)
        self._source_key: Hashable | None = getattr(source, "key", None)
        self._expressions = expressions
        self._predictor = predictor
        self._settings = settings
        self._early: dict[Window, list[Answers]] = {}

    def encoder(self) -> WindowEncoder:
        flow = KnownFlow(_kept(self._predictor), self._source_key)
        settings = self._settings
        return WindowEncoder(self._kept_size, settings.candidates, settings.preview, flow)

    def urgent(self, block: Block) -> Window | None:
        """Return the window to answer before the others, None where the first one is."""
        frame = self._settings.urgent
        if frame is None or self._settings.preview or block.known or block.joins:
            return None
        return next((each for each in block.windows[1:] if frame in each.fresh), None)

    def answers(self, block: Block, windows: tuple[Window, ...]) -> list[list[Answers]]:
        """Return the answers to every expression, by window."""
        known = {window: self._early.pop(window) for window in windows if window in self._early}
        asked = [each for each in windows if each not in known]
        if asked:
            found = self._predictor.predict(
                [np.stack([block.frames[at] for at in each.frames]) for each in asked],
                self._expressions,
                self._settings.candidates * ASKED_PER_KEPT,
                [_key(self._source_key, each, self.size) for each in asked],
                [self._key_frames(block, each) for each in asked],
            )
            known.update(zip(asked, found, strict=True))
        return [known[each] for each in windows]

    def _key_frames(self, block: Block, window: Window) -> KeyFrames:
        place = _key(self._source_key, window, self.size)
        return block.key_frames(window, _kept(self._predictor), place)

    def early(self, block: Block, window: Window) -> list[WindowResult]:
        """Return the results of one window; other answers are kept for their turn."""
        (answers,) = self.answers(block, (window,))
        self._early[window] = answers
        results = self.encoder().encode(self.seen(block, window), answers)
        return [replace(each, early=True) for each in results]

    def seen(self, block: Block, window: Window) -> PredictedWindow:
        return PredictedWindow(window, _answered(window, block, self._settings), block.greys)


def _decode(
    source: FrameSource,
    size: tuple[int, int],
    predictor: Predictor,
    settings: RunSettings,
    channel: BoundedChannel[Block],
) -> None:
    """Put the blocks of the video into the channel; an error comes after the frames before it."""
    length = predictor.window_length
    builder = BlockBuilder(length, settings.stride or default_stride(source.rate), settings)
    stop = source.frame_count if settings.stop is None else settings.stop
    with channel:
        end = max(stop, min(builder.stop, source.frame_count))
        pictures = small_frames(source, size, builder.first, end, _kept(predictor))
        try:
            for frame in pictures:
                for block in builder.add(frame):
                    if not channel.put(block):
                        return
                if channel.closed:
                    return
        finally:
            for block in builder.finish():
                channel.put(block)
            if isinstance(pictures, Generator):
                pictures.close()


def _wanted(windows: tuple[Window, ...], settings: RunSettings) -> tuple[Window, ...]:
    """Return the windows of a block to predict: all, or for a preview the one that tells most."""
    if not settings.preview:
        return windows
    # The first phase; in an overlapping block the last one, which ends with the newest frame.
    return windows[:1] if windows[0].phase == 0 and _is_all_fresh(windows[0]) else windows[-1:]


def _is_all_fresh(window: Window) -> bool:
    return len(window.fresh) == len(window.frames)


def _answered(window: Window, block: Block, settings: RunSettings) -> tuple[int, ...]:
    """Return the frames that the results of `window` answer for."""
    if not settings.preview:
        return window.frames
    return tuple(sorted({frame for each in block.windows for frame in each.fresh}))


def _batches(windows: tuple[Window, ...], batch: int) -> Iterator[tuple[Window, ...]]:
    """Yield `windows` in runs of at most `batch`, as few and as even as can be."""
    runs = -(-len(windows) // batch)
    for run in range(runs):
        yield windows[len(windows) * run // runs : len(windows) * (run + 1) // runs]


def _kept(predictor: Predictor) -> BoundedCache[Any] | None:
    """Return where what was computed of frames is kept; not all predictors do."""
    return getattr(predictor, "kept", None)


def _key(source_key: Hashable | None, window: Window, size: tuple[int, int]) -> Hashable | None:
    """Return what identifies the pixels of a window, None where the source does not say."""
    return None if source_key is None else (source_key, window.frames, size)
