"""The line at the bottom of the window: a hint, and facts of the video and the model."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from soc_studio.ui.widgets.device_chip import DeviceChip

HEIGHT = 24


class Footer(QStatusBar):
    """What the tool in hand does at the left; size, rate, model and device at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setFixedHeight(HEIGHT)
        self.setContentsMargins(8, 0, 8, 0)
        self.hint = QLabel()
        self.probe = QLabel()  # the pixel of the video under the pointer
        self.facts = QLabel()
        self.device = DeviceChip()
        for label in (self.hint, self.probe, self.facts):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.addWidget(self.hint, 1)
        for label in (self.probe, self.facts, self.device):
            self.addPermanentWidget(label)
        self.probe.hide()

    def show_video(self, width: int, height: int, rate: float) -> None:
        """Show the size and the rate of a video, in pixels and frames a second."""
        shown = QLocale().toString(rate, "g", 5)
        self.facts.setText(self.tr("{0} × {1} · {2} fps").format(width, height, shown))

    def show_facts(self, shown: bool) -> None:
        """Show the hint and the facts of a video, or only the model."""
        self.hint.setVisible(shown)
        self.facts.setVisible(shown)

    def clear(self) -> None:
        """Say nothing of a video."""
        self.clearMessage()
        self.probe.clear()
        self.facts.clear()
