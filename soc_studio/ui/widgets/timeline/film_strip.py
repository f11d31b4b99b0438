"""The row of thumbnails in the timeline."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from soc_studio.core.media.thumbnails import Thumbnails
from soc_studio.core.tracks.time_scale import TimeScale
from soc_studio.ui.toolkit.images import to_qimage
from soc_studio.ui.toolkit.theme import colour

_MOST_KEPT = 400
_ROUND = 5.0


class FilmStrip:
    """Draws small pictures end to end, the row rounded at its ends; where one is not made yet, the
    nearest there is."""

    def __init__(self) -> None:
        self.thumbnails: Thumbnails | None = None
        self.shape = 16 / 9  # width by height of a picture
        self._scaled: dict[tuple[int, int], QPixmap] = {}  # by frame and height in pixels

    def show(self, thumbnails: Thumbnails | None, shape: float) -> None:
        """Draw the pictures of another video from now on."""
        self.thumbnails = thumbnails
        self.shape = max(0.3, min(shape, 4.0))
        self._scaled.clear()

    def slots(self, scale: TimeScale, height: float) -> tuple[list[int], int]:
        """Return the first frames of the pictures that are in sight, and the frames of each.

        Their number is a power of two, so that few new ones are needed while one zooms.
        """
        step = 2 ** max(0, math.floor(math.log2(max(1.0, height * self.shape / scale.pixels))))
        first = int(scale.first) // step * step
        stop = min(math.ceil(scale.first + scale.seen), scale.count)
        return list(range(first, stop, step)), step

    def paint(self, painter: QPainter, room: QRectF, scale: TimeScale) -> None:
        """Draw into `room`, which is as wide as the scale."""
        if self.thumbnails is None:
            return
        starts, step = self.slots(scale, room.height())
        ratio = painter.device().devicePixelRatioF()
        for start in starts:
            found = self.thumbnails.find(start, start + step)
            frame = self.thumbnails.nearest(start) if found is None else found
            if frame is None:
                return
            picture = self._picture(frame, round(room.height() * ratio), ratio)
            left = round(room.left() + scale.to_x(start))
            right = round(room.left() + scale.to_x(min(start + step, scale.count)))
            painter.setOpacity(1.0 if found is not None else 0.5)
            self._fill(painter, picture, QRectF(left, room.top(), right - left, room.height()))
        painter.setOpacity(1.0)
        corners = QPainterPath()
        corners.addRect(room)
        corners.addRoundedRect(room, _ROUND, _ROUND)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(corners, colour("bg1"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _fill(self, painter: QPainter, picture: QPixmap, room: QRectF) -> None:
        """Draw the middle of a picture; where it is narrower than `room`, again and again."""
        ratio = picture.devicePixelRatio()
        whole = picture.width() / ratio
        left = room.left()
        while left < room.right():
            width = min(whole, room.right() - left)
            cut = (picture.width() - width * ratio) / 2
            painter.drawPixmap(
                QRectF(left, room.top(), width, room.height()),
                picture,
                QRectF(cut, 0, width * ratio, picture.height()),
            )
            left += whole

    def picture_at(self, frame: int, height: int, ratio: float) -> tuple[int, QPixmap] | None:
        """Return the picture nearest to a frame, `height` logical pixels high, and whose it is."""
        found = None if self.thumbnails is None else self.thumbnails.nearest(frame)
        return (
            None if found is None else (found, self._picture(found, round(height * ratio), ratio))
        )

    def _picture(self, frame: int, height: int, ratio: float) -> QPixmap:
        assert self.thumbnails is not None
        key = (frame, height)
        if key not in self._scaled:
            if len(self._scaled) >= _MOST_KEPT:
                self._scaled.clear()
            image = to_qimage(self.thumbnails.picture(frame))
            smooth = Qt.TransformationMode.SmoothTransformation
            self._scaled[key] = QPixmap.fromImage(image.scaledToHeight(height, smooth))
            self._scaled[key].setDevicePixelRatio(ratio)
        return self._scaled[key]
