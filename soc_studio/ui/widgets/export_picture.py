"""A frame as an export will show it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from soc_studio.ui.toolkit.theme import colour, role_font
from soc_studio.ui.toolkit.tokens import tokens

_MOST, _LEAST = 225, 135  # pixels of its height
_SHARE = 0.3  # of the height of what it is in
_WORDS, _LOW_WORDS = 372, 460  # pixels of that width for the words beside it; where it is low
_LOW = 640
_FIELD = 8  # pixels of a field of the checkerboard
_PAD, _EDGE = 8, 8


class ExportPicture(QWidget):
    """A picture on the ground of the stage, over a checkerboard where it is transparent.

    Its room is as wide as most videos are, whatever the shape of the picture.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self.caption = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.fit(QSize())

    def fit(self, room: QSize) -> None:
        """Be as large as suits what it is in, which has this size."""
        words = _LOW_WORDS if room.height() < _LOW else _WORDS
        high = min(_MOST, round(room.height() * _SHARE), (room.width() - words) * 9 // 16)
        high = max(_LEAST, high)
        self.setFixedSize(high * 16 // 9, high)

    def show_picture(self, image: QImage | None, caption: str) -> None:
        """Show a picture, None for none, and what it is in words."""
        self.image, self.caption = image, caption
        self.setAccessibleName(caption)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), tokens().radius.tile, tokens().radius.tile)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), colour("stage"))
        if self.image is not None:
            size = QSize(self.image.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            room = QRectF(0, 0, size.width(), size.height())
            room.moveCenter(QRectF(self.rect()).center())
            if self.image.hasAlphaChannel():
                ground = QBrush(_checkerboard())
                painter.setBrushOrigin(room.topLeft())
                painter.fillRect(room, ground)
                painter.setBrushOrigin(QPointF())
            painter.drawImage(room, self.image)
        if self.caption:
            self._paint_caption(painter)
        painter.end()

    def _paint_caption(self, painter: QPainter) -> None:
        painter.setFont(role_font("caption"))
        words = painter.fontMetrics().elidedText(
            self.caption, Qt.TextElideMode.ElideRight, self.width() - 2 * (_PAD + _EDGE)
        )
        wide = painter.fontMetrics().horizontalAdvance(words) + 2 * _PAD
        room = QRectF(_EDGE, self.height() - _EDGE - 24, wide, 24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("ov"))
        painter.drawRoundedRect(room, tokens().radius.control, tokens().radius.control)
        painter.setPen(colour("t1"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


def _checkerboard() -> QPixmap:
    """Return two light and two dark fields: the same in both themes, as on the stage."""
    tile = QPixmap(2 * _FIELD, 2 * _FIELD)
    tile.fill(Qt.GlobalColor.lightGray)
    painter = QPainter(tile)
    for place in (0, _FIELD):
        painter.fillRect(place, place, _FIELD, _FIELD, Qt.GlobalColor.gray)
    painter.end()
    return tile
