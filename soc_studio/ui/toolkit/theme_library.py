"""The library of the theme, with less work at the start of the program than it does by itself.

WORKAROUND It takes all names of each module of Qt (`import *`), whichever binding that comes from,
and so has every class and enumeration of Qt made: here it is given PySide's modules as they are.
And its `setup_theme` works out a style sheet that ours takes the place of at once.
"""

from __future__ import annotations

import sys

from PySide6 import QtCore, QtGui, QtSvg, QtWidgets

for _module in (QtCore, QtGui, QtSvg, QtWidgets):
    _name = f"qdarktheme.qtpy.{_module.__name__.rpartition('.')[2]}"
    sys.modules.setdefault(_name, _module)

from qdarktheme import _style_loader as style_loader  # noqa: E402
from qdarktheme import load_palette, load_stylesheet  # noqa: E402
from qdarktheme._proxy_style import QDarkThemeStyle  # noqa: E402
from qdarktheme._template import filter as template_filter  # noqa: E402

__all__ = ["load_palette", "load_stylesheet", "style_loader", "template_filter", "use_style"]
_kept: list[QtWidgets.QStyle] = []  # Qt does not keep what Python adds to its style


def use_style(application: QtWidgets.QApplication) -> None:
    """Have what style sheets do not reach, such as icons, drawn as the library does."""
    application.setProperty("_qdarktheme_use_setup_style", True)  # the sheet then has no icons
    style = QDarkThemeStyle()
    application.setStyle(style)
    _kept[:] = [style]
