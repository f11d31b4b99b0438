"""Where a picture lies in the widget that shows it: fitted, filling, or at a scale of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize

_NEAREST, _FARTHEST = 32.0, 0.05
_CUT_OFF = 1.2  # by how much a picture may be too large for the widget that it fills


class PicturePlace:
    """The place of a picture, by the pixels of the video, in a widget."""

    def __init__(self, view: Callable[[], QSize]) -> None:
        """`view` returns the size of the widget, in logical pixels."""
        self._view = view
        self.picture = QSize(16, 9)
        self._scale: float | None = None  # screen pixels for each of the video's; None fits
        self._centre = QPointF(0.5, 0.5)  # of what is seen, in shares of the video
        self._fills = False
        self._other: tuple[float | None, QPointF] = (None, QPointF(0.5, 0.5))

    @property
    def is_fitted(self) -> bool:
        """Whether the picture follows the size of the widget, all of it in sight."""
        return self._scale is None

    @property
    def scale(self) -> float:
        """Logical screen pixels for each pixel of the video."""
        if self._scale is not None:
            return self._scale
        view = self._view()
        across = view.width() / self.picture.width()
        down = view.height() / self.picture.height()
        fitted = min(across, down)
        return min(max(across, down), fitted * _CUT_OFF) if self._fills else fitted

    def set_picture(self, width: int, height: int) -> None:
        """Place pictures of another size, fitted."""
        self.picture = QSize(width, height)
        self._other = (None, QPointF(0.5, 0.5))
        self.fit()

    def fit(self) -> None:
        """Have all of the picture in sight."""
        self._scale, self._centre = None, QPointF(0.5, 0.5)

    def fill(self, fills: bool) -> bool:
        """Have a fitted picture reach the edges, or no longer; return whether that is new. Scale
        and place of before are there again afterwards."""
        if fills == self._fills:
            return False
        self._fills = fills
        place = self._scale, self._centre
        (self._scale, self._centre), self._other = self._other, place
        return True

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Take `scale`, what is `at` a place of the widget staying there."""
        middle = self._middle()
        at = at or middle
        share = self.to_share(at)
        self._scale = max(_FARTHEST, min(_NEAREST, scale))
        self._centre = QPointF(
            share.x() - (at.x() - middle.x()) / (self.picture.width() * self._scale),
            share.y() - (at.y() - middle.y()) / (self.picture.height() * self._scale),
        )
        self.keep_in_sight()

    def pan(self, moved: QPointF) -> bool:
        """Move by logical pixels; return False where the picture is fitted, and stays."""
        if self._scale is None:
            return False
        target = self.target()
        self._centre -= QPointF(moved.x() / target.width(), moved.y() / target.height())
        self.keep_in_sight()
        return True

    def keep_in_sight(self) -> None:
        """Have the middle of what is seen be of the picture."""
        self._centre = QPointF(
            max(0.0, min(1.0, self._centre.x())), max(0.0, min(1.0, self._centre.y()))
        )

    def target(self) -> QRectF:
        """Return where the whole picture lies in the widget."""
        scale = self.scale
        width, height = self.picture.width() * scale, self.picture.height() * scale
        middle = self._middle()
        return QRectF(
            middle.x() - self._centre.x() * width,
            middle.y() - self._centre.y() * height,
            width,
            height,
        )

    def to_share(self, place: QPointF) -> QPointF:
        """Return the place of the picture, 0 to 1, that is at a place of the widget."""
        target = self.target()
        return QPointF(
            (place.x() - target.x()) / target.width(), (place.y() - target.y()) / target.height()
        )

    def to_video(self, place: QPointF) -> QPointF:
        """Return the place of the video, in its pixels, that is at a place of the widget."""
        share = self.to_share(place)
        return QPointF(share.x() * self.picture.width(), share.y() * self.picture.height())

    def pixels(self, ratio: float) -> tuple[int, int]:
        """Return the height and width of the picture that can be made use of, on a screen with
        `ratio` pixels for each logical one."""
        scale = min(1.0, self.scale * ratio)
        return max(1, round(self.picture.height() * scale)), max(
            1, round(self.picture.width() * scale)
        )

    def _middle(self) -> QPointF:
        view = self._view()
        return QPointF(view.width() / 2, view.height() / 2)
