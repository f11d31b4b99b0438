"""Garbage of a test: collected on the thread of the window, and before the next test begins."""

from __future__ import annotations

import gc

from soc_studio.ui.toolkit.garbage import GarbageCollector


class OwnGarbage(GarbageCollector):
    """Looks through what a test made, and not through all that was there before.

    Modules and tests are hundreds of thousands of objects: to look through them after each test
    would take longer than most tests.
    """

    def __init__(self) -> None:
        gc.collect()  # pytest kept the window of the test before until that test was over
        self._is_kept = False
        super().__init__()

    def keep(self) -> None:
        """Keep what was there before the test, and nothing that the test made."""
        if not self._is_kept:
            self._is_kept = True
            super().keep()

    def end(self) -> None:
        """Collect what the test left, and leave that to Python again."""
        self._timer.stop()
        gc.collect()
        gc.enable()
