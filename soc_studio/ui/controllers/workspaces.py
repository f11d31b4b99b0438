"""Three workspaces of the window: Edit, Label and Demo; they outlive documents."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMenu, QToolBar, QWidget

from soc_studio.core.system.settings import Workspace
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.controllers.demo_room import DemoRoom
from soc_studio.ui.toolkit.preferences import Preferences
from soc_studio.ui.widgets.panel_sizes import PanelSizes
from soc_studio.ui.widgets.window_frame import WindowFrame

_VERSION = 2  # of arrangements that are kept; others are forgotten
_LABELS, _VIDEOS = "labels", "videos"
_HIDDEN_AT_FIRST = ("jobs", _VIDEOS)
_SHOWN_TO_LABEL = (_LABELS, "timeline")


class Workspaces(QObject):
    """Arranges the docks and bars of a window, and remembers how each workspace was left."""

    switched = Signal(object)  # Workspace
    arranged = Signal()  # panels are where they belong

    def __init__(
        self,
        window: WindowFrame,
        actions: Actions,
        preferences: Preferences,
        sizes: PanelSizes,
    ) -> None:
        """`sizes` are those of the panels."""
        super().__init__(window)
        self.current = preferences.value.workspace
        self._window = window
        self._actions = actions
        self._preferences = preferences
        self._sizes = sizes
        self._initial: QByteArray | None = None
        self._is_open = False
        self.demo = DemoRoom(window)
        window.page_changed.connect(self._show_demo)
        actions.call(workspace_reset=self.reset, full_screen=self._switch_full_screen)
        actions["move_panels"].toggled.connect(self._unlock)
        self._unlock(False)
        for each in Workspace:
            actions.call(**{f"workspace_{each}": lambda each=each: self.switch(each)})

        self._panels = QMenu(self.tr("&Panels"), window)
        self._panels.aboutToShow.connect(self._fill_panels)
        actions.menus["view"].insertMenu(actions["full_screen"], self._panels)

    @property
    def is_open(self) -> bool:
        """Whether the window is arranged for something that is open."""
        return self._is_open

    def docks(self) -> list[QDockWidget]:
        """Return the panels of the window."""
        return self._window.findChildren(QDockWidget)

    def show_open(self, is_open: bool) -> None:
        """Arrange the window for something that is open, or show no panel at all."""
        if self._initial is None:
            self._initial = self._window.saveState(_VERSION)
        if is_open and not self._is_open:
            self._is_open = True
            self._arrange()
        elif not is_open:
            self.save()
            self._is_open = False
            self._show_demo()
            for panel in (*self.docks(), *self._bars()):
                panel.hide()
        self._show_marks()

    def switch(self, workspace: Workspace) -> None:
        """Go to a workspace as it was left."""
        self.save()
        self.current = workspace
        if self._is_open:
            self._arrange()
        self._show_marks()
        self._preferences.change(workspace=workspace)
        self.switched.emit(workspace)

    def reset(self) -> None:
        """Arrange the workspace as it was at first."""
        self._preferences.store.remove(self._key)
        for more in ("hidden", "sized"):
            self._preferences.store.remove(f"{self._key}-{more}")
        if self._is_open:
            self._arrange()

    def save(self) -> None:
        """Remember how the workspace is arranged; Demo always is as it was at first."""
        if self._is_open and self.current is not Workspace.DEMO:
            store = self._preferences.store
            store.setValue(self._key, self._window.saveState(_VERSION))
            hidden = [bar.objectName() for bar in self._bars() if bar.isHidden()]
            store.setValue(f"{self._key}-hidden", ",".join(hidden))
            store.setValue(f"{self._key}-sized", ",".join(self._sizes.by_hand))

    @property
    def _key(self) -> str:
        return f"window/workspace-{self.current}"

    def _bars(self) -> list[QToolBar]:
        """Return the bars, which are not among what Qt keeps of a window."""
        return self._window.findChildren(QToolBar)

    def _arrange(self) -> None:
        self._show_demo()  # first, so that panels find the room that they had
        if self.current is Workspace.DEMO:
            for panel in (*self.docks(), *self._bars()):
                panel.hide()
            self._window.statusBar().hide()
            return
        hidden = self._preferences.store.value(f"{self._key}-hidden")
        for bar in self._bars():
            bar.setVisible(hidden is None or bar.objectName() not in hidden)
        self._lay_out()  # panels are restored into the room that there is now
        kept = self._preferences.store.value(self._key)
        if not isinstance(kept, QByteArray) or not self._window.restoreState(kept, _VERSION):
            self._arrange_as_at_first()
        sized = self._preferences.store.value(f"{self._key}-sized", "")
        self._sizes.keep(str(sized).split(",") if sized else ())
        self._lay_out()
        self._sizes.fit()
        self.arranged.emit()

    def _lay_out(self) -> None:
        """Have everything in its place now, not only when the event loop runs."""
        for widget in (self._window.centralWidget(), self._window):
            layout = None if widget is None else widget.layout()
            if layout is not None:
                layout.activate()

    def _show_demo(self) -> None:
        """Be in Demo where that is the workspace, and a video is on the stage."""
        is_demo = self._is_open and self.current is Workspace.DEMO
        window = self._window
        window.statusBar().setVisible(not is_demo)
        self.demo.show(is_demo and window.stack.currentWidget() is window.viewer)

    def _arrange_as_at_first(self) -> None:
        assert self._initial is not None
        self._window.restoreState(self._initial, _VERSION)
        if self.current is Workspace.EDIT:
            for dock in self.docks():
                dock.setVisible(dock.objectName() not in (_LABELS, *_HIDDEN_AT_FIRST))
            return
        for dock in self.docks():
            dock.setVisible(dock.objectName() in _SHOWN_TO_LABEL)

    def _unlock(self, movable: bool) -> None:
        """Give the panels bars by which they are moved, or take those away."""
        features = QDockWidget.DockWidgetFeature
        for dock in self.docks():
            bar = dock.titleBarWidget()
            if movable:
                dock.setTitleBarWidget(None)  # type: ignore[arg-type]
                dock.setFeatures(
                    features.DockWidgetMovable
                    | features.DockWidgetFloatable
                    | features.DockWidgetClosable
                )
                if bar is not None:
                    bar.deleteLater()
            elif bar is None:
                dock.setFloating(False)
                dock.setTitleBarWidget(QWidget(dock))
                dock.setFeatures(features.NoDockWidgetFeatures)

    def _fill_panels(self) -> None:
        """Put what shows and hides each panel into the menu."""
        self._panels.clear()
        for dock in self.docks():
            self._panels.addAction(dock.toggleViewAction())
        for bar in self._bars():
            self._panels.addAction(bar.toggleViewAction())

    def _switch_full_screen(self) -> None:
        window = self._window
        # Not `showNormal`, which forgets that the window was maximised.
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._actions["full_screen"].setChecked(window.isFullScreen())

    def _show_marks(self) -> None:
        for each in Workspace:
            self._actions[f"workspace_{each}"].setChecked(each is self.current)
