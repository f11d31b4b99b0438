"""Controller of the stage's page: the start page, or what is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from soc_studio.ui.controllers.playback import PlaybackController
from soc_studio.ui.controllers.workspaces import Workspaces
from soc_studio.ui.document import OpenDocument
from soc_studio.ui.widgets.window_frame import WindowFrame


class Home(QObject):
    """Goes to the start page and back; what is open stays open meanwhile."""

    def __init__(
        self,
        frame: WindowFrame,
        workspaces: Workspaces,
        playback: PlaybackController,
        current: Callable[[], OpenDocument | None],
        refresh: Callable[[], object],
    ) -> None:
        """`current` returns the open document; `refresh` brings the start page up to date."""
        super().__init__(frame)
        self._frame = frame
        self._workspaces = workspaces
        self._playback = playback
        self._current = current
        self._refresh = refresh
        frame.actions_.call(home=self.toggle)

    @property
    def is_shown(self) -> bool:
        """Whether the start page is shown."""
        return self._frame.stack.currentWidget() is self._frame.empty_state

    def toggle(self) -> None:
        """Show the start page, or go back to what is open."""
        self.show(not self.is_shown)

    def show(self, shown: bool) -> None:
        """Show the start page, or what is open where something is."""
        frame = self._frame
        page = self._page(shown)
        if self._playback.playing is not None:
            self._playback.playing.playback.stop()
        has_video = page is frame.viewer
        frame.enable(project=self._current() is not None, video=has_video)
        self._workspaces.show_open(page is not frame.empty_state)
        frame.show_page(page)
        if self.is_shown:
            self._refresh()
        frame.actions_["home"].setChecked(self.is_shown)
        if has_video:
            frame.viewer.setFocus()

    def _page(self, home: bool) -> QWidget:
        document = self._current()
        if document is None or home:
            return self._frame.empty_state
        if document.reader is not None:
            return self._frame.viewer
        return self._frame.empty_state if document.video is None else self._frame.missing_video
