"""The pictures of labels of a video: what is on which frame, each decoded when it is asked for."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import partial
from itertools import count

import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.datasets.dataset import FrameMasks
from soc_studio.core.datasets.dataset_error import DatasetError, shown
from soc_studio.core.datasets.grey_shades import HALF, Shades
from soc_studio.core.datasets.mask_picture import VOID, Labels, number_of, read_labels
from soc_studio.core.datasets.tree import DatasetTree
from soc_studio.core.system.messages import message

MOST_OBJECTS = 10_000
"""Objects of a video that are still told apart."""


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
        self._colours: dict[int, int] | None = None  # numbers by colour, where all are coloured
        self._is_matte = False

    def labels(self, place: int) -> Labels:
        """Return the labels of a frame that has a picture.

        Raises:
            DatasetError: it cannot be read, or is of another size.
        """
        with self._lock:
            if self._last is None or self._last[0] != place:
                file = self._files[place]
                labels = read_labels(self._tree.read(file), f"'{shown(file)}'", *self._size)
                self._last = place, self._numbered(labels)
            return self._last[1]

    def found(self) -> tuple[list[int], bool]:
        """Return the numbers of objects in all pictures, and whether these are of one object: black
        and white, or a soft mask.

        Every picture is decoded for it. One object has the number 255. Colours that are all of the
        palette of DAVIS have its numbers; others have 1, 2 and so on as they appear.

        Raises:
            DatasetError: one cannot be read, they have far too many numbers, or it is open whether
                a picture has numbers of objects or is a soft mask.
        """
        numbers: set[int] = set()
        colours: dict[int, None] = {}  # in the order in which they appear
        kinds: dict[str, int] = {}  # the first picture of each kind
        for place in self.frames:
            labels = self.labels(place)
            own = set(np.unique(labels.values).tolist()) - {0}
            if labels.colours is not None:
                seen, first = np.unique(labels.colours, return_index=True)
                colours |= dict.fromkeys(seen[np.argsort(first)].tolist())
            elif own:
                kinds.setdefault("numbers", place)
            if labels.is_grey:
                kinds.setdefault("white" if own == {VOID} else labels.shades.name, place)
            else:
                kinds.setdefault("coloured" if labels.colours is not None else "palette", place)
            numbers |= own
            self._check_number(max(len(numbers), len(colours)), place)
        colours.pop(0, None)
        if "coloured" in kinds:
            return self._found_colours(list(colours), kinds.get("numbers")), False
        is_grey = "palette" not in kinds
        if is_grey and numbers == {VOID}:
            return [VOID], True
        self._check_shades(kinds)
        if is_grey and Shades.EDGES.name in kinds:
            self._is_matte = True
            return [VOID], True
        numbers.discard(VOID)
        if not is_grey and "white" in kinds and numbers:
            raise DatasetError(
                message(
                    "'{file}' is black and white, but others of its video have numbers of objects.",
                    file=shown(self._files[kinds["white"]]),
                ),
                message("Write it again like the others: 255 means that nobody decided."),
            )
        return sorted(numbers), False

    def _check_number(self, many: int, place: int) -> None:
        if many > MOST_OBJECTS:
            raise DatasetError(
                message(
                    "'{file}' has more than {most} colours: it is no picture of labels.",
                    file=shown(self._files[place]),
                    most=MOST_OBJECTS,
                ),
                message("Choose the folder of masks, not that of frames."),
            )

    def _check_shades(self, kinds: Mapping[str, int]) -> None:
        """Refuse shades of which it is open what they mean."""
        advice = message("Make it black and white, or give each object one number from 1 on.")
        unclear, soft = (kinds.get(each.name) for each in (Shades.UNCLEAR, Shades.EDGES))
        if unclear is not None:
            raise DatasetError(
                message(
                    "'{file}' has white and areas of grey: a soft mask, or numbers of objects.",
                    file=shown(self._files[unclear]),
                ),
                advice,
            )
        if soft is not None and (Shades.AREAS.name in kinds or "palette" in kinds):
            raise DatasetError(
                message(
                    "'{file}' has a soft edge, but others of its video have numbers of objects.",
                    file=shown(self._files[soft]),
                ),
                advice,
            )

    def _found_colours(self, colours: list[int], other: int | None) -> list[int]:
        """Return the numbers of colours, and give these to pixels from now on."""
        known = {each: number_of(each) for each in colours}
        if None not in known.values():
            self._colours = {each: number for each, number in known.items() if number is not None}
        elif other is not None:
            raise DatasetError(
                message(
                    "'{file}' has numbers of objects, but others of its video have colours.",
                    file=shown(self._files[other]),
                ),
                message("Write it again like the others."),
            )
        else:
            free = (number for number in count(1) if number != VOID)
            self._colours = dict(zip(colours, free, strict=False))
        self._last = None
        is_void = None not in known.values()
        return sorted(n for n in self._colours.values() if not (is_void and n == VOID))

    def _numbered(self, labels: Labels) -> Labels:
        """Return labels with the numbers that their colours have in this video."""
        if self._colours is None or labels.colours is None:
            return labels
        found, places = np.unique(labels.colours, return_inverse=True)
        numbers = [self._colours.get(each, 0) for each in found.tolist()]
        values = np.array(numbers, dtype=np.int32)[places].reshape(labels.colours.shape)
        return Labels(values, False, labels.colours)

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
        labels = self.labels(place)
        dark = self._is_matte and labels.values.max() <= VOID
        return Mask.from_array(labels.values >= HALF if dark else labels.inside)
