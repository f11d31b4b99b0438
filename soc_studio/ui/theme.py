"""Dark and light."""

from __future__ import annotations

import qdarktheme
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

THEMES = ("auto", "dark", "light")

_FOCUS = """
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QTreeView:focus,
QListView:focus, QTableView:focus, QSlider:focus { outline: none; border: 2px solid #4c9be8; }
"""


def apply_theme(name: str) -> None:
    """Show the application in the theme called `name`, one of `THEMES`."""
    qdarktheme.setup_theme(name, additional_qss=_FOCUS)


def is_dark() -> bool:
    """Return whether what is shown now is light on dark."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return bool(application.palette().window().color().lightness() < 128)


def stage() -> QColor:
    """Return what lies around a picture: neutral, so that it does not colour what one sees."""
    return QColor(24, 24, 24) if is_dark() else QColor(214, 214, 214)
