"""Switches the theme in steps between which the event loop runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from soc_studio.ui.toolkit.in_steps import InSteps, laid_out_last, unpainted
from soc_studio.ui.toolkit.theme import theme_steps


class ThemeSwitch(QObject):
    """Puts the application into another theme without a stall.

    The window is not painted meanwhile: it looks as it did until the last step is done.
    """

    def __init__(self, window: QWidget, switched: Callable[[], object]) -> None:
        """`switched` is called in the new theme, before anybody sees it."""
        super().__init__(window)
        self._window = window
        self._switched = switched
        self._wanted: tuple[str, bool] | None = None
        self._steps = InSteps(self)

    @property
    def is_switching(self) -> bool:
        """Whether the theme is not there yet, or not seen yet."""
        return self._wanted is not None or not self._steps.is_done

    def switch(self, theme: str, contrast: bool) -> None:
        """Begin to show `theme`; a later call takes the place of one that is under way."""
        begins = self._wanted is None
        self._wanted = theme, contrast
        if begins:
            steps = laid_out_last(self._window, self._all_steps())
            self._steps.begin(unpainted(self._window, steps))

    def _all_steps(self) -> Iterator[None]:
        applied = None
        try:
            while self._wanted is not None and self._wanted != applied:
                applied = self._wanted
                yield from theme_steps(*applied)
                yield
                self._switched()
        finally:
            self._wanted = None
