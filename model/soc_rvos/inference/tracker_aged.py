"""A mask on its way along the motion, and how much it counts beside memory.

The motion loses credit wherever it cannot be traced back. Where memory says the same, it need not
be asked as often.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from soc_rvos.inference.flow_mask import FlowMask, Motion
from soc_rvos.inference.tracker_found import Plane, resized

_FLOW_ALONE, _MEMORY_ALONE = 3.0, 10.0
"""Age of a motion up to which it alone counts, and from which only memory does: about as many
frames from a correction."""
_AGES, _AGES_FASTER = 0.4, 9.0
"""A frame counts as so many frames, and the share of the object whose motion cannot be traced back
as so many more: on eleven real clips that share was 0.02 where motion held for long, and 0.2 to 0.4
where it failed within ten frames."""
_AGREED, _SAME = 0.75, 0.94
"""Overlap of what motion and memory say from which the motion stands in for labels on the next
frame, if it counts more there; and from which memory is not asked there, but on the one after."""


@dataclass(slots=True, eq=False)
class AgedMask:
    """An object's mask on its way along the motion, and how old that is.

    `ages` is by how much on the last frame. `agreed`: how much it overlapped with what memory said
    last, which was trusted so far as `trust`; `alone`: memory was not asked on the frame before.
    """

    mask: FlowMask
    age: float
    agreed: float = 0.0
    trust: float = 1.0
    ages: float = 0.0
    alone: bool = False

    def asks(self) -> bool:
        """Return whether memory has to be asked on the next frame."""
        self.alone = self.age <= _FLOW_ALONE or (
            self.age < _MEMORY_ALONE and self.agreed >= _SAME and not self.alone
        )
        return not self.alone

    def share(self) -> np.float32:
        """Return how much the motion counts, 0 to 1."""
        left = (_MEMORY_ALONE - self.age) / (_MEMORY_ALONE - _FLOW_ALONE)
        return np.float32(min(1.0, max(0.0, left)))

    def stands_in(self) -> bool:
        """Return whether the motion can stand in for labels."""
        return self.agreed >= _AGREED and float(self.share()) >= 0.5

    def is_spent(self) -> bool:
        """Return whether the motion will have no say on the next frame."""
        return self.age + self.ages >= _MEMORY_ALONE

    def grow_older(self, motion: Motion) -> None:
        """Age by a frame: by more than one where the `motion` cannot be traced."""
        self.ages = _aged(self.mask.distance, motion)
        self.age += self.ages


def overlap(one: Plane, other: Plane) -> float:
    """Return the overlap, 0 to 1, of two masks given as probabilities [h, w]."""
    inside, beside = one > 0.5, other > 0.5
    both = int(np.count_nonzero(inside & beside))
    return both / max(1, int(np.count_nonzero(inside | beside)))


def _aged(distance: Plane, motion: Motion) -> float:
    """Return by how many frames the motion has aged: more than one where it cannot be traced."""
    inside = resized(distance, motion.grey.shape) > 0
    known = inside & motion.known
    if not known.any():
        return _MEMORY_ALONE
    return _AGES + _AGES_FASTER * float(1 - motion.agreeing[known].mean())
