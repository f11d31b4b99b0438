"""Widgets beside each other, in as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class FlowRow(QWidget):
    """Its widgets from left to right, the next line below; all are as wide as they want to be.

    It places them itself: Qt may use the items of a layout written in Python after their end.
    """

    def __init__(
        self, gap: int, parent: QWidget | None = None, line_gap: int | None = None
    ) -> None:
        """`gap` is in pixels between widgets, and between lines where `line_gap` is left out."""
        super().__init__(parent)
        self.setObjectName("pane")
        self._gap = gap
        self._line_gap = gap if line_gap is None else line_gap
        self._flowing: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, *widgets: QWidget) -> None:
        """Add widgets behind the others."""
        for each in widgets:
            each.setParent(self)
            each.show()
        self._flowing.extend(widgets)
        self._flow()

    def clear(self) -> None:
        """Remove all widgets."""
        for each in self._flowing:
            each.hide()
            each.deleteLater()
        self._flowing = []

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self._place(width, moves=False)

    def sizeHint(self) -> QSize:  # noqa: N802
        widest = max((each.sizeHint().width() for each in self._flowing), default=0)
        width = self.width() if self.width() > widest else widest
        return QSize(widest, self._place(width, moves=False))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place(self.width(), moves=True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._flow()
        return super().event(event)

    def _flow(self) -> None:
        self._place(self.width(), moves=True)
        self.updateGeometry()

    def _place(self, width: int, moves: bool) -> int:
        """Return the height of all lines in `width` pixels, and move the widgets where asked to."""
        left, top, line = 0, 0, 0
        for each in self._flowing:
            if each.isHidden():
                continue
            size = each.sizeHint().expandedTo(each.minimumSize())
            if left > 0 and left + size.width() > width:
                left, top, line = 0, top + line + self._line_gap, 0
            if moves:
                each.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self._gap
            line = max(line, size.height())
        return top + line
