"""The motion between neighbouring frames, which ways in both directions share."""

from __future__ import annotations

import zlib
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.flow import between
from soc_rvos.inference.flow_mask import Motion

Grey = NDArray[np.uint8]

KEPT = 4
"""Pairs of frames whose motion is remembered, in half precision, 1.8 MB each: the ways share few
frames."""


class Motions:
    """Computes the motion between two frames once, where another way comes to it, too."""

    def __init__(self) -> None:
        self._flows: OrderedDict[tuple[int, int], NDArray[np.float16]] = OrderedDict()

    @property
    def kept_bytes(self) -> int:
        """How many bytes are kept."""
        return sum(each.nbytes for each in self._flows.values())

    def between(self, before: Grey, here: Grey, keeps: bool) -> Motion:
        """Return the motion from the grey picture `before` to `here`.

        Where it `keeps` them, the flows are remembered for the way in the other direction.
        """
        names = zlib.crc32(before.data), zlib.crc32(here.data)
        flows = [self._flows.pop(way, None) for way in (names[::-1], names)]
        if any(each is None for each in flows):
            flow, back = between(here, before, fine=True), between(before, here, fine=True)
            if keeps:
                self._flows[names[::-1]], self._flows[names] = (
                    each.astype(np.float16) for each in (flow, back)
                )
                while len(self._flows) > 2 * KEPT:
                    self._flows.popitem(last=False)
        else:
            flow, back = (each.astype(np.float32) for each in flows if each is not None)
        return Motion.along(before, here, flow, back)

    def clear(self) -> None:
        """Forget all."""
        self._flows.clear()
