"""Whether the key of a command is held down."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from soc_studio.ui.toolkit.application_events import watch_application

_TYPES = (
    QEvent.Type.ShortcutOverride,
    QEvent.Type.KeyRelease,
    QEvent.Type.ApplicationDeactivate,
)


class HeldKey(QObject):
    """Whether a key of an action is held down, wherever the focus is."""

    released = Signal()

    def __init__(self, action: QAction, parent: QObject) -> None:
        super().__init__(parent)
        self.is_held = False
        self._action = action
        self._key = 0
        watch_application(self, _TYPES)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if QKeySequence(event.keyCombination()) in self._action.shortcuts():
                self.is_held, self._key = True, event.key()
        elif kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            if event.key() == self._key and not event.isAutoRepeat():
                self._release()
        elif kind == QEvent.Type.ApplicationDeactivate:  # its release goes elsewhere
            self._release()
        return False

    def _release(self) -> None:
        if self.is_held:
            self.is_held = False
            self.released.emit()
