"""Hands things from one thread to another, a few at a time."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Belt(Generic[T]):
    """A bounded queue that either side can leave without the other waiting for ever.

    One thread puts and then ends; another iterates and then closes.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._waiting: deque[T] = deque()
        self._ended = False
        self._closed = False
        self._changed = threading.Condition()

    def put(self, thing: T) -> bool:
        """Hand `thing` on when there is room; False says that nobody wants it any more."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or len(self._waiting) < self._capacity)
            if not self._closed:
                self._waiting.append(thing)
                self._changed.notify_all()
            return not self._closed

    def end(self) -> None:
        """Say that nothing more is coming."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def close(self) -> None:
        """Say that nothing more is wanted, and drop what was waiting."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()

    @property
    def closed(self) -> bool:
        """Whether nothing more is wanted."""
        return self._closed

    def __iter__(self) -> Iterator[T]:
        """Yield what was put, waiting for it, until the end."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._ended or self._closed)
                if not self._waiting:
                    return
                thing = self._waiting.popleft()
                self._changed.notify_all()
            yield thing
