"""What belongs to the tools that correct: how they are used, and what takes a correction away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from soc_studio.ui.toolkit.icons import icon
from soc_studio.ui.toolkit.theme import is_in_new_theme

_ICON, _GAP = 16, 6
_ICONS = {
    "forget_correction": "rotate-ccw",
}


class CorrectPanel(QWidget):
    """How the tool in hand is used, and what can be done with a correction."""

    wanted = Signal(bool)  # whether a tool that corrects is in hand

    def __init__(self, actions: Sequence[QAction] = (), parent: QWidget | None = None) -> None:
        """Show actions that change corrections."""
        super().__init__(parent)
        self.advice = QLabel("")
        self.advice.setWordWrap(True)
        self.advice.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 12)
        column.setSpacing(4)
        column.addWidget(self.advice)
        self._actions = list(actions)
        for action in self._actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setIconSize(QSize(_ICON + _GAP, _ICON))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(action.toolTip())
            column.addWidget(button)
        self._draw_icons()

    def show_tool(self, corrects: bool, advice: str = "") -> None:
        """Show what belongs to the tool in hand: whether it corrects, and how it is used."""
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.wanted.emit(corrects)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if is_in_new_theme(self, event):
            self._draw_icons()

    def _draw_icons(self) -> None:
        for action in getattr(self, "_actions", ()):
            action.setIcon(icon(_ICONS[action.objectName()], _ICON))
