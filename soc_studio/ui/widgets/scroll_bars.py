"""What scrolls down where it is too low, and the place of the bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def keep_place_for_bar(area: QScrollArea) -> None:
    """Leave room for the vertical bar of `area`, which is seen only where there is more below.

    Contents that are lower in less width, such as pictures, would else show and hide it for ever.
    """
    bar = area.verticalScrollBar()
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
    bar.setEnabled(bar.maximum() > bar.minimum())


class ScrolledDown(QScrollArea):
    """Holds contents that scroll down where it is lower than they can be; as wide as they need."""

    def __init__(self, contents: QWidget, least: int, parent: QWidget | None = None) -> None:
        """`least` are the pixels that it is high at least."""
        super().__init__(parent)
        self._least, self._contents = least, contents
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(contents)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._contents and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # they may need another width
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        width = self._contents.minimumSizeHint().width()
        return QSize(width + self.verticalScrollBar().sizeHint().width(), self._least)

    def sizeHint(self) -> QSize:  # noqa: N802
        return self._contents.sizeHint().expandedTo(self.minimumSizeHint())
