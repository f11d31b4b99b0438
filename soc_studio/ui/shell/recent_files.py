"""The files that were opened last, in a menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from soc_studio.core.storage.unsaved import is_draft
from soc_studio.resources import resource
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.window_frame import WindowFrame


class RecentFiles(QObject):
    """Keeps the list among the preferences, and shows it as `menu` in the File menu."""

    def __init__(
        self, frame: WindowFrame, preferences: Preferences, open_file: Callable[[Path], object]
    ) -> None:
        super().__init__(frame)
        self._preferences = preferences
        self._open_file = open_file
        self.menu = QMenu(self.tr("Open &recent"), frame)
        self.menu.aboutToShow.connect(self._fill)
        file_menu = frame.actions_.menus["file"]
        file_menu.insertMenu(frame.actions_["recover"], self.menu)
        file_menu.aboutToShow.connect(self._enable)

    def note(self, path: Path) -> None:
        """Remember a file that was opened, or saved under a new name."""
        if not is_draft(path) and not path.is_relative_to(resource("sample")):
            recent = self._preferences.value.with_recent(str(path.absolute()))
            self._preferences.change(recent=recent)

    def _enable(self) -> None:
        self.menu.setEnabled(bool(self._preferences.value.recent))

    def _fill(self) -> None:
        self.menu.clear()
        for recent in self._preferences.value.recent:
            path = Path(recent)
            action = self.menu.addAction(path.name.replace("&", "&&"))
            action.setToolTip(recent)
            action.setStatusTip(recent)
            action.triggered.connect(partial(self._open, path))
        self.menu.addSeparator()
        self.menu.addAction(self.tr("&Clear the list")).triggered.connect(self._clear)

    def _open(self, path: Path, _: bool = False) -> None:
        self._open_file(path)

    def _clear(self) -> None:
        self._preferences.change(recent=())
