"""The menus over the picture, for as long as somebody wants them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from soc_studio.ui.widgets.app_bar import AppBar

_HEIGHT = 56  # covers what else is at the upper edge of the picture


class MenuStrip(QFrame):
    """Borrows the menus of the app bar, and lies over the upper edge of the window."""

    def __init__(self, window: QWidget, bar: AppBar) -> None:
        super().__init__(window)
        self.setObjectName("menu_strip")
        self._window = window
        self._bar = bar
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.addStretch(1)
        self.setFixedHeight(_HEIGHT)
        bar.menus.triggered.connect(self.put_back, Qt.ConnectionType.QueuedConnection)
        self.hide()

    def holds(self, widget: QWidget) -> bool:
        """Return whether a widget is in it, or one of its menus."""
        return isinstance(widget, QMenu) or widget is self or self.isAncestorOf(widget)

    def toggle(self) -> None:
        """Show the menus, the first of them chosen, or put them back."""
        menus = self._bar.menus
        if menus.isNativeMenuBar():  # they are in sight, at the edge of the screen
            return
        if not self.isHidden():
            self.put_back()
            return
        self._row.insertWidget(0, menus)
        self.setGeometry(0, 0, self._window.width(), _HEIGHT)
        self.show()
        self.raise_()
        menus.show()
        menus.setFocus(Qt.FocusReason.MenuBarFocusReason)
        menus.setActiveAction(menus.actions()[0])

    def put_back(self) -> None:
        """Give the menus back to the app bar."""
        if not self.isHidden():
            self.hide()
            self._bar.take_back_menus()
