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

from qdarktheme import _proxy_style, load_palette, load_stylesheet  # noqa: E402
from qdarktheme import _style_loader as style_loader  # noqa: E402
from qdarktheme._icon.icon_engine import SvgIconEngine  # noqa: E402
from qdarktheme._template import filter as template_filter  # noqa: E402

__all__ = ["load_palette", "load_stylesheet", "style_loader", "template_filter", "use_style"]
_kept: list[QtWidgets.QStyle] = []  # Qt does not keep what Python adds to its style


class IconEngine(SvgIconEngine):  # type: ignore[misc]
    """Draws icons as the library does, and none where there is no room.

    WORKAROUND The library paints on a picture of no size then, which Qt complains of: widgets ask
    for such a one in a window that is too small for them.
    """

    def pixmap(
        self, size: QtCore.QSize, mode: QtGui.QIcon.Mode, state: QtGui.QIcon.State
    ) -> QtGui.QPixmap:
        """Return the icon at a size in pixels."""
        if size.isEmpty():
            return QtGui.QPixmap()
        pixmap: QtGui.QPixmap = super().pixmap(size, mode, state)
        return pixmap

    def clone(self) -> QtGui.QIconEngine:
        """Return the same icon once more."""
        return IconEngine(self._svg)


_proxy_style.SvgIconEngine = IconEngine


def style() -> QtWidgets.QStyle:
    """Return a style as the library has it."""
    made: QtWidgets.QStyle = _proxy_style.QDarkThemeStyle()
    return made


def use_style(application: QtWidgets.QApplication) -> None:
    """Have what style sheets do not reach, such as icons, drawn as the library does."""
    application.setProperty("_qdarktheme_use_setup_style", True)  # the sheet then has no icons
    _kept[:] = [style()]
    application.setStyle(_kept[0])
