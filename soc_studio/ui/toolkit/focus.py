"""What has the focus while something else has it for a moment, and gets it back."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


def focused_in(window: QWidget) -> list[QWidget]:
    """Return what has the focus in a window, and what that is in, from the inside out.

    The first of them may soon be gone, as the line in which a cell of a table is edited.
    """
    found: list[QWidget] = []
    here: QWidget | None = window.focusWidget()
    while here is not None and here is not window:
        found.append(here)
        here = here.parentWidget()
    return found


def give_back(focused: Iterable[QWidget]) -> None:
    """Give the focus to the first of what had it that is still there and seen."""
    for each in focused:
        takes = isValid(each) and each.isVisible() and each.isEnabled()
        if takes and each.focusPolicy() != Qt.FocusPolicy.NoFocus:
            each.setFocus(Qt.FocusReason.OtherFocusReason)
            return
