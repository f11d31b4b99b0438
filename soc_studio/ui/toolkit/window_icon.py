"""The mark of the program, as the icon of its windows."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from soc_studio.resources import resource

_SIZES = (16, 24, 32, 48, 64, 128, 256)


def window_icon() -> QIcon:
    """Return the mark in every size that systems ask for."""
    made = QIcon()
    for size in _SIZES:
        made.addFile(str(resource("icons", "mark", f"{size}.png")))
    return made
