"""Transport controls: buttons that move the playhead, and its time and frame."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from soc_studio.core.media.timing import Timing
from soc_studio.ui.text.time_text import clock
from soc_studio.ui.toolkit.theme import make_tabular, role_font

_ICON = 18


class Transport(QWidget):
    """A row of buttons for actions, the time, the number of the frame, and the volume."""

    def __init__(
        self, actions: list[QAction], volume: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        self.time = Figures("00:00:00")
        self.time.setObjectName("time_code")
        self.time.setFont(role_font("title"))
        self.time.setAccessibleName(self.tr("Time"))
        self.number = Figures("")
        self.number.setFont(role_font("body"))
        self.dropped = QLabel("")
        row.addWidget(self.time)
        row.addWidget(self.number)
        row.addStretch(1)
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            button.setIconSize(QSize(_ICON, _ICON))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.dropped)
        row.addWidget(volume)

    def show_frame(self, timing: Timing, frame: int) -> None:
        """Show where the playhead is."""
        self.time.setText(clock(timing, frame))
        self.number.setText(self.tr("frame {0} of {1}").format(frame, timing.frame_count))

    def show_dropped(self, dropped: int) -> None:
        """Say how many frames were passed over since playing began."""
        self.dropped.setText(
            self.tr("frames skipped to keep up: {0}").format(dropped) if dropped else ""
        )


class Figures(QLabel):
    """A label whose figures have one width, in whatever letters."""

    def setFont(self, font: QFont | str | Sequence[str]) -> None:  # noqa: N802
        tabular = QFont(font)
        make_tabular(tabular)
        super().setFont(tabular)
