"""A frame that belongs to a button or a field, and stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from soc_studio.ui.toolkit.focus import focused_in, give_back
from soc_studio.ui.widgets.floating import Floating
from soc_studio.ui.widgets.sheet import Sheet

_GAP = 8  # between owner and popover
_EDGE = 8  # of the window that stays free
_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class Popover(Floating):
    """Stands below its owner, or above it where there is no room, until it is closed.

    Escape and a click elsewhere close it, unless it `stays`, because it says something about what
    is typed in its owner: then only Escape while the focus is in it, in its owner or `beside` it.
    """

    closed = Signal()
    _before: Sequence[QWidget] = ()  # what had the focus when it was opened

    def __init__(self, owner: QWidget, stays: bool = False) -> None:
        super().__init__(owner.window())
        self._owner = owner
        self._stays = stays
        self.beside: QWidget | None = None
        self.right_aligned = False

    def open(self) -> None:
        """Show it beside its owner."""
        window = self._owner.window()
        if self.parent() is not window:
            self.setParent(window)
        self._before = focused_in(window)
        self.adjustSize()
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        self.place()
        self.show()
        self.raise_()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def close_quietly(self) -> None:
        """Hide it, and tell nobody."""
        self.hide()

    def dismiss(self) -> None:
        """Hide it as Escape does."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def place(self) -> None:
        """Stand below the owner or, where there is room only there, above it; in the window."""
        window = self._owner.window()
        corner = self._owner.mapTo(window, QPoint(0, self._owner.height() + _GAP))
        if self.right_aligned:
            corner.setX(corner.x() + self._owner.width() - self.width())
        room = window.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        above = self._owner.mapTo(window, QPoint(0, -_GAP)).y() - self.height()
        if corner.y() + self.height() > room.bottom() and above >= room.top():
            corner.setY(above)
        self.move(self.within(room, corner))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
            self.installEventFilter(self)
        before, self._before = self._before, ()
        focused = self.window().focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        if had_focus:
            give_back(before)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if not isinstance(watched, QWidget):
            return False
        kind = event.type()
        if kind in _KEYS and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if self.isVisible() and self._is_meant(watched):
                event.accept()
                if kind == QEvent.Type.KeyPress:
                    self.dismiss()
                return True
        elif kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            if self.isVisible() and not self._stays and not self._has(watched):
                self.dismiss()
        elif kind == QEvent.Type.Resize and watched is self._owner.window() and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def _is_meant(self, watched: QWidget) -> bool:
        """Whether Escape closes this while `watched` has the focus."""
        if watched is self.beside or self._has(watched):
            return True
        is_near = watched.window() is self.window() and _sheet(watched) is _sheet(self._owner)
        return is_near and not self._stays

    def _has(self, widget: QWidget) -> bool:
        """Whether a widget is in this popover, or in its owner."""
        return any(each is widget or each.isAncestorOf(widget) for each in (self, self._owner))


def _sheet(widget: QWidget) -> QWidget | None:
    """Return the sheet that a widget is on."""
    at: QWidget | None = widget
    while at is not None and not isinstance(at, Sheet):
        at = at.parentWidget()
    return at
