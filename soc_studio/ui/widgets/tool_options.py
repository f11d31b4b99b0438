"""What can be chosen of the tool in hand, over the upper edge of the picture."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPoint, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from soc_studio.core.masks.brush import LARGEST
from soc_studio.ui.widgets.choice import Choice
from soc_studio.ui.widgets.drawing import POINTING, Tool
from soc_studio.ui.widgets.notice import EDGE, Notice, NoticeIcon, Place

_STEPS = 100  # of the slider, which is even in the logarithm of the size
_SLIDER, _FIELD = 120, 34  # pixels of width
_APART = 8  # pixels to the object
_TURNED = (Tool.POINTS, Tool.BOX, Tool.SCRIBBLE, Tool.LASSO)
"""Tools that add or take away; the brush has the eraser for that."""


class ToolOptions(Notice):
    """The tool's name, whether it adds or takes away, the size of the brush, and what was marked.

    It stands at the left, or at the right where the object lies under it.
    """

    diameter_asked = Signal(float)  # of the brush, in pixels of the video
    removes_asked = Signal(object)  # bool: whether the tool takes away
    clear_asked = Signal()  # take back all that was marked on the frame
    placed = Signal()  # it is elsewhere, or out of sight

    def __init__(self, stage: QWidget) -> None:
        self._object: QRect | None = None
        super().__init__(stage, Place.TOP_LEFT)
        self._icon = NoticeIcon("", "t1")
        self.title = QLabel()
        self.title.setProperty("tone", "title")
        self.side = Choice(height=26)
        self.side.setProperty("compact", True)
        self._adding = self.side.add(False, self.tr("Add"))
        tip = self.tr("Or for a moment with the right mouse button, or Alt")
        self.side.add(True, self.tr("Take away"), tip)
        self.side.set_value(False)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setFixedWidth(_SLIDER)
        self.slider.setAccessibleName(self.tr("Size of the brush"))
        self.diameter = QLabel()
        self.diameter.setFixedWidth(_FIELD)
        self.line = QFrame()
        self.line.setObjectName("hairline")
        self.line.setFixedSize(1, 18)
        self.count = QLabel()
        self.count.setProperty("tone", "second")
        self.clear_button = QPushButton(self.tr("Clear"))
        self.clear_button.setProperty("kind", "quiet")
        self.clear_button.setToolTip(self.tr("Takes back all that was marked on this frame"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 8, 5)
        row.setSpacing(8)
        for each in (
            self._icon, self.title, self.side, self.slider, self.diameter,
            self.line, self.count, self.clear_button,
        ):  # fmt: skip
            row.addWidget(each)
        self.side.chosen.connect(self.removes_asked)
        self.slider.valueChanged.connect(self._ask_diameter)
        self.clear_button.clicked.connect(self.clear_asked)
        self.show_count(0, 0)

    def show_tool(self, tool: Tool, icon: str, title: str) -> None:
        """Show what belongs to a tool; nothing for the pointer."""
        self._icon.show_icon(icon, "t1")
        self.title.setText(title)
        self.setAccessibleName(title)
        self.side.set_value(False)
        self.side.setVisible(tool in _TURNED)
        is_box = tool is Tool.BOX
        self._adding.setText(self.tr("Object inside") if is_box else self.tr("Add"))
        anew = self.tr("Finds the object in the box, instead of what was marked on this frame")
        self._adding.setToolTip(anew if is_box else "")
        has_size = tool in (Tool.BRUSH, Tool.ERASER)
        self.slider.setVisible(has_size)
        self.diameter.setVisible(has_size)
        self.count.setProperty("wanted", tool in POINTING)
        self._show_marks()
        self.setVisible(tool is not Tool.POINTER)

    def show_diameter(self, diameter: float) -> None:
        """Show the size of the brush, in pixels of the video."""
        self.diameter.setText(f"{diameter:.0f}")
        tip = self.tr("Size of the brush: {0:.0f} pixels (Ctrl+[ and Ctrl+], or drag with Ctrl)")
        for each in (self.slider, self.diameter):
            each.setToolTip(tip.format(diameter))
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(_STEPS * math.log(max(1.0, diameter)) / math.log(LARGEST)))

    def show_count(self, points: int, scribbles: int) -> None:
        """Show how many points and scribbles there are on the frame."""
        said = []
        if points:
            said.append(self.tr("%n point(s)", "", points))
        if scribbles:
            said.append(self.tr("%n scribble(s)", "", scribbles))
        self.count.setText(" · ".join(said))
        self.count.setToolTip(self.tr("On this frame; Backspace takes the last one back"))
        self._show_marks()

    def keep_clear_of(self, room: QRect | None) -> None:
        """Leave the `room` of the picture free where the object is, if it can."""
        if room != self._object:
            self._object = room
            self.settle()

    def settle(self) -> None:
        super().settle()
        left, stage, room = self.geometry(), self.parentWidget(), self._object
        if room is not None and stage is not None:
            reach = room.adjusted(-_APART, -_APART, _APART, _APART)
            right = QRect(QPoint(stage.width() - EDGE - left.width(), left.y()), left.size())
            if left.intersects(reach) and not right.intersects(reach):
                self.setGeometry(right)
        self.placed.emit()

    def setVisible(self, visible: bool) -> None:  # noqa: N802
        super().setVisible(visible)
        if visible:
            self.settle()
            self.raise_()
        self.placed.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and self.isVisible():
            self.settle()

    def _show_marks(self) -> None:
        shown = bool(self.count.text()) and bool(self.count.property("wanted"))
        for each in (self.line, self.count, self.clear_button):
            each.setVisible(shown)
        if not self.isHidden():
            self.settle()

    def _ask_diameter(self, value: int) -> None:
        self.diameter_asked.emit(float(round(LARGEST ** (value / _STEPS))))
