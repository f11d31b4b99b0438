"""The timeline with the row over it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from soc_studio.ui.widgets.timeline.timeline import Timeline
from soc_studio.ui.widgets.timeline.timeline_area import LOW
from soc_studio.ui.widgets.timeline.timeline_head import TimelineHead


class TimelinePanel(QFrame):
    """Holds a timeline and its head."""

    def __init__(self, timeline: Timeline, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline_panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = TimelineHead(timeline)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(timeline, 1)
        self._timeline = timeline

    def fit(self, height: int) -> None:
        """Be in a window of `height`."""
        self.head.fit(height < LOW)
        self._timeline.fit(height)
