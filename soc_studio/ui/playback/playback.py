"""The playhead: the current frame, and how it advances during playback."""

from __future__ import annotations

import time
from fractions import Fraction
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from soc_studio.core.media.prefetch import Run
from soc_studio.core.media.timing import Timing

_TICK = 6  # milliseconds; several a frame, so that frames come when they are due
_PATIENCE = 5.0  # seconds that playing waits for its first frames: there may be many on the way
_STUCK = 0.5  # seconds after which the playhead moves on without a frame to show
_FASTEST = 8.0
_TO_SOUND = 0.05  # share of the distance to the sound that the clock makes up with each tick
_APART = 0.1  # seconds of that distance that are made up at once


class Screen(Protocol):
    """What makes pictures before their time."""

    def play(self, run: Run) -> None: ...
    def pause(self) -> None: ...
    def has_begun(self) -> bool: ...
    def ready_at(self, turn: int, frame: int) -> int | None: ...


class Voice(Protocol):
    """What makes the sound heard, and so is the clock while it is."""

    def prepare(self, start: Fraction) -> None: ...
    def begin(self) -> None: ...
    def end(self) -> None: ...
    def now(self) -> float | None: ...


class Playback(QObject):
    """The playhead over a video, and the clock that moves it.

    A frame is shown when it is due by its exact time; where showing is too slow, frames between are
    passed over, and `dropped` says how many since playing began. At its own speed the sound says
    what time it is.
    """

    moved = Signal(int)  # the frame under the playhead
    playing_changed = Signal(float)  # speed, 0 where it stands still
    dropped_changed = Signal(int)

    def __init__(
        self,
        timing: Timing,
        first: int = 0,
        screen: Screen | None = None,
        voice: Voice | None = None,
    ) -> None:
        """Stand on frame `first`; without a `screen` every frame is ready when it is due."""
        super().__init__()
        self.timing = timing
        self.frame = first
        self.speed = 0.0
        self.dropped = 0
        self.scrubs = False
        """Whether the playhead was last put on its frame by dragging."""
        self._loop = False
        self._span = range(timing.frame_count)
        self._screen = screen
        self._voice = voice
        self._turn = 0  # number of restarts
        self._waiting = 0.0  # since when it waits for the first frames, 0 where it does not
        self._began = (0.0, 0.0)  # clock and time of the video when playing began
        self._moved_at = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @property
    def is_playing(self) -> bool:
        """Whether the playhead moves by itself."""
        return self.speed != 0

    @property
    def loop(self) -> bool:
        """Whether playback loops."""
        return self._loop

    @loop.setter
    def loop(self, loop: bool) -> None:
        if loop != self._loop:
            self._loop = loop
            self._begin_again()

    @property
    def span(self) -> range:
        """The frames that are played."""
        return self._span

    @span.setter
    def span(self, span: range) -> None:
        if span != self._span:
            self._span = span
            self._begin_again()

    def go(self, frame: int) -> None:
        """Put the playhead on a frame, the nearest one there is."""
        self._go(frame, scrubs=False)

    def scrub(self, frame: int) -> None:
        """Put the playhead on a frame while it is dragged: more frames follow at once."""
        self._go(frame, scrubs=True)

    def _go(self, frame: int, scrubs: bool) -> None:
        self.scrubs = scrubs
        frame = max(0, min(frame, self.timing.frame_count - 1))
        if frame != self.frame:
            self._put(frame)
            self._begin_again()

    def step(self, frames: int) -> None:
        """Move by some frames, and stand still."""
        self.stop()
        self.go(self.frame + frames)

    def play(self, speed: float = 1.0) -> None:
        """Go on at `speed` times the video's own, backwards where negative; 0 stops."""
        if speed == 0:
            self.stop()
            return
        self.stop()
        first, last = self._span.start, self._span.stop - 1
        if speed < 0:
            first, last = last, first
        if self.frame not in self._span or self.frame == last:
            self._put(first)
        self.speed = speed
        self.dropped = 0
        self.dropped_changed.emit(0)
        self._begin()
        self._timer.start(_TICK)
        self.playing_changed.emit(speed)

    def stop(self) -> None:
        """Stand still."""
        if self.is_playing:
            self.speed = 0.0
            self._timer.stop()
            if self._voice is not None:
                self._voice.end()
            if self._screen is not None:
                self._screen.pause()
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
        speed = min(_FASTEST, abs(self.speed) * 2) if same else 1.0
        if direction * speed != self.speed:
            self.play(direction * speed)

    def _begin_again(self) -> None:
        if self.is_playing:
            if self.frame not in self._span:
                self.stop()
                return
            self._begin()

    def _begin(self) -> None:
        """Have the first frames made; the clock starts when they are."""
        self._turn = 0
        self._waiting = time.monotonic()
        if self._screen is not None:
            rate = self.speed * float(self.timing.rate)
            self._screen.play(Run(self.frame, rate, self._span, self._loop))
        self._prepare_voice()

    def _prepare_voice(self) -> None:
        if self._voice is not None:
            self._voice.end()
            if self.speed == 1:
                self._voice.prepare(self.timing.time_of(self.frame))

    def _start_clock(self) -> None:
        start = self.timing.time_of(self.frame)
        if self.speed < 0:  # all of the frame is still before it
            start += self.timing.duration_of(self.frame)
        self._began = (time.monotonic(), float(start))
        self._moved_at = self._began[0]
        if self._voice is not None and self.speed == 1:
            self._voice.begin()

    def _tick(self) -> None:
        if self._waiting:
            has_begun = self._screen is None or self._screen.has_begun()
            if has_begun or time.monotonic() - self._waiting > _PATIENCE:
                self._waiting = 0.0
                self._start_clock()
            return
        now = self._now()
        if not self._start_time() <= now < self._end_time():
            self._reach_end()
            return
        due = self.timing.frame_at(Fraction(now))
        frame = due if self._screen is None else self._screen.ready_at(self._turn, due)
        if frame is None:
            if due == self.frame or time.monotonic() - self._moved_at < _STUCK:
                return
            frame = due
        way = 1 if self.speed > 0 else -1
        if way * (frame - self.frame) > 0:
            self._count_passed(way * (frame - self.frame) - 1)
            self._put(frame)

    def _reach_end(self) -> None:
        forward = self.speed > 0
        first, last = self._span.start, self._span.stop - 1
        if not forward:
            first, last = last, first
        if not self._loop:
            self._count_passed(abs(last - self.frame) - 1)
            self._put(last)
            self.stop()
            return
        self._count_passed(abs(last - self.frame))
        self._turn += 1
        if self._screen is not None:
            self._screen.ready_at(self._turn, first)
        self._put(first)
        self._prepare_voice()
        self._start_clock()

    def _count_passed(self, frames: int) -> None:
        if frames > 0 and abs(self.speed) <= 1:
            self.dropped += frames
            self.dropped_changed.emit(self.dropped)

    def _now(self) -> float:
        """Return the time of the video that it is now."""
        clock, start = self._began
        now = start + (time.monotonic() - clock) * self.speed
        heard = self._voice.now() if self._voice is not None and self.speed == 1 else None
        if heard is None:
            return now
        apart = heard - now
        catching_up = apart if abs(apart) > _APART else apart * _TO_SOUND
        self._began = (clock, start + catching_up)
        return now + catching_up

    def _start_time(self) -> float:
        # A clock that follows the sound may be a little before its beginning.
        if self.speed > 0:
            return float("-inf")
        return float(self.timing.time_of(self._span.start))

    def _end_time(self) -> float:
        if self.speed < 0:
            return float("inf")
        stop = self._span.stop
        is_whole = stop == self.timing.frame_count
        return float(self.timing.duration if is_whole else self.timing.time_of(stop))

    def _put(self, frame: int) -> None:
        self._moved_at = time.monotonic()
        if frame != self.frame:
            self.frame = frame
            self.moved.emit(frame)
