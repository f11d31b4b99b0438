"""How soon other threads let the window's thread have the interpreter."""

from __future__ import annotations

import sys

_TURN = 0.001  # seconds


def take_short_turns() -> None:
    """Have a thread that works in Python give way to another after a millisecond, not after five.

    Whatever Qt does for the window's thread may give the interpreter away, and each time the thread
    waits until all others that want it had their turns.
    """
    sys.setswitchinterval(_TURN)
