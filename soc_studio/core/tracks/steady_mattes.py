"""The mattes of layers on frames in a row, with steady edges, as exports write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.masks.steady_edge import small_picture, steady_edge
from soc_studio.core.tracks.combined_track import CombinedTrack
from soc_studio.core.tracks.rendering import rendered_matte
from soc_studio.core.tracks.resolved_track import ResolvedTrack

Levels = NDArray[np.uint8] | NDArray[np.uint16]


class _Seen:
    """A frame, and what was made of it."""

    def __init__(self, number: int, picture: Levels) -> None:
        self.number, self.picture = number, picture
        self._mattes: dict[int, NDArray[np.uint8] | None] = {}

    @cached_property
    def grey(self) -> NDArray[np.uint8]:
        return small_picture(self.picture)

    def matte(self, view: ResolvedTrack) -> NDArray[np.uint8] | None:
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
        own = frame.matte(view)
        if settings.edge_band == 0 or settings.edge_softness == 0 or len(self._beside) < 2:
            return own
        if own is None or frame.number in view.layer.corrections:
            return own
        before, after = (each.matte(view) for each in self._beside)
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
