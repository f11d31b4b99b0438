"""Binary masks, kept run-length coded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from pycocotools import mask as coco


@dataclass(frozen=True)
class Mask:
    """A binary mask as COCO's compressed run-length code.

    `height` and `width` are in pixels; `counts` is the compressed column-major code.
    """

    height: int
    width: int
    counts: bytes

    @classmethod
    def from_array(cls, pixels: NDArray[np.bool_]) -> Mask:
        """Pack `pixels`, bool [H, W], True on the object."""
        height, width = pixels.shape
        coded = coco.encode(np.asfortranarray(pixels, dtype=np.uint8))
        return cls(height, width, cast(bytes, coded["counts"]))

    @classmethod
    def empty(cls, height: int, width: int) -> Mask:
        """Return a mask of no pixels."""
        return cls.from_array(np.zeros((height, width), dtype=np.bool_))

    def to_array(self) -> NDArray[np.bool_]:
        """Return bool [H, W], True on the object."""
        runs = _runs(self.counts)
        inside = np.arange(len(runs)) % 2 == 1  # the first run is outside, perhaps of no pixels
        return np.repeat(inside, runs).reshape(self.width, self.height).T

    def to_coco(self) -> dict[str, Any]:
        """Return pycocotools' own dictionary: `size` [H, W] and `counts` as bytes."""
        return {"size": [self.height, self.width], "counts": self.counts}

    @cached_property
    def area(self) -> int:
        """Pixels on the object."""
        return int(coco.area(self.to_coco()))

    @cached_property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, width and height of the object in pixels; zeros where it is empty."""
        left, top, width, height = (int(side) for side in coco.toBbox(self.to_coco()))
        return left, top, width, height

    def iou(self, other: Mask) -> float:
        """Return intersection over union with `other` of the same size; 1 where both are empty."""
        if not self.area and not other.area:
            return 1.0
        return float(coco.iou([self.to_coco()], [other.to_coco()], [0])[0, 0])

    def share_in(self, other: Mask) -> float:
        """Return what share of it lies in `other`, of the same size; 1 where it is empty."""
        if not self.area:
            return 1.0
        return float(coco.iou([self.to_coco()], [other.to_coco()], [1])[0, 0])


def _runs(counts: bytes) -> NDArray[np.int64]:
    """Return the lengths of the runs of COCO's compressed code.

    WORKAROUND `pycocotools.mask.decode` makes numpy 2 warn that it will stop working:
    https://numpy.org/devdocs/numpy_2_0_migration_guide.html#adapting-to-changes-in-the-copy-keyword

    A number is a little-endian string of 5 bits a byte,
    the sixth bit saying that more follow; from the fourth number on it is the difference to the
    number two before.
    """
    symbols = np.frombuffer(counts, dtype=np.uint8).astype(np.int64) - 48
    last = symbols & 32 == 0
    starts = np.flatnonzero(np.append(True, last[:-1]))
    lengths = np.diff(np.append(starts, len(symbols)))
    places = np.arange(len(symbols)) - np.repeat(starts, lengths)
    numbers = np.add.reduceat((symbols & 31) << (5 * places), starts)
    negative = symbols[last] & 16 != 0
    numbers -= np.where(negative, 1 << (5 * lengths), 0)
    numbers[1::2] = np.cumsum(numbers[1::2])
    numbers[2::2] = np.cumsum(numbers[2::2])
    return numbers
