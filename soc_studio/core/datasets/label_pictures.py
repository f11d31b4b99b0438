"""The pictures of labels of a video: what is on which frame, each decoded when it is asked for."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import partial

import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import FrameMasks
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.mask_picture import VOID, Labels, read_labels
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

MOST_OBJECTS = 10_000
"""Objects of a video that are still told apart."""
_MOST_GREY = 100  # the largest number of an object beside white: more are shades of an edge


class LabelPictures:
    """Pictures of labels by the place of their frame; the last one is kept.

    Attributes:
        frames: the places of frames that have a picture, ascending.
    """

    def __init__(
        self, tree: DatasetTree, files: Mapping[int, str], height: int, width: int
    ) -> None:
        self.frames = tuple(sorted(files))
        self._tree = tree
        self._files = files
        self._size = height, width
        self._lock = threading.Lock()
        self._last: tuple[int, Labels] | None = None

    def labels(self, place: int) -> Labels:
        """Return the labels of a frame that has a picture.

        Raises:
            DatasetError: it cannot be read, or is of another size.
        """
        with self._lock:
            if self._last is None or self._last[0] != place:
                file = self._files[place]
                labels = read_labels(self._tree.read(file), f"'{shown(file)}'", *self._size)
                self._last = place, labels
            return self._last[1]

    def found(self) -> tuple[list[int], bool]:
        """Return the numbers of objects in all pictures, and whether these are black and white.

        Every picture is decoded for it. Black and white are one object, with the number 255.

        Raises:
            DatasetError: one cannot be read, they have far too many numbers, or it is open whether
                255 is an object or void.
        """
        numbers: set[int] = set()
        is_grey = True
        white: int | None = None  # a black and white picture
        soft: int | None = None  # one with shades between these
        for place in self.frames:
            labels = self.labels(place)
            is_grey = is_grey and labels.is_grey
            own = set(np.unique(labels.values).tolist()) - {0}
            if labels.is_grey and VOID in own:
                if own == {VOID}:
                    white = place if white is None else white
                elif max(own - {VOID}) > _MOST_GREY:
                    soft = place if soft is None else soft
            numbers |= own
            if len(numbers) > MOST_OBJECTS:
                raise DatasetError(
                    message(
                        "'{file}' has more than {most} colours: it is no picture of labels.",
                        file=shown(self._files[place]),
                        most=MOST_OBJECTS,
                    ),
                    message("Choose the folder of masks, not that of frames."),
                )
        numbers.discard(0)
        if is_grey and numbers == {VOID}:
            return [VOID], True
        numbers.discard(VOID)
        if is_grey and soft is not None:
            raise DatasetError(
                message(
                    "'{file}' has white and shades of grey: a soft edge, which labels cannot have.",
                    file=shown(self._files[soft]),
                ),
                message("Make it black and white, or give each object one number from 1 on."),
            )
        if not is_grey and white is not None and numbers:
            raise DatasetError(
                message(
                    "'{file}' is black and white, but others of its video have numbers of objects.",
                    file=shown(self._files[white]),
                ),
                message("Write it again like the others: 255 means that nobody decided."),
            )
        return sorted(numbers), False

    def object(self, number: int) -> FrameMasks:
        """Return where the object of a `number` is."""
        return FrameMasks(self.frames, partial(self._mask, number))

    def inside(self) -> FrameMasks:
        """Return where pictures of one object are on it."""
        return FrameMasks(self.frames, self._inside)

    def void(self) -> FrameMasks:
        """Return the pixels that nobody decided about."""
        return self.object(VOID)

    def _mask(self, number: int, place: int) -> Mask:
        return Mask.from_array(self.labels(place).values == number)

    def _inside(self, place: int) -> Mask:
        return Mask.from_array(self.labels(place).inside)
