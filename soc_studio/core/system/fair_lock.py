"""A lock that serves threads in the order in which they ask."""

from __future__ import annotations

import threading
from collections import deque


class FairLock:
    """A reentrant lock that threads get in the order in which they ask.

    With an `RLock` the last owner gets it again while others wake up: on a slow disk results
    kept decisions waiting for seconds, and decisions results.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[tuple[int, threading.Lock]] = deque()
        self._owner: int | None = None
        self._depth = 0

    def __enter__(self) -> None:
        me = threading.get_ident()
        with self._guard:
            if self._owner in (None, me):
                self._owner = me
                self._depth += 1
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append((me, turn))
        try:
            turn.acquire()  # until `__exit__` of another thread makes this one the owner
        except BaseException:  # an interrupt
            with self._guard:
                if (me, turn) in self._waiting:
                    self._waiting.remove((me, turn))
                else:
                    self._pass_on()
            raise

    def __exit__(self, *failure: object) -> None:
        with self._guard:
            self._depth -= 1
            if not self._depth:
                self._pass_on()

    def _pass_on(self) -> None:
        self._owner, self._depth = None, 0
        if self._waiting:
            self._owner, turn = self._waiting.popleft()
            self._depth = 1
            turn.release()
