"""The room of the picture, and what floats over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

_EDGE = 12  # pixels between the edge of the stage and what floats over it
_WIDEST = 760
_MOVES = (QEvent.Type.Show, QEvent.Type.LayoutRequest)


class Stage(QWidget):
    """Shows one page; notices lie over it and take no room from it."""

    def __init__(self, pages: QStackedWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: list[tuple[QWidget, Qt.AlignmentFlag]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(pages)

    def float_over(self, notice: QWidget, edge: Qt.AlignmentFlag) -> None:
        """Have a widget at the top or the bottom of the page, in its middle."""
        notice.setParent(self)
        notice.hide()
        notice.installEventFilter(self)
        self._notices.append((notice, edge))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        for notice, edge in self._notices:
            self._place(notice, edge)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in _MOVES:
            for notice, edge in self._notices:
                if notice is watched:
                    self._place(notice, edge)
        return False

    def _place(self, notice: QWidget, edge: Qt.AlignmentFlag) -> None:
        width = min(_WIDEST, self.width() - 2 * _EDGE)
        layout = notice.layout()
        height = notice.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth():
            height = layout.heightForWidth(width)
        at_top = edge == Qt.AlignmentFlag.AlignTop
        top = _EDGE if at_top else self.height() - _EDGE - height
        notice.setGeometry((self.width() - width) // 2, top, width, height)
        notice.raise_()
