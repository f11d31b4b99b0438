"""Whether a propagated mask changes what a layer shows on a frame."""

from __future__ import annotations

import numpy as np

from soc_rvos.mask_size import full_size, kept_size
from soc_rvos.masks import Mask
from soc_studio.core.system.database import DamageError
from soc_studio.core.tracks.resolved_track import ResolvedTrack

_SAME = 0.9
"""Overlap from which two masks look the same: on a small object, edges that differ by a pixel."""


def differs(view: ResolvedTrack | None, frame: int, mask: Mask) -> bool:
    """Return whether `mask` looks different from what `view` has on `frame`, if anything.

    Not for the GUI thread: it may read the file.
    """
    try:
        shown = None if view is None else view.mask(frame)
    except DamageError:
        return True
    if shown is None:
        return True
    size = kept_size(mask.height, mask.width)
    one, other = full_size(mask, *size), full_size(shown, *size)
    union = np.count_nonzero(one | other)
    return bool(np.count_nonzero(one & other) < _SAME * union)
