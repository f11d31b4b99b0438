"""Collects Python's garbage on the GUI thread only: Qt objects must not be destroyed elsewhere."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_EVERY = 250  # milliseconds
_LONG = 0.02  # seconds of looking through it, for which the window stands still


class GarbageCollector(QObject):
    """Does what Python does by itself on whichever thread happens to allocate.

    Reference counting still frees almost everything at once, on any thread; this is for cycles.
    """

    def __init__(
        self, parent: QObject | None = None, arriving: Callable[[], bool] = lambda: False
    ) -> None:
        """Collect from now on, in the event loop of this thread.

        While much is `arriving` that stays, such as the networks, nothing is looked through: it
        would take long, again and again, and find nothing.
        """
        super().__init__(parent)
        self._arriving = arriving
        self._arrived = False
        gc.disable()
        self.keep()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY)

    def keep(self) -> None:
        """Look no more through what exists so far: call it when much came that stays."""
        gc.freeze()

    def collect(self) -> None:
        """Collect the oldest generation that Python would collect now."""
        if self._arriving():
            self._arrived = True
            return
        if self._arrived:
            self._arrived = False
            self.keep()
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > gc.get_threshold()[generation]:
                began = time.monotonic()
                gc.collect(generation)
                if time.monotonic() - began > _LONG:
                    self.keep()
                return

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
