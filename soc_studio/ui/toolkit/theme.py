"""The dark and the light theme."""

from __future__ import annotations

import qdarktheme
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

THEMES = ("auto", "dark", "light")
_SHOWN = "theme"  # property of the application
_SCHEMES = {"dark": Qt.ColorScheme.Dark, "light": Qt.ColorScheme.Light}

_FOCUS = """
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QTreeView:focus,
QListView:focus, QTableView:focus, QSlider:focus { outline: none; border: 2px solid #4c9be8; }
QPushButton:focus { padding: 3px 7px; }
"""


def apply_theme(name: str) -> None:
    """Show the application in the theme called `name`, one of `THEMES`.

    "auto" is what the system shows now, dark where it does not say; apply it anew when that
    changes (`QStyleHints.colorSchemeChanged`).
    """
    hints = QGuiApplication.styleHints()
    if hasattr(hints, "setColorScheme"):  # Qt 6.8; so that what the system draws looks alike
        hints.setColorScheme(_SCHEMES.get(name, Qt.ColorScheme.Unknown))
    if name == "auto":
        name = "light" if hints.colorScheme() == Qt.ColorScheme.Light else "dark"
    application = QApplication.instance()
    assert application is not None
    application.setProperty(_SHOWN, name)
    qdarktheme.setup_theme(name, additional_qss=_FOCUS)


def is_dark() -> bool:
    """Return whether what is shown now is light on dark."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    shown = application.property(_SHOWN)  # a style sheet colours widgets, not this palette
    if shown is not None:
        return bool(shown == "dark")
    return bool(application.palette().window().color().lightness() < 128)


def stage() -> QColor:
    """Return what lies around a picture: neutral, so that it does not colour what one sees."""
    return QColor(24, 24, 24) if is_dark() else QColor(214, 214, 214)
