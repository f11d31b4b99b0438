"""Ctrl-C, and the system's request to end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, Self

# The second is what a service manager sends, the third Ctrl-Break, which only Windows has.
_NAMES = ("SIGINT", "SIGTERM", "SIGBREAK")


class Stopping:
    """Turns the signals that ask a program to stop into `KeyboardInterrupt`, inside a `with`.

    While `patient` is set the first request only sets `asked`, so that what is finished can be
    put away; the next one interrupts all the same. Outside the main thread, where Python allows
    no handlers, it does nothing.
    """

    def __init__(self, is_last: bool = False) -> None:
        """Begin; where it `is_last`, the process ends after it, and hears no more requests.

        Python takes a while to tidy up, and tells of an interrupt in it by a traceback.
        """
        self._is_last = is_last
        self.asked = False
        self.patient = False
        self._former: dict[int, Callable[[int, FrameType | None], Any] | int | None] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for name in _NAMES:
                if number := getattr(signal, name, None):
                    self._former[number] = signal.signal(number, self._handle)
        return self

    def __exit__(self, *_: object) -> None:
        for number, former in self._former.items():
            signal.signal(number, signal.SIG_IGN if self._is_last else former)

    def check(self) -> None:
        """Raise `KeyboardInterrupt` where a library swallowed it."""
        if self.asked:
            raise KeyboardInterrupt

    def _handle(self, number: int, frame: FrameType | None) -> None:
        is_first, self.asked = not self.asked, True
        if not (is_first and self.patient):
            raise KeyboardInterrupt
