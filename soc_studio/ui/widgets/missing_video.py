"""Takes the picture's place while a project is open without its video."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from soc_studio.ui.toolkit.long_text import breakable
from soc_studio.ui.toolkit.theme import role_font


class MissingVideo(QWidget):
    """Names the video and where it is expected, and offers to look for it."""

    locate_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.title.setFont(role_font("heading"))
        self.place = QLabel()
        hint = QLabel(self.tr("Your sentences and masks are here."))
        self.locate_button = QPushButton(self.tr("Choose the video…"))
        self.locate_button.setProperty("kind", "primary")
        self.locate_button.clicked.connect(self.locate_asked)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(1)
        for label in (self.title, self.place, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.locate_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def show_video(self, name: str, place: str) -> None:
        """Say which video it is and where it is expected."""
        title = self.tr("Where is “{0}”?").format(name)
        self.title.setText(breakable(title))
        self.setAccessibleName(title)
        self.place.setText(breakable(self.tr("Expected at {0}").format(place)))
