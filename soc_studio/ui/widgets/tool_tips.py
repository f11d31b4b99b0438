"""Tooltips: a name, the key beside it as a cap, and how it is used below."""

from __future__ import annotations

import re
import time

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication, QHelpEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.ui.toolkit.application_events import watch_application

_WAIT = 500  # milliseconds before the first one
_NEXT = 0.4  # seconds after one was gone in which the next comes at once
_LOOK = 80  # milliseconds between two looks whether the pointer is still on an item
_BELOW = 6
_HEIGHT, _ROOM = 30, 10
_WIDEST = 360
_KEY_AT_END = re.compile(r"(.+) \(([^()]+)\)")  # of one line
_BEGINS = (QEvent.Type.Enter, QEvent.Type.ToolTip)
_LEAVES = (QEvent.Type.Leave, QEvent.Type.Hide, QEvent.Type.ToolTipChange)
_ENDS = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.KeyPress,
    QEvent.Type.WindowDeactivate,
)


class ToolTips(QObject):
    """Shows the tooltips of all widgets, and of the rows and cells of lists and tables; those that
    answer for parts of themselves go on to."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.tip: ToolTip | None = None
        self._owner: QWidget | None = None
        self._gone = 0.0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._show_under_pointer)
        self._room: QRect | None = None  # of the item that is told of, on the screen
        self._look = QTimer(self)
        self._look.setInterval(_LOOK)
        self._look.timeout.connect(self._look_at_pointer)
        watch_application(self, (*_BEGINS, *_LEAVES, *_ENDS))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if kind == QEvent.Type.Enter:
            if isinstance(watched, QWidget) and watched.toolTip():
                is_next = self._is_shown() or time.monotonic() - self._gone < _NEXT
                self._wait.start(0 if is_next else _WAIT)
        elif kind == QEvent.Type.ToolTip:
            if isinstance(watched, QWidget) and isinstance(event, QHelpEvent):
                return self._answer(watched, event)
        elif kind in _LEAVES:
            if watched is self._owner:
                self.hide()
        elif kind in _ENDS:
            self._wait.stop()
            self.hide()
        return False

    def hide(self) -> None:
        """Show none."""
        if self._is_shown():
            assert self.tip is not None
            self.tip.hide()
            self._gone = time.monotonic()
        self._owner = None

    def _is_shown(self) -> bool:
        return self.tip is not None and self.tip.isVisible()

    def _answer(self, widget: QWidget, event: QHelpEvent) -> bool:
        view = widget.parentWidget()
        if isinstance(view, QAbstractItemView) and widget is view.viewport():
            return self._answer_item(view, event)
        if not widget.toolTip():
            return False  # asks those around it, or answers itself
        if not (widget is self._owner and self._is_shown()):
            self.show_tip(widget, event.globalPos())
        return True

    def _answer_item(self, view: QAbstractItemView, event: QHelpEvent) -> bool:
        """Show the tooltip of a row or a cell for as long as the pointer is on it."""
        text, room = item_tip(view, event.pos())
        if not text:
            self.hide()
            return True
        self._tell(text, "", "")
        assert self.tip is not None
        place = event.globalPos() + QPoint(0, 18)
        self.tip.move(_within_screen(place, self.tip, view))
        self.tip.show()
        self._owner = view.viewport()
        self._room = QRect(view.viewport().mapToGlobal(room.topLeft()), room.size())
        self._look.start()
        return True

    def _look_at_pointer(self) -> None:
        if not self._is_shown() or self._room is None:
            self._look.stop()
        elif not self._room.contains(QCursor.pos()):
            self.hide()

    def _show_under_pointer(self) -> None:
        place = QCursor.pos()
        widget = QApplication.widgetAt(place)
        while widget is not None and not widget.toolTip() and not widget.isWindow():
            widget = widget.parentWidget()
        if widget is not None and widget.toolTip():
            self.show_tip(widget, place)

    def show_tip(self, widget: QWidget, place: QPoint) -> None:
        """Show the tooltip of a widget: below a button, or beside one of a column; else below
        `place` on the screen."""
        self._tell(*text_and_key(widget))
        assert self.tip is not None
        below = place + QPoint(0, 18)
        if isinstance(widget, QToolButton):
            bottom = widget.mapToGlobal(QPoint(widget.width() // 2, widget.height() + _BELOW))
            below = bottom - QPoint(self.tip.width() // 2, 0)
            bar = widget.parentWidget()
            if isinstance(bar, QToolBar) and bar.orientation() == Qt.Orientation.Vertical:
                below = widget.mapToGlobal(QPoint(widget.width() + _BELOW, 0))
        self.tip.move(_within_screen(below, self.tip, widget))
        self.tip.show()
        self._owner = widget

    def _tell(self, text: str, key: str, more: str) -> None:
        if self.tip is None:
            self.tip = ToolTip()
        self.tip.tell(text, key, more)
        self._room = None


class ToolTip(QFrame):
    """A name and a key, and a second line."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("tooltip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.name = QLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.key = QLabel()
        self.key.setObjectName("key")
        self.more = QLabel()
        self.more.setTextFormat(Qt.TextFormat.PlainText)
        self.more.setProperty("tone", "second")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name)
        row.addWidget(self.key)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_ROOM, 5, _ROOM, 5)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.more)

    def tell(self, text: str, key: str, more: str = "") -> None:
        """Show `text`, `key` and, below, `more`, where they are not empty."""
        self.name.setWordWrap(False)
        self.name.setMinimumWidth(0)
        self.name.setText(text)
        if self.name.sizeHint().width() > _WIDEST:
            self.name.setWordWrap(True)
            self.name.setMinimumWidth(_WIDEST)
        self.key.setText(key)
        self.key.setVisible(bool(key))
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self.setMinimumHeight(_HEIGHT)
        layout = self.layout()
        assert layout is not None
        layout.activate()  # or it would stay as wide as it had to be for the words before
        # Not `adjustSize`, which makes windows 200 pixels wide at least.
        self.resize(self.sizeHint().expandedTo(self.minimumSize()))


def item_tip(view: QAbstractItemView, place: QPoint) -> tuple[str, QRect]:
    """Return what is said of the item at a place of the viewport, and where the item is.

    A view that says something of parts of its rows has `tip_at`, which returns the same.
    """
    own = getattr(view, "tip_at", None)
    if own is not None:
        found: tuple[str, QRect] = own(place)
        return found
    role = Qt.ItemDataRole.ToolTipRole
    model = view.model()
    if isinstance(view, QHeaderView):
        at = view.logicalIndexAt(place)
        if at < 0 or model is None:
            return "", QRect()
        start, size = view.sectionViewportPosition(at), view.sectionSize(at)
        room = QRect(start, 0, size, view.height())
        if view.orientation() == Qt.Orientation.Vertical:
            room = QRect(0, start, view.width(), size)
        return str(model.headerData(at, view.orientation(), role) or ""), room
    index = view.indexAt(place)
    return str(index.data(role) or ""), view.visualRect(index)


def text_and_key(widget: QWidget) -> tuple[str, str, str]:
    """Return what a tooltip says, the key in brackets at its end, and what stands below it; empty
    where there is none."""
    text, more = widget.toolTip(), ""
    if isinstance(widget, QToolButton) and widget.defaultAction() is not None:
        text, _, more = text.partition("\n")
    found = _KEY_AT_END.fullmatch(text)
    if found is None:
        return text, "", more
    keys = QKeySequence.fromString(found[2], QKeySequence.SequenceFormat.NativeText)
    if not keys.toString():  # of no key it is empty
        return text, "", more
    return found[1], found[2], more


def _within_screen(place: QPoint, tip: QWidget, widget: QWidget) -> QPoint:
    screen = QGuiApplication.screenAt(place) or widget.screen()
    room = screen.availableGeometry()
    left = max(room.left() + 4, min(place.x(), room.right() - tip.width() - 4))
    top = place.y()
    if top + tip.height() > room.bottom():
        top -= tip.height() + widget.height() + 2 * _BELOW
    return QPoint(left, top)
