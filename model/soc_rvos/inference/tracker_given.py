"""What a person gave, as the tracker remembers it: kept from one stretch of a video to the next."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Mapping
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from soc_rvos.inference.tracker_memory import GIVEN, GivenFrame, Remembered
from soc_rvos.inference.tracker_sight import Sights, half_plane, seen_size
from soc_rvos.networks.mask_memory import MaskMemory
from soc_rvos.networks.parts.picture_maps import FrozenEyes

Masks = Mapping[int, NDArray[np.bool_]]
Value = TypeVar("Value")
Key = tuple[object, ...]
_BASES = 8


class GivenStore:
    """Remembers the frames that were given last, by what is in them.

    Each stretch between two corrections is followed by itself, and all of them remember the same
    frames.
    """

    def __init__(self) -> None:
        self._frames: OrderedDict[Key, GivenFrame] = OrderedDict()
        self._means: OrderedDict[Key, Tensor] = OrderedDict()

    def sights(
        self, eyes: FrozenEyes, network: MaskMemory, number: int, frame: NDArray[np.uint8]
    ) -> Sights:
        """Return what looks at frames of a video of which this is the first one that is given."""
        basis = _print(frame)
        sights = Sights(eyes, network, seen_size(*frame.shape[:2]), basis, self._means.get(basis))
        if sights.means is None:
            sights.look(number, frame)
            assert sights.means is not None
            _put(self._means, basis, sights.means, _BASES)
        return sights

    def frame(
        self,
        network: MaskMemory,
        sights: Sights,
        number: int,
        frame: NDArray[np.uint8],
        masks: Masks,
    ) -> GivenFrame:
        """Return `masks` [H, W] of a frame, RGB uint8 [H, W, 3], as they are remembered."""
        prints = ((thing, _print(mask)) for thing, mask in sorted(masks.items()))
        key = (sights.basis, number, _print(frame), *prints)
        known = self._frames.pop(key, None)
        if known is None:
            sight = sights.look(number, frame)
            halves = {
                thing: torch.from_numpy(half_plane(mask, sight.picture.shape[:2]))
                for thing, mask in masks.items()
            }
            known = GivenFrame(Remembered.of(network, sight, halves), sight.picture, halves)
        _put(self._frames, key, known, GIVEN)
        return known


def _print(values: NDArray[np.uint8] | NDArray[np.bool_]) -> Key:
    return values.shape, zlib.crc32(np.ascontiguousarray(values).data)


def _put(kept: OrderedDict[Key, Value], key: Key, value: Value, most: int) -> None:
    kept[key] = value
    while len(kept) > most:
        kept.popitem(last=False)
