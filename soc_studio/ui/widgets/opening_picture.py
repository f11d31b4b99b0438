"""What is seen while a piece of work opens: its picture, at full size, and a thin ring."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QPixmap, QShowEvent
from PySide6.QtWidgets import QWidget

from soc_studio.ui.toolkit.motion import duration
from soc_studio.ui.toolkit.theme import colour, stage

_RING, _LINE, _ARC = 36, 2, 100  # pixels; pixels; degrees
_TURN, _STEP = 1200, 30  # milliseconds


class OpeningPicture(QWidget):
    """Takes the place of the viewer until that has its first frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = QPixmap()
        self._turned = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)
        self.setAccessibleName(self.tr("Opening"))

    def show_picture(self, picture: QPixmap) -> None:
        """Show a picture of what opens."""
        self.picture = picture
        self.update()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        if duration(_TURN):
            self._timer.start(_STEP)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), stage())
        if not self.picture.isNull():
            size = self.picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(self.rect()).center())
            painter.drawPixmap(place, self.picture, QRectF(self.picture.rect()))
        ring = QRectF(0, 0, _RING, _RING)
        ring.moveCenter(QRectF(self.rect()).center())
        for ink, width in ((colour("scrim"), _LINE + 4), (colour("acc_t"), _LINE)):
            pen = QPen(ink, width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(ring, -16 * self._turned, 16 * _ARC)
        painter.end()

    def _turn(self) -> None:
        self._turned = (self._turned + 360 * _STEP // _TURN) % 360
        self.update()
