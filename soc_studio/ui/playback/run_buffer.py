"""The frames of a run that were made before they are shown."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from soc_studio.core.media.prefetch import Ahead
from soc_studio.ui.playback.frame_request import Request

_READY = 4  # pictures composed before their time


@dataclass(frozen=True, slots=True)
class Ready:
    """A frame rendered ahead of playback, with the latest view settings."""

    ahead: Ahead
    request: Request
    image: QImage


class RunBuffer:
    """A few frames in the order of the run. Not thread-safe: callers hold a lock."""

    def __init__(self) -> None:
        self.unshown: Request | None = None  # asked for before it was made
        self._made: deque[Ready] = deque()
        self._seen: deque[Ahead] = deque(maxlen=_READY)
        self._again: deque[Ahead] = deque()  # to compose again before making others
        self._turns = 0  # of what makes the frames before the run began

    def __len__(self) -> int:
        """Return how many frames are made."""
        return len(self._made)

    @property
    def is_full(self) -> bool:
        """Whether no more are to be made now."""
        return len(self._made) >= _READY

    @property
    def has_old(self) -> bool:
        """Whether some frames have to be composed again."""
        return bool(self._again)

    @property
    def first(self) -> int | None:
        """The frame that is made and comes next."""
        return self._made[0].ahead.frame if self._made else None

    def begin(self) -> None:
        """Begin another run."""
        self.forget()
        self._turns = 0

    def forget(self) -> None:
        """Have nothing made."""
        self._again.clear()
        self._made.clear()
        self._seen.clear()
        self.unshown = None

    def resume(self) -> None:
        """Resume a paused run: decisions may have changed meanwhile."""
        self._again.extend(each.ahead for each in self._made)
        self._turns = self._made[0].ahead.turn
        self._made.clear()

    def next_old(self) -> Ahead | None:
        """Take out and return the next frame to compose again."""
        return self._again.popleft() if self._again else None

    def add(self, ready: Ready) -> None:
        """Put in the frame that was made last."""
        self._made.append(ready)
        self._seen.append(ready.ahead)

    def find(self, request: Request) -> QImage | None:
        """Return the picture that was made for a request."""
        return next((each.image for each in self._made if each.request == request), None)

    def picture(self, frame: int) -> NDArray[np.uint8] | None:
        """Return the decoded frame, where it was made lately."""
        return next((each.picture for each in self._seen if each.frame == frame), None)

    def turn(self, turn: int) -> int:
        """Return which time through the run it is for who makes the frames."""
        return self._turns + turn

    def take(self, turn: int, frame: int, way: int) -> int | None:
        """Return the last frame up to `frame` that is made, in the direction `way`; drop those
        before it, and keep it, as it is asked for next."""
        found = None
        while self._made:
            first = self._made[0].ahead
            if (first.turn, way * first.frame) > (turn, way * frame):
                break
            found = self._made.popleft()
        if found is None:
            return None
        self._made.appendleft(found)
        return found.ahead.frame
