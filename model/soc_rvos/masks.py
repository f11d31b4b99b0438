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
        decoded: NDArray[np.uint8] = coco.decode(self.to_coco())
        return decoded.astype(np.bool_)

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
