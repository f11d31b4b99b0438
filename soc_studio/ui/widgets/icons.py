"""Buttons and labels that are an icon, in the colour of the text."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from soc_studio.ui.toolkit.icons import OFF, paint_icon
from soc_studio.ui.toolkit.theme import colour


class Picture(Enum):
    """What can be drawn, by its name among Lucide's icons."""

    EYE = "eye"
    NO_EYE = "eye-off"
    LOCK = "lock"
    NO_LOCK = "lock-open"
    SOLO = "headphones"
    CROSS = "x"
    BACK = "arrow-left"
    FORWARD = "arrow-right"
    UP = "chevron-up"
    DOWN = "chevron-down"
    AGAIN = "rotate-cw"
    RESET = "rotate-ccw"
    TICK = "check"
    WARNING = "triangle-alert"
    WAIT = "clock"
    PLAY = "play"
    MORE = "ellipsis"
    PLUS = "plus"
    NONE = "ban"
    FETCH = "download"


_SIZE = 16.0  # of a picture at most


def paint_picture(painter: QPainter, picture: Picture, room: QRectF, ink: QColor) -> None:
    """Draw a picture in the middle of `room`."""
    size = min(_SIZE, room.width(), room.height())
    place = QRectF(0, 0, size, size)
    place.moveCenter(room.center())
    paint_icon(painter, picture.value, place, ink)


class IconButton(QToolButton):
    """A flat button with a picture, and a name for those who hear it."""

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
        ink = colour("acc_t" if self.isChecked() else "t1" if self.underMouse() else "t2")
        if not self.isEnabled():
            ink.setAlphaF(OFF)
        paint_picture(painter, self._picture, QRectF(self.rect()), ink)
        painter.end()


class PictureLabel(QWidget):
    """A picture that is only looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._ink: QColor | None = None
        self.setFixedSize(18, 18)

    def show_picture(self, picture: Picture, ink: QColor | None = None) -> None:
        """Show another picture, in the colour of the text where no other is given."""
        self._picture, self._ink = picture, ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._picture is not None:
            painter = QPainter(self)
            ink = self._ink or self.palette().windowText().color()
            paint_picture(painter, self._picture, QRectF(self.rect()), ink)
            painter.end()
