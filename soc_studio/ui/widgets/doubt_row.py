"""How much is left to check in all videos, and the way to the next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class DoubtRow(QWidget):
    """A sentence on what is left, and a button."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left = QLabel("")
        self.left.setWordWrap(True)
        self.button = QPushButton(self.tr("Next doubtful"))
        self.button.setToolTip(self.tr("Go to the most doubtful frame of all videos (Alt+N)"))
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.left, 1)
        row.addWidget(self.button)

    def tell(self, sentence: str, is_more: bool) -> None:
        """Say what is left; there is a way where `is_more`."""
        self.left.setText(sentence)
        self.button.setEnabled(is_more)
