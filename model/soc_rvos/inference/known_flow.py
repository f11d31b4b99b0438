"""Flow between the frames of one video, which no expression changes: computed once."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soc_rvos.inference.features import BoundedCache
from soc_rvos.inference.flow import between, move_along


class KnownFlow:
    """Moves mask logits between frames of a video, by flow that is kept where there is room."""

    def __init__(
        self, kept: BoundedCache[Any] | None = None, source_key: Hashable | None = None
    ) -> None:
        """Keep flow in `kept`, for runs over a source of this `key`; without either, keep only
        that of the present window, for its other expressions."""
        self._kept = None if source_key is None else kept
        self._key = source_key
        self._present: dict[Hashable, NDArray[np.float32]] = {}

    def begin_window(self) -> None:
        """Forget the flow of the window before, but for what is kept for later runs."""
        self._present.clear()

    def move(
        self,
        planes: NDArray[np.float32],
        there: int,
        here: int,
        then: Mapping[int, NDArray[np.uint8]],
        now: Mapping[int, NDArray[np.uint8]],
    ) -> NDArray[np.float32]:
        """Return `planes` of the frame `there` as they lie on the frame `here`.

        `planes` is float32 [P, h, w]; `then` and `now` hold the two frames by number, as
        `flow.small_grey` gives them. See `flow.move_along`.
        """
        size = now[here].shape
        place = ("flow", self._key, here, there, size)
        flow = self._present.get(place)
        if flow is None and self._kept is not None:
            flow = self._kept.get(place)
        if flow is None:
            flow = between(now[here], then[there])
            if self._kept is not None:
                self._kept.put(place, flow, flow.nbytes)
        self._present[place] = flow
        return move_along(planes, flow)
