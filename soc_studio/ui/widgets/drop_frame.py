"""A frame around the window while a file is dragged over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from soc_studio.ui.toolkit.theme import colour

_LINE = 2


class DropFrame(QWidget):
    """Says that the whole window takes what is dragged; one drops through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        window.installEventFilter(self)

    def put(self) -> None:
        """Lie around the window."""
        window = self.parentWidget()
        assert window is not None
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        window = self.parentWidget()
        if event.type() == QEvent.Type.Resize and watched is window:
            self.setGeometry(window.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setPen(QPen(colour("acc_t"), _LINE))
        half = _LINE / 2
        painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))
        painter.end()


def accept_copy(event: QDropEvent) -> None:
    """Take what is dragged, but never as moved: told that it was, a file manager may
    remove the file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.setAccepted(event.dropAction() != Qt.DropAction.MoveAction)
