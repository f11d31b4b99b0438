"""What a tracker takes and gives: corrections of some frames in, masks of the frames around out.

A tracker is shown objects, not told of them in words. It knows each object by what a person gave on
some frames, and finds it on the others.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Pictures = Callable[[int], NDArray[np.uint8]]
"""Gives the frame of a number, RGB uint8 [H, W, 3]; all frames of a video have one size."""


@dataclass(frozen=True, slots=True)
class Point:
    """A pixel that a person marked: part of the object where `positive`, else not.

    `x` and `y` count pixels of the frame from its top left corner; 0.5 is the middle of the first.
    """

    x: float
    y: float
    positive: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What a person gave for one object on one frame; at least one of the three is there.

    Attributes:
        mask: bool [H, W], the object on this frame, exactly; an empty one says that it is not to be
            seen. None where the person drew none.
        points: marked pixels, in the order they were made.
        box: left, top, right and bottom in pixels of the frame: the object is in here. None where
            the person drew none.
    """

    mask: NDArray[np.bool_] | None = None
    points: tuple[Point, ...] = ()
    box: tuple[float, float, float, float] | None = None

    def __post_init__(self) -> None:
        """Refuse what says nothing.

        Raises:
            ValueError: there is no mask, no point and no box.
        """
        if self.mask is None and not self.points and self.box is None:
            raise ValueError("neither a mask nor points nor a box")


@dataclass(frozen=True, slots=True, eq=False)
class Tracked:
    """All objects on the frame `number`.

    Attributes:
        masks: float32 [H, W] in [0, 1] for each object, how probable it is that a pixel belongs to
            it; from 0.5 on it does. All below 0.5 where the object is gone.
        trust: in [0, 1] for each object, how far the mask can be relied on; low where it is gone.
        cut: whether another shot seems to be entered with this frame, by a cut that was not known.
    """

    number: int
    masks: Mapping[int, NDArray[np.float32]]
    trust: Mapping[int, float]
    cut: bool = False


Corrections = Mapping[int, Mapping[int, Given]]
"""Frame number, then object, then what was given for it."""
Known = Callable[[int], Mapping[int, NDArray[np.bool_]]]
"""Says for a frame which objects another pass found there by now, and where: bool [H, W]."""


class Tracker(Protocol):
    """Follows objects through a video. It keeps nothing from one call to the next."""

    @property
    def name(self) -> str:
        """Its name, for a person; the same for as long as it gives the same masks."""
        ...

    def track(
        self,
        frames: Pictures,
        given: Corrections,
        numbers: Sequence[int],
        cuts: frozenset[int] = frozenset(),
    ) -> Generator[Tracked, None, None]:
        """Yield the objects on each frame of `numbers`, in that order.

        Memory does not grow with the number of frames; close the iterator to stop early.

        Args:
            frames: the pictures; asked for `numbers` in their order, for frames of `given`, and for
                a few of `numbers` ahead.
            given: all corrections, also those of frames outside `numbers`. A frame of `given` that
                is one of `numbers` too is answered with its own masks.
            numbers: frames that follow each other, ascending or descending.
            cuts: frames that a shot starts with, where known.

        Raises:
            ValueError: nothing is given, or `numbers` do not follow each other.
        """
        ...

    def answer(
        self,
        frame: NDArray[np.uint8],
        number: int,
        given: Mapping[int, Given],
        frames: Pictures | None = None,
        others: Corrections | None = None,
    ) -> Mapping[int, NDArray[np.float32]]:
        """Return each object of `given` on the frame a person looks at, at once.

        Args:
            frame: RGB uint8 [H, W, 3].
            number: its number.
            given: what the person gave on this frame, so far.
            frames: the pictures of the video, for corrections of other frames; None without any.
            others: those corrections; None without any.

        Returns:
            float32 [H, W] in [0, 1], as `Tracked.masks` are.
        """
        ...
