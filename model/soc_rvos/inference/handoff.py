"""Hands things from one thread to another, a few at a time."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")

LOOK_UP = 0.5
"""Seconds after which a thread that waits for room looks whether the program is still there."""


class BoundedChannel(Generic[T]):
    """A bounded queue that either side can leave without the other waiting for ever.

    One thread puts, inside of `with`; another iterates, checks for an error and then closes.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._waiting: deque[T] = deque()
        self._ended = False
        self._error: BaseException | None = None
        self._closed = False
        self._changed = threading.Condition()

    def put(self, thing: T) -> bool:
        """Hand `thing` on when there is room; False says that nobody wants it any more."""
        with self._changed:
            while not self._changed.wait_for(self._has_room, timeout=LOOK_UP):
                if not threading.main_thread().is_alive():
                    # The program is ending, and waits for this thread before it would close us.
                    return False
            if not self._closed:
                self._waiting.append(thing)
                self._changed.notify_all()
            return not self._closed

    def _has_room(self) -> bool:
        return self._closed or len(self._waiting) < self._capacity

    def __enter__(self) -> None:
        """Begin to put values, on the putting thread."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        """End the stream; keep an error for the reading side."""
        with self._changed:
            self._ended = True
            self._error = error
            self._changed.notify_all()
        return True

    def check(self) -> None:
        """Raise the error that ended the putting, if one did."""
        if self._error is not None:
            raise self._error

    def close(self) -> None:
        """Refuse further values, and drop those that wait."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()

    @property
    def closed(self) -> bool:
        """Whether the reading side takes no more values."""
        return self._closed

    def __iter__(self) -> Iterator[T]:
        """Wait for values and yield them, until the end."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._ended or self._closed)
                if not self._waiting:
                    return
                thing = self._waiting.popleft()
                self._changed.notify_all()
            yield thing
