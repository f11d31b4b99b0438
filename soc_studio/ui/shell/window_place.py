"""Where the window is on the screen, and how large, from one session to the next."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMargins, QSettings, QSize
from PySide6.QtWidgets import QMainWindow

_KEY = "window/geometry"
_SHARE = 0.85  # of the screen, that a window takes at first
_LARGEST = QSize(1600, 1000)  # a window at first
_FRAME = QMargins(4, 36, 4, 4)  # pixels around a window, as systems draw them


def keep_place(window: QMainWindow, settings: QSettings) -> None:
    """Remember where a window is."""
    settings.setValue(_KEY, window.saveGeometry())


def restore_place(window: QMainWindow, settings: QSettings) -> None:
    """Put a window where it was, as far as that is on the screen."""
    geometry = settings.value(_KEY)
    if isinstance(geometry, QByteArray):
        window.restoreGeometry(geometry)
    else:
        free = window.screen().availableGeometry().size()
        window.resize((free * _SHARE).boundedTo(_LARGEST))
    # The screen may be another one by now; the frame, of unknown size yet, has to fit as well.
    screen = window.screen().availableGeometry()
    room = screen.marginsRemoved(_FRAME)
    window.resize(window.size().boundedTo(room.size()))
    if isinstance(geometry, QByteArray) and not room.contains(window.geometry()):
        right, bottom = room.right() + 1 - window.width(), room.bottom() + 1 - window.height()
        left = max(room.left(), min(window.geometry().left(), right))
        top = max(room.top(), min(window.geometry().top(), bottom))
        window.move(left - _FRAME.left(), top - _FRAME.top())
