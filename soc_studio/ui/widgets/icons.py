"""Icons for buttons, drawn as lines: sharp at every scale, in the colour of the text."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget


class Picture(Enum):
    """What can be drawn."""

    EYE = "eye"
    NO_EYE = "no eye"
    LOCK = "lock"
    NO_LOCK = "no lock"
    SOLO = "solo"
    CROSS = "cross"
    UP = "up"
    DOWN = "down"
    AGAIN = "again"
    RESET = "reset"
    TICK = "tick"
    WARNING = "warning"
    WAIT = "wait"
    PLAY = "play"
    MORE = "more"
    FETCH = "fetch"


_STROKE = 1.5
_SIZE = 16.0  # of the square in which they are drawn, around its middle


def paint_picture(
    painter: QPainter, picture: Picture, room: QRectF, colour: QColor, on: bool = False
) -> None:
    """Draw a picture in the middle of `room`; what is `on` is filled."""
    scale = min(1.0, room.width() / _SIZE, room.height() / _SIZE)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(room.center())
    painter.scale(scale, scale)
    pen = QPen(colour, _STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(colour if on else Qt.BrushStyle.NoBrush)
    match picture:
        case Picture.EYE | Picture.NO_EYE:
            _paint_eye(painter, colour, picture is Picture.NO_EYE)
        case Picture.LOCK | Picture.NO_LOCK:
            _paint_lock(painter, picture is Picture.NO_LOCK)
        case Picture.SOLO:
            painter.drawEllipse(QPointF(0, 0), 6.5, 6.5)
            painter.setBrush(QColor("black" if colour.lightness() >= 128 else "white"))
            if not on:
                painter.setBrush(colour)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(0, 0), 2.4, 2.4)
        case Picture.WARNING:
            triangle = [QPointF(0, -6.5), QPointF(7, 6), QPointF(-7, 6)]
            painter.drawPolygon(triangle)
            painter.drawLine(QPointF(0, -2), QPointF(0, 2))
            painter.drawPoint(QPointF(0, 4))
        case Picture.WAIT:
            painter.drawEllipse(QPointF(0, 0), 6.0, 6.0)
            painter.drawPolyline([QPointF(0, -3.5), QPointF(0, 0), QPointF(2.6, 1.6)])
        case Picture.AGAIN | Picture.RESET:
            _paint_turn(painter, picture is Picture.RESET)
        case Picture.MORE:
            painter.setBrush(colour)
            painter.setPen(Qt.PenStyle.NoPen)
            for place in (-5, 0, 5):
                painter.drawEllipse(QPointF(place, 0), 1.4, 1.4)
        case Picture.PLAY:
            painter.drawPolygon([QPointF(-3.5, -5), QPointF(5, 0), QPointF(-3.5, 5)])
        case _:
            painter.drawPath(_LINES[picture])
    painter.restore()


def _path(*lines: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for first, *others in lines:
        path.moveTo(*first)
        for each in others:
            path.lineTo(*each)
    return path


_LINES = {
    Picture.CROSS: _path(((-4, -4), (4, 4)), ((4, -4), (-4, 4))),
    Picture.UP: _path(((-4.5, 2.5), (0, -2.5), (4.5, 2.5))),
    Picture.DOWN: _path(((-4.5, -2.5), (0, 2.5), (4.5, -2.5))),
    Picture.FETCH: _path(
        ((0, -6), (0, 2.5)), ((-3.5, -1), (0, 2.5), (3.5, -1)), ((-6, 3), (-6, 6), (6, 6), (6, 3))
    ),
    Picture.TICK: _path(((-5, 0.5), (-1.5, 4), (5, -4))),
}


def _paint_eye(painter: QPainter, colour: QColor, closed: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    lids = QPainterPath()
    lids.moveTo(-7, 0)
    lids.quadTo(0, -9, 7, 0)
    lids.quadTo(0, 9, -7, 0)
    painter.drawPath(lids)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(0, 0), 1.7, 1.7)
    if closed:
        painter.drawLine(QPointF(-6, 6), QPointF(6, -6))


def _paint_lock(painter: QPainter, is_open: bool) -> None:
    brush = painter.brush()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shackle = QPainterPath()
    lift = 3.0 if is_open else 0.0
    shackle.moveTo(-3.3 + lift, -0.5 - lift / 3)
    shackle.lineTo(-3.3 + lift, -3)
    shackle.arcTo(QRectF(-3.3 + lift, -6.5, 6.6, 6.6), 180, -180)
    shackle.lineTo(3.3 + lift, -0.5 if not is_open else -3)
    painter.drawPath(shackle)
    painter.setBrush(brush)
    painter.drawRoundedRect(QRectF(-5, -0.5, 10, 7), 1.5, 1.5)


def _paint_turn(painter: QPainter, back: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if back:
        painter.scale(-1, 1)
    turn = QPainterPath()
    turn.arcMoveTo(QRectF(-5.5, -5.5, 11, 11), 30)
    turn.arcTo(QRectF(-5.5, -5.5, 11, 11), 30, 290)
    painter.drawPath(turn)
    painter.drawPolyline([QPointF(1.2, -2.9), QPointF(4.9, -2.7), QPointF(5.3, -6.4)])


class IconButton(QToolButton):
    """A flat button with a picture in the colour of the text, and a name for those who hear it."""

    def __init__(self, picture: Picture, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self.setAutoRaise(True)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(24, 24)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def show_picture(self, picture: Picture, name: str) -> None:
        """Show another picture, with another name."""
        self._picture = picture
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self)
        palette = self.palette()
        group = palette.ColorGroup.Normal if self.isEnabled() else palette.ColorGroup.Disabled
        colour = palette.color(group, palette.ColorRole.WindowText)
        paint_picture(painter, self._picture, QRectF(self.rect()), colour, self.isChecked())
        painter.end()


class PictureLabel(QWidget):
    """A picture that is only looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._colour: QColor | None = None
        self.setFixedSize(18, 18)

    def show_picture(self, picture: Picture, colour: QColor | None = None) -> None:
        """Show another picture, in the colour of the text where no other is given."""
        self._picture, self._colour = picture, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._picture is not None:
            painter = QPainter(self)
            colour = self._colour or self.palette().windowText().color()
            paint_picture(painter, self._picture, QRectF(self.rect()), colour)
            painter.end()
