"""The strip of tools beside the picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

from soc_studio.ui.toolkit.icons import icon
from soc_studio.ui.toolkit.theme import is_in_new_theme

_ICON = 18
_WIDTH, _BUTTON = 44, 32
_ICONS = {
    "pointer": "mouse-pointer-2",
    "points": "crosshair",
    "scribble": "pencil",
    "brush": "brush",
    "eraser": "eraser",
    "box": "square-dashed-mouse-pointer",
    "lasso": "lasso",
    "absent": "ghost",
}


class ToolStrip(QToolBar):
    """Buttons for the tools in groups, and for what is said of a frame without a tool."""

    def __init__(
        self,
        groups: Sequence[Sequence[QAction]],
        actions: Sequence[QAction] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Show actions of tools, one of which is checked, then `actions`."""
        super().__init__(parent)
        self.tools = QActionGroup(self)
        self.setObjectName("tools")
        self.setWindowTitle(self.tr("Tools"))
        self.setMovable(False)
        self.setOrientation(Qt.Orientation.Vertical)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFixedWidth(_WIDTH)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._drawn_actions: list[QAction] = []
        for group in (*groups, actions):
            if self._drawn_actions and group:
                self.addSeparator()
            self._drawn_actions += group
            self.addActions(list(group))
        for group in groups:
            for action in group:
                self.tools.addAction(action)
        groups[0][0].setChecked(True)
        for action in self._drawn_actions:
            button = self.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                button.setFixedSize(_BUTTON, _BUTTON)
                name, _, hint = action.toolTip().partition("\n")
                button.setAccessibleName(name)
                button.setAccessibleDescription(hint)
        self._draw_icons()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if is_in_new_theme(self, event):
            self._draw_icons()

    def _draw_icons(self) -> None:
        for action in getattr(self, "_drawn_actions", ()):
            action.setIcon(icon(_ICONS[action.objectName()], _ICON))
