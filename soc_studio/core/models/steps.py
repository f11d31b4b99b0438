"""Progress of the work on a model's files."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """`done` of `total` bytes in `seconds`; `total` is None where nobody says how many there are.

    `what` is being done, as in "Fetching", to `model`. `already` bytes were there from before.
    """

    what: str
    model: str
    done: int = 0
    total: int | None = None
    seconds: float = 0.0
    already: int = 0

    @property
    def bytes_per_second(self) -> float:
        return (self.done - self.already) / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds to the end at the speed so far, None where that cannot be said."""
        if self.total is None or self.bytes_per_second <= 0:
            return None
        return max(0.0, (self.total - self.done) / self.bytes_per_second)


class Stopwatch:
    """Makes steps of one piece of work."""

    def __init__(self, what: str, model: str, already: int = 0) -> None:
        self._what = what
        self._model = model
        self._already = already
        self._began = time.monotonic()

    def step(self, done: int, total: int | None) -> Step:
        """Return the step of now."""
        seconds = time.monotonic() - self._began
        return Step(self._what, self._model, done, total, seconds, self._already)
