"""Cards of recent work: a picture with masks, a name, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from soc_studio.core.tracks.recent_work import RecentWork
from soc_studio.ui.text import work_text
from soc_studio.ui.toolkit.icons import paint_icon
from soc_studio.ui.toolkit.images import to_qcolor
from soc_studio.ui.toolkit.theme import colour, role_font
from soc_studio.ui.toolkit.tokens import tokens
from soc_studio.ui.toolkit.translation import tr

_LEAST, _FOOT = 200, 60  # pixels of width; of height below the picture
_ROW, _THUMB = 56, 80  # height of a card in a list; width of its picture
_MARGIN = 12
_MOST_DOTS = 6
_LABEL = QColor(12, 12, 13, 190)  # the ground of a word over a picture
_ON_LABEL = QColor("#f0f1f3")
_BADGE = QColor("#ffb74a")


class WorkCard(QAbstractButton):
    """One piece of work, to click on; in a grid a tile, in a list a row."""

    menu_asked = Signal(object, object)  # RecentWork, and the QPoint on the screen

    def __init__(self, work: RecentWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.is_row = False
        self._picture = QPixmap()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_work(work)

    def show_work(self, work: RecentWork) -> None:
        """Show what is known of the work now."""
        if work.picture != self.work.picture or self._picture.isNull():
            self._picture = read_picture(work)
        self.work = work
        self.setAccessibleName(work_text.told(work))
        self.setToolTip(str(work.video_path if work.is_draft else work.path))
        self.update()

    @property
    def picture(self) -> QPixmap:
        """The picture; null where there is none."""
        return self._picture

    def show_as_row(self, is_row: bool) -> None:
        """Be a row of a list, or a tile of a grid."""
        self.is_row = is_row
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return _ROW if self.is_row else round(width * 9 / 16) + _FOOT

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(_LEAST, self.heightForWidth(_LEAST))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(_LEAST // 2, self.heightForWidth(_LEAST // 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.mapToGlobal(self.rect().center()) if by_key else event.globalPos()
        self.menu_asked.emit(self.work, QPoint(place))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        radius = tokens().radius.tile
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        hovered = self.underMouse() or self.isDown()
        painter.fillPath(shape, colour("bg3" if hovered else "bg1"))
        painter.setClipPath(shape)
        if self.is_row:
            self._paint_row(painter)
        else:
            self._paint_tile(painter)
        painter.setClipping(False)
        painter.setPen(QPen(colour("line2" if hovered else "line"), 1))
        painter.drawPath(shape)
        painter.end()

    def _paint_tile(self, painter: QPainter) -> None:
        room = QRect(0, 0, self.width(), self.height() - _FOOT)
        paint_covering(painter, self._picture, room)
        paint_length(painter, self.work, room)
        badge = self._badge()
        if badge:
            _paint_label(painter, badge, room.topLeft() + QPoint(_MARGIN, 8), False, _BADGE)
        text = QRect(_MARGIN, room.bottom() + 9, self.width() - 2 * _MARGIN, 20)
        self._paint_texts(painter, text, text.translated(0, 22))

    def _paint_row(self, painter: QPainter) -> None:
        height = _THUMB * 9 // 16
        room = QRect(6, (self.height() - height) // 2, _THUMB, height)
        paint_covering(painter, self._picture, room)
        left = room.right() + _MARGIN
        text = QRect(left, 8, self.width() - left - _MARGIN, 20)
        badge = self._badge() or work_text.length(self.work)
        painter.setFont(role_font("small", tabular=True))
        painter.setPen(colour("warn" if self._badge() else "t2"))
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, badge)
        room_for_name = text.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(badge) - 8, 0)
        self._paint_texts(painter, room_for_name, text.translated(0, 20))

    def _paint_texts(self, painter: QPainter, first: QRect, second: QRect) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        name = role_font("body")
        name.setWeight(name.Weight.Medium)
        painter.setFont(name)
        painter.setPen(colour("t1"))
        painter.drawText(first, middle, _elided(painter, work_text.title(self.work), first.width()))
        dots = list(dict.fromkeys(each.colour for each in self.work.layers))[:_MOST_DOTS]
        room = second.adjusted(0, 0, -(9 * len(dots) + 8 if dots else 0), 0)
        painter.setFont(role_font("small"))
        painter.setPen(colour("t2"))
        painter.drawText(room, middle, _elided(painter, work_text.summary(self.work), room.width()))
        painter.setPen(QPen(colour("bg1"), 1))
        for place, dot in enumerate(dots):
            right = second.right() - 9 * (len(dots) - 1 - place)
            painter.setBrush(to_qcolor(dot))
            painter.drawEllipse(QRectF(right - 11, second.center().y() - 5, 11, 11))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _badge(self) -> str:
        if self.work.is_open:
            return tr("Open now")
        return tr("Not saved under a name") if self.work.is_draft else ""


def read_picture(work: RecentWork) -> QPixmap:
    """Return the picture of a piece of work; null where there is none."""
    return QPixmap() if work.picture is None else QPixmap(str(work.picture))


def paint_covering(painter: QPainter, picture: QPixmap, room: QRect) -> None:
    """Fill `room` with the middle of a picture, or with the icon of a film where it is null."""
    painter.fillRect(room, colour("stage"))
    if picture.isNull():
        side = min(32, room.height() // 2)
        place = QRectF(0, 0, side, side)
        place.moveCenter(QRectF(room).center())
        paint_icon(painter, "film", place, colour("t3"))
        return
    size = QSize(picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    place = QRectF(0, 0, size.width(), size.height())
    place.moveCenter(QRectF(room).center())
    painter.save()
    painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
    painter.drawPixmap(place, picture, QRectF(picture.rect()))
    painter.restore()


def paint_length(painter: QPainter, work: RecentWork, room: QRect) -> None:
    """Write how long a video is in the lower right corner of its picture."""
    text = work_text.length(work)
    if text:
        _paint_label(painter, text, room.bottomRight() - QPoint(8, 8), True, _ON_LABEL)


def _paint_label(
    painter: QPainter, text: str, corner: QPoint, at_the_end: bool, ink: QColor
) -> None:
    """Write a word on a dark ground, from its upper left corner on or up to its lower right one."""
    painter.setFont(role_font("caption", tabular=True))
    size = QSize(painter.fontMetrics().horizontalAdvance(text) + 12, 20)
    place = QRect(corner, size)
    if at_the_end:
        place.moveBottomRight(corner)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_LABEL)
    painter.drawRoundedRect(place, tokens().radius.small, tokens().radius.small)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(ink)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def _elided(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
