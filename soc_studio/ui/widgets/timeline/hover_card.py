"""A card over the timeline with the frame under the pointer and its state."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

_GAP = 6


class HoverCard(QFrame):
    """Lies over its window, above a place of the timeline, and takes no clicks."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setMaximumWidth(240)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        column.addWidget(self.picture)
        column.addWidget(self.text)
        self.hide()

    def tell(self, picture: QPixmap | None, lines: list[str], above: QPoint) -> None:
        """Show a picture and lines above a place of the window, or below where there is no room."""
        self.picture.setVisible(picture is not None)
        if picture is not None:
            self.picture.setPixmap(picture)
        self.text.setText("\n".join(lines))
        self.adjustSize()
        window = self.parentWidget()
        assert window is not None
        left = max(0, min(above.x() - self.width() // 2, window.width() - self.width()))
        top = above.y() - self.height() - _GAP
        self.move(left, top if top >= 0 else above.y() + 4 * _GAP)
        self.show()
        self.raise_()
