"""A label over the picture that states what the mask of the frame is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

_GROUND = QColor(0, 0, 0, 190)
_INK = QColor(255, 255, 255)
_ROOM, _MARGIN, _LOCK = 8, 12, 16


class Badge(QWidget):
    """A short sentence in a corner of a widget, with a lock where the frame is locked.

    It lies over a picture of any colours, so it has the same in every theme.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text = ""
        self._locked = False
        self._over = parent
        self.move(_MARGIN, _MARGIN)
        self.hide()

    def tell(self, text: str, locked: bool = False) -> None:
        """Show `text`; nothing where it is empty."""
        self.text, self._locked = text, locked
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        metrics = QFontMetrics(self.font())
        room = self._over.width() - 2 * _MARGIN
        width = metrics.horizontalAdvance(self.text) + 2 * _ROOM + self._before() + 4
        return QSize(max(0, min(width, room)), metrics.height() + _ROOM)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_GROUND)
        painter.drawRoundedRect(self.rect(), 4, 4)
        if self._locked:
            self._paint_lock(painter)
        painter.setPen(_INK)
        place = self.rect().adjusted(_ROOM + self._before(), 0, -_ROOM, 0)
        shown = QFontMetrics(self.font()).elidedText(
            self.text, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def _before(self) -> int:
        return _LOCK + 2 if self._locked else 0

    def _paint_lock(self, painter: QPainter) -> None:
        middle = self.height() / 2
        left = float(_ROOM)
        painter.setPen(QPen(_INK, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(QRectF(left + 2.5, middle - 6.5, 7, 9), 0, 180 * 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_INK)
        painter.drawRoundedRect(QRectF(left, middle - 2, 12, 8.5), 1.5, 1.5)
