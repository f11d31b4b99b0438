"""Whether something is waited for so long that it has to be shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

LONG = 150  # milliseconds


class LongWait(QObject):
    """Says when a wait becomes a long one, and when that is over."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.is_long = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._become_long)

    def wait(self, is_waiting: bool) -> None:
        """Begin to wait, go on with it, or end it."""
        if not is_waiting:
            self._timer.stop()
            if self.is_long:
                self.is_long = False
                self.changed.emit()
        elif not (self._timer.isActive() or self.is_long):
            self._timer.start(LONG)

    def _become_long(self) -> None:
        self.is_long = True
        self.changed.emit()
