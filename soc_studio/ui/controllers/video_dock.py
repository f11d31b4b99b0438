"""Whether the list of videos is shown: in Label where there are several, elsewhere when asked."""

from __future__ import annotations

from PySide6.QtCore import QObject

from soc_studio.core.system.settings import Workspace
from soc_studio.ui.controllers.workspaces import Workspaces
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.panel_sizes import PanelSizes
from soc_studio.ui.widgets.window_frame import WindowFrame

_ROOMY = 1200  # pixels of the window's width, from which the list is there without being asked for


class VideoDock(QObject):
    """Shows and hides the list, and remembers for each workspace how a person wanted it."""

    def __init__(
        self,
        frame: WindowFrame,
        workspaces: Workspaces,
        preferences: Preferences,
        sizes: PanelSizes,
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._workspaces = workspaces
        self._preferences = preferences
        self._sizes = sizes
        self._action = frame.actions_["videos"]
        self._several = False
        self._action.triggered.connect(self._toggle)
        frame.videos_dock.visibilityChanged.connect(self._show_mark)
        workspaces.arranged.connect(self.arrange)

    def show_for(self, count: int) -> None:
        """Show the list, or not, for a project of `count` videos."""
        several = count > 1
        if several != self._several:
            self._several = several
            self.arrange()

    def open(self) -> None:
        """Show the list: videos were just added."""
        if self._workspaces.current is not Workspace.DEMO:
            self._put(True)

    def arrange(self) -> None:
        """Show the list as the person left it in this workspace."""
        if self._workspaces.is_open and self._workspaces.current is not Workspace.DEMO:
            self._put(self._several and self._is_wanted())

    def _is_wanted(self) -> bool:
        said = self._preferences.store.value(self._key)
        if said is not None:
            return str(said) == "shown"
        is_label = self._workspaces.current is Workspace.LABEL
        return is_label and self._frame.width() >= _ROOMY

    def _toggle(self) -> None:
        shown = self._frame.videos_dock.isHidden()
        if not self._workspaces.is_open or self._workspaces.current is Workspace.DEMO:
            self._show_mark()
            return
        self._preferences.store.setValue(self._key, "shown" if shown else "hidden")
        self._put(shown)
        if shown:
            self._frame.videos.list.setFocus()

    def _put(self, shown: bool) -> None:
        self._frame.videos_dock.setVisible(shown)
        self._sizes.fit()
        self._show_mark()

    def _show_mark(self, *_: object) -> None:
        self._action.setChecked(not self._frame.videos_dock.isHidden())

    @property
    def _key(self) -> str:
        return f"window/videos-{self._workspaces.current}"
