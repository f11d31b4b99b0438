"""Switches the theme in steps between which the event loop runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from soc_studio.ui.toolkit.theme import theme_steps

_END = object()


class ThemeSwitch(QObject):
    """Puts the application into another theme without a stall.

    A picture of the window as it was covers it meanwhile.
    """

    def __init__(self, window: QWidget, switched: Callable[[], object]) -> None:
        """`switched` is called in the new theme, before anybody sees it."""
        super().__init__(window)
        self._window = window
        self._switched = switched
        self._cover: QLabel | None = None
        self._wanted: tuple[str, bool] | None = None
        self._steps: Iterator[object] = iter(())
        # Comes after what is to be painted and what a person does, which a posted event does not.
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    @property
    def is_switching(self) -> bool:
        """Whether the theme is not there yet."""
        return self._wanted is not None

    def switch(self, theme: str, contrast: bool) -> None:
        """Begin to show `theme`; a later call takes the place of one that is under way."""
        begins = self._wanted is None
        self._wanted = theme, contrast
        if begins:
            self._put_cover()
            self._steps = self._all_steps()
            self._turn.start()

    def _put_cover(self) -> None:
        if not self._window.isVisible():
            return
        self._cover = QLabel(self._window)
        self._cover.setObjectName("cover")
        self._cover.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cover.setPixmap(self._window.grab())
        self._cover.setGeometry(self._window.rect())
        self._cover.show()
        self._cover.raise_()

    def _all_steps(self) -> Iterator[None]:
        applied = None
        while self._wanted is not None and self._wanted != applied:
            applied = self._wanted
            yield from theme_steps(*applied)
            yield
            self._switched()
            yield
        self._wanted = None
        cover, self._cover = self._cover, None
        if cover is not None:
            cover.hide()
            cover.deleteLater()

    def _go_on(self) -> None:
        if next(self._steps, _END) is _END:
            self._turn.stop()
