"""Three workspaces of the window: Edit, Label and Demo; they outlive documents."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QPushButton,
    QToolBar,
    QWidget,
)

from soc_studio.core.system.settings import Workspace
from soc_studio.ui.commands.actions import Actions
from soc_studio.ui.toolkit.preferences import Preferences

_VERSION = 1  # of arrangements that are kept; others are forgotten
_LABELS = "labels"
_SHOWN_TO_LABEL = (_LABELS, "timeline")
_TABLE_WIDTH = 620
_LARGER = 1.35  # type, where people look on from afar


class Workspaces(QObject):
    """Arranges the docks and bars of a window, and remembers how each workspace was left."""

    switched = Signal(object)  # Workspace

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        preferences: Preferences,
        enlarged: Iterable[QWidget],
    ) -> None:
        """`enlarged` are the widgets with larger type for Demo."""
        super().__init__(window)
        self.current = preferences.value.workspace
        self._window = window
        self._actions = actions
        self._preferences = preferences
        self._enlarged = list(enlarged)
        self._initial: QByteArray | None = None
        self._is_open = False
        self.bar = QWidget(window)
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.setDefault(True)
        self.export_button.setMinimumSize(260, 48)
        self.export_button.clicked.connect(actions["export"].trigger)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(8, 0, 8, 12)
        row.addStretch(1)
        row.addWidget(self.export_button)
        row.addStretch(1)
        self.bar.hide()
        actions.call(workspace_reset=self.reset, full_screen=self._switch_full_screen)
        for each in Workspace:
            actions.call(**{f"workspace_{each}": lambda each=each: self.switch(each)})

        self._panels = QMenu(self.tr("&Panels"), window)
        self._panels.aboutToShow.connect(self._fill_panels)
        actions.menus["view"].insertMenu(actions["full_screen"], self._panels)

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
            for panel in (*self.docks(), *self._window.findChildren(QToolBar)):
                panel.hide()
            self.bar.hide()
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
        if self._is_open:
            self._arrange()

    def save(self) -> None:
        """Remember how the workspace is arranged."""
        if self._is_open:
            self._preferences.store.setValue(self._key, self._window.saveState(_VERSION))

    @property
    def _key(self) -> str:
        return f"window/workspace-{self.current}"

    def _arrange(self) -> None:
        kept = self._preferences.store.value(self._key)
        if not isinstance(kept, QByteArray) or not self._window.restoreState(kept, _VERSION):
            self._arrange_as_at_first()
        is_demo = self.current is Workspace.DEMO
        self.bar.setVisible(is_demo)
        self._window.statusBar().setVisible(not is_demo)
        font = self._window.font()
        if is_demo:
            font.setPointSizeF(font.pointSizeF() * _LARGER)
        for widget in (self.export_button, *self._enlarged):
            _set_font(widget, font)

    def _arrange_as_at_first(self) -> None:
        assert self._initial is not None
        self._window.restoreState(self._initial, _VERSION)
        bars = self._window.findChildren(QToolBar)
        if self.current is Workspace.EDIT:
            for dock in self.docks():
                if dock.objectName() == _LABELS:
                    dock.hide()
            return
        for bar in bars:
            bar.hide()
        shown = _SHOWN_TO_LABEL if self.current is Workspace.LABEL else ()
        for dock in self.docks():
            dock.setVisible(dock.objectName() in shown)
        table = [dock for dock in self.docks() if dock.objectName() == _LABELS]
        self._window.resizeDocks(table, [_TABLE_WIDTH], Qt.Orientation.Horizontal)

    def _fill_panels(self) -> None:
        """Put what shows and hides each panel into the menu."""
        self._panels.clear()
        for dock in self.docks():
            self._panels.addAction(dock.toggleViewAction())
        for bar in self._window.findChildren(QToolBar):
            self._panels.addAction(bar.toggleViewAction())

    def _switch_full_screen(self) -> None:
        window = self._window
        window.showNormal() if window.isFullScreen() else window.showFullScreen()
        self._actions["full_screen"].setChecked(window.isFullScreen())

    def _show_marks(self) -> None:
        for each in Workspace:
            self._actions[f"workspace_{each}"].setChecked(each is self.current)


def _set_font(widget: QWidget, font: QFont) -> None:
    """Set the font of a widget and its children: a style sheet keeps them from inheriting it."""
    widget.setFont(font)
    for child in widget.findChildren(QWidget):
        child.setFont(font)
