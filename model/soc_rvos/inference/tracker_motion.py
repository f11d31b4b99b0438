"""The motion between neighbouring frames, which ways in both directions share."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.flow import between
from soc_rvos.inference.flow_mask import Motion

Grey = NDArray[np.uint8]

KEPT = 1
"""Pairs of frames whose motion is remembered, 3.7 MB each: the ways share few frames."""


class Motions:
    """Computes the motion between two frames once, where a way back from a correction met it."""

    def __init__(self) -> None:
        self._flows: OrderedDict[tuple[int, int], NDArray[np.float32]] = OrderedDict()

    @property
    def kept_bytes(self) -> int:
        """How many bytes are kept."""
        return sum(each.nbytes for each in self._flows.values())

    def between(self, before: tuple[int, Grey], here: tuple[int, Grey], keeps: bool) -> Motion:
        """Return the motion from frame `before` to frame `here`, numbers and grey pictures.

        Where it `keeps` them, the flows are remembered for the way in the other direction.
        """
        flow, back = self._flow(here, before), self._flow(before, here)
        if keeps:
            self._flows[here[0], before[0]] = flow
            self._flows[before[0], here[0]] = back
            while len(self._flows) > 2 * KEPT:
                self._flows.popitem(last=False)
        return Motion.along(before[1], here[1], flow, back)

    def _flow(self, here: tuple[int, Grey], there: tuple[int, Grey]) -> NDArray[np.float32]:
        known = self._flows.pop((here[0], there[0]), None)  # there are no more than two ways
        return between(here[1], there[1], fine=True) if known is None else known
