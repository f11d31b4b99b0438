"""A value on a scale of five bars."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from soc_studio.core.models.tiers import BARS
from soc_studio.ui.toolkit.theme import colour

_BAR, _GAP, _HEIGHT = 16, 2, 4


class FiveBars(QWidget):
    """Five bars in a row, as many of them filled as the value says."""

    def __init__(self, ink: str, name: str, parent: QWidget | None = None) -> None:
        """Fill bars with the colour called `ink`; `name` says what is measured."""
        super().__init__(parent)
        self.value = 0
        self._ink = ink
        self._name = name
        self.setFixedSize(QSize(BARS * _BAR + (BARS - 1) * _GAP, 16))

    def show_value(self, value: int) -> None:
        """Show a value, 0 to 5."""
        self.value = value
        said = self.tr("{0}: {1} of {2}").format(self._name, value, BARS)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top = (self.height() - _HEIGHT) / 2
        for number in range(BARS):
            painter.setBrush(colour(self._ink if number < self.value else "bg4"))
            place = QRectF(number * (_BAR + _GAP), top, _BAR, _HEIGHT)
            painter.drawRoundedRect(place, _HEIGHT / 2, _HEIGHT / 2)
        painter.end()
