"""Transport controls: buttons that move the playhead, and its time and frame."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QWidget

from soc_studio.core.media.timing import Timing
from soc_studio.ui.text.time_text import clock
from soc_studio.ui.toolkit.theme import make_tabular, role_font

_ICON = 18
_SIDE = 240  # pixels on either side of the buttons, at least


class Transport(QWidget):
    """A row of buttons for actions, the time, the number of the frame, and the volume."""

    def __init__(
        self, actions: list[QAction], volume: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        left, middle, right = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.time = Figures("00:00:00:00")
        self.time.setObjectName("time_code")
        self.time.setFont(role_font("title"))
        self.time.setAccessibleName(self.tr("Time"))
        self.number = Figures("")
        self.number.setFont(role_font("body"))
        self.dropped = QLabel("")
        left.addWidget(self.time)
        left.addWidget(self.number)
        left.addStretch(1)
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            button.setIconSize(QSize(_ICON, _ICON))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            middle.addWidget(button)
        right.addStretch(1)
        right.addWidget(self.dropped)
        right.addWidget(volume)
        # Both sides are as wide as each other, whatever is in them: the buttons never move.
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 4, 8, 4)
        for column, part in enumerate((left, middle, right)):
            grid.addLayout(part, 0, column)
        for column in (0, 2):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, _SIDE)

    def show_frame(self, timing: Timing, frame: int) -> None:
        """Show where the playhead is."""
        self.time.setText(clock(timing, frame))
        self.number.setText(self.tr("Frame {0} of 0–{1}").format(frame, timing.frame_count - 1))

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
