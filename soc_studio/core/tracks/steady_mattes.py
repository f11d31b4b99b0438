"""The mattes of layers on frames in a row, with steady edges, as exports write them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.masks.steady_edge import small_picture, steady_edge
from soc_studio.core.system.ahead import done_ahead
from soc_studio.core.tracks.combined_track import CombinedTrack
from soc_studio.core.tracks.rendering import rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack

Levels = NDArray[np.uint8] | NDArray[np.uint16]
Made = TypeVar("Made")
_ROOM = 300_000_000  # bytes that frames in work may take together, about
_OF_PIXEL, _OF_LAYER = 30, 12  # bytes of a frame in work for each of its pixels, and for each layer


class _Seen:
    """A frame, and what was made of it."""

    def __init__(self, number: int, picture: Levels) -> None:
        self.number, self.picture = number, picture
        self._mattes: dict[int, NDArray[np.uint8] | None] = {}
        self._lock = threading.Lock()

    @cached_property
    def grey(self) -> NDArray[np.uint8]:
        return small_picture(self.picture)

    def matte(self, view: ResolvedTrack) -> NDArray[np.uint8] | None:
        with self._lock:  # the frames beside it ask for it from other threads
            if id(view) not in self._mattes:
                height, width = self.picture.shape[:2]
                picture: NDArray[np.uint8] = self.picture  # type: ignore[assignment]
                made = rendered_matte(view, self.number, height, width, picture)
                self._mattes[id(view)] = made
            return self._mattes[id(view)]


class FrameInARow:
    """A frame with those before and after it: its `number`, and its `picture`, RGB [H, W, 3]."""

    def __init__(self, frame: _Seen, before: _Seen | None, after: _Seen | None) -> None:
        self._frame = frame
        self.number, self.picture = frame.number, frame.picture
        self._beside = [
            each
            for each, step in ((before, -1), (after, 1))
            if each is not None and each.number == frame.number + step
        ]

    def matte(self, view: ResolvedTrack) -> NDArray[np.uint8] | None:
        """Return what `rendered_matte` does, its edge band evened out over the frames beside it.

        Where one of these is missing, or the layer is corrected on the frame, absent beside it, has
        no edge band or a hard one, it is the matte of the frame alone.

        Raises:
            DamageError: a mask cannot be read.
        """
        if isinstance(view, CombinedTrack):
            mattes = [each for part in view.parts if (each := self.matte(part)) is not None]
            return np.maximum.reduce(mattes) if mattes else None
        frame, settings = self._frame, view.layer.matte
        if settings.edge_band == 0 or settings.edge_softness == 0 or len(self._beside) < 2:
            return frame.matte(view)
        after = self._beside[1].matte(view)  # the others are made already, or on another thread
        own = frame.matte(view)
        if own is None or frame.number in view.layer.corrections:
            return own
        before = self._beside[0].matte(view)
        if before is None or after is None:
            return own
        first, last = self._beside
        return steady_edge(frame.grey, own, (first.grey, before), (last.grey, after))


def in_a_row(frames: Iterable[tuple[int, Levels]]) -> Iterator[FrameInARow]:
    """Yield each of `frames`, numbers and RGB [H, W, 3], with those beside it; it reads one ahead.

    Each matte is made once, however many frames ask for it.
    """
    before: _Seen | None = None
    here: _Seen | None = None
    for each in chain(frames, [None]):
        after = None if each is None else _Seen(*each)
        if here is not None:
            yield FrameInARow(here, before, after)
        before, here = here, after


def made_in_a_row(
    frames: Iterable[tuple[int, Levels]], make: Callable[[FrameInARow], Made], layers: int = 1
) -> Generator[Made, None, None]:
    """Yield what `make` returns for each of `frames` in a row, in order; it is made on threads, a
    few frames ahead.

    How many depends on the processors, and on what the frames take with so many `layers` each: two
    at least. Errors come in the turn of their frame, see `done_ahead`.
    """
    first = iter(frames)
    head = next(first, None)
    if head is None:
        return
    taken = (
        head[1].shape[0] * head[1].shape[1] * head[1].itemsize * (_OF_PIXEL + _OF_LAYER * layers)
    )
    yield from done_ahead(in_a_row(chain([head], first)), make, max(1, _ROOM // taken))
