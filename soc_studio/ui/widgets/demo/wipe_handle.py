"""The line between a picture with an effect and its source, and the handle that moves it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QSlider, QWidget

from soc_studio.ui.toolkit.icons import paint_icon

_SIDE, _LINE, _GRIP = 44, 2, 10  # of the round handle; of the line; and where that is taken hold of
_ICON = 18
_STEPS = 100  # of the way across
_AT_FIRST = 64
_LIGHT, _DARK = QColor("#FFFFFF"), QColor("#17181B")  # over any picture, in either theme


class WipeHandle(QSlider):
    """A line over the whole height of the picture; the arrow keys move it, too."""

    moved = Signal(float)  # share of the picture's room at the left of the line, 0 to 1

    def __init__(self, stage: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, stage)
        self._stage = stage
        self._grip = 0.0  # of the pointer, from the line
        self.setRange(0, _STEPS)
        self.setPageStep(10)
        self.setValue(_AT_FIRST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setAccessibleName(self.tr("Where the original begins"))
        self.setToolTip(self.tr("Drag to compare with the original"))
        self.setProperty("takes_arrows", True)
        self._share = _AT_FIRST / _STEPS
        self._drags = False
        self.valueChanged.connect(self._step)
        stage.installEventFilter(self)
        self.hide()

    @property
    def share(self) -> float:
        """How much of the room is at the left of the line, 0 to 1."""
        return self._share

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._stage and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def showEvent(self, event: QEvent) -> None:  # noqa: N802
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        room = self.rect()
        middle = room.center().x()
        line = QRegion(middle - _GRIP // 2, 0, _GRIP, room.height())
        top = (room.height() - _SIDE) // 2
        self.setMask(line.united(QRegion(0, top, _SIDE, _SIDE, QRegion.RegionType.Ellipse)))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton:
            self._drags = True
            self._grip = event.position().x() - self.width() / 2

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._drags:
            place = self.mapTo(self._stage, event.position()).x() - self._grip
            self._put(place / max(1, self._stage.width()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._drags = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.fillRect(
            QRectF(middle.x() - _LINE / 2 - 1, 0, _LINE + 2, self.height()), QColor(0, 0, 0, 70)
        )
        painter.fillRect(QRectF(middle.x() - _LINE / 2, 0, _LINE, self.height()), _LIGHT)
        painter.setPen(QPen(QColor(0, 0, 0, 70), 1))
        painter.setBrush(_LIGHT)
        painter.drawEllipse(middle, _SIDE / 2 - 1, _SIDE / 2 - 1)
        room = QRectF(0, 0, _ICON, _ICON)
        for name, away in (("chevron-left", -6), ("chevron-right", 6)):
            room.moveCenter(middle + QPointF(away, 0))
            paint_icon(painter, name, room, _DARK)
        painter.end()

    def _put(self, share: float) -> None:
        self._share = max(0.0, min(1.0, share))
        self.blockSignals(True)
        self.setValue(round(self._share * _STEPS))
        self.blockSignals(False)
        self._place()
        self.moved.emit(self._share)

    def _step(self, value: int) -> None:
        self._put(value / _STEPS)

    def _place(self) -> None:
        line = round(self._share * self._stage.width())
        self.setGeometry(line - _SIDE // 2, 0, _SIDE, self._stage.height())
