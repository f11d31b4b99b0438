"""Settings of the program whose file is written on a thread of its own."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QThread, QTimer

_PAUSE = 200  # milliseconds without a change after which they are written
_ARE_A_FILE = not sys.platform.startswith(("win", "darwin"))  # where Qt chooses the place


class StoredSettings(QSettings):
    """Settings that nobody waits for: Qt writes their file anew after each change, and stays until
    the disk has it, 25 to 130 milliseconds in which a window would stand still.

    Two objects with one file know of each other's changes. The second one writes it: it is moved
    to a thread, where Qt answers its events without the interpreter, and nothing is connected to
    it. Where the system keeps settings elsewhere than in a file, Qt does what it does.
    """

    def __init__(self, *arguments: Any) -> None:
        """Take what QSettings takes."""
        super().__init__(*arguments)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._write)
        self._thread = QThread()
        self._thread.setObjectName("settings")
        self._writer: QSettings | None = None
        if _ARE_A_FILE or self.format() == QSettings.Format.IniFormat:
            self._writer = QSettings(self.fileName(), self.format())
            self._writer.moveToThread(self._thread)

    def setValue(self, key: str, value: Any) -> None:  # noqa: N802
        """Change a setting; it is written soon."""
        super().setValue(key, value)
        self._soon.start()

    def remove(self, key: str) -> None:
        """Forget a setting, in the file soon."""
        super().remove(key)
        self._soon.start()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest and self._writer is not None:
            return True  # Qt would write the file now
        return super().event(event)

    def end(self) -> None:
        """Write what is left, and have no thread any more; later changes are written by `sync`."""
        self._soon.stop()
        self._thread.quit()
        self._thread.wait()
        self.sync()

    def _write(self) -> None:
        if self._writer is not None:
            self._thread.start()
            QCoreApplication.postEvent(self._writer, QEvent(QEvent.Type.UpdateRequest))
