"""A part of the side panel that can be folded."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpacerItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from soc_studio.ui.toolkit.icons import icon
from soc_studio.ui.toolkit.motion import duration
from soc_studio.ui.toolkit.theme import weighted

_FOLD = 160  # milliseconds
_HEAD = 36  # pixels
_GAP = 4  # pixels between title and value, at least
_UNBOUND = 16_777_215  # what Qt takes for "as high as you like"


class Section(QWidget):
    """A head with a chevron and, below it, a body; the head says a value while it is closed."""

    toggled = Signal(bool)  # whether it is open now

    def __init__(self, title: str, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_open = True
        self._text = ""
        self.head = QToolButton()
        self.head.setText(title)
        self.head.setCheckable(False)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setIconSize(QSize(16, 16))
        self.head.setFont(weighted(self.head.font(), QFont.Weight.DemiBold))
        self.head.setFixedHeight(_HEAD)
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.head.clicked.connect(lambda: self.set_open(not self.is_open))
        self.value = QLabel()
        self.value.setProperty("tone", "caption")
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.value.setMinimumWidth(1)
        self.value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.corner = QHBoxLayout(self.head)  # for what stands at the right of the head
        self.corner.setContentsMargins(0, 0, 8, 0)
        self._title = QSpacerItem(0, 0)  # as wide as the title, which the value never meets
        self.corner.addItem(self._title)
        self.corner.addWidget(self.value, 1)
        self.body = body
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(body)
        self._fold = QPropertyAnimation(body, b"maximumHeight", self)
        self._fold.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fold.finished.connect(self._settle)
        self.refresh_icon()

    def set_open(self, is_open: bool) -> None:
        """Unfold it, or fold it."""
        if is_open == self.is_open:
            return
        self.is_open = is_open
        high = self.body.sizeHint().height()
        self._fold.stop()
        self._fold.setDuration(duration(_FOLD) if self.isVisible() else 0)
        self._fold.setStartValue(0 if is_open else min(high, self.body.height()))
        self._fold.setEndValue(high if is_open else 0)
        self.body.show()
        self.refresh_icon()
        self.tell(self._text)
        self._fold.start()
        self.toggled.emit(is_open)

    def tell(self, value: str) -> None:
        """Say `value` at the right of the head while the section is closed."""
        self._text = value
        self._show_value()

    def refresh_icon(self) -> None:
        """Draw the chevron in the colours of the theme."""
        self.head.setIcon(icon("chevron-down" if self.is_open else "chevron-right", 16))
        self.head.setAccessibleDescription(self.tr("open") if self.is_open else self.tr("closed"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._show_value()

    def _show_value(self) -> None:
        """Show as much of the value as fits beside the title; all of it in a tooltip."""
        self._title.changeSize(self.head.sizeHint().width() + _GAP, 0)
        self.corner.invalidate()
        self.corner.activate()
        text = "" if self.is_open else self._text
        elide = Qt.TextElideMode.ElideRight
        room = self.value.width() if self.isVisible() else _UNBOUND
        shown = self.value.fontMetrics().elidedText(text, elide, room)
        self.value.setText(shown)
        self.head.setToolTip(text if shown != text else "")

    def _settle(self) -> None:
        self.body.setMaximumHeight(_UNBOUND)
        self.body.setVisible(self.is_open)
