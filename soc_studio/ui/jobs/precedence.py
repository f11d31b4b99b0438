"""What a person waits for comes before what is made in the background."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal


class Precedence(QObject):
    """Says whether somebody waits for an answer, or is about to ask for one.

    Whatever else is made of a video rests meanwhile: its copy, its small pictures, its cuts.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._until = QTimer(self)
        self._until.setSingleShot(True)
        self._until.timeout.connect(self.changed)

    @property
    def is_claimed(self) -> bool:
        """Whether others are to rest."""
        return self._until.isActive()

    def claim(self, milliseconds: int) -> None:
        """Have others rest for so long from now on, however long they were to rest before."""
        was = self.is_claimed
        self._until.start(milliseconds)
        if not was:
            self.changed.emit()

    def release(self) -> None:
        """Let others go on."""
        if self.is_claimed:
            self._until.stop()
            self.changed.emit()
