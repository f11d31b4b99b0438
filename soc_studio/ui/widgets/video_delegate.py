"""Draws a row of the list of videos: its picture, its name, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from soc_studio.core.project.progress import VideoProgress
from soc_studio.core.project.video_rows import VideoRow
from soc_studio.ui.text import video_text
from soc_studio.ui.toolkit.icons import paint_icon
from soc_studio.ui.toolkit.theme import colour, role_font, weighted
from soc_studio.ui.widgets.video_model import ROW, VideoModel

HEIGHT = 60  # pixels of a row
_PICTURE = QSize(72, 40)
_PAD, _GAP, _ICON, _BAR, _MARK = 12, 12, 16, 3, 3
_LABEL_HEIGHT = 14
_Index = QModelIndex | QPersistentModelIndex


class VideoDelegate(QStyledItemDelegate):
    """Every row looks the same: nothing is made for it but what is painted."""

    def __init__(self, model: VideoModel, parent: QObject | None = None) -> None:
        """Paint the pictures that `model` has."""
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        return QSize(_PAD + _PICTURE.width() + _GAP + 60 + _PAD, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, VideoRow):
            return
        painter.save()
        room = option.rect
        states = QStyle.StateFlag
        if option.state & states.State_Selected:
            painter.fillRect(room, colour("sel"))
            painter.fillRect(QRect(room.left(), room.top(), _MARK, room.height()), colour("acc_t"))
        elif option.state & states.State_MouseOver:
            painter.fillRect(room, colour("bg3"))
        if option.state & states.State_HasFocus:
            painter.setPen(colour("acc_t"))
            painter.drawRect(room.adjusted(0, 0, -1, -1))
        top = room.top() + (HEIGHT - _PICTURE.height()) // 2
        place = QRect(room.left() + _PAD, top, _PICTURE.width(), _PICTURE.height())
        _paint_picture(painter, place, self._model.picture(row.id), row)
        left = place.right() + 1 + _GAP
        words = QRect(left, top - 3, room.right() - _PAD - left + 1, HEIGHT)
        self._paint_words(painter, words, row)
        if row.progress.layers:
            bar = QRect(left, place.bottom() - _BAR + 2, words.width(), _BAR)
            paint_progress(painter, bar, row.progress)
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect, row: VideoRow) -> None:
        sign, width = _sign(row), room.width()
        body = weighted(role_font("body"), role_font("body").Weight.Medium)
        painter.setFont(body)
        painter.setPen(colour("t1"))
        elide = Qt.TextElideMode.ElideMiddle
        first = QRect(room.left(), room.top(), width, 18)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(first, flags, QFontMetrics(body).elidedText(row.name, elide, width))
        small = role_font("caption", tabular=True)
        painter.setFont(small)
        painter.setPen(colour("warn" if row.is_missing else "t2"))
        second = QRect(room.left(), room.top() + 20, room.width(), 16)
        measures, width = QFontMetrics(small), width - (_ICON + 4 if sign else 0)
        said = video_text.second_line(row)
        if measures.horizontalAdvance(said) > width:
            said = video_text.short_line(row)
        said = measures.elidedText(said, Qt.TextElideMode.ElideRight, width)
        painter.drawText(second, flags, said)
        if sign:
            name, ink = sign
            corner = QRectF(room.right() + 1 - _ICON, room.top() + 19, _ICON, _ICON)
            paint_icon(painter, name, corner, colour(ink))


def paint_progress(painter: QPainter, room: QRect, progress: VideoProgress) -> None:
    """Draw a bar: what has masks, over it what is reviewed, over that what is right."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    parts: list[tuple[float, str]] = [
        (progress.layers, "bg4"),
        (progress.found + progress.partly, "t3"),
        (progress.reviewed, "acc_t"),
        (progress.accepted, "ok"),
    ]
    for count, ink in parts:
        if count:
            width = max(float(_BAR), room.width() * count / max(1, progress.layers))
            painter.setBrush(QColor(colour(ink)))
            part = QRectF(room.left(), room.top(), width, room.height())
            painter.drawRoundedRect(part, _BAR / 2, _BAR / 2)
    painter.restore()


def _sign(row: VideoRow) -> tuple[str, str] | None:
    """Return the icon beside a name, and its colour."""
    if row.is_missing:
        return "triangle-alert", "warn"
    if row.progress.rejected:
        return "flag", "bad"
    return ("circle-check", "ok") if row.progress.is_done else None


def _paint_picture(painter: QPainter, room: QRect, picture: QPixmap | None, row: VideoRow) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(room), 4, 4)
    painter.setClipPath(shape)
    painter.fillRect(room, colour("bg2"))
    if picture is None:
        name = "triangle-alert" if row.is_missing else "film"
        paint_icon(painter, name, QRectF(room).adjusted(0, 11, 0, -11), colour("t3"))
    else:  # covers its room: what sticks out is cut off
        scale = max(room.width() / picture.width(), room.height() / picture.height())
        width, height = picture.width() * scale, picture.height() * scale
        target = QRectF(
            room.center().x() + 0.5 - width / 2, room.center().y() + 0.5 - height / 2, width, height
        )
        painter.setOpacity(0.4 if row.is_missing else 1.0)
        painter.drawPixmap(target, picture, QRectF(picture.rect()))
        painter.setOpacity(1.0)
    _paint_length(painter, room, video_text.length(row))
    painter.restore()


def _paint_length(painter: QPainter, room: QRect, text: str) -> None:
    """Write how long a video is on a dark ground, in the corner of its picture."""
    painter.setFont(role_font("caption", tabular=True))
    width = painter.fontMetrics().horizontalAdvance(text) + 6
    ground = QRect(
        room.right() - width - 1, room.bottom() - _LABEL_HEIGHT - 1, width, _LABEL_HEIGHT
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 176))
    painter.drawRoundedRect(ground, 3, 3)
    painter.setPen(QColor(Qt.GlobalColor.white))
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)
