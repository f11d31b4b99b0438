"""The card that offers the sample, with a picture of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from soc_studio.ui.widgets.work_card import paint_covering

_PICTURE = QSize(112, 63)


class SampleCard(QFrame):
    """Says what the sample is; a button opens it."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sample_card")
        self.picture = _Picture()
        title = QLabel(self.tr("New here? Try the sample"))
        title.setWordWrap(True)
        hint = QLabel(self.tr("A street, 4 s, with a sentence typed in."))
        hint.setProperty("tone", "second")
        hint.setWordWrap(True)
        self.button = QPushButton(self.tr("Try it"))
        self.button.setAccessibleName(self.tr("Try the sample"))
        self.button.clicked.connect(self.asked)
        words = QVBoxLayout()
        words.setSpacing(4)
        for widget in (title, hint):
            words.addWidget(widget)
        words.addSpacing(4)
        words.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(16)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_picture(self, picture: QPixmap) -> None:
        """Show a frame of the sample."""
        self.picture.pixmap = picture
        self.picture.update()


class _Picture(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.pixmap = QPixmap()
        self.setFixedSize(_PICTURE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(self.rect(), 6, 6)
        painter.setClipPath(shape)
        paint_covering(painter, self.pixmap, self.rect())
        painter.end()
