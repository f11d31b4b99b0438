"""What the tracker sees in a frame, whatever it follows: computed once, shared by all objects."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from soc_rvos.inference.preprocess import normalise
from soc_rvos.networks.mask_memory import MaskMemory, Seen, Window
from soc_rvos.networks.parts.label_propagation import feature_means, place_features
from soc_rvos.networks.parts.picture_maps import STRIDE, FrozenEyes

KEPT = 8
"""Frames remembered as they are seen beside the last one, for a way in the other direction, in half
precision, 2.9 MB each."""
_AREA = 384 * 672
"""Pixels of the pictures the networks look at, about."""
_MOST_GROWN = 2.0
"""How much smaller pictures are enlarged at most."""
_MARGIN = 3
"""Places at stride 16 around what is coarsely seen, in which outlines are made fine."""


def seen_size(height: int, width: int) -> tuple[int, int]:
    """Return height and width, multiples of 32, at which frames of `height` x `width` are seen."""
    scale = min(_MOST_GROWN, (_AREA / (height * width)) ** 0.5)
    rows, columns = (max(2, round(side * scale / STRIDE)) for side in (height, width))
    return rows * STRIDE, columns * STRIDE


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What is seen in one frame.

    `seen` is for the network, `features` [N, C] for label propagation, in the precision of what
    sees; `picture` is the frame at half the size it is seen at, RGB uint8 [h, w, 3].
    """

    number: int
    seen: Seen
    features: Tensor
    picture: NDArray[np.uint8]

    def of_type(self, precision: torch.dtype) -> Sight:
        """Return the same with what is for the network in another precision."""
        return replace(self, seen=self.seen.of_type(precision))

    @property
    def kept_bytes(self) -> int:
        """How many bytes it takes."""
        parts = (*self.seen.tensors(), self.features)
        return self.picture.nbytes + sum(part.nbytes for part in parts)


class KeptSights:
    """What was seen lately and will be looked at once more, on another way: a few frames of it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], Sight] = OrderedDict()

    @property
    def kept_bytes(self) -> int:
        """How many bytes are kept."""
        return sum(each.kept_bytes for each in self._kept.values())

    def keep(self, basis: tuple[object, ...], sight: Sight) -> None:
        """Remember what was seen by what is common to all places of `basis`; the oldest goes."""
        self._kept[basis, sight.number] = sight.of_type(torch.float16)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def take(
        self, basis: tuple[object, ...], number: int, picture: NDArray[np.uint8]
    ) -> Sight | None:
        """Return what was seen in frame `number`, None if not known or of another `picture`."""
        known = self._kept.pop((basis, number), None)
        if known is None or not np.array_equal(known.picture, picture):
            return None
        return known.of_type(torch.float32)

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()


class Sights:
    """Looks at frames of one video. What is common to all places is that of its first frame."""

    def __init__(
        self,
        eyes: FrozenEyes,
        network: MaskMemory,
        size: tuple[int, int],
        basis: tuple[object, ...] = (),
        means: Tensor | None = None,
        kept: KeptSights | None = None,
    ) -> None:
        """Look at frames at `size`, height and width, as `seen_size` gives it.

        `means` are what is common to all places, where that is known, and `basis` says of what.
        `kept` is shared with others that look at frames of the same video.
        """
        self.size = size
        self._eyes = eyes
        self._network = network
        self._precision = next(eyes.backbone.parameters()).dtype  # as fine as they are seen
        self.basis = basis
        self.means = means
        self._last: Sight | None = None
        self._kept = KeptSights() if kept is None else kept

    @torch.inference_mode()
    def look(self, number: int, frame: NDArray[np.uint8], keeps: bool = False) -> Sight:
        """Return what is seen in `frame`, RGB uint8 [H, W, 3]; the last one is still known.

        With `keeps` it is remembered until it is looked at once more, a few frames.
        """
        if self._last is not None and self._last.number == number:
            return self._last
        small, picture = self._scaled(frame)
        seen = self._kept.take(self.basis, number, picture)
        if seen is None:
            seen = self._look(number, small, picture)
            if keeps:
                self._kept.keep(self.basis, seen)
        self._last = seen
        return seen

    def _scaled(self, frame: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Return a frame at the size it is seen at, and at half of that."""
        height, width = self.size
        small = cv2.resize(frame, (width, height), interpolation=_way(frame, height))
        half = cv2.resize(small, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
        return np.asarray(small, dtype=np.uint8), np.asarray(half, dtype=np.uint8)

    def _look(self, number: int, small: NDArray[np.uint8], picture: NDArray[np.uint8]) -> Sight:
        maps = self._eyes(normalise(torch.from_numpy(np.ascontiguousarray(small))[None]))
        if self.means is None:
            self.means = feature_means(maps)
        features = place_features(maps, self.means)[0].to(self._precision).contiguous()
        return Sight(number, self._network.see(maps), features, picture)


def half_plane(mask: NDArray[np.bool_], size: tuple[int, ...]) -> NDArray[np.float32]:
    """Return `mask` [H, W] as float32 of `size`, half that at which frames are seen."""
    resized = cv2.resize(mask.astype(np.float32), (size[1], size[0]), interpolation=cv2.INTER_AREA)
    return np.asarray(resized, dtype=np.float32)


def _way(frame: NDArray[np.uint8], height: int) -> int:
    return cv2.INTER_AREA if frame.shape[0] > height else cv2.INTER_LINEAR


def outline_windows(logits: Tensor, prior: Tensor) -> list[Window]:
    """Return for each object the part of the picture that may hold its outline, all of one size."""
    rows, columns = (int(side) for side in logits.shape[-2:])
    rough = (logits > -3)[:, 0] | (functional.adaptive_max_pool2d(prior, (rows, columns)) > 0.3)[
        :, 0
    ]
    boxes = []
    for each in rough:
        down, across = each.any(1).nonzero()[:, 0], each.any(0).nonzero()[:, 0]
        if len(down):
            top, bottom = int(down[0]) - _MARGIN, int(down[-1]) + 1 + _MARGIN
            left, right = int(across[0]) - _MARGIN, int(across[-1]) + 1 + _MARGIN
            boxes.append((max(0, top), max(0, left), min(rows, bottom), min(columns, right)))
        else:
            boxes.append((0, 0, min(rows, 2), min(columns, 2)))
    height = max(bottom - top for top, _, bottom, _ in boxes)
    width = max(right - left for _, left, _, right in boxes)
    return [
        (2 * min(top, rows - height), 2 * min(left, columns - width), 2 * height, 2 * width)
        for top, left, _, _ in boxes
    ]
