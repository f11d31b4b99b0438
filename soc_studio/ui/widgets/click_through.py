"""Lets the mouse through what only says something: its buttons alone take it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QAbstractButton, QWidget

_MOUSE = frozenset({QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress})


class ClickThrough(QObject):
    """Makes a widget transparent for the mouse, but where one of its buttons is.

    What lies below sees pointer, wheel and clicks as if the widget were not there. The window
    tells of each movement of the mouse before Qt looks for the widget that gets it.
    """

    entered = Signal()
    left = Signal()
    pressed_through = Signal()  # what is below was pressed, at a place that the widget covers

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._watched: QWindow | None = None
        self._is_inside = False
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if watched is self._widget:
            if kind == QEvent.Type.Show:
                self._watch()
        elif kind in _MOUSE and isinstance(event, QMouseEvent):
            self._look(event.position(), event)
        elif kind == QEvent.Type.Leave:
            self._tell(False)
        return False

    def _watch(self) -> None:
        handle = self._widget.window().windowHandle()
        if handle is not None and handle is not self._watched:
            handle.installEventFilter(self)
            self._watched = handle

    def _look(self, place: QPointF, event: QMouseEvent) -> None:
        """See what the mouse is over; a press that has begun stays where it is."""
        widget = self._widget
        here = widget.mapFrom(widget.window(), place.toPoint())
        inside = widget.isVisible() and widget.rect().contains(here)
        presses = event.type() == QEvent.Type.MouseButtonPress
        if presses or not event.buttons():
            child = widget.childAt(here) if inside else None
            button = isinstance(child, QAbstractButton)
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not button)
            if presses and inside and not button:
                self.pressed_through.emit()
        self._tell(inside)

    def _tell(self, inside: bool) -> None:
        if inside != self._is_inside:
            self._is_inside = inside
            (self.entered if inside else self.left).emit()
