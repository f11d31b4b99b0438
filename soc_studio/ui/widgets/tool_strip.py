"""The strip of tools beside the picture."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QSlider,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.masks.brush import LARGEST
from soc_studio.ui.toolkit.icons import icon

_ICON = 18
_WIDTH = 44
_ICONS = {
    "pointer": "mouse-pointer-2",
    "brush": "brush",
    "eraser": "eraser",
    "box": "square",
    "lasso": "lasso",
    "absent": "ghost",
    "forget_correction": "rotate-ccw",
    "propagate_backwards": "arrow-left",
    "propagate_both_ways": "arrow-left-right",
    "propagate_forwards": "arrow-right",
}
_STEPS = 100  # of the slider, which is even in the logarithm of the size


class ToolStrip(QToolBar):
    """Buttons for the tools, the size of the brush, and what can be done with a correction."""

    diameter_asked = Signal(float)  # of the brush, in pixels of the video

    def __init__(
        self,
        tools: Sequence[QAction],
        actions: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        """Show actions of tools, one of which is checked, then those that change corrections."""
        super().__init__(parent)
        self.tools = QActionGroup(self)
        for action in tools:
            self.tools.addAction(action)
        tools[0].setChecked(True)
        self.setObjectName("tools")
        self.setWindowTitle(self.tr("Tools"))
        self.setMovable(False)
        self.setOrientation(Qt.Orientation.Vertical)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFixedWidth(_WIDTH)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._drawn_actions = [*tools, *actions]
        self.addActions(list(tools))
        self.addSeparator()
        self._size = QWidget()
        self._size.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.diameter = QLabel("")
        self.diameter.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.slider = QSlider(Qt.Orientation.Vertical)
        self.slider.setRange(0, _STEPS)
        self.slider.setFixedHeight(88)
        self.slider.setAccessibleName(self.tr("Size of the brush"))
        column = QVBoxLayout(self._size)
        column.setContentsMargins(0, 4, 0, 4)
        column.addWidget(self.diameter)
        column.addWidget(self.slider, 0, Qt.AlignmentFlag.AlignHCenter)
        self._size_action = self.addWidget(self._size)
        self.addSeparator()
        self.addActions(list(actions))
        for action in self._drawn_actions:
            button = self.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                button.setAccessibleName(action.toolTip())
        self.slider.valueChanged.connect(self._ask_diameter)
        self.show_size(False)
        self._draw_icons()

    def show_diameter(self, diameter: float) -> None:
        """Show the size of the brush, in pixels of the video."""
        self.diameter.setText(f"{diameter:.0f}")
        tip = self.tr("Size of the brush: {0:.0f} pixels (Ctrl+[ and Ctrl+], or drag with Ctrl)")
        self._size.setToolTip(tip.format(diameter))
        self.slider.blockSignals(True)
        self.slider.setValue(round(_STEPS * math.log(max(1.0, diameter)) / math.log(LARGEST)))
        self.slider.blockSignals(False)

    def show_size(self, shown: bool) -> None:
        """Show the size of the brush, or not: other tools have none."""
        self._size.setEnabled(shown)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._draw_icons()

    def _ask_diameter(self, value: int) -> None:
        self.diameter_asked.emit(float(round(LARGEST ** (value / _STEPS))))

    def _draw_icons(self) -> None:
        for action in getattr(self, "_drawn_actions", ()):
            action.setIcon(icon(_ICONS[action.objectName()], _ICON))
