"""How long things move, and whether they move at all."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

_REDUCED = "reduced_motion"  # property of the application


def set_reduced(reduced: bool) -> None:
    """Let everything appear at once, for people whom motion disturbs."""
    application = QApplication.instance()
    assert application is not None
    application.setProperty(_REDUCED, reduced)


def duration(milliseconds: int) -> int:
    """Return how long a movement of `milliseconds` takes: 0 where motion is reduced."""
    application = QApplication.instance()
    assert application is not None
    return 0 if application.property(_REDUCED) else milliseconds
