"""The room on the screen for a window of its own."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME = QSize(16, 40)  # around a window, as systems draw it


def size_within_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window a size in logical pixels, less where its screen has not as many."""
    room = window.screen().availableSize() - _FRAME
    window.resize(QSize(width, height).boundedTo(room))
