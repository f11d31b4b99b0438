"""The workspace Demo while it is shown; it outlives documents."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from soc_studio.ui.commands.tool_commands import TOOLS
from soc_studio.ui.toolkit.application_events import watch_application
from soc_studio.ui.widgets.demo.menu_strip import MenuStrip
from soc_studio.ui.widgets.window_frame import WindowFrame

_TYPES = (
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.FocusIn,
    QEvent.Type.ApplicationDeactivate,
)


class DemoRoom(QObject):
    """Goes to Demo and back: afterwards the tool is in hand that was there before.

    Alt, pressed and let go by itself, shows the menus.
    """

    def __init__(self, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._tool: QAction | None = None
        self._alone = False  # whether Alt is held, and nothing else was pressed
        self.menus = MenuStrip(frame, frame.app_bar)
        watch_application(self, _TYPES)

    def show(self, shown: bool) -> None:
        """Be in Demo or not."""
        frame = self._frame
        if shown == frame.in_demo:
            if shown:  # another page was shown meanwhile
                frame.transport.hide()
            return
        if shown:
            tools = [frame.actions_[each] for each in TOOLS[1:]]
            self._tool = next((each for each in tools if each.isChecked()), None)
            if self._tool is not None:
                frame.actions_["pointer"].trigger()
        self.menus.put_back()
        self._arrange(shown)
        if not shown and self._tool is not None:
            self._tool.trigger()
            self._tool = None
        if frame.stack.currentWidget() is frame.viewer:
            frame.viewer.setFocus()

    def _arrange(self, shown: bool) -> None:
        """Show the picture from edge to edge with what is for Demo, or as before."""
        frame = self._frame
        frame.in_demo = shown
        for widget in (frame.app_bar, frame.transport):
            widget.setVisible(not shown)
        for notice in (frame.pill, frame.next_bar):
            notice.mute(shown)
        if shown:
            frame.demo_panel.bar_place.addWidget(frame.expression_bar)
        else:
            frame.take_bar_back()
        frame.expression_bar.enlarge(shown)  # now: a style sheet takes the type back on the move
        frame.demo_panel.setVisible(shown)
        frame.demo_bar.setVisible(shown)
        frame.demo_bar.place()
        frame.viewer.fill(shown)
        frame.fit_margins()
        frame.demo_changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if not self._frame.in_demo:
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Alt and self._alone and self._is_ours():
                self._alone = False
                self.menus.toggle()
                return True
        elif kind == QEvent.Type.FocusIn:
            if isinstance(watched, QWidget) and not self.menus.holds(watched):
                self.menus.put_back()
        elif isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and kind == QEvent.Type.KeyPress:
                self.menus.put_back()
            self._alone = event.key() == Qt.Key.Key_Alt
        else:
            self._alone = False
        return False

    def _is_ours(self) -> bool:
        return QApplication.activeWindow() is self._frame and not QApplication.activePopupWidget()
