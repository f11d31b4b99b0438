"""What belongs to the tools that correct: the size of the brush, and where a correction goes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.core.masks.brush import LARGEST
from soc_studio.ui.toolkit.icons import icon

_ICON, _GAP = 16, 6
_ICONS = {
    "forget_correction": "rotate-ccw",
}
_NAME, _FIELD = 104, 44  # pixels of width
_STEPS = 100  # of the slider, which is even in the logarithm of the size


class CorrectPanel(QWidget):
    """The size of the brush, and what can be done with a correction."""

    diameter_asked = Signal(float)  # of the brush, in pixels of the video
    wanted = Signal(bool)  # whether a tool that corrects is in hand
    clear_asked = Signal()  # take all points of the frame back

    def __init__(self, actions: Sequence[QAction] = (), parent: QWidget | None = None) -> None:
        """Show actions that change corrections."""
        super().__init__(parent)
        title = QLabel(self.tr("Brush"))
        title.setFixedWidth(_NAME)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setAccessibleName(self.tr("Size of the brush"))
        self.diameter = QLabel("")
        self.diameter.setFixedWidth(_FIELD)
        self.diameter.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.advice = QLabel("")
        self.advice.setWordWrap(True)
        self.advice.hide()
        self._size = QWidget()
        row = QHBoxLayout(self._size)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (title, self.slider, self.diameter):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 12)
        column.setSpacing(4)
        column.addWidget(self.advice)
        self.points = QWidget()
        self.count = QLabel("")
        self.clear_button = QPushButton(self.tr("Clear"))
        self.clear_button.clicked.connect(self.clear_asked)
        line = QHBoxLayout(self.points)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.count, 1)
        line.addWidget(self.clear_button)
        self.points.hide()
        column.addWidget(self.points)
        column.addWidget(self._size)
        self._actions = list(actions)
        for action in self._actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setIconSize(QSize(_ICON + _GAP, _ICON))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(action.toolTip())
            column.addWidget(button)
        self.slider.valueChanged.connect(self._ask_diameter)
        self._draw_icons()

    def show_diameter(self, diameter: float) -> None:
        """Show the size of the brush, in pixels of the video."""
        self.diameter.setText(f"{diameter:.0f}")
        tip = self.tr("Size of the brush: {0:.0f} pixels (Ctrl+[ and Ctrl+], or drag with Ctrl)")
        self._size.setToolTip(tip.format(diameter))
        self.slider.blockSignals(True)
        self.slider.setValue(round(_STEPS * math.log(max(1.0, diameter)) / math.log(LARGEST)))
        self.slider.blockSignals(False)

    def show_points(self, count: int) -> None:
        """Show how many points and strokes there are on the frame."""
        self.count.setText(self.tr("%n point(s) on this frame", "", count))
        self.points.setVisible(count > 0)

    def show_tool(self, corrects: bool, has_size: bool, advice: str = "") -> None:
        """Show what belongs to the tool in hand: whether it corrects, has a size, and how it is
        used."""
        self._size.setEnabled(has_size)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.wanted.emit(corrects)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._draw_icons()

    def _ask_diameter(self, value: int) -> None:
        self.diameter_asked.emit(float(round(LARGEST ** (value / _STEPS))))

    def _draw_icons(self) -> None:
        for action in getattr(self, "_actions", ()):
            action.setIcon(icon(_ICONS[action.objectName()], _ICON))
