"""Which frame is looked at, and its going on."""

from __future__ import annotations

import time
from fractions import Fraction

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from soc_studio.core.timing import Timing

_TICK = 8  # milliseconds; several a frame, so that frames come when they are due


class Playback(QObject):
    """The playhead over a video, and the clock that moves it.

    A frame is shown when it is due by its exact time; where showing is too slow, frames between are
    passed over, and `dropped` says how many since playing began.
    """

    moved = Signal(int)  # the frame under the playhead
    playing_changed = Signal(float)  # speed, 0 where it stands still
    dropped_changed = Signal(int)

    def __init__(self, timing: Timing, first: int = 0) -> None:
        super().__init__()
        self.timing = timing
        self.frame = first
        self.speed = 0.0
        self.loop = False
        self.span = range(timing.frame_count)
        self.dropped = 0
        self._shown = True  # whether the frame asked for last was shown
        self._began = (0.0, 0.0)  # clock and time of the video when playing began
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @property
    def is_playing(self) -> bool:
        """Whether the playhead moves by itself."""
        return self.speed != 0

    def go(self, frame: int) -> None:
        """Put the playhead on a frame, the nearest one there is."""
        frame = max(0, min(frame, self.timing.frame_count - 1))
        if frame != self.frame:
            self.frame = frame
            self._shown = False
            self.moved.emit(frame)
        if self.is_playing:
            self._begin()

    def step(self, frames: int) -> None:
        """Move by some frames, and stand still."""
        self.stop()
        self.go(self.frame + frames)

    def play(self, speed: float = 1.0) -> None:
        """Go on at `speed` times the video's own, backwards where negative; 0 stops."""
        if speed == 0:
            self.stop()
            return
        at_end = self.frame == self.span.stop - 1 if speed > 0 else self.frame == self.span.start
        if at_end:
            self.go(self.span.start if speed > 0 else self.span.stop - 1)
        self.speed = speed
        self.dropped = 0
        self._begin()
        self._timer.start(_TICK)
        self.playing_changed.emit(speed)

    def stop(self) -> None:
        """Stand still."""
        if self.is_playing:
            self.speed = 0.0
            self._timer.stop()
            self.playing_changed.emit(0.0)

    def toggle(self) -> None:
        """Play, or stand still."""
        if self.is_playing:
            self.stop()
        else:
            self.play()

    def shuttle(self, direction: int) -> None:
        """Play in a direction, twice as fast with each call up to eight times (keys J and L)."""
        same = self.speed * direction > 0
        self.play(direction * min(8.0, abs(self.speed) * 2) if same else float(direction))

    def was_shown(self, frame: int) -> None:
        """Tell that a frame is on the screen."""
        if frame == self.frame:
            self._shown = True

    def _begin(self) -> None:
        self._began = (time.monotonic(), float(self.timing.time_of(self.frame)))

    def _tick(self) -> None:
        clock, start = self._began
        now = start + (time.monotonic() - clock) * self.speed
        due = self.timing.frame_at(Fraction(now))
        if now < float(self.timing.time_of(self.span.start)) or due >= self.span.stop:
            if not self.loop:
                self.go_quietly(self.span.stop - 1 if self.speed > 0 else self.span.start)
                self.stop()
                return
            self.go_quietly(self.span.start if self.speed > 0 else self.span.stop - 1)
            self._begin()
            return
        if due != self.frame and self._shown:
            passed = abs(due - self.frame) - 1
            if passed > 0 and abs(self.speed) <= 1:
                self.dropped += passed
                self.dropped_changed.emit(self.dropped)
            self.go_quietly(due)

    def go_quietly(self, frame: int) -> None:
        """Move the playhead without beginning anew."""
        if frame != self.frame:
            self.frame = frame
            self._shown = False
            self.moved.emit(frame)
