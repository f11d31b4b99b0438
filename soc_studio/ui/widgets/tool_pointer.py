"""The mouse pointer over the picture, by the tool in hand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from soc_studio.ui.widgets.drawing import POINTING, Drawing, Tool


def show_pointer(
    widget: QWidget, drawing: Drawing, scale: float, can_draw: bool, is_waiting: bool
) -> None:
    """Have the mouse pointer over `widget` say what the tool does there.

    Args:
        widget: shows the picture.
        drawing: has the tool.
        scale: logical pixels for each pixel of the video.
        can_draw: whether there is something to draw on.
        is_waiting: whether the answer to what was pointed at takes long.
    """
    shapes = Qt.CursorShape
    if drawing.tool is Tool.POINTER:
        widget.unsetCursor()
    elif not can_draw:
        widget.setCursor(shapes.ForbiddenCursor)
    elif is_waiting and drawing.tool in POINTING:
        widget.setCursor(shapes.BusyCursor)
    elif drawing.ring_is_seen(scale):
        widget.setCursor(shapes.BlankCursor)
    else:
        widget.setCursor(shapes.CrossCursor)
