"""Garbage is collected on the GUI thread alone: Qt objects must not be destroyed elsewhere."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 250  # milliseconds


class GarbageCollector(QObject):
    """Does what Python does by itself on whichever thread happens to allocate.

    Reference counting still frees almost everything at once, on any thread; this is for cycles.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Collect from now on, in the event loop of this thread."""
        super().__init__(parent)
        gc.disable()
        # What exists so far stays, and need not be looked through each time.
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY)

    def collect(self) -> None:
        """Collect the oldest generation that Python would collect now."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
