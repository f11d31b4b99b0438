"""Progress of long work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` frames in `seconds` of work."""

    done: int
    total: int
    seconds: float

    @property
    def frames_per_second(self) -> float:
        return self.done / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds to the end at the speed so far; None before the first frame is done."""
        if not self.done:
            return None
        return (self.total - self.done) * self.seconds / self.done
