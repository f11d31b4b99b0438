"""Decodes frames ahead of the playhead during playback."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from soc_studio.core.media.video_reader import Step
from soc_studio.core.system.errors import VideoError

_MOST_AHEAD = 12  # pictures
_MOST_BYTES = 48 * 2**20
_MOST_SHOWN = 60.0  # pictures a second: screens show no more
_MOST_BACK = 125  # pictures made together on the way back, and their bytes
_MOST_BACK_BYTES = 96 * 2**20
_FAR_BEHIND = 1.0  # seconds from which frames are not even decoded, where that can be


class Pictures(Protocol):
    """A video, or a copy of one."""

    def steps(
        self, start: int, within: tuple[int, int] | None = None
    ) -> Generator[Step, None, None]: ...

    def entry_before(self, number: int) -> int: ...


@dataclass(frozen=True, slots=True)
class Run:
    """Frames to be played: from `start` on, `rate` a second, backwards where it is negative; within
    `span`, again and again where it `loops`."""

    start: int
    rate: float
    span: range
    loops: bool = False

    @property
    def direction(self) -> int:
        return 1 if self.rate > 0 else -1

    @property
    def first(self) -> int:
        """The frame from which it restarts."""
        return self.span.start if self.rate > 0 else self.span.stop - 1


@dataclass(frozen=True, slots=True)
class Ahead:
    """A picture, RGB uint8 [H, W, 3], of a frame in the `turn`-th time through."""

    turn: int
    frame: int
    picture: NDArray[np.uint8]


class Pace:
    """Of how many frames one is shown, to keep time and show frames evenly."""

    _LATE = 3  # of the last few, from which fewer are shown
    _FEW = 8
    _SETTLING = 6  # after a change: they are of before it
    _MORE_AFTER = 12  # shown in time, after which more are tried
    _LONGEST = 384

    def __init__(self, least: int) -> None:
        """Begin with every `least`-th."""
        self.least = least
        self.stride = least
        self._last: deque[bool] = deque(maxlen=self._FEW)
        self._in_time = 0
        self._patience = self._MORE_AFTER
        self._tried = False
        self._settling = 0

    def shown(self, late: bool) -> None:
        """Record that a frame is ready, and whether it was `late`."""
        if self._settling:
            self._settling -= 1
            return
        self._last.append(late)
        self._in_time = 0 if late else self._in_time + 1
        if sum(self._last) >= self._LATE:
            if self._tried:  # more were too many: it takes longer until they are tried again
                self._patience = min(self._LONGEST, 2 * self._patience)
            self.stride += 1
            self._begin(False)
        elif self._in_time >= self._patience and self.stride > self.least:
            self.stride -= 1
            self._begin(True)
        elif self._in_time >= self._patience:
            self._tried = False

    def _begin(self, tried: bool) -> None:
        self._last.clear()
        self._in_time = 0
        self._tried = tried
        self._settling = self._SETTLING


class Prefetch:
    """Makes the pictures of a run in a thread of its own, before their time comes."""

    def __init__(self, source: Pictures, run: Run, within: tuple[int, int], turn: int = 0) -> None:
        """Begin, in the `turn`-th time; pictures are no larger than `within`, height and width."""
        self.run = run
        self.pace = Pace(_least_stride(run))
        self._turn = turn
        self._source = source
        self._within = within
        self._made: deque[Ahead] = deque()
        self._bytes = 0
        self._due = (turn, run.start)
        self._over = False
        self._closed = False
        self._error: VideoError | None = None
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="prefetch", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether nothing comes any more."""
        with self._changed:
            return not self._made and self._over

    def set_rate(self, run: Run) -> None:
        """Continue at the rate of `run`, in the same direction."""
        with self._changed:
            self.run = replace(self.run, rate=run.rate)
            self.pace = Pace(_least_stride(run))
            self._changed.notify_all()

    @property
    def due(self) -> tuple[int, int]:
        """The turn and the frame whose time it is."""
        return self._due

    def tell_due(self, turn: int, frame: int) -> None:
        """Set the frame that is due now."""
        with self._changed:
            self._due = (turn, frame)
            self._changed.notify_all()

    def is_past(self, turn: int, frame: int) -> bool:
        """Return whether the time of a frame is over."""
        due_turn, due = self._due
        way = self.run.direction
        return (turn, way * frame) < (due_turn, way * due)

    def take(self, seconds: float) -> Ahead | None:
        """Return the next picture, waiting up to `seconds` for it; None where it does not come.

        Those whose time is over are left out where there are later ones.

        Raises:
            VideoError: the file is broken after the frames taken.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._made or self._over or self._closed, seconds)
            while len(self._made) > 1 and self.is_past(self._made[0].turn, self._made[0].frame):
                self._drop()
            if self._made:
                return self._drop()
            if self._error is not None:
                error, self._error = self._error, None
                raise error
            return None

    def close(self) -> None:
        """Stop, and wait for the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join()

    def _drop(self) -> Ahead:
        first = self._made.popleft()
        self._bytes -= first.picture.nbytes
        self._changed.notify_all()
        return first

    def _work(self) -> None:
        turn, number = self._turn, self.run.start
        go = self._forward if self.run.rate > 0 else self._backward
        try:
            while not self._closed:
                go(turn, number)
                if not self.run.loops:
                    break
                turn, number = turn + 1, self.run.first
        except VideoError as error:
            self._error = error
        with self._changed:
            self._over = True
            self._changed.notify_all()

    def _forward(self, turn: int, wanted: int) -> None:
        while wanted < self.run.span.stop:
            with closing(self._source.steps(wanted, self._within)) as steps:
                for number, make in steps:
                    if number >= self.run.span.stop or self._closed:
                        return
                    target = self._target(turn, number)
                    far = _FAR_BEHIND * self.run.rate
                    if target - number > far and self._source.entry_before(target) > number:
                        wanted = target
                        break
                    if number < wanted:
                        continue
                    if not self._wait_for_room():
                        return
                    self._put(Ahead(turn, number, make()))
                    wanted = max(number + self.pace.stride, self._target(turn, number))
                else:
                    return

    def _backward(self, turn: int, wanted: int) -> None:
        while wanted >= self.run.span.start:
            stride = self.pace.stride
            first = max(self.run.span.start, wanted - self._piece() * stride + 1)
            if self._source.entry_before(wanted) == wanted:
                first = wanted
            numbers = set(range(wanted, first - 1, -stride))
            pictures = []
            with closing(self._source.steps(min(numbers), self._within)) as steps:
                for number, make in steps:
                    if self._closed:
                        return
                    if number in numbers:
                        pictures.append((number, make()))
                    if number >= wanted:
                        break
            for number, picture in reversed(pictures):
                self._put(Ahead(turn, number, picture))
            # The way to the next ones is long, and begun while these are shown.
            if not self._wait_for_room(max(_MOST_AHEAD, len(pictures) // 2)):
                return
            wanted = min(min(numbers) - stride, self._target(turn, min(numbers)))

    def _target(self, turn: int, number: int) -> int:
        """Return the frame whose time it is, `number` where that is in another turn."""
        due_turn, due = self._due
        if due_turn != turn:
            return number
        return max(number, due) if self.run.rate > 0 else min(number, due)

    def _piece(self) -> int:
        """Return how many pictures are made together on the way back."""
        height, width = self._within
        return max(4, min(_MOST_BACK, _MOST_BACK_BYTES // (height * width * 3)))

    def _wait_for_room(self, most: int = 0) -> bool:
        """Wait until there is room for a picture, or no more than `most` are there; return whether
        to go on."""

        def has_room() -> bool:
            count = len(self._made)
            few = count < _MOST_AHEAD and self._bytes < _MOST_BYTES
            return self._closed or not count or (count <= most if most else few)

        with self._changed:
            self._changed.wait_for(has_room)
            return not self._closed

    def _put(self, ahead: Ahead) -> None:
        with self._changed:
            self._made.append(ahead)
            self._bytes += ahead.picture.nbytes
            self._changed.notify_all()


def _least_stride(run: Run) -> int:
    return max(1, round(abs(run.rate) / _MOST_SHOWN))
