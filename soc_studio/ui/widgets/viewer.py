"""The picture: shown whole, or nearer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from soc_studio.ui.theme import stage

_NEAREST, _FARTHEST = 32.0, 0.05
_STEP = 1.25


class Viewer(QWidget):
    """Shows a picture of a video of `picture_size`, fitted, or at a scale and place of its own."""

    pixels_wanted = Signal(int, int)  # height and width that can be made use of
    wiped = Signal(float)  # where the user put the edge between source and overlay, 0 to 1
    probed = Signal(int, int)  # column and row of the video under the pointer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 120)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Picture"))
        self.splits = False
        self._image: QImage | None = None
        self._size = QSize(16, 9)
        self._scale: float | None = None  # screen pixels for each of the video's; None fits
        self._centre = QPointF(0.5, 0.5)  # of what is seen, in shares of the video
        self._held: QPointF | None = None
        self._wiping = False

    @property
    def image(self) -> QImage | None:
        """What is shown."""
        return self._image

    @property
    def scale(self) -> float:
        """Logical screen pixels for each pixel of the video."""
        if self._scale is not None:
            return self._scale
        return min(self.width() / self._size.width(), self.height() / self._size.height())

    def set_picture_size(self, width: int, height: int) -> None:
        """Show pictures of a video of this size from now on, fitted."""
        self._size = QSize(width, height)
        self.fit()

    def show_image(self, image: QImage) -> None:
        """Show a picture, of any size and the video's shape."""
        self._image = image
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._image = None
        self.update()

    def fit(self) -> None:
        """Show all of the picture."""
        self._scale = None
        self._centre = QPointF(0.5, 0.5)
        self._tell_size()
        self.update()

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Show the picture at `scale`, what is `at` a place of the widget staying there."""
        at = at or QPointF(self.width() / 2, self.height() / 2)
        share = self.to_share(at)
        self._scale = max(_FARTHEST, min(_NEAREST, scale))
        width, height = self._size.width() * self._scale, self._size.height() * self._scale
        self._centre = QPointF(
            share.x() - (at.x() - self.width() / 2) / width,
            share.y() - (at.y() - self.height() / 2) / height,
        )
        self._keep_in_sight()
        self._tell_size()
        self.update()

    def zoom_in(self) -> None:
        """Show it a step nearer."""
        self.zoom_to(self.scale * _STEP)

    def zoom_out(self) -> None:
        """Show it a step farther."""
        self.zoom_to(self.scale / _STEP)

    def target(self) -> QRectF:
        """Return where the whole picture lies in the widget."""
        scale = self.scale
        width, height = self._size.width() * scale, self._size.height() * scale
        return QRectF(
            self.width() / 2 - self._centre.x() * width,
            self.height() / 2 - self._centre.y() * height,
            width,
            height,
        )

    def to_share(self, place: QPointF) -> QPointF:
        """Return the place of the picture, 0 to 1, that is at a place of the widget."""
        target = self.target()
        return QPointF(
            (place.x() - target.x()) / target.width(), (place.y() - target.y()) / target.height()
        )

    def wanted_pixels(self) -> tuple[int, int]:
        """Return the height and width of the picture that can be made use of."""
        scale = min(1.0, self.scale * self.devicePixelRatioF())
        return (
            max(1, round(self._size.height() * scale)),
            max(1, round(self._size.width() * scale)),
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), stage())
        if self._image is not None:
            smooth = self.scale * self.devicePixelRatioF() < 4
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
            painter.drawImage(self.target(), self._image)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        self._keep_in_sight()
        self._tell_size()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        self.zoom_to(self.scale * _STEP ** (event.angleDelta().y() / 120), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and self.splits:
            self._wiping = True
            self._wipe(event.position())
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        share = self.to_share(event.position())
        if 0 <= share.x() < 1 and 0 <= share.y() < 1:
            self.probed.emit(
                int(share.x() * self._size.width()), int(share.y() * self._size.height())
            )
        if self._wiping:
            self._wipe(event.position())
        elif self._held is not None:
            moved = event.position() - self._held
            self._held = event.position()
            self._pan(moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._held = None
        self._wiping = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.fit()

    def _wipe(self, place: QPointF) -> None:
        self.wiped.emit(max(0.0, min(1.0, self.to_share(place).x())))

    def _pan(self, moved: QPointF) -> None:
        if self._scale is None:
            return
        target = self.target()
        self._centre -= QPointF(moved.x() / target.width(), moved.y() / target.height())
        self._keep_in_sight()
        self.update()

    def _keep_in_sight(self) -> None:
        """The middle of what is seen is always of the picture."""
        self._centre = QPointF(
            max(0.0, min(1.0, self._centre.x())), max(0.0, min(1.0, self._centre.y()))
        )

    def _tell_size(self) -> None:
        self.pixels_wanted.emit(*self.wanted_pixels())
