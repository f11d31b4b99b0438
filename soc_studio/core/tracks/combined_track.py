"""Several layers of a video as one track, for files that show all of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from soc_rvos.masks import Mask
from soc_studio.core.masks.matte import full_size
from soc_studio.core.project.project import Layer
from soc_studio.core.tracks.frame_states import LayerData, State
from soc_studio.core.tracks.resolved_track import ResolvedTrack


class CombinedTrack(ResolvedTrack):
    """The union of `parts`: present where one of them is, answered where all of them are.

    Its matte is that of every part, each with the settings of its own layer; the larger opacity
    counts. It is uncertain where one of them is.
    """

    def __init__(self, parts: Sequence[ResolvedTrack], name: str) -> None:
        """Combine `parts`, tracks of one video and at least one; the result is called `name`."""
        first = parts[0]
        layer = Layer(first.layer.id, first.layer.video, name, first.layer.colour)
        super().__init__(layer, first.video, LayerData(), first._results, first._imports)
        self.parts = tuple(parts)
        states = np.stack([each.states for each in parts])
        self.states[:] = np.where(
            (states == State.PRESENT).any(axis=0), State.PRESENT, State.ABSENT
        )
        self.states[(states == State.NOT_COMPUTED).any(axis=0)] = State.NOT_COMPUTED
        weights = np.stack([each.uncertainty for each in parts])
        worst = weights.argmax(axis=0)
        frames = np.arange(weights.shape[1])
        self.uncertainty = weights[worst, frames]
        self._reasons = np.stack([each._reasons for each in parts])[worst, frames]

    def mask(self, frame: int) -> Mask | None:
        """Return the pixels that are in a mask of one of the parts, at the size of the video; None
        where one of them has no answer.

        Raises:
            DamageError: a mask cannot be read.
        """
        if self.states[frame] == State.NOT_COMPUTED:
            return None
        pixels = np.zeros(self._size, dtype=np.bool_)
        for each in self.parts:
            mask = each.mask(frame)
            if mask is not None and mask.area:
                pixels |= full_size(mask, *self._size)
        return Mask.from_array(pixels)
