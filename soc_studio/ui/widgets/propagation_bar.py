"""The progress of a propagation, and buttons to keep or discard its masks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget


class PropagationBar(QWidget):
    """Shown while a correction is propagated, and until that is kept or discarded."""

    stop_asked = Signal()
    keep_asked = Signal()
    discard_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.label = QLabel("")
        self.label.setTextFormat(Qt.TextFormat.PlainText)  # names of layers are in it
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.progress = QProgressBar()
        self.progress.setFixedWidth(160)
        self.progress.setAccessibleName(self.tr("Progress of the propagation"))
        self.stop_button = QPushButton(self.tr("&Stop"))
        self.stop_button.setToolTip(self.tr("Keeps the masks so far for you to check."))
        self.keep_button = QPushButton(self.tr("&Keep"))
        self.discard_button = QPushButton(self.tr("&Discard"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self.label, 1)
        for each in (self.progress, self.stop_button, self.keep_button, self.discard_button):
            row.addWidget(each)
        self.stop_button.clicked.connect(self.stop_asked)
        self.keep_button.clicked.connect(self.keep_asked)
        self.discard_button.clicked.connect(self.discard_asked)
        self.hide()

    def show_progress(self, sentence: str, done: int, total: int) -> None:
        """Show the progress."""
        self._show(sentence, running=True)
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)

    def show_result(self, sentence: str) -> None:
        """Ask whether to keep it."""
        self._show(sentence, running=False)

    def _show(self, sentence: str, running: bool) -> None:
        self.label.setText(sentence)
        self.label.setToolTip(sentence)
        for each in (self.progress, self.stop_button):
            each.setVisible(running)
        for each in (self.keep_button, self.discard_button):
            each.setEnabled(not running)
        self.show()
