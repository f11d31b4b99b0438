"""Ctrl-C, and the system's request to end."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, Self

# The second is what a service manager sends, the third what a terminal does that is closed, the
# last Ctrl-Break, which only Windows has.
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_SOON = 0.01  # seconds after which an interrupt that was lost in a callback comes again
_TIDYING = 2.0  # seconds in which a program that was interrupted puts its things away undisturbed


class Stopping:
    """Turns the signals that ask a program to stop into `KeyboardInterrupt`, inside a `with`.

    After `be_patient` the first request only sets `asked`, so that finished work can be
    kept; the next one interrupts all the same. Once an interrupt ends the program, further requests
    are ignored for a moment: terminals and systems send several, and half-written files have to
    be removed. Outside the main thread, where Python allows no handlers, it does nothing.
    """

    def __init__(self, is_last: bool = False) -> None:
        """Begin; if it `is_last`, the process ends afterwards, and ignores further requests.

        Python takes a while to tidy up, and tells of an interrupt in it by a traceback.
        """
        self._is_last = is_last
        self.asked = False
        self._patient = False
        self._finishes = False
        self._interrupted: float | None = None  # when
        self._heard = threading.Event()  # that an interrupt was lost
        self._former_hook: Callable[[Any], object] | None = None
        self._former: dict[int, Callable[[int, FrameType | None], Any] | int | None] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for name in _NAMES:
                number = getattr(signal, name, None)
                if number and not (name == "SIGHUP" and signal.getsignal(number) == signal.SIG_IGN):
                    # `nohup` means that the program should outlive the terminal.
                    self._former[number] = signal.signal(number, self._handle)
            self._former_hook, sys.unraisablehook = sys.unraisablehook, self._hear_lost
        return self

    def __exit__(self, *_: object) -> None:
        if self._former_hook is not None:
            sys.unraisablehook = self._former_hook
        for number, former in self._former.items():
            signal.signal(number, signal.SIG_IGN if self._is_last else former)

    def be_patient(self) -> None:
        """Let the next request only set `asked`; forget an interrupt that came before."""
        self._patient = True
        self._interrupted = None

    def finish(self) -> None:
        """Let no request interrupt the rest: it takes a moment, and it is too late to give up."""
        self._finishes = True

    def check(self) -> None:
        """Raise `KeyboardInterrupt` where a library swallowed it."""
        if self.asked:
            raise KeyboardInterrupt

    def _hear_lost(self, what: Any) -> None:
        """An interrupt that came in a callback of Python itself was told to nobody: repeat it."""
        if issubclass(what.exc_type, KeyboardInterrupt):
            self._heard.clear()
            again = threading.Thread(target=self._interrupt_again, name="interrupt", daemon=True)
            again.start()
            self._heard.set()
        elif self._former_hook is not None:
            self._former_hook(what)

    def _interrupt_again(self) -> None:
        self._heard.wait()
        time.sleep(_SOON)
        self._interrupted = None  # not before: nothing may interrupt what hears of a lost one
        _thread.interrupt_main()

    def _handle(self, number: int, frame: FrameType | None) -> None:
        is_first, self.asked = not self.asked, True
        now = time.monotonic()
        is_tidying = self._interrupted is not None and now - self._interrupted < _TIDYING
        if self._finishes or is_tidying:
            return
        if not (is_first and self._patient):
            self._interrupted = now
            raise KeyboardInterrupt
