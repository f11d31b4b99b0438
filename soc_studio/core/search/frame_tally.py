"""Counts the frames of a search whose answers are stored."""

from __future__ import annotations

from collections.abc import Iterable

from soc_rvos.inference.candidates import WindowResult
from soc_studio.core.system.progress import Progress, Stopwatch


class FrameTally:
    """Frames that count, and what each of them lacks; those that lack nothing are done."""

    def __init__(self) -> None:
        self._lacking: dict[int, set[int]] = {}  # by the number of the answers
        self._lacks: dict[int, int] = {}  # answers that a frame lacks
        self.done = 0

    @property
    def total(self) -> int:
        """Number of frames that count."""
        return len(self._lacks)

    def count(self, frames: Iterable[int]) -> None:
        """Let frames count, whether they lack something or not."""
        for frame in frames:
            if self._lacks.setdefault(frame, 0) == 0:
                self.done += 1

    def lack(self, answers: int, frames: Iterable[int]) -> None:
        """Let frames count that lack the answers of a number; before any is taken or counted."""
        lacking = self._lacking.setdefault(answers, set())
        for frame in set(frames) - lacking:
            self._lacks[frame] = self._lacks.get(frame, 0) + 1
            lacking.add(frame)

    def take(self, written: Iterable[tuple[int, WindowResult]]) -> None:
        """Note results that can be read, each with the number of its answers."""
        for answers, result in written:
            frames = result.frames if result.preview else result.window.fresh
            answered = self._lacking.get(answers, set()).intersection(frames)
            self._lacking.get(answers, set()).difference_update(answered)
            for frame in answered:
                self._lacks[frame] -= 1
                self.done += self._lacks[frame] == 0

    def progress(self, watch: Stopwatch) -> Progress:
        """Return how far it is, by the `watch` that began with it."""
        return watch.progress(self.done, self.total)
