"""Progress of long work."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` in `seconds` of work.

    Attributes:
        done: frames of a video, or bytes or files of a model.
        total: likewise; None where nobody says how many there are.
        seconds: since the work began.
        already: how many of `done` were there before the work began.
        what: the present activity, as in "Fetching"; empty where there is only one.
        model: id of the model that it is done to; empty where it is none.
    """

    done: int = 0
    total: int | None = None
    seconds: float = 0.0
    already: int = 0
    what: str = ""
    model: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether all is done; False where the total is unknown."""
        return self.total is not None and self.done >= self.total

    @property
    def per_second(self) -> float:
        """Frames or bytes a second, 0 before the first."""
        return (self.done - self.already) / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds to the end at the speed so far; None where that cannot be said."""
        new = self.done - self.already
        if self.total is None or new <= 0:
            return None
        return max(0.0, (self.total - self.done) * self.seconds / new)


class Stopwatch:
    """Tells the progress of one piece of work, which begins when this is made."""

    def __init__(self, what: str = "", model: str = "", already: int = 0) -> None:
        self._what = what
        self._model = model
        self._already = already
        self._began = time.monotonic()

    def progress(self, done: int, total: int | None) -> Progress:
        """Return the progress of now."""
        seconds = time.monotonic() - self._began
        return Progress(done, total, seconds, self._already, self._what, self._model)
